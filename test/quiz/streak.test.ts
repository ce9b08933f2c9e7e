import { describe, expect, test } from 'vitest';
import { streakOf } from '../../src/quiz/streak.ts';

const at = (time: string, zone = 'Europe/Berlin') =>
  Temporal.ZonedDateTime.from(`${time}[${zone}]`).toInstant();
const NOW = at('2026-11-25T18:30');
const streak = (times: readonly string[], zone = 'Europe/Berlin', now = NOW) =>
  streakOf(
    times.map((time) => at(time)),
    zone,
    now,
  );

describe('a streak', () => {
  test.each<[string, readonly string[], number]>([
    ['is nothing without an answer', [], 0],
    ['counts the days up to today', ['2026-11-23T08:00', '2026-11-24T23:59', '2026-11-25T00:00'], 3],
    ['counts a day once', ['2026-11-25T08:00', '2026-11-25T09:00'], 1],
    ['goes on from yesterday as long as today is not over', ['2026-11-23T08:00', '2026-11-24T08:00'], 2],
    ['is over after a day without an answer', ['2026-11-22T08:00', '2026-11-23T08:00'], 0],
    ['does not reach over a gap', ['2026-11-22T08:00', '2026-11-24T08:00', '2026-11-25T08:00'], 2],
  ])('%s', (_, times, days) => {
    expect(streak(times)).toBe(days);
  });

  test('goes by the member’s own midnight', () => {
    const times = ['2026-11-24T02:00', '2026-11-25T02:00'];
    expect(streak(times)).toBe(2);
    // In Toronto these were the evenings of the 23rd and the 24th.
    expect(streak(times, 'America/Toronto')).toBe(2);
    expect(streak(['2026-11-24T02:00'], 'America/Toronto')).toBe(0);
  });

  test('is not broken by a day of 25 hours', () => {
    const times = ['2026-10-24T00:10', '2026-10-25T23:50', '2026-10-26T00:10'];
    expect(streak(times, 'Europe/Berlin', at('2026-10-26T08:00'))).toBe(3);
  });
});
