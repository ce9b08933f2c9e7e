import { beforeAll, describe, expect, test } from 'vitest';
import { measurePrograms } from './bench.ts';
import type { Figure, Unanswered } from './figures.ts';
import { measurePractice } from './practice.ts';

/** The real programs on the local platforms, with the least numbers: that everything is measured, not how fast. */
describe('the bench', () => {
  let figures: readonly Figure[];
  let unanswered: readonly Unanswered[];
  beforeAll(async () => {
    ({ figures, unanswered } = await measurePrograms(
      { pairs: 1, warmUp: 5, commands: 5, settleMs: 0, members: 0, seconds: 0 },
      () => {},
      // Over HTTP it is the same but for the platform’s settings.
      ['discord', 'slack'],
    ));
  }, 240_000);

  test.for([
    ['discord', 9],
    ['slack', 9],
    ['both', 3],
  ] as const)('gives every figure on %s', ([on, count]) => {
    expect(figures.filter((figure) => figure.on === on)).toHaveLength(count);
  });

  test('measures finite amounts above nothing', () => {
    const wrong = figures.filter(({ parley, bare }) => ![parley, bare].every((n) => n > 0 && n < Infinity));
    expect(wrong).toEqual([]);
  });

  test('counts the commands of each program, and those without an answer', () => {
    const none = { given: 20, parley: 0, bare: 0, twin: 0 };
    expect(unanswered).toEqual(['discord', 'slack'].map((on) => ({ on, ...none })));
  });

  test('compares with finite numbers', () => {
    const estimates = figures.flatMap(({ compared, noise }) => [compared, ...(noise ? [noise] : [])]);
    const wrong = estimates.filter(({ value, low, high }) => ![value, low, high].every(Number.isFinite));
    expect(wrong).toEqual([]);
  });

  test('judges p50 and processor time on each platform, and the start of both', () => {
    const judged = figures.filter(({ target }) => target !== undefined);
    expect(judged.map(({ on, what }) => `${on}: ${what}`)).toEqual([
      'both: time to ready',
      'both: memory, idle',
      ...['discord', 'slack'].flatMap((on) => [
        `${on}: p50 to the answer, one at a time`,
        `${on}: CPU per 1,000 commands, one at a time`,
      ]),
    ]);
  });
});

test('practice sessions are measured beside few and many others, and at a rush for their seats', async () => {
  const [embedded] = await measurePractice({ few: 1, many: 3, seated: 8, warmUp: 0, rounds: 1 });
  const { joins, wall, cpu } = embedded!;
  expect(joins).toMatchObject({ answered: 8, seated: 6, waiting: 2, persons: 8 });
  expect([wall, cpu].flatMap(({ few, many }) => [few > 0, many > 0])).toEqual([true, true, true, true]);
}, 120_000);
