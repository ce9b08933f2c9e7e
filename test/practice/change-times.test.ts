import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/chat/errors.ts';
import type { Edit } from '../../src/practice/change-facts.ts';
import { remainingRule, retimed, wallOf } from '../../src/practice/change-times.ts';
import { firstTimes, momentOf } from '../../src/practice/occurrence-times.ts';

const zone = 'America/Toronto';
const wall = (text: string) => Temporal.PlainDateTime.from(text);
const slotAt = (original: string, starts = original) => ({
  original: wall(original),
  starts: momentOf(wall(starts), zone),
  zone,
});

/** A session whose occurrences were all made; changed from the one with this index on. */
function changed(
  { rule, leftOut = [], from = 0 }: { rule?: string; leftOut?: readonly string[]; from?: number },
  { starts, ...edit }: Omit<Edit, 'starts'> & { starts?: string },
) {
  const session = { starts: wall('2026-03-12T19:00'), rule, leftOut };
  const slots = firstTimes(session, 6)
    .slice(from)
    .map((time) => slotAt(time.toString()));
  const result = retimed(session, slots, { ...edit, ...(starts !== undefined && { starts: wall(starts) }) });
  return (
    result && {
      times: result.times.map((time) => time?.toString({ smallestUnit: 'minute' }).slice(5) ?? 'none'),
      rule: result.timing.rule,
      leftOut: result.timing.leftOut,
    }
  );
}

describe('a new time for this one and all that follow', () => {
  test('each follows by as much, and the rule with its day', () => {
    expect(changed({ rule: 'FREQ=WEEKLY;COUNT=3' }, { starts: '2026-03-13T18:30' })).toEqual({
      times: ['03-13T18:30', '03-20T18:30', '03-27T18:30'],
      rule: 'FREQ=WEEKLY;COUNT=3',
      leftOut: [],
    });
    const named = changed({ rule: 'FREQ=WEEKLY;BYDAY=TH;COUNT=2' }, { starts: '2026-03-13T18:30' });
    expect(named?.rule).toBe('FREQ=WEEKLY;COUNT=2');
  });

  test('a COUNT is less by those before', () => {
    const later = changed({ rule: 'FREQ=WEEKLY;COUNT=5', from: 2 }, { starts: '2026-03-27T19:00' });
    expect(later?.times).toEqual(['03-27T19:00', '04-03T19:00', '04-10T19:00']);
    expect(later?.rule).toBe('FREQ=WEEKLY;COUNT=3');
  });

  test('a COUNT that begins later counts those made before it as well', () => {
    const session = { starts: wall('2026-03-26T20:00'), rule: 'FREQ=WEEKLY;COUNT=2', leftOut: [] };
    const slots = ['2026-03-19T19:00', '2026-03-26T20:00', '2026-04-02T20:00'].map((at) => slotAt(at));
    expect(remainingRule(session, slots)).toBe('FREQ=WEEKLY;COUNT=3');
  });

  test('UNTIL stays, and those beyond it have no time any more', () => {
    const late = changed({ rule: 'FREQ=WEEKLY;UNTIL=20260326' }, { starts: '2026-03-13T19:00' });
    expect(late?.times).toEqual(['03-13T19:00', '03-20T19:00', 'none']);
  });

  test('a day that was left out moves along, unless it is one of the new days itself', () => {
    const weekly = changed({ rule: 'FREQ=WEEKLY', leftOut: ['2026-03-26'] }, { starts: '2026-03-13T19:00' });
    expect(weekly?.times.slice(0, 3)).toEqual(['03-13T19:00', '03-20T19:00', '04-03T19:00']);
    const daily = changed({ rule: 'FREQ=DAILY', leftOut: ['2026-03-14'] }, { starts: '2026-03-12T18:00' });
    expect(daily?.times.slice(0, 3)).toEqual(['03-12T18:00', '03-13T18:00', '03-15T18:00']);
  });

  test('a day that somebody names is not left out', () => {
    const moved = changed({ rule: 'FREQ=DAILY', leftOut: ['2026-03-14'] }, { starts: '2026-03-14T19:00' });
    expect(moved?.times[0]).toBe('03-14T19:00');
  });

  test('where the rule names other days, how often is asked for', () => {
    const monthly = { rule: 'FREQ=MONTHLY;BYDAY=2TH' };
    expect(() => changed(monthly, { starts: '2026-03-17T19:00' })).toThrow(UserError);
    const told = changed(monthly, { starts: '2026-03-17T19:00', rule: 'FREQ=MONTHLY;BYDAY=3TU' });
    expect(told?.times.slice(0, 2)).toEqual(['03-17T19:00', '04-21T19:00']);
    expect(changed(monthly, { starts: '2026-03-12T18:00' })?.times[1]).toBe('04-09T18:00');
  });
});

describe('a new rule', () => {
  test('begins on its first day on or after this one', () => {
    const result = changed({ rule: 'FREQ=WEEKLY' }, { rule: 'FREQ=MONTHLY;BYDAY=3TU' });
    expect(result?.times.slice(0, 2)).toEqual(['03-17T19:00', '04-21T19:00']);
  });

  test('null leaves this one, as the last', () => {
    const result = changed({ rule: 'FREQ=WEEKLY', from: 1 }, { rule: null });
    expect(result?.times).toEqual(['03-19T19:00', 'none', 'none', 'none', 'none']);
    expect(result?.rule).toBe('FREQ=WEEKLY;UNTIL=20260319');
    expect(changed({ rule: 'FREQ=MONTHLY;BYDAY=2TH' }, { rule: null, starts: '2026-03-17T19:00' })).toEqual({
      times: ['03-17T19:00', 'none', 'none', 'none', 'none', 'none'],
      rule: undefined,
      leftOut: [],
    });
  });

  test('makes several of one', () => {
    expect(changed({}, { rule: 'FREQ=WEEKLY' })?.rule).toBe('FREQ=WEEKLY');
  });
});

test('what is as it was is no change', () => {
  expect(changed({ rule: 'FREQ=WEEKLY' }, {})).toBeUndefined();
  expect(
    changed({ rule: 'FREQ=WEEKLY' }, { starts: '2026-03-12T19:00', rule: 'FREQ=WEEKLY' }),
  ).toBeUndefined();
  expect(changed({}, { rule: null })).toBeUndefined();
  const counted = changed({ rule: 'FREQ=WEEKLY;COUNT=5', from: 2 }, { rule: 'FREQ=WEEKLY;COUNT=3' });
  expect(counted).toBeUndefined();
});

test('a time that a change of the clocks leaves out is still the session’s own', () => {
  expect(wallOf(slotAt('2026-03-08T02:30')).toString()).toBe('2026-03-08T02:30:00');
  expect(wallOf(slotAt('2026-03-08T02:30', '2026-03-09T20:00')).toString()).toBe('2026-03-09T20:00:00');
});
