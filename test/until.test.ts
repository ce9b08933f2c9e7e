import { expect, test } from 'vitest';
import { until } from './until.ts';

test('a wait ends as soon as the condition holds', async () => {
  let looks = 0;
  await until('the third look', () => ++looks === 3);
  expect(looks).toBe(3);
});

test('a wait in vain ends with the name of what was waited for', async () => {
  await expect(until('the moon', () => false, 30)).rejects.toThrow('waited 30 ms in vain for the moon');
});
