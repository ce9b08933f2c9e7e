import { describe, expect, test } from 'vitest';
import { type Judged, learnedFrom, memoriesOf } from '../../src/quiz/recall.ts';

const START = Temporal.Instant.from('2026-01-05T10:00:00Z');

/** An answer so many days after the start, right unless it is said otherwise. */
const on = (day: number, more: Partial<Judged> = {}): Judged => ({
  question: 'q',
  revision: '1',
  correct: true,
  at: START.add({ minutes: Math.round(24 * 60 * day) }),
  ...more,
});
const wrong = (day: number, more: Partial<Judged> = {}) => on(day, { correct: false, ...more });

/** In how many days the question comes back. */
function daysAfter(...answers: readonly Judged[]): number {
  const memory = memoriesOf(answers).get('q');
  if (!memory) throw new Error('nothing is remembered');
  return memory.last.until(memory.due).total('hours') / 24;
}

describe('what is remembered', () => {
  test('a wrong answer comes back the next day, a right one later', () => {
    expect(daysAfter(wrong(0))).toBe(1);
    expect(daysAfter(on(0))).toBeGreaterThan(1);
  });

  test('each right answer at its time puts the next one further off', () => {
    const answers = [on(0)];
    const waits = [daysAfter(...answers)];
    for (let count = 1; count < 6; count += 1) {
      const due = memoriesOf(answers).get('q')!.due;
      answers.push(on(0, { at: due }));
      waits.push(daysAfter(...answers));
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(new Set(waits).size).toBe(waits.length);
  });

  test('a mistake after that brings it back soon', () => {
    const known = [on(0), on(2), on(12), on(60)];
    expect(daysAfter(...known, wrong(200))).toBeLessThan(daysAfter(...known) / 10);
  });

  test('crammed on one day it counts as once', () => {
    expect(daysAfter(on(0), on(0.1), on(0.2), on(0.3))).toBe(daysAfter(on(0)));
  });

  test('a question that has changed is a new one', () => {
    const known = [on(0), on(2), on(12)];
    expect(daysAfter(...known, on(60, { revision: '2' }))).toBe(daysAfter(on(60, { revision: '2' })));
  });

  test('each question is remembered by itself', () => {
    const memories = memoriesOf([on(0), wrong(1, { question: 'other' })]);
    expect([...memories].map(([id, { correct }]) => [id, correct])).toEqual([
      ['q', true],
      ['other', false],
    ]);
  });
});

describe('what was learnt', () => {
  const learned = (...answers: readonly Judged[]) => learnedFrom(answers, START);

  test('is a question that was due, answered right', () => {
    expect(learned(on(0), on(2))).toEqual({ kept: 1, improved: 0 });
  });

  test('is not a first answer, one before its day, or a wrong one', () => {
    expect(learned(on(0), on(0.5), on(1))).toEqual({ kept: 0, improved: 0 });
    expect(learned(wrong(0), wrong(1), wrong(2))).toEqual({ kept: 0, improved: 0 });
  });

  test('is an improvement where it was wrong before, once a question', () => {
    expect(learned(wrong(0), on(1), wrong(30), on(31))).toEqual({ kept: 2, improved: 1 });
    expect(learned(on(0), on(2))).toMatchObject({ improved: 0 });
  });

  test('counts on the day itself, whatever the hour', () => {
    expect(learned(wrong(0), on(0.75))).toMatchObject({ kept: 1 });
  });

  test('is only what was repeated since then; what was missed may be earlier', () => {
    expect(learned(wrong(-20), on(-19), on(1))).toEqual({ kept: 1, improved: 1 });
    expect(learned(wrong(-20), on(-19))).toEqual({ kept: 0, improved: 0 });
  });
});
