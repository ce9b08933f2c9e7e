import { describe, expect, test } from 'vitest';
import { minutesFor, readExam, readNudge, workInWords } from '../../src/quiz/nudge.ts';

const NOW = Temporal.Instant.from('2026-11-25T17:30:00Z');

import { question } from './course.ts';

describe('the time of a reminder is read', () => {
  test.each([
    ['07:30', '07:30'],
    ['7.30', '07:30'],
    ['7am', '07:00'],
    ['7:30 PM', '19:30'],
    ['12am', '00:00'],
    ['12 p.m.', '12:00'],
    ['19', '19:00'],
    ['07', '07:00'],
    ['0', '00:00'],
    ['none', null],
    ['Off', null],
  ])('%s', (typed, read) => {
    expect(readNudge(typed)).toBe(read);
  });

  test.each(['7', '12', '11'])('but asked about where it could be two: %s', (typed) => {
    expect(() => readNudge(typed)).toThrow('morning or evening');
  });

  test.each(['', 'soon', '24:00', '7:60', '13pm', '0am', '7:30:00'])(
    'and refused where it is none: “%s”',
    (typed) => {
      expect(() => readNudge(typed)).toThrow('as a time of day');
    },
  );
});

describe('the day of an exam is read', () => {
  test.each([
    ['2026-12-18', '2026-12-18'],
    ['18 December', '2026-12-18'],
    ['18.12.2026', '2026-12-18'],
    ['2026-11-25', '2026-11-25'],
    ['none', null],
  ])('%s', (typed, read) => {
    expect(readExam(typed, 'Europe/Berlin', NOW)).toBe(read);
  });

  test.each(['2026-02-30', 'soon', '18', ''])('and refused where it is none: “%s”', (typed) => {
    expect(() => readExam(typed, 'Europe/Berlin', NOW)).toThrow('Try “2026-12-18”');
  });

  test('and refused where it is over, by the member’s own calendar', () => {
    expect(() => readExam('2026-11-24', 'Europe/Berlin', NOW)).toThrow('is over');
    expect(() => readExam('2026-11-25', 'Pacific/Kiritimati', NOW)).toThrow('is over');
  });
});

describe('how long it takes', () => {
  const long = question('long', { stem: 'word '.repeat(190), options: [], fact: '', rule: '' });

  test('is reading at 200 words a minute and 10 seconds a question, in whole minutes', () => {
    expect(minutesFor([long])).toBe(2);
    expect(minutesFor(Array.from({ length: 6 }, () => long))).toBe(7);
  });

  test('is said of one round where more is due', () => {
    expect(workInWords([long])).toBe('1 question, about 2 minutes');
    expect(workInWords(Array.from({ length: 20 }, () => long))).toBe('20 questions, about 23 minutes');
    expect(workInWords(Array.from({ length: 25 }, () => long))).toBe(
      '25 questions; the 20 that have waited longest take about 23 minutes',
    );
  });
});
