import { expect, test } from 'vitest';
import { minutesInWords, readAmount, readMinutes } from '../../src/chat/duration.ts';
import { readTimeOfDay } from '../../src/chat/time-of-day.ts';

const span = { what: 'a pause', least: 5, most: 4 * 7 * 24 * 60 };
const read = (typed: string) => readMinutes(typed, span);

test.each([
  ['2 h', 120],
  ['90min', 90],
  ['1 day', 1440],
  ['a day', 1440],
  ['1 Day and 12 hours', 2160],
  ['1 day 2 h 30 m', 1590],
  ['1d12h', 2160],
  ['2 weeks', 20_160],
  [' 3 hrs. ', 180],
])('“%s” lasts %i minutes', (typed, minutes) => {
  expect(read(typed)).toBe(minutes);
});

test.each(['', 'soon', '2', '2 lightyears', 'h', '1 day, soon', '-2 h', '0.5 h'])(
  '“%s” is no duration, and what to type is said',
  (typed) => {
    expect(() => read(typed)).toThrow('as a pause. Try “2 h” or “1 day”.');
  },
);

test('what is too short or too long is refused with the limits', () => {
  expect(() => read('4 min')).toThrow('5 minutes are the least, 4 weeks the most');
  expect(() => read('29 days')).toThrow('5 minutes are the least, 4 weeks the most');
  expect([read('5 min'), read('28 days')]).toEqual([5, 40_320]);
});

test('a duration in words is read back as the same', () => {
  for (const minutes of [5, 60, 61, 90, 1440, 1500, 1530, 2880, 10_080, 11_520, 20_160, 40_320]) {
    expect(read(minutesInWords(minutes))).toBe(minutes);
  }
  expect(minutesInWords(1500)).toBe('1 day 1 hour');
  expect(minutesInWords(10_080)).toBe('1 week');
});

test('one amount keeps its unit, so that a day can follow the wall clock', () => {
  expect(readAmount('1 day')?.toString()).toBe('P1D');
  expect(readAmount('24 hours')?.toString()).toBe('PT24H');
  expect(readAmount('1 day 2 h')).toBeUndefined();
});

test.each([
  ['09:00', '09:00'],
  ['9:00', '09:00'],
  ['9.30', '09:30'],
  ['at 7 pm', '19:00'],
  ['7:30 p.m.', '19:30'],
  ['12am', '00:00'],
  ['12 pm', '12:00'],
  ['noon', '12:00'],
  ['19', '19:00'],
  ['0815', '08:15'],
  ['07', '07:00'],
])('“%s” is %s', (typed, time) => {
  expect(readTimeOfDay(typed)).toBe(time);
});

test.each(['', 'soon', '24:00', '9:60', '13 pm', '0 am', '9:5', '111:00'])(
  '“%s” is no time of day',
  (typed) => {
    expect(() => readTimeOfDay(typed)).toThrow('Try “09:00” or “7:30 pm”');
  },
);

test('an hour that could be morning or evening is asked about', () => {
  expect(() => readTimeOfDay('9')).toThrow('“9 am” or “9 pm”');
});
