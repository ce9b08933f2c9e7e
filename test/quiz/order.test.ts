import { expect, test } from 'vitest';
import { shuffled } from '../../src/course/shuffle.ts';
import { letterOf, orderedOptions } from '../../src/quiz/order.ts';
import { questionOf } from './course.ts';

const letters = [...'abcde'];

test('an order follows from the seed, and another seed has another order', () => {
  expect(shuffled(letters, 'one', String)).toEqual(shuffled(letters, 'one', String));
  const orders = new Set(
    Array.from({ length: 50 }, (_, seed) => shuffled(letters, `${seed}`, String).join('')),
  );
  expect(orders.size).toBeGreaterThan(30);
});

test('every option comes first about as often as another', () => {
  const firsts = Array.from({ length: 3000 }, (_, seed) => shuffled(letters, `${seed}`, String)[0]);
  for (const letter of letters) {
    const share = firsts.filter((first) => first === letter).length / firsts.length;
    expect(share).toBeGreaterThan(0.16);
    expect(share).toBeLessThan(0.24);
  }
});

test('two questions of one round are not in one order', () => {
  const keys = (id: string, seed: string) =>
    orderedOptions({ ...questionOf('who-decides'), id }, seed)
      .map(({ key }) => key)
      .join('');
  const seeds = Array.from({ length: 30 }, (_, seed) => `${seed}`);
  expect(seeds.some((seed) => keys('one', seed) !== keys('two', seed))).toBe(true);
});

test('options whose order matters stay as they were written', () => {
  const { options } = questionOf('fence');
  for (const seed of letters) expect(orderedOptions(questionOf('fence'), seed)).toEqual(options);
});

test('places are told by letters', () => {
  expect([0, 1, 4].map(letterOf)).toEqual(['A', 'B', 'E']);
});
