import { describe, expect, test } from 'vitest';
import { estimate, median, percentile, sum } from './statistics.ts';

describe('a percentile', () => {
  test('lies between two neighbours in proportion', () => {
    expect(percentile([10, 20, 30, 40, 50], 0.9)).toBeCloseTo(46);
  });

  test('is the least number at 0 and the greatest at 1', () => {
    expect([percentile([3, 1, 2], 0), percentile([3, 1, 2], 1)]).toEqual([1, 3]);
  });

  test('orders by size, not as text', () => {
    expect(percentile([9, 10, 100], 0.5)).toBe(10);
  });

  test('leaves the numbers in their order', () => {
    const numbers = [3, 1, 2];
    percentile(numbers, 0.5);
    expect(numbers).toEqual([3, 1, 2]);
  });

  test('of no numbers is refused', () => {
    expect(() => percentile([], 0.5)).toThrow('no numbers');
  });
});

test('the median of an even count is midway between the two in the middle', () => {
  expect(median([1, 2, 4, 100])).toBe(3);
});

test('a sum adds all', () => {
  expect(sum([1, 2, 3.5])).toBe(6.5);
});

describe('an estimate', () => {
  const spread = [0.9, 0.95, 1, 1, 1.02, 1.05, 1.1, 1.3, 1.4, 2];

  test('of equal numbers is certain', () => {
    expect(estimate([1.1, 1.1, 1.1])).toEqual({ value: 1.1, low: 1.1, high: 1.1 });
  });

  test('has its median inside the interval, and the interval inside the numbers', () => {
    const { value, low, high } = estimate(spread);
    expect(value).toBeCloseTo(1.035);
    expect([0.9, low, value, high, 2]).toEqual([0.9, low, value, high, 2].sort((a, b) => a - b));
    expect(high).toBeGreaterThan(low);
  });

  test('is the same each time', () => {
    expect(estimate(spread)).toEqual(estimate(spread));
  });

  test('becomes narrower with more numbers', () => {
    const width = (numbers: readonly number[]): number => estimate(numbers).high - estimate(numbers).low;
    expect(width(Array.from({ length: 20 }, () => spread).flat())).toBeLessThan(width(spread) / 2);
  });

  test('holds the true median about 95 times in 100', () => {
    // Ten numbers each from 0 to 1, whose true median is 0.5, drawn by a fixed rule.
    let state = 7;
    const draw = (): number => {
      state = (state * 16_807) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const held = Array.from({ length: 200 }, () => estimate(Array.from({ length: 12 }, draw))).filter(
      ({ low, high }) => low <= 0.5 && high >= 0.5,
    );
    expect(held.length).toBeGreaterThan(180);
    expect(held.length).toBeLessThan(200);
  });
});
