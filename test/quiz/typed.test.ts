import { describe, expect, test } from 'vitest';
import { isTypedRight } from '../../src/quiz/typed.ts';
import { question, quizCourse } from './course.ts';

const isRight = (typed: string, ...accept: string[]) =>
  isTypedRight(quizCourse, question('typed', { kind: 'typed', accept }), typed);

describe('a typed answer is right', () => {
  test.each([
    ['Caucus', 'caucus'],
    ['  the caucus ', 'caucus'],
    ['Caucuses', 'caucus'],
    ['Négotiation', 'negotiation'],
    ['negotiations.', 'negotiation'],
    ['shuttle-mediation', 'shuttle mediation'],
    ['shuttlemediation', 'shuttle mediation'],
    ['a private session', 'private session'],
  ])('as it is usually written: %s', (typed, accept) => {
    expect(isRight(typed, accept)).toBe(true);
  });

  test.each([
    ['cacus', 'caucus'],
    ['banta', 'batna'],
    ['medaition', 'mediation'],
    ['negociaton', 'negotiation'],
    ['impass', 'impasse'],
  ])('with a slip: %s', (typed, accept) => {
    expect(isRight(typed, accept)).toBe(true);
  });

  test('in any of the accepted spellings', () => {
    expect(isRight('private session', 'caucus', 'private session')).toBe(true);
  });
});

describe('a typed answer is wrong', () => {
  test.each([
    ['', 'caucus'],
    ['!?', 'caucus'],
    ['focus', 'caucus'],
    ['zop', 'zopa'],
    ['impulse', 'impasse'],
    ['navigation', 'negotiation'],
  ])('where it is another word: %s', (typed, accept) => {
    expect(isRight(typed, accept)).toBe(false);
  });

  test.each([
    ['mediator', 'mediation'],
    ['partial', 'impartial'],
    ['reconciliation', 'conciliation'],
    ['mitigation', 'litigation'],
  ])('where one letter or two make another meaning: %s', (typed, accept) => {
    expect(isRight(typed, accept)).toBe(false);
  });

  test('where it is the name or an alias of another term, however near', () => {
    const caucus = quizCourse.terms.find(({ id }) => id === 'caucus')!;
    const near = { ...caucus, id: 'near', term: 'Medition', aliases: ['mediatiom'] };
    const course = { ...quizCourse, terms: [...quizCourse.terms, near] };
    const asked = question('typed', { kind: 'typed', accept: ['mediation'] });
    for (const typed of ['medition', 'the Mediatioms']) {
      expect(isTypedRight(quizCourse, asked, typed)).toBe(true);
      expect(isTypedRight(course, asked, typed)).toBe(false);
    }
  });
});
