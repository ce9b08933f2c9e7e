import type { Course, Misconception, Question } from '../course/course.ts';
import type { Answer } from './answers.ts';
import { misconceptionsIn } from './judge.ts';

/**
 * What a group makes of its questions, without anyone in it.
 *
 * A question's answers are those to its revision of now; of each person only the first one counts, in private or to a
 * post, whichever came earlier. Every figure takes its answers in the order of time and in batches: a batch is full once
 * five different persons are in it, and only full batches count. So nothing is shown below five persons, and a figure
 * never moves by fewer than five.
 */
export interface Statistics {
  /** In the order of the course; only those with a full batch, as below. */
  readonly questions: readonly QuestionFigures[];
  /** The one with the largest share first. */
  readonly dimensions: readonly DimensionFigures[];
  /** The one with the largest share first. */
  readonly misconceptions: readonly MisconceptionFigures[];
}

export interface QuestionFigures {
  readonly question: Question;
  /** How many answers count: a multiple of five, one a person. */
  readonly persons: number;
  readonly right: number;
  /** right / persons. */
  readonly facility: number;
  /**
   * Corrected item-total: the correlation (Pearson's, here the same as the point-biserial one) of right or wrong here
   * with the share that the same person has right of the other questions. Over the persons above who have at least two
   * others, where of each of these the answers count that count in its own facility. Undefined below 20 such persons,
   * and where all of them are alike on one side.
   */
  readonly discrimination: number | undefined;
  /** How often each element of a choice was chosen (an option's key; for `match` such as `1:batna`); 0 is left out. */
  readonly choices: ReadonlyMap<string, number>;
}

/** Over the answers to all questions of a dimension. */
export interface DimensionFigures {
  readonly dimension: string;
  readonly persons: number;
  readonly answers: number;
  readonly wrong: number;
  /** wrong / answers. */
  readonly share: number;
}

/** Over the answers to all questions that offer an option which betrays it. */
export interface MisconceptionFigures {
  readonly misconception: Misconception;
  readonly persons: number;
  /** Persons who chose such an option at least once. */
  readonly holders: number;
  /** holders / persons. */
  readonly share: number;
}

/** How many different persons fill a batch. */
const STEP = 5;
/** Persons from whom on a discrimination is told. */
const DISCRIMINATED = 20;
/** Of other questions that a person must have answered to be set against them. */
const OTHERS = 2;

/** `answers` of one community, the earliest first. */
export function statisticsOf(answers: readonly Answer[], course: Course): Statistics {
  const first = firstAnswers(answers, course);
  const counted = new Map(
    [...Map.groupBy(first, ({ question }) => question)].map(([id, each]) => [id, fullBatches(each)]),
  );
  const totals = totalsOf([...counted.values()].flat());
  const byId = new Map(course.questions.map((question) => [question.id, question]));
  const among = (ids: ReadonlySet<string>): Answer[] =>
    fullBatches(first.filter(({ question }) => ids.has(question)));
  return {
    questions: course.questions.flatMap((question) =>
      figuresOf(question, counted.get(question.id) ?? [], totals),
    ),
    dimensions: [...course.dimensions.keys()]
      .flatMap((dimension) =>
        dimensionFigures(dimension, among(idsOf(course, (each) => each.dimension === dimension))),
      )
      .toSorted((a, b) => b.share - a.share),
    misconceptions: [...course.misconceptions.values()]
      .flatMap((misconception) => {
        const betrays = ({ options }: Question) =>
          options.some((option) => option.misconception === misconception.id);
        return misconceptionFigures(misconception, among(idsOf(course, betrays)), byId);
      })
      .toSorted((a, b) => b.share - a.share),
  };
}

function idsOf({ questions }: Course, which: (question: Question) => boolean): ReadonlySet<string> {
  return new Set(questions.filter(which).map(({ id }) => id));
}

