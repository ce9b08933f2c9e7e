import { describe, expect, test } from 'vitest';
import { dueReminder, nextReminder, reminderAt, reminderTimes } from '../../src/practice/reminder-times.ts';

const instant = Temporal.Instant.from;
const at = (wall: string, zone = 'America/Toronto') => ({
  zone,
  starts: Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).toInstant(),
});

describe('when a reminder is due', () => {
  // The clocks of Toronto went forward on Sunday 8 March 2026 at 02:00.
  test('a day before is the same wall time, although that day had 23 hours', () => {
    expect(reminderAt(at('2026-03-08T19:00'), 'P1D')).toEqual(instant('2026-03-08T00:00:00Z'));
  });

  test('24 hours before is elapsed time', () => {
    expect(reminderAt(at('2026-03-08T19:00'), 'PT24H')).toEqual(instant('2026-03-07T23:00:00Z'));
  });

  test('a wall time that the day before leaves out is as much later', () => {
    expect(reminderAt(at('2026-03-09T02:30'), 'P1D')).toEqual(instant('2026-03-08T07:30:00Z'));
  });

  test('a wall time that the day before has twice is the first', () => {
    expect(reminderAt(at('2026-11-02T01:30'), 'P1D')).toEqual(instant('2026-11-01T05:30:00Z'));
  });
});

describe('of several leads', () => {
  const times = reminderTimes(at('2026-03-12T19:00'), ['PT15M', 'P1D']);
  const [day, soon] = ['2026-03-11T23:00:00Z', '2026-03-12T22:45:00Z'].map(instant) as [
    Temporal.Instant,
    Temporal.Instant,
  ];

  test('the next is the first later than an instant, and one that is just due is not', () => {
    expect(nextReminder(times, day.subtract({ seconds: 1 }))?.lead).toBe('P1D');
    expect(nextReminder(times, day)?.lead).toBe('PT15M');
    expect(nextReminder(times, soon)).toBeUndefined();
  });

  test('one is due from its instant on', () => {
    const after = day.subtract({ hours: 1 });
    expect(dueReminder(times, after, day.subtract({ seconds: 1 }))).toBeUndefined();
    expect(dueReminder(times, after, day)?.lead).toBe('P1D');
  });

  test('only the latest is due where several were missed', () => {
    expect(dueReminder(times, day.subtract({ hours: 1 }), soon)?.lead).toBe('PT15M');
  });

  test('what was done with is not due again', () => {
    expect(dueReminder(times, day, day.add({ hours: 1 }))).toBeUndefined();
  });
});
