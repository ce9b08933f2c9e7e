import { expect, test } from 'vitest';
import { NO_HISTORY, recalled, remember, step } from '../../../../src/local/page/browser/typed-history.ts';

const sent = (...lines: string[]) =>
  lines.reduce((history, line) => remember<string>(history, line), remember<string>(NO_HISTORY, 'first'));

test('going back brings the last line', () => {
  expect(recalled(step(sent('second'), -1))).toBe('second');
});

test('going back twice brings the line before', () => {
  expect(recalled(step(step(sent('second'), -1), -1))).toBe('first');
});

test('there is nothing before the oldest', () => {
  expect(recalled(step(step(sent(), -1), -1))).toBe('first');
});

test('going on past the newest brings nothing', () => {
  expect(recalled(step(step(sent(), -1), 1))).toBeUndefined();
});

test('the same line twice in a row is kept once', () => {
  expect(sent('second', 'second').lines).toEqual(['first', 'second']);
});

test('sending begins at the end again', () => {
  expect(recalled(step(remember(step(sent('second'), -1), 'third'), -1))).toBe('third');
});

test('the oldest of many are forgotten', () => {
  const many = sent(...Array.from({ length: 60 }, (_, index) => `line ${index}`));
  expect([many.lines.length, many.lines[0]]).toEqual([50, 'line 10']);
});