/** Of each person the first answer to each question as it is now. */
function firstAnswers(answers: readonly Answer[], { questions }: Course): Answer[] {
  const now = new Set(questions.map(({ id, revision }) => `${id} ${revision}`));
  const seen = new Set<string>();
  return answers.filter(({ question, revision, person }) => {
    const key = `${question} ${person}`;
    if (!now.has(`${question} ${revision}`) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The answers up to the last one that fills a batch. */
function fullBatches(answers: readonly Answer[]): Answer[] {
  const persons = new Set<string>();
  let full = 0;
  for (const [index, { person }] of answers.entries()) {
    persons.add(person);
    if (persons.size < STEP) continue;
    full = index + 1;
    persons.clear();
  }
  return answers.slice(0, full);
}

interface Total {
  readonly answers: number;
  readonly right: number;
}

function totalsOf(answers: readonly Answer[]): ReadonlyMap<string, Total> {
  const totals = new Map<string, Total>();
  for (const { person, correct } of answers) {
    const { answers: before, right } = totals.get(person) ?? { answers: 0, right: 0 };
    totals.set(person, { answers: before + 1, right: right + Number(correct) });
  }
  return totals;
}

function figuresOf(
  question: Question,
  counted: readonly Answer[],
  totals: ReadonlyMap<string, Total>,
): QuestionFigures[] {
  const persons = counted.length;
  if (persons === 0) return [];
  const right = counted.filter(({ correct }) => correct).length;
  const choices = new Map<string, number>();
  for (const key of counted.flatMap(({ chosen }) => chosen)) choices.set(key, (choices.get(key) ?? 0) + 1);
  return [
    {
      question,
      persons,
      right,
      facility: right / persons,
      discrimination: discrimination(counted, totals),
      choices,
    },
  ];
}

function discrimination(counted: readonly Answer[], totals: ReadonlyMap<string, Total>): number | undefined {
  const pairs = counted.flatMap(({ person, correct }): [number, number][] => {
    const total = totals.get(person);
    const others = (total?.answers ?? 0) - 1;
    if (!total || others < OTHERS) return [];
    return [[Number(correct), (total.right - Number(correct)) / others]];
  });
  return pairs.length < DISCRIMINATED ? undefined : correlation(pairs);
}

/** Pearson's; undefined where one side does not vary. */
function correlation(pairs: readonly (readonly [number, number])[]): number | undefined {
  const mean = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const sums = pairs.reduce(
    (sum, [x, y]) => ({
      xy: sum.xy + (x - meanX) * (y - meanY),
      xx: sum.xx + (x - meanX) ** 2,
      yy: sum.yy + (y - meanY) ** 2,
    }),
    { xy: 0, xx: 0, yy: 0 },
  );
  // Where all are alike, rounding alone must not make a figure.
  if (sums.xx < 1e-12 || sums.yy < 1e-12) return undefined;
  return sums.xy / Math.sqrt(sums.xx * sums.yy);
}

function dimensionFigures(dimension: string, counted: readonly Answer[]): DimensionFigures[] {
  if (counted.length === 0) return [];
  const wrong = counted.filter(({ correct }) => !correct).length;
  return [
    {
      dimension,
      persons: personsOf(counted).size,
      answers: counted.length,
      wrong,
      share: wrong / counted.length,
    },
  ];
}

function misconceptionFigures(
  misconception: Misconception,
  counted: readonly Answer[],
  byId: ReadonlyMap<string, Question>,
): MisconceptionFigures[] {
  if (counted.length === 0) return [];
  const persons = personsOf(counted).size;
  const betrayed = counted.filter(({ question, chosen }) => {
    const asked = byId.get(question);
    return asked !== undefined && misconceptionsIn(asked, chosen).includes(misconception.id);
  });
  const holders = personsOf(betrayed).size;
  return [{ misconception, persons, holders, share: holders / persons }];
}

const personsOf = (answers: readonly Answer[]): ReadonlySet<string> =>
  new Set(answers.map(({ person }) => person));
