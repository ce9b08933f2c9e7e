import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRule, nextOccurrence } from '../../src/chat/recurrence.ts';
import { daysInWords, nextDates, readDays, ruleOf, startOf } from '../../src/quiz/days.ts';

const WEEK = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

test.each([
  ['Mon Wed Fri', 'MO WE FR'],
  ['weekdays', 'MO TU WE TH FR'],
  ['every weekday', 'MO TU WE TH FR'],
  ['working days', 'MO TU WE TH FR'],
  ['daily', 'MO TU WE TH FR SA SU'],
  ['every day', 'MO TU WE TH FR SA SU'],
  ['Tuesday and Thursday', 'TU TH'],
  ['on Thursdays', 'TH'],
  ['fri, mon', 'MO FR'],
  ['Mo/Tu', 'MO TU'],
  ['tues thurs', 'TU TH'],
  ['Mon-Fri', 'MO TU WE TH FR'],
  ['Tuesday to Thursday', 'TU WE TH'],
  ['Sat – Mon', 'MO SA SU'],
  ['weekend & Wed', 'WE SA SU'],
  ['mon mon', 'MO'],
])('“%s” are %s', (typed, days) => {
  expect(readDays(typed)).toEqual(days.split(' '));
});

test.each(['', 'soon', 'monkey', 'Mon Wend', 'Mon-', '-Fri', 'Mon-Wed-Fri', 'every', 'to'])(
  '“%s” are no days, and what to type is said',
  (typed) => {
    expect(() => readDays(typed)).toThrow('Try “Mon Wed Fri”, “weekdays” or “daily”');
  },
);

const someDays = fc.subarray(WEEK, { minLength: 1 });

test('days in words are read back as the same', () => {
  fc.assert(
    fc.property(someDays, (days) => {
      expect(readDays(daysInWords(days))).toEqual(days);
    }),
  );
  expect(daysInWords(['MO', 'WE', 'FR'])).toBe('Monday, Wednesday and Friday');
});

describe('the dates that are shown', () => {
  test('are at the same time on the wall through both changes of the clocks', () => {
    const weekly = { days: ['SU', 'MO'], time: '09:00', zone: 'Europe/Berlin' };
    expect(nextDates(weekly, Temporal.Instant.from('2027-03-27T12:00Z'), 2).map(String)).toEqual([
      '2027-03-28T07:00:00Z',
      '2027-03-29T07:00:00Z',
    ]);
    expect(nextDates(weekly, Temporal.Instant.from('2027-10-29T12:00Z'), 2).map(String)).toEqual([
      '2027-10-31T08:00:00Z',
      '2027-11-01T08:00:00Z',
    ]);
  });

  test('leave out today once its time is past', () => {
    const weekly = { days: ['WE'], time: '09:00', zone: 'UTC' };
    const dates = (now: string) => nextDates(weekly, Temporal.Instant.from(now), 1).map(String);
    expect(dates('2026-11-25T08:59Z')).toEqual(['2026-11-25T09:00:00Z']);
    expect(dates('2026-11-25T09:00Z')).toEqual(['2026-12-02T09:00:00Z']);
  });

  test('are those on which the jobs come, in any zone and at any time', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Asia/Kolkata',
    ];
    const weekly = fc.record({
      days: someDays,
      zone: fc.constantFrom(...zones),
      time: fc
        .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
        .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
    });
    const hours = fc.integer({ min: 0, max: 24 * 730 });
    fc.assert(
      fc.property(weekly, hours, (each, hour) => {
        const now = Temporal.Instant.from('2026-01-01T00:00Z').add({ hours: hour });
        const recurrence = { rule: ruleOf(each), zone: each.zone, starts: startOf(each, now) };
        const dates = nextDates(each, now, 3).map(String);
        let at = now;
        for (const date of dates) {
          at = nextOccurrence(recurrence, at) ?? at;
          expect(date).toBe(at.toString());
        }
        expect(dates).toHaveLength(3);
      }),
      { numRuns: 60 },
    );
    expect(() => checkRule(ruleOf({ days: WEEK, time: '09:00', zone: 'UTC' }))).not.toThrow();
  });
});
