import { expect, test } from 'vitest';
import { isOneChoice, isRight, misconceptionsIn, rightKeys } from '../../src/quiz/judge.ts';
import { question, questionOf, quizCourse } from './course.ts';

test('one option is right, or exactly those that are right together', () => {
  expect(isRight(questionOf('who-decides'), ['a'])).toBe(true);
  expect(isRight(questionOf('who-decides'), ['b'])).toBe(false);
  expect(isRight(questionOf('what-helps'), ['a', 'c'])).toBe(true);
  for (const chosen of [[], ['a'], ['c'], ['a', 'b', 'c'], ['a', 'b'], ['a', 'a']]) {
    expect(isRight(questionOf('what-helps'), chosen)).toBe(false);
  }
});

test('each prompt has its own term', () => {
  expect(isRight(questionOf('pairs'), ['1:batna', '2:zopa'])).toBe(true);
  expect(isRight(questionOf('pairs'), ['1:zopa', '2:batna'])).toBe(false);
  expect(isRight(questionOf('pairs'), ['1:batna'])).toBe(false);
  expect(isRight(questionOf('pairs'), ['1:batna', '2:caucus'])).toBe(false);
});

test('the key is named by its options', () => {
  expect(rightKeys(questionOf('what-helps'))).toEqual(['a', 'c']);
});

test('a choice betrays each misconception once', () => {
  expect(misconceptionsIn(questionOf('fence'), ['a'])).toEqual(['M02']);
  expect(misconceptionsIn(questionOf('fence'), ['b'])).toEqual([]);
  const twice = question('twice', {
    options: questionOf('fence').options.map((option) => ({ ...option, misconception: 'M01' })),
  });
  expect(misconceptionsIn(twice, ['a', 'c'])).toEqual(['M01']);
});

test('one click answers single choice, scenarios and true or false', () => {
  const kinds = quizCourse.questions.filter(isOneChoice).map(({ kind }) => kind);
  expect([...new Set(kinds)].toSorted()).toEqual(['scenario', 'single', 'true-false']);
});
