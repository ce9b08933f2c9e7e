import { array, constantFrom, assert as holds, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { choose } from '../../src/quiz/selection.ts';
import { NOW } from '../asking.ts';
import { question } from './course.ts';

const pool = Array.from({ length: 12 }, (_, place) =>
  question(`q${place}`, { dimension: ['one', 'two', 'three'][place % 3]! }),
);
const answer = (id: string, daysAgo: number, correct = true, revision = '00000001') => ({
  question: id,
  revision,
  correct,
  at: NOW.subtract({ hours: 24 * daysAgo }),
});
const open = new Set<string>();
const ids = (more: Partial<Parameters<typeof choose>[0]>) =>
  choose({ pool, answers: [], length: 5, seed: 's', open, ...more }).map(({ id }) => id);

test('what was never answered comes before all else', () => {
  const answers = pool.slice(3).map(({ id }, place) => answer(id, place + 1, false));
  expect(ids({ answers, length: 3 }).toSorted()).toEqual(['q0', 'q1', 'q2']);
});

test('then what was last answered wrongly, then what was answered longest ago', () => {
  const answers = [
    ...pool.slice(2).map(({ id }, place) => answer(id, 60 - place)),
    answer('q0', 50, false),
    answer('q1', 40, false),
    answer('q1', 2),
  ].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
  expect(ids({ answers, length: 1 })).toEqual(['q0']);
  expect(ids({ answers, length: 3 }).toSorted()).toEqual(['q0', 'q2', 'q3']);
});

test('a question that was changed is as if never answered', () => {
  const answers = pool.map(({ id }, place) => answer(id, 1, true, place === 7 ? 'old' : undefined));
  expect(ids({ answers, length: 1 })).toEqual(['q7']);
});

test('a question in an open post is not asked', () => {
  const asked = new Set(pool.slice(1).map(({ id }) => id));
  expect(ids({ open: asked })).toEqual(['q0']);
});

test('a pool that is smaller than the round is asked whole, each question once', () => {
  expect(ids({ length: 20 }).toSorted()).toEqual(pool.map(({ id }) => id).toSorted());
});

test('the same seed asks the same, another seed something else', () => {
  expect(ids({})).toEqual(ids({}));
  expect(
    new Set(Array.from({ length: 10 }, (_, seed) => ids({ seed: `${seed}` }).join(' '))).size,
  ).toBeGreaterThan(5);
});

test('a few new questions are about different dimensions', () => {
  const uneven = pool.map((each, place) => ({ ...each, dimension: place < 10 ? 'one' : each.id }));
  const chosen = choose({ pool: uneven, answers: [], length: 3, seed: 's', open });
  expect(new Set(chosen.map(({ dimension }) => dimension)).size).toBe(3);
});

test('neighbours differ in dimension as far as that is possible', () => {
  holds(
    property(
      array(constantFrom('one', 'two', 'three', 'four'), { maxLength: 12 }),
      string(),
      (dimensions, seed) => {
        const some = dimensions.map((dimension, place) => question(`q${place}`, { dimension }));
        const chosen = choose({ pool: some, answers: [], length: 20, seed, open });
        const alike = chosen.filter(({ dimension }, place) => dimension === chosen[place - 1]?.dimension);
        const most = Math.max(0, ...[...Map.groupBy(dimensions, String).values()].map((each) => each.length));
        expect(chosen).toHaveLength(some.length);
        // The others part as many of the most frequent one as they are, and one more.
        expect(alike).toHaveLength(Math.max(0, most - (some.length - most) - 1));
      },
    ),
  );
});
