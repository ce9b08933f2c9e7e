import { describe, expect, test } from 'vitest';
import type { Draft } from '../../../src/quiz/interchange/draft.ts';
import { type ImportSettings, importDrafts } from '../../../src/quiz/interchange/import.ts';
import { quizCourse } from '../course.ts';
import { askedIn } from './asked.ts';

const settings: ImportSettings = { from: 'unit 1.gift', sources: [], terms: [] };

const draft = (more: Partial<Draft> = {}): Draft => ({
  line: 1,
  kind: 'single',
  stem: 'Who helps?',
  options: [
    { text: 'The mediator', right: true },
    { text: 'The judge', right: false },
  ],
  pairs: [],
  others: [],
  accept: [],
  terms: [],
  sources: [],
  tags: [],
  shuffle: true,
  notes: [],
  ...more,
});

const taking = (drafts: readonly Draft[], more: Partial<ImportSettings> = {}) =>
  importDrafts({ drafts, refusals: [] }, quizCourse, { ...settings, ...more });

describe('an import', () => {
  test('gives the loader a file that it takes, once the defaults say what is missing', () => {
    const { topics } = taking([draft()], {
      dimension: 'control',
      sources: ['handbook'],
      terms: ['mediation'],
    });
    expect(topics).toHaveLength(1);
    expect(askedIn('unit-1', topics[0]!.text, quizCourse)).toMatchObject([
      {
        id: 'who-helps',
        difficulty: 1,
        dimension: 'control',
        sources: ['handbook'],
        terms: ['mediation'],
        fact: 'Not written yet.',
      },
    ]);
  });

  test('says above each field that it is still to be written, and nowhere else', () => {
    const { topics, taken } = taking([
      draft({
        difficulty: '2',
        fact: 'The fact.',
        rule: 'The rule.',
        terms: ['ZOPA'],
        sources: ['A handbook'],
      }),
    ]);
    expect(topics[0]!.text).toBe(`# Imported from unit 1.gift.

title: unit 1
questions:
  - id: who-helps
    kind: single
    difficulty: 2
    # To be written:
    dimension: ""
    stem: Who helps?
    options:
      a:
        text: The mediator
        # To be written:
        feedback: Not written yet.
      b:
        text: The judge
        # To be written:
        feedback: Not written yet.
    key: a
    fact: The fact.
    rule: The rule.
    terms: [zopa]
    sources: [handbook]
`);
    expect(taken[0]?.open).toEqual([
      ['dimension'],
      ['options', 'a', 'feedback'],
      ['options', 'b', 'feedback'],
    ]);
  });

  test('finds the terms that a question names, and takes tags for what they name', () => {
    const [first] = taking([
      draft({ stem: 'Is a caucus a private meeting?', tags: ['Who decides', 'article'] }),
    ]).taken;
    expect(first?.fields).toMatchObject({ terms: ['caucus'], dimension: 'control', sources: ['article'] });
  });

  test('refuses what the loader would not take, in the loader’s words, and keeps the rest', () => {
    const { taken, refusals } = taking([
      draft({ line: 1, stem: 'x'.repeat(701) }),
      draft({ line: 2, stem: 'A good one?' }),
      draft({ line: 3, options: draft().options.map((option) => ({ ...option, text: 'The same' })) }),
      draft({ line: 4, kind: 'essay' }),
    ]);
    expect(taken.map(({ line }) => line)).toEqual([2]);
    expect(refusals).toEqual([
      { line: 1, why: 'stem: is 701 characters long; shorten it to 700 or fewer' },
      { line: 3, why: expect.stringContaining('says the same as option a') },
      { line: 4, why: expect.stringContaining('“essay”'.replace(/[“”]/g, '"')) },
    ]);
  });

  test('refuses a match with a word that is no term, and names it', () => {
    const pairs = [
      { prompt: 'The plan', term: 'BATNA' },
      { prompt: 'The thing', term: 'Gizmo' },
    ];
    expect(taking([draft({ kind: 'match', options: [], pairs })]).refusals).toEqual([
      { line: 1, why: '“Gizmo” is no term of the glossary; give it an entry first' },
    ]);
  });

  test('takes no question twice: neither one of the course nor one of the same file', () => {
    const { taken, refusals } = taking([
      draft({ line: 1, id: 'fence' }),
      draft({ line: 2, id: 'mine' }),
      draft({ line: 3, id: 'mine' }),
    ]);
    expect(taken.map(({ id }) => id)).toEqual(['mine']);
    expect(refusals).toEqual([
      { line: 1, why: 'has the id “fence”, which is in the course already' },
      { line: 3, why: 'has the id “mine”, which is the id of the one in line 2' },
    ]);
  });

  test('makes an id of a name, another one for each', () => {
    const names = [
      'Who helps?',
      'Who helps?',
      '中文',
      undefined,
      'A long name that goes on and on and on beyond',
    ];
    expect(taking(names.map((name) => draft({ name }))).taken.map(({ id }) => id)).toEqual([
      'who-helps',
      'who-helps-2',
      'question',
      'who-helps-3',
      'a-long-name-that-goes-on-and-on-and',
    ]);
  });

  test('cuts an explanation that is too long, and says so', () => {
    const [first] = taking([draft({ fact: 'y'.repeat(500) })]).taken;
    expect(first?.notes).toEqual(['fact was cut to 400 characters']);
    expect(String(first?.fields.fact)).toHaveLength(400);
  });

  test('goes into one topic where one is named, else where the file says', () => {
    const two = [draft({ topicTitle: 'Unit: one' }), draft({ topic: 'words' }), draft()];
    const names = (topic?: string) => taking(two, { topic }).topics.map(({ id, title }) => [id, title]);
    expect(names()).toEqual([
      ['unit-one', 'Unit: one'],
      ['words', 'Words of the field'],
      ['unit-1', 'unit 1'],
    ]);
    expect(names('My topic')).toEqual([['my-topic', 'My topic']]);
  });

  test('puts no more into a topic than one can hold', () => {
    const { taken, refusals } = taking(Array.from({ length: 302 }, (_, line) => draft({ line: line + 1 })));
    expect([taken.length, refusals.map(({ line }) => line)]).toEqual([300, [301, 302]]);
  });
});
