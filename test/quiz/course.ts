import type { Course, Question, QuestionOption, Term } from '../../src/course/course.ts';
import { type Bank, createBank } from '../../src/quiz/bank.ts';

/** A small course with every kind of question, for tests of quizzes alone. */

const term = (id: string, name: string, aliases: readonly string[], short: string): Term => ({
  id,
  term: name,
  aliases,
  meanings: [{ courses: ['mediation'], short, sources: ['handbook'] }],
  related: [],
  body: '',
  changed: '2026-11-01',
});

type Offered = readonly [text: string, feedback: string, misconception?: string];

/** Options a, b, c … of which `right` are right. */
function optionsOf(offered: readonly Offered[], right: string): QuestionOption[] {
  return offered.map(([text, feedback, misconception], place) => {
    const key = 'abcde'[place]!;
    return { key, text, right: right.includes(key), feedback, ...(misconception && { misconception }) };
  });
}

/** A question, of which only what matters to a test need be said. */
export const question = (id: string, more: Partial<Question> = {}): Question => ({
  id,
  topic: 'process',
  kind: 'single',
  difficulty: 1,
  dimension: 'third-party',
  stem: `What of ${id}?`,
  options: optionsOf(
    [
      [`The first of ${id}`, 'It is so.'],
      [`The second of ${id}`, 'It sounds alike.', 'M01'],
      [`The third of ${id}`, 'It is near.'],
    ],
    'a',
  ),
  pairs: [],
  others: [],
  accept: [],
  fact: `The fact of ${id}.`,
  rule: `The rule of ${id}.`,
  terms: ['mediation'],
  sources: ['handbook'],
  shuffle: true,
  revision: '00000001',
  ...more,
});

const fence = question('fence', {
  kind: 'scenario',
  stem: 'Two neighbours settle whose fence it is over a cup of tea. Nobody else is there. Which process is it?',
  options: optionsOf(
    [
      ['Mediation', 'They are calm, but nobody helps them.', 'M02'],
      ['Negotiation', 'The two speak for themselves.'],
      ['Neither: arbitration', 'Nobody decides for them.', 'M01'],
    ],
    'b',
  ),
  fact: 'Only the two neighbours speak.',
  rule: 'Without an impartial helper it is negotiation.',
  terms: ['negotiation', 'mediation'],
  shuffle: false,
});

const fenceHelped = question('fence-helped', {
  kind: 'scenario',
  difficulty: 2,
  stem: 'Two neighbours settle whose fence it is. A trained volunteer whom neither knows keeps the talk going. Which process is it?',
  options: optionsOf(
    [
      ['Mediation', 'The volunteer helps and decides nothing.'],
      ['Negotiation', 'They still bargain, but with help.', 'M03'],
      ['Neither: arbitration', 'The volunteer decides nothing.', 'M01'],
    ],
    'a',
  ),
  terms: ['mediation', 'negotiation'],
});

const decides = question('who-decides', {
  dimension: 'control',
  stem: 'Who decides how a mediated dispute ends?',
  options: optionsOf(
    [
      ['The parties', 'The result is theirs.'],
      ['The mediator', 'A mediator is in charge of the talk only.', 'M01'],
      ['The lawyers', 'They advise.'],
    ],
    'a',
  ),
});

const helps = question('what-helps', {
  kind: 'several',
  difficulty: 3,
  dimension: 'control',
  stem: 'What may a mediator do?',
  options: optionsOf(
    [
      ['Ask questions', 'Questions are the plainest tool.'],
      ['Impose a result', 'That would be arbitration.', 'M01'],
      ['Meet each side alone', 'That is a caucus.'],
    ],
    'ac',
  ),
  terms: ['mediation', 'caucus'],
});

const binds = question('it-binds', {
  kind: 'true-false',
  topic: 'words',
  dimension: 'binding',
  stem: 'A settlement that was signed in mediation can bind.',
  options: optionsOf(
    [
      ['True: it is a contract like others', 'A valid contract binds.'],
      ['False: nothing from mediation binds', 'The process does not bind; its result can.', 'M04'],
    ],
    'a',
  ),
  shuffle: false,
  differ: { text: 'Some say that a court must confirm it first.', sources: ['article'] },
});

const pairs = question('pairs', {
  kind: 'match',
  topic: 'words',
  difficulty: 2,
  dimension: 'binding',
  stem: 'Which word is it?',
  options: [],
  pairs: [
    { key: '1', prompt: 'What you have if the talks fail', term: 'batna' },
    { key: '2', prompt: 'Where an agreement is possible', term: 'zopa' },
  ],
  others: ['caucus'],
  terms: ['batna', 'zopa'],
});

const alone = question('alone', {
  kind: 'typed',
  topic: 'words',
  difficulty: 2,
  dimension: 'control',
  stem: 'What is a private talk of the mediator with one side called?',
  options: [],
  accept: ['caucus', 'private session'],
  terms: ['caucus'],
});

const talks = question('talks', {
  kind: 'typed',
  topic: 'words',
  difficulty: 3,
  stem: 'Two people bargain without any help. What is it called?',
  options: [],
  accept: ['negotiation'],
  terms: ['negotiation'],
});

export const quizCourse: Course = {
  title: 'A small course',
  courses: new Map([['mediation', 'Mediation']]),
  dimensions: new Map([
    ['third-party', 'The third person'],
    ['control', 'Who decides'],
    ['binding', 'What binds'],
  ]),
  sources: new Map([
    ['handbook', { id: 'handbook', title: 'A handbook', from: 'A press', year: 2020 }],
    ['article', { id: 'article', title: 'An article', from: 'A journal', url: 'https://example.org/a' }],
  ]),
  terms: [
    term(
      'batna',
      'BATNA',
      ['best alternative to a negotiated agreement'],
      'What you do without an agreement.',
    ),
    term('caucus', 'Caucus', ['private meeting'], 'A private talk with one side.'),
    term('mediation', 'Mediation', ['assisted negotiation'], 'Negotiation with an impartial helper.'),
    term('negotiation', 'Negotiation', [], 'Talks of those whom it concerns.'),
    term('zopa', 'ZOPA', ['zone of possible agreement'], 'Where the limits of both overlap.'),
  ],
  comparisons: [],
  misconceptions: new Map(
    [
      {
        id: 'M01',
        belief: 'The mediator decides',
        dimension: 'control',
        correction: 'The parties decide; the mediator helps.',
      },
      {
        id: 'M02',
        belief: 'A calm talk is mediation',
        dimension: 'third-party',
        correction: 'It takes an impartial helper.',
      },
      {
        id: 'M03',
        belief: 'Mediation has nothing to do with negotiation',
        dimension: 'third-party',
        correction: 'It is negotiation with help.',
      },
      {
        id: 'M04',
        belief: 'What was mediated can never bind',
        dimension: 'binding',
        correction: 'A signed settlement can bind.',
      },
    ].map((each) => [each.id, each]),
  ),
  topics: [
    { id: 'process', title: 'Which process is it?' },
    { id: 'words', title: 'Words of the field' },
  ],
  questions: [fence, fenceHelped, decides, helps, binds, pairs, alone, talks],
  cases: [],
};

export const quizBank: Bank = createBank(quizCourse);

/** A question of the small course. */
export function questionOf(id: string): Question {
  const found = quizBank.question(id);
  if (!found) throw new Error(`the small course has no question ${id}`);
  return found;
}
