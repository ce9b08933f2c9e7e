import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Question } from '../../src/course/course.ts';
import { loadCourse } from '../../src/course/load.ts';

const { questions, topics, misconceptions, dimensions, terms } = await loadCourse(
  join(import.meta.dirname, '../../content'),
);

const isOneChoice = ({ kind }: Question) => ['single', 'scenario', 'true-false'].includes(kind);
const oneChoice = questions.filter(isOneChoice);
const ofThree = oneChoice.filter(({ options, shuffle }) => options.length === 3 && shuffle);
const rightOptions = ({ options }: Question) => options.filter(({ right }) => right);
const share = (all: readonly Question[], some: (question: Question) => boolean) =>
  all.filter(some).length / all.length;
const ids = (some: (question: Question) => boolean) => questions.filter(some).map(({ id }) => id);
const names = new Map(terms.map(({ id, term, aliases }) => [id, [term, ...aliases]]));
const folded = (text: string) =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
const firstWord = ({ id }: Question) => id.split('-')[0];
const lastSentence = (text: string) => text.split(/(?<=[.?!]["”]?) /).at(-1) ?? '';

const pairs = contrastPairs();

describe('the questions', () => {
  test('are 150 at least, on five topics at least', () => {
    expect(questions.length).toBeGreaterThanOrEqual(150);
    expect(topics.length).toBeGreaterThanOrEqual(5);
  });

  test.each(['single', 'several', 'true-false', 'scenario', 'match', 'typed'])(
    'include some to %s',
    (kind) => {
      expect(ids((question) => question.kind === kind).length).toBeGreaterThanOrEqual(5);
    },
  );

  test.each([1, 2, 3])('include thirty of difficulty %i at least', (difficulty) => {
    expect(ids((question) => question.difficulty === difficulty).length).toBeGreaterThanOrEqual(30);
  });

  test('betray each misconception in three places at least', () => {
    const betrays = (misconception: string) =>
      ids(({ options }) => options.some((option) => option.misconception === misconception));
    expect([...misconceptions.keys()].filter((id) => betrays(id).length < 3)).toEqual([]);
  });

  test('ask about each dimension four times at least', () => {
    const about = (dimension: string) => ids((question) => question.dimension === dimension);
    expect([...dimensions.keys()].filter((id) => about(id).length < 4)).toEqual([]);
  });
});

describe('the contrast pairs', () => {
  const rightText = (question: Question) => rightOptions(question)[0]?.text;

  test('hold ninety scenarios at least', () => {
    expect(ids(({ kind }) => kind === 'scenario').length).toBeGreaterThanOrEqual(90);
    expect(pairs.length).toBeGreaterThanOrEqual(45);
  });

  test('have another answer in each of the two', () => {
    const alike = pairs.filter(([one, other]) => rightText(one) === rightText(other));
    expect(alike.map(([{ id }]) => id)).toEqual([]);
  });
});

/** Scenarios that stand one after the other and have the first word of their ids in common. */
function contrastPairs(): (readonly [Question, Question])[] {
  const found: [Question, Question][] = [];
  let before: Question | undefined;
  for (const question of questions) {
    const isSecond =
      before?.kind === 'scenario' &&
      question.kind === 'scenario' &&
      before.topic === question.topic &&
      firstWord(before) === firstWord(question);
    if (before && isSecond) found.push([before, question]);
    // Of three in a row the third is nobody's other half.
    before = isSecond ? undefined : question;
  }
  return found;
}

describe('nobody guesses the answer from how a question is written:', () => {
  test.each(['a', 'b', 'c'])('%s is right about as often as the other letters', (key) => {
    const right = share(ofThree, (question) => rightOptions(question)[0]?.key === key);
    expect(right).toBeGreaterThanOrEqual(0.25);
    expect(right).toBeLessThanOrEqual(0.42);
  });

  const lengths = ({ options }: Question) => options.map(({ text }) => text.length);

  test.each([
    ['longest', Math.max],
    ['shortest', Math.min],
  ])('the %s option is right no more often than chance would have it', (_, edge) => {
    // Where two are equally long, a guess between them is right half of the time.
    const hits = ofThree.reduce((sum, { options }) => {
      const most = edge(...options.map(({ text }) => text.length));
      const guessed = options.filter(({ text }) => text.length === most);
      return sum + guessed.filter(({ right }) => right).length / guessed.length;
    }, 0);
    expect(chanceOfMore(hits, ofThree.length)).toBeGreaterThan(0.05);
  });

  test('the options of a question are about as long as each other', () => {
    const uneven = (question: Question) =>
      question.options.length > 0 && Math.max(...lengths(question)) > 2 * Math.min(...lengths(question)) + 20;
    expect(ids(uneven)).toEqual([]);
  });

  test('no option refers to the others', () => {
    const refers = /\b(?:all|none|both|neither) of (?:the above|these)\b|\b[a-e] (?:and|or) [b-e]\b/i;
    expect(ids(({ options }) => options.some(({ text }) => refers.test(text)))).toEqual([]);
  });

  test('no option is absolute unless the belief that it betrays is', () => {
    const absolute =
      /\b(?:always|never|every|everyone|everybody|only ever|invariably|impossible|all of the above|none of the above)\b/i;
    const isOwn = (misconception = '') => absolute.test(misconceptions.get(misconception)?.belief ?? '');
    const given = ids(({ options }) =>
      options.some(({ text, misconception }) => absolute.test(text) && !isOwn(misconception)),
    );
    expect(given).toEqual([]);
  });

  test('no question asks for what is not so', () => {
    const negative = /\b(?:not|never|except|least)\b|n['’]t\b/i;
    expect(ids(({ kind, stem }) => kind !== 'true-false' && negative.test(lastSentence(stem)))).toEqual([]);
  });

  test('no question to type holds its answer', () => {
    expect(ids(({ stem, accept }) => accept.some((word) => folded(stem).includes(folded(word))))).toEqual([]);
  });

  test('no line to match holds a name of its term', () => {
    const tells = ids(({ pairs }) =>
      pairs.some(({ prompt, term }) =>
        names.get(term)?.some((name) => folded(prompt).includes(folded(name))),
      ),
    );
    expect(tells).toEqual([]);
  });

  test('a scenario does not name its answer, nor a process that is offered', () => {
    const tells = ids(
      ({ kind, stem, options }) =>
        kind === 'scenario' && options.some(({ text }) => folded(stem).includes(folded(text))),
    );
    expect(tells).toEqual([]);
  });
});

describe('what is told afterwards', () => {
  test('is in full sentences', () => {
    const whole = (text: string) => /^["“'‘]?[\p{Lu}\d].*[.?!]["”'’)]?$/u.test(text);
    const told = ({ fact, rule, options, differ }: Question) => [
      fact,
      rule,
      ...options.map(({ feedback }) => feedback),
      ...(differ ? [differ.text] : []),
    ];
    expect(questions.flatMap((question) => told(question).filter((text) => !whole(text)))).toEqual([]);
    expect([...misconceptions.values()].filter(({ correction }) => !whole(correction))).toEqual([]);
  });

  test('differs from option to option', () => {
    const repeats = ({ options }: Question) =>
      new Set(options.map(({ feedback }) => feedback)).size < options.length;
    expect(ids(repeats)).toEqual([]);
  });

  test('keeps the fact that decides apart from the rule', () => {
    expect(ids(({ fact, rule }) => folded(fact) === folded(rule))).toEqual([]);
  });

  test('blames nobody', () => {
    const harsh = /\b(?:wrong|stupid|obviously|of course|careless|you should have|silly|ignorant)\b/i;
    expect(ids(({ options }) => options.some(({ feedback }) => harsh.test(feedback)))).toEqual([]);
  });

  test('says of most wrong options which belief they betray', () => {
    const wrong = oneChoice.flatMap(({ options }) => options.filter(({ right }) => !right));
    const named = wrong.filter(({ misconception }) => misconception !== undefined);
    expect(named.length / wrong.length).toBeGreaterThan(0.6);
  });
});

describe('what is not asked:', () => {
  const right = (question: Question) => [
    ...rightOptions(question).map(({ text }) => text),
    ...question.pairs.map(({ term }) => term),
    ...question.accept,
  ];

  test('conciliation, unless the question says how it is defined', () => {
    const asked = (question: Question) =>
      right(question).some((text) => /conciliat/i.test(text)) && !/conciliat/i.test(question.stem);
    expect(ids(asked)).toEqual([]);
  });

  test('facilitation against mediation, where a dispute may be facilitated too', () => {
    const bare = (word: string) => (question: Question) =>
      question.options.some(({ text }) => folded(text) === folded(word));
    expect(ids((question) => bare('facilitation')(question) && bare('mediation')(question))).toEqual([]);
  });

  test('speed or creativity as what is right', () => {
    expect(
      ids((question) => right(question).some((text) => /\b(?:fast|quick|speed|creativ)/i.test(text))),
    ).toEqual([]);
  });

  test('the section of a law', () => {
    const told = ({ stem, fact, rule, options }: Question) =>
      [stem, fact, rule, ...options.flatMap(({ text, feedback }) => [text, feedback])].join(' ');
    expect(ids((question) => /§|\b(?:section|s\.|ss\.) ?\d/i.test(told(question)))).toEqual([]);
  });
});

/** How likely it is to guess so many or more of them, where one of three options is right. */
function chanceOfMore(hits: number, of: number): number {
  let likely = (2 / 3) ** of;
  let fewer = 0;
  for (let count = 0; count < hits; count++) {
    fewer += likely;
    likely *= (of - count) / (count + 1) / 2;
  }
  return 1 - fewer;
}
