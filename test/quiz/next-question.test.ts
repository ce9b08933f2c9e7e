import { describe, expect, test } from 'vitest';
import { nextQuestion } from '../../src/quiz/next-question.ts';
import { question } from './course.ts';

describe('the next question for a channel', () => {
  const pool = ['p1', 'p2', 'p3', 'p4', 'p5'].map((id) => question(id));
  const at = (hour: number) => Temporal.Instant.fromEpochMilliseconds(hour * 3_600_000);
  const posted = (...ids: string[]) => new Map(ids.map((id, hour) => [id, at(hour)]));

  test('never came there; else it is the one that came longest ago', () => {
    expect(nextQuestion(pool, [posted('p4', 'p1', 'p5', 'p3')], 'C')?.id).toBe('p2');
    expect(nextQuestion(pool, [posted('p4', 'p1', 'p5', 'p3', 'p2')], 'C')?.id).toBe('p4');
    expect(nextQuestion([], [posted('p1')], 'C')).toBeUndefined();
  });

  test('follows from what was posted alone: it is the same after a restart', () => {
    const orders = ['C', 'D', 'E', 'F'].map((seed) => nextQuestion(pool, [new Map()], seed)?.id);
    expect(orders).toEqual(['C', 'D', 'E', 'F'].map((seed) => nextQuestion(pool, [new Map()], seed)?.id));
    expect(new Set(orders).size).toBeGreaterThan(1);
  });

  test('spares the other channels only among equals', () => {
    expect(nextQuestion(pool, [new Map(), posted('p1', 'p2', 'p4', 'p5')], 'C')?.id).toBe('p3');
    expect(nextQuestion(pool, [posted('p1', 'p2', 'p3', 'p4'), posted('p5')], 'C')?.id).toBe('p5');
  });
});
