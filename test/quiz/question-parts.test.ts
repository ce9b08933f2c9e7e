import { describe, expect, test } from 'vitest';
import {
  explanationParts,
  keyInWords,
  optionLabel,
  questionParts,
  recallPart,
} from '../../src/quiz/question-parts.ts';
import { wordsOf } from '../asking.ts';
import { question, questionOf, quizBank } from './course.ts';

const told = (id: string, chosen?: readonly string[], correct?: boolean) => {
  const { options } = questionOf(id);
  return wordsOf({ parts: explanationParts(quizBank, questionOf(id), { options, chosen, correct }) });
};

describe('a question', () => {
  test('has its short options on the buttons', () => {
    const { options } = questionOf('who-decides');
    expect(wordsOf({ parts: questionParts(questionOf('who-decides'), options) })).toBe(
      'Who decides how a mediated dispute ends?',
    );
    expect(options.map((_, place) => optionLabel(options, place))).toEqual([
      'A: The parties',
      'B: The mediator',
      'C: The lawyers',
    ]);
  });

  test('has long options below it, in the order shown, and letters on the buttons', () => {
    const [a, b] = questionOf('it-binds').options;
    const options = [b!, a!];
    const words = wordsOf({ parts: questionParts(questionOf('it-binds'), options) });
    expect(words).toContain('A. False: nothing from mediation binds\nB. True: it is a contract like others');
    expect(options.map((_, place) => optionLabel(options, place))).toEqual(['A', 'B']);
  });

  test('shows its prompts, and says how it is answered', () => {
    const words = wordsOf({ parts: questionParts(questionOf('pairs'), []) });
    expect(words).toContain('1. What you have if the talks fail\n2. Where an agreement is possible');
    expect(words).toContain('Choose the term for each');
    expect(wordsOf({ parts: [recallPart(questionOf('pairs'))] })).toContain(
      '2. Where an agreement is possible',
    );
    const several = questionOf('what-helps');
    expect(wordsOf({ parts: questionParts(several, several.options) })).toContain('More than one is right');
  });
});

describe('the key in words', () => {
  const key = (id: string) => keyInWords(quizBank, questionOf(id), questionOf(id).options);

  test.each([
    ['who-decides', 'A, The parties'],
    ['what-helps', 'A, Ask questions; C, Meet each side alone'],
    ['pairs', '1 BATNA; 2 ZOPA'],
    ['alone', 'caucus'],
  ])('of %s is “%s”', (id, words) => {
    expect(key(id)).toBe(words);
  });

  test('has the letters of the order shown', () => {
    const shown = questionOf('who-decides').options.toReversed();
    expect(keyInWords(quizBank, questionOf('who-decides'), shown)).toBe('C, The parties');
  });
});

describe('the explanation', () => {
  test('names the fact, then the rule, then why the wrong answer tempts, then why the key is right', () => {
    const words = told('fence', ['a']);
    expect(words).toContain('Not this time. You answered: A, Mediation. The answer: B, Negotiation');
    const order = [
      'What decides it: Only the two',
      'The rule: Without',
      'Why your answer tempts: They are calm',
      'Why it is right: The two speak',
      'Source: “A handbook” (A press)',
    ].map((part) => words.indexOf(part));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  test('of a right answer blames nothing and speaks of no other option', () => {
    const words = told('fence', ['b']);
    expect(words).toContain('Right. The answer: B, Negotiation');
    expect(words).not.toContain('tempts');
    expect(words).not.toContain('They are calm');
  });

  test('of several tells what was chosen wrongly and what is missing, by their letters', () => {
    const words = told('what-helps', ['a', 'b']);
    expect(words).toContain('Why B tempts: That would be arbitration');
    expect(words).toContain('Why C is right: That is a caucus');
    expect(words).not.toContain('Questions are the plainest');
    expect(told('what-helps', ['a', 'c'])).toContain('Why A is right');
  });

  test('of a match says what was chosen', () => {
    expect(told('pairs', ['1:zopa', '2:batna'])).toContain(
      'You answered: 1 ZOPA; 2 BATNA. The answer: 1 BATNA; 2 ZOPA',
    );
  });

  test('of typed words goes by what was judged then', () => {
    expect(told('alone', [], true)).toContain('Right. The answer: caucus');
    expect(told('alone', [], false)).toContain('Not this time. The answer: caucus');
  });

  test('says what sources differ on, and cites them all', () => {
    const words = told('it-binds', ['a']);
    expect(words).toContain('Sources differ: Some say');
    expect(words).toContain('“A handbook” (A press); “An article” (A journal)');
  });

  test('says nothing about right or wrong where nothing was chosen', () => {
    const words = told('fence');
    expect(words).toMatch(/^The answer: B, Negotiation/);
    expect(words).not.toContain('tempts');
  });

  test('has no line for sources where the course has none of them', () => {
    const lost = question('lost', { sources: ['gone'] });
    const parts = explanationParts(quizBank, lost, { options: lost.options });
    expect(wordsOf({ parts })).not.toContain('Source');
  });
});
