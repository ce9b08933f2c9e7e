import fc from 'fast-check';
import { type GIFTQuestion, parse } from 'gift-pegjs';
import { describe, expect, test } from 'vitest';
import type { Course, Question } from '../../../src/course/course.ts';
import { giftText } from '../../../src/quiz/interchange/gift.ts';
import { readGift } from '../../../src/quiz/interchange/gift-reading.ts';
import { importDrafts } from '../../../src/quiz/interchange/import.ts';
import { question, questionOf, quizCourse } from '../course.ts';
import { askedIn } from './asked.ts';

const courseOf = (...questions: readonly Question[]): Course => ({ ...quizCourse, questions });
const empty = courseOf();
const settings = { from: 'questions.gift', sources: [], terms: [] };

/** What comes back of questions that went out. */
function back(course: Course): readonly Question[] {
  const imported = importDrafts(readGift(giftText(course)), empty, settings);
  expect(imported.refusals).toEqual([]);
  return imported.topics.flatMap(({ id, text }) => askedIn(id, text, empty));
}

const parsed = (one: Question): GIFTQuestion => {
  const [category, found, ...more] = parse(giftText(courseOf(one)));
  expect([category?.type, more]).toEqual(['Category', []]);
  return found!;
};

describe('a question that goes out as GIFT and comes back', () => {
  test.each(quizCourse.questions)('is the same: $id', (one) => {
    expect(back(courseOf(one))).toEqual([{ ...one, revision: expect.any(String) }]);
  });

  test('is the same whatever signs its texts hold', () => {
    const sign = fc.constantFrom(
      ...'~=#{}:\\/%[]|&;*$_"\'nT0 é→中<>-'.split(''),
      '\\n',
      '//',
      '::',
      '####',
      '&&092;',
      '[html]',
      '%50%',
      '<b>',
      '&amp;',
    );
    const text = fc
      .array(sign, { minLength: 1, maxLength: 20 })
      .map((signs) => `${signs.join('')}`.replaceAll('->', '→').replace(/\s+/g, ' ').trim())
      .filter((words) => words !== '');
    const options = fc.uniqueArray(text, {
      minLength: 3,
      maxLength: 3,
      selector: (words) =>
        words
          .normalize('NFKC')
          .toLowerCase()
          .replace(/[\s\p{Pd}]/gu, ''),
    });
    fc.assert(
      fc.property(text, options, text, text, text, (stem, [a, b, c], feedback, fact, rule) => {
        const offered = [a!, b!, c!].map((words, place) => ({
          key: 'abc'[place]!,
          text: words,
          right: place === 1,
          feedback,
        }));
        const one = question('odd', { stem, fact, rule, options: offered });
        expect(back(courseOf(one))).toEqual([{ ...one, revision: expect.any(String) }]);
      }),
      { numRuns: 100 },
    );
  });

  test('loses only the arrow of GIFT itself, and only in answers', () => {
    const one = question('arrow', {
      stem: 'What is a -> b?',
      options: questionOf('who-decides').options.map((option) => ({ ...option, feedback: 'From a -> b.' })),
    });
    expect(back(courseOf(one))).toEqual([
      {
        ...one,
        options: one.options.map((option) => ({ ...option, feedback: 'From a → b.' })),
        revision: expect.any(String),
      },
    ]);
  });

  test('goes back into its own topic with its title', () => {
    const { topics } = importDrafts(readGift(giftText(quizCourse)), empty, settings);
    expect(topics.map(({ id, title }) => ({ id, title }))).toEqual(quizCourse.topics);
  });
});

// The parser is no work of ours, so what it sees is what other programs may expect to see.
describe('to an independent parser of GIFT', () => {
  test('a choice has its right answer, feedback, id and tags', () => {
    expect(parsed(questionOf('who-decides'))).toMatchObject({
      type: 'MC',
      id: 'who-decides',
      title: 'who-decides',
      stem: { format: 'plain', text: 'Who decides how a mediated dispute ends?' },
      choices: [
        { isCorrect: true, text: { text: 'The parties' }, feedback: { text: 'The result is theirs.' } },
        { isCorrect: false, text: { text: 'The mediator' } },
        { isCorrect: false, text: { text: 'The lawyers' } },
      ],
      globalFeedback: {
        text: 'What decides it: The fact of who-decides.\nThe rule: The rule of who-decides.',
      },
      tags: expect.arrayContaining(['dimension:control', 'difficulty:1', 'misconception:b:M01']),
    });
  });

  test('of several right ones each earns its share, and a wrong one costs all', () => {
    expect(parsed(questionOf('what-helps'))).toMatchObject({
      type: 'MC',
      choices: [{ weight: 50 }, { weight: -100 }, { weight: 50 }],
    });
  });

  test('a match has its pairs by name, and those that fit nothing', () => {
    expect(parsed(questionOf('pairs'))).toMatchObject({
      type: 'Matching',
      matchPairs: [
        { subquestion: { text: 'What you have if the talks fail' }, subanswer: 'BATNA' },
        { subquestion: { text: 'Where an agreement is possible' }, subanswer: 'ZOPA' },
        { subquestion: { text: '' }, subanswer: 'Caucus' },
      ],
    });
  });

  test('a typed answer has all that is accepted', () => {
    expect(parsed(questionOf('alone'))).toMatchObject({
      type: 'Short',
      choices: [{ text: { text: 'caucus' } }, { text: { text: 'private session' } }],
    });
  });
});
