import { describe, expect, test } from 'vitest';
import { firstTimes, momentOf, nextTime, wallTrouble } from '../../src/practice/occurrence-times.ts';

const wall = Temporal.PlainDateTime.from;
/** A Thursday. */
const starts = wall('2026-03-12T19:00');
const days = (rule: string | undefined, leftOut: readonly string[] = []) =>
  firstTimes({ starts, rule, leftOut }, 5).map((time) => time.toString({ smallestUnit: 'minute' }).slice(5));

test('a session that takes place once has its start alone', () => {
  expect(days(undefined)).toEqual(['03-12T19:00']);
  const once = { starts, rule: undefined, leftOut: [] };
  expect(nextTime(once, starts)).toBeUndefined();
  expect(nextTime(once, starts.subtract({ minutes: 1 }))?.equals(starts)).toBe(true);
});

test('the start is the first where the rule has it, else the rule’s first day after it is', () => {
  expect(days('FREQ=WEEKLY').slice(0, 2)).toEqual(['03-12T19:00', '03-19T19:00']);
  expect(days('FREQ=WEEKLY;BYDAY=TU').slice(0, 2)).toEqual(['03-17T19:00', '03-24T19:00']);
});

describe('days that are left out', () => {
  test('have no session, and the ones after them are where they were', () => {
    expect(days('FREQ=WEEKLY', ['2026-03-19', '2026-03-26'])).toEqual([
      '03-12T19:00',
      '04-02T19:00',
      '04-09T19:00',
      '04-16T19:00',
      '04-23T19:00',
    ]);
  });

  test('may be the first', () => {
    expect(days('FREQ=WEEKLY', ['2026-03-12'])[0]).toBe('03-19T19:00');
  });

  test('are counted by COUNT all the same, as in RFC 5545', () => {
    expect(days('FREQ=WEEKLY;COUNT=3', ['2026-03-19'])).toEqual(['03-12T19:00', '03-26T19:00']);
  });

  test('may be all that there are', () => {
    expect(days('FREQ=DAILY;COUNT=2', ['2026-03-12', '2026-03-13'])).toEqual([]);
  });
});

describe('an end', () => {
  test('by COUNT counts the first', () => {
    expect(days('FREQ=WEEKLY;COUNT=2')).toEqual(['03-12T19:00', '03-19T19:00']);
  });

  test('by UNTIL includes its day', () => {
    expect(days('FREQ=WEEKLY;UNTIL=20260319')).toEqual(['03-12T19:00', '03-19T19:00']);
    expect(days('FREQ=WEEKLY;UNTIL=20260318')).toEqual(['03-12T19:00']);
  });
});

describe('where the clocks change', () => {
  const zone = 'Europe/Berlin';
  const at = (time: string) => momentOf(wall(time), zone).toString();

  test('a time that they leave out is as much later as they were moved', () => {
    expect(wallTrouble(wall('2026-03-29T02:30'), zone)).toBe('skipped');
    expect(at('2026-03-29T02:30')).toBe('2026-03-29T01:30:00Z');
  });

  test('a time that comes twice is the first', () => {
    expect(wallTrouble(wall('2026-10-25T02:30'), zone)).toBe('twice');
    expect(at('2026-10-25T02:30')).toBe('2026-10-25T00:30:00Z');
  });

  test.each([
    ['2026-03-29T01:59', undefined],
    ['2026-03-29T02:00', 'skipped'],
    ['2026-03-29T02:59', 'skipped'],
    ['2026-03-29T03:00', undefined],
    ['2026-10-25T01:59', undefined],
    ['2026-10-25T02:00', 'twice'],
    ['2026-10-25T02:59', 'twice'],
    ['2026-10-25T03:00', undefined],
  ])('%s: %s', (time, trouble) => {
    expect(wallTrouble(wall(time), zone)).toBe(trouble);
  });

  test('a day that a place leaves out whole is the next one', () => {
    expect(wallTrouble(wall('2011-12-30T19:00'), 'Pacific/Apia')).toBe('skipped');
    expect(momentOf(wall('2011-12-30T19:00'), 'Pacific/Apia').toString()).toBe('2011-12-31T05:00:00Z');
  });

  test('a session at such a time keeps its own on all other days', () => {
    const night = { starts: wall('2026-03-28T02:30'), rule: 'FREQ=DAILY', leftOut: [] };
    expect(firstTimes(night, 3).map((time) => momentOf(time, zone).toString())).toEqual([
      '2026-03-28T01:30:00Z',
      '2026-03-29T01:30:00Z',
      '2026-03-30T00:30:00Z',
    ]);
  });
});
