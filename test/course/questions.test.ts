import { describe, expect, test } from 'vitest';
import type { Question } from '../../src/course/course.ts';
import { courseWith, problemsIn, sound } from './content-directory.ts';
import { FILE, long, match, several, single, typed } from './question-texts.ts';

const questionIn = async (text: string): Promise<Question | undefined> =>
  (await courseWith({ [FILE]: text })).questions[0];

describe('a sound course', () => {
  test('gives a question with its topic, its options in order, and which of them is right', async () => {
    expect(await questionIn(single)).toEqual({
      id: 'who-talks',
      topic: 'talks',
      kind: 'single',
      difficulty: 1,
      dimension: 'role',
      stem: 'Who talks?',
      options: [
        { key: 'a', text: 'Both', right: true, feedback: 'They do' },
        {
          key: 'b',
          text: 'Nobody',
          right: false,
          feedback: 'A caucus is silent on neither side',
          misconception: 'M01',
        },
      ],
      pairs: [],
      others: [],
      accept: [],
      fact: 'Both are in the room.',
      rule: 'Parties talk.',
      terms: ['caucus'],
      sources: ['book'],
      shuffle: true,
      revision: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
  });

  test('gives more than one right option where several are right', async () => {
    const options = (await questionIn(several))?.options ?? [];
    expect(options.map(({ key, right }) => [key, right])).toEqual([
      ['a', true],
      ['b', false],
      ['c', true],
    ]);
  });

  test('gives prompts with their terms, numbered, and the terms that fit none', async () => {
    const text = match.replace('term: caucus }', 'term: zopa }\n    others: [caucus]');
    const zopa = sound['glossary/batna.md'].replaceAll('BATNA', 'ZOPA');
    const { questions } = await courseWith({ [FILE]: text, 'glossary/zopa.md': zopa });
    expect(questions[0]).toMatchObject({
      options: [],
      pairs: [
        { key: '1', prompt: 'A plan', term: 'batna' },
        { key: '2', prompt: 'A meeting', term: 'zopa' },
      ],
      others: ['caucus'],
    });
  });

  test('gives what is accepted as typed, the order of options fixed, and what sources say', async () => {
    const more = '    shuffle: false\n    differ: { text: They differ, sources: [book] }\n';
    expect(await questionIn(typed + more)).toMatchObject({
      accept: ['caucus', 'private meeting'],
      shuffle: false,
      differ: { text: 'They differ', sources: ['book'] },
    });
  });

  test('gives topics by the names of their files, and questions by topic in the order of the files', async () => {
    const second = single.slice(single.indexOf('  - id')).replace('who-talks', 'b');
    const { topics, questions } = await courseWith({
      'quiz/before.yaml': single.replace('who-talks', 'c').replace('title: Talks', 'title: Before') + second,
    });
    expect([topics, questions.map(({ id }) => id)]).toEqual([
      [
        { id: 'before', title: 'Before' },
        { id: 'talks', title: 'Talks' },
      ],
      ['c', 'b', 'who-talks'],
    ]);
  });

  test('gives misconceptions under their ids', async () => {
    const { misconceptions } = await courseWith();
    expect([...misconceptions]).toEqual([
      ['M01', { id: 'M01', belief: 'Nobody talks', dimension: 'role', correction: 'Both do.' }],
    ]);
  });

  test('may have neither questions nor misconceptions', async () => {
    const course = await courseWith({ [FILE]: undefined, 'misconceptions.yaml': undefined });
    expect([course.topics, course.questions, course.misconceptions.size]).toEqual([[], [], 0]);
  });
});

describe('the revision of a question', () => {
  test.each([
    ['what is asked', single, 'Who talks?', 'Who walks?'],
    ['the kind', single, 'single', 'scenario'],
    ['the text of an option', single, 'text: Both', 'text: The two'],
    ['which option is right', single.replace('misconception: M01, ', ''), 'key: a', 'key: b'],
    ['a prompt', match, 'A plan', 'Some plan'],
    ['the terms offered', match, '    fact', '    others: [zopa]\n    fact'],
    ['what is accepted', typed, 'private meeting', 'meeting apart'],
  ])('is another one once it changes: %s', async (_, text, from, to) => {
    const files = { 'glossary/zopa.md': sound['glossary/batna.md'].replaceAll('BATNA', 'ZOPA') };
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    const [before, after] = await Promise.all(
      [text, changed].map(async (each) => (await courseWith({ ...files, [FILE]: each })).questions[0]),
    );
    expect(after?.revision).not.toBe(before?.revision);
  });

  test.each([
    ['feedback', 'They do }', 'Indeed they do }'],
    ['the fact', 'Both are', 'The two are'],
    ['a misconception', 'misconception: M01, ', ''],
    ['the difficulty', 'difficulty: 1', 'difficulty: 2'],
    ['the order of options', '    key', '    shuffle: false\n    key'],
  ])('stays once it changes: %s', async (_, from, to) => {
    const changed = single.replace(from, to);
    expect(changed).not.toBe(single);
    expect((await questionIn(changed))?.revision).toBe((await questionIn(single))?.revision);
  });
});

describe('questions', () => {
  test('with one id are reported, in whatever files', async () => {
    expect(await problemsIn({ 'quiz/walks.yaml': single })).toEqual([
      'quiz/walks.yaml:3 id: "who-talks" is already the id of another question (quiz/talks.yaml:3); give the newer one a new id',
    ]);
  });

  test('are checked one by one: a mistake in one does not hide those in another', async () => {
    const broken = single.slice(single.indexOf('  - id')).replace('who-talks', 'Second');
    const astray = broken.replace('Second', 'third').replace('[caucus]', '[zebra]');
    expect(await problemsIn({ [FILE]: single + broken + astray })).toEqual([
      `${FILE}:16 questions 2, id: may hold 1 to 36 of a-z, 0-9 and hyphens only`,
      `${FILE}:40 terms: "zebra" is not a term; see how the others are spelt`,
    ]);
  });
});

describe('files of questions', () => {
  test('are named by ids', async () => {
    expect(await problemsIn({ 'quiz/Walks.yaml': single.replace('who-talks', 'who-walks') })).toEqual([
      'quiz/Walks.yaml:1 the name before .yaml may hold 1 to 36 of a-z, 0-9 and hyphens only',
    ]);
  });

  test('are 25 at most, as many as one list can offer', async () => {
    const more = Array.from({ length: 25 }, (_, index) => [
      `quiz/more-${index + 10}.yaml`,
      single.replace('who-talks', `who-${index}`),
    ]);
    expect(await problemsIn(Object.fromEntries(more))).toEqual([
      'quiz/talks.yaml:1 is one file too many: there can be 25 topics; join two of them',
    ]);
  });
});

describe('each mistake in the list of misconceptions is reported:', () => {
  test.each([
    ['another kind of id', 'M01', 'N01', ':1 N01: should be M and two digits or more, as in M07'],
    ['no correction', / {2}correction[\s\S]*/, '', ':2 M01, correction: is missing; write it'],
    [
      'an unknown dimension',
      'role',
      'rule',
      ':3 dimension: "rule" is not a dimension of course.yaml; did you mean "role"?',
    ],
    [
      'a belief that is too long',
      'Nobody talks',
      long(121),
      ':2 M01, belief: is 121 characters long; shorten it to 120 or fewer',
    ],
    [
      'an unknown field',
      'belief:',
      'beleif:',
      [
        ':2 M01: "beleif" is not a field here; did you mean "belief"?',
        ':2 M01, belief: is missing; write it',
      ],
    ],
  ])('%s', async (_, from, to, said) => {
    const text = sound['misconceptions.yaml'].replace(from, to);
    const quiz = single.replace('misconception: M01, ', '');
    const found = await problemsIn({ 'misconceptions.yaml': text, [FILE]: quiz });
    expect(found.toSorted()).toEqual(
      [said]
        .flat()
        .map((line) => `misconceptions.yaml${line}`)
        .toSorted(),
    );
  });

  test('a broken list is not reported again by every option that refers to it', async () => {
    expect(await problemsIn({ 'misconceptions.yaml': 'M01: [' })).toHaveLength(1);
    expect(await problemsIn({ 'misconceptions.yaml': Buffer.from([0xe9]) })).toHaveLength(1);
  });
});
