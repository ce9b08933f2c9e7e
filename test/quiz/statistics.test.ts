import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Course } from '../../src/course/course.ts';
import type { Answer } from '../../src/quiz/answers.ts';
import { statisticsOf } from '../../src/quiz/statistics.ts';
import { question, quizCourse } from './course.ts';
import { easiestFirst, HELD, madeUp } from './group.ts';

type Figures = Record<string, unknown>;
type Table = Record<string, Record<string, Figures>>;

/** The figures as plain data, by id, as the oracle gives them. */
function tableOf(course: Course, answers: readonly Answer[]): Table {
  const { questions, dimensions, misconceptions } = statisticsOf(answers, course);
  return {
    questions: Object.fromEntries(
      questions.map(({ question: { id }, choices, discrimination = null, ...rest }) => [
        id,
        { ...rest, discrimination, choices: Object.fromEntries([...choices].toSorted()) },
      ]),
    ),
    dimensions: Object.fromEntries(dimensions.map(({ dimension, ...rest }) => [dimension, rest])),
    misconceptions: Object.fromEntries(
      misconceptions.map(({ misconception: { id }, ...rest }) => [id, rest]),
    ),
  };
}

function oracle(course: Course, answers: readonly Answer[]): Table {
  const program = new URL('oracle.py', import.meta.url).pathname;
  const input = JSON.stringify({ questions: course.questions, answers });
  const { status, stdout, stderr } = spawnSync('python3', [program], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const python = spawnSync('python3', ['--version']).status === 0;

/** Paths of numbers that differ, and of whatever else is not the same. */
function differing(ours: unknown, theirs: unknown, path = ''): string[] {
  if (typeof ours === 'number' && typeof theirs === 'number') {
    return Math.abs(ours - theirs) <= 1e-9 ? [] : [`${path}: ${ours}, not ${theirs}`];
  }
  if (ours !== null && theirs !== null && typeof ours === 'object' && typeof theirs === 'object') {
    const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
    return [...keys].flatMap((key) =>
      differing((ours as Figures)[key], (theirs as Figures)[key], `${path}/${key}`),
    );
  }
  return ours === theirs ? [] : [`${path}: ${ours}, not ${theirs}`];
}

describe('on a group with known parameters', () => {
  const group = madeUp(400, 4);
  const figures = statisticsOf(group.answers, group.course);
  const of = (id: string) => {
    const found = figures.questions.find((each) => each.question.id === id);
    if (!found) throw new Error(`no figures on ${id}`);
    return found;
  };

  test.skipIf(!python).each([4, 23, 60, 400])(
    '%i persons have the figures of the independent computation',
    (persons) => {
      const { course, answers } = madeUp(persons, persons);
      const ours = tableOf(course, answers);
      expect(differing(ours, oracle(course, answers))).toEqual([]);
      expect(Object.keys(ours.questions ?? {}).length).toBe(persons < 5 ? 0 : course.questions.length);
    },
  );
  test.skipIf(python)('the independent computation needs python3', () => {});

  test('questions come out in the order of their difficulty', () => {
    const facilities = easiestFirst.map((id) => of(id).facility);
    expect(facilities).toEqual(facilities.toSorted((a, b) => b - a));
    expect(new Set(facilities).size).toBe(facilities.length);
  });

  test('a question that tells apart discriminates, and one that hardly does does not', () => {
    expect(of('sharp').discrimination).toBeGreaterThan(0.35);
    expect(of('blunt').discrimination).toBeLessThan(0.15);
  });

  test('each misconception is held by as many as were given it', () => {
    for (const { misconception, share } of figures.misconceptions) {
      expect(Math.abs(share - HELD[misconception.id as keyof typeof HELD])).toBeLessThan(0.06);
    }
    expect(figures.misconceptions.map(({ misconception }) => misconception.id)).toEqual([
      'M03',
      'M02',
      'M01',
    ]);
  });
});

/** Answers in the order given, such as `ann fence b`. */
const answersOf = (...lines: readonly string[]): Answer[] =>
  lines.map((line, index) => {
    const [person = '', id = '', chosen = '', revision = '00000001'] = line.split(' ');
    const asked = quizCourse.questions.find((each) => each.id === id) ?? question(id);
    return {
      person,
      question: id,
      revision,
      chosen: chosen.split(''),
      correct: asked.options.some(({ key, right }) => right && key === chosen),
      at: Temporal.Instant.fromEpochMilliseconds(index * 1000),
      from: 'round',
    };
  });

const persons = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => `p${from + index}`);
const each = (who: readonly string[], rest: string): string[] => who.map((person) => `${person} ${rest}`);

describe('figures', () => {
  const figuresOf = (...lines: readonly string[]) => statisticsOf(answersOf(...lines), quizCourse);
  const [right, wrong] = ['fence b', 'fence a'];

  test('do not appear below five persons, however much these answer', () => {
    const ids = quizCourse.questions.map(({ id }) => id);
    const lines = ids.flatMap((id) => each(persons(4), `${id} a`));
    expect(figuresOf(...lines, ...lines)).toEqual({ questions: [], dimensions: [], misconceptions: [] });
  });

  test('appear at five, stay the same up to nine, and move at ten', () => {
    const five = figuresOf(...each(persons(5), wrong));
    expect(five.questions).toMatchObject([{ persons: 5, right: 0, facility: 0 }]);
    expect(five.dimensions).toMatchObject([
      { dimension: 'third-party', persons: 5, answers: 5, wrong: 5, share: 1 },
    ]);
    const nine = figuresOf(...each(persons(5), wrong), ...each(persons(4, 5), right));
    expect(nine).toEqual(five);
    const ten = figuresOf(...each(persons(5), wrong), ...each(persons(5, 5), right));
    expect(ten.questions).toMatchObject([{ persons: 10, right: 5, facility: 0.5 }]);
  });

  test('on a dimension do not move by what fewer than five persons answer further', () => {
    const begun = each(persons(5), wrong);
    const before = figuresOf(...begun).dimensions;
    const further = (count: number) =>
      figuresOf(...begun, ...each(persons(count), 'fence-helped a'), 'p0 talks a', 'p1 talks a').dimensions;
    expect(further(4)).toEqual(before);
    expect(further(5)).toMatchObject([{ persons: 5, answers: 10, wrong: 5, share: 0.5 }]);
  });

  test('take the first answer of a person, not the latest', () => {
    expect(figuresOf(...each(persons(5), wrong), ...each(persons(5), right)).questions).toMatchObject([
      { persons: 5, right: 0 },
    ]);
  });

  test('leave out answers to what a question was before, and to questions that are gone', () => {
    const before = each(persons(5), `${wrong} 00000000`);
    expect(figuresOf(...before, ...each(persons(5), 'gone a')).questions).toEqual([]);
    expect(figuresOf(...before, ...each(persons(5), right)).questions).toMatchObject([
      { persons: 5, right: 5 },
    ]);
  });

  test('count each option that was chosen, also where several are', () => {
    const lines = [...each(persons(3), 'what-helps ac'), ...each(persons(2, 3), 'what-helps ab')];
    const [found] = figuresOf(...lines).questions;
    expect(Object.fromEntries(found?.choices ?? [])).toEqual({ a: 5, b: 2, c: 3 });
  });

  test('on a misconception count persons, of those who were offered it', () => {
    const lines = [
      ...each(persons(2), 'who-decides b'),
      ...each(persons(3, 2), 'who-decides a'),
      ...each(persons(5), 'fence c'),
    ];
    const { misconceptions } = figuresOf(...lines);
    expect(misconceptions.map(({ misconception: { id }, ...rest }) => ({ id, ...rest }))).toEqual([
      { id: 'M01', persons: 5, holders: 5, share: 1 },
      { id: 'M02', persons: 5, holders: 0, share: 0 },
    ]);
    expect(figuresOf(...lines.slice(0, 5)).misconceptions).toMatchObject([{ holders: 2, share: 0.4 }]);
  });

  test('tell discrimination from twenty persons on who answered two others, and not where all are alike', () => {
    const group = (count: number, others: readonly string[]) => {
      const who = persons(count);
      const good = who.filter((_, index) => index % 2 === 0);
      const lines = who.flatMap((person) => {
        const key = good.includes(person) ? 'a' : 'b';
        return ['who-decides', ...others].map((id) => `${person} ${id} ${key}`);
      });
      const { questions } = figuresOf(...lines);
      return questions.find((found) => found.question.id === 'who-decides')?.discrimination;
    };
    expect(group(20, ['fence-helped', 'it-binds'])).toBeCloseTo(1, 9);
    expect(group(19, ['fence-helped', 'it-binds'])).toBeUndefined();
    expect(group(20, ['fence-helped'])).toBeUndefined();
    const alike = figuresOf(
      ...['who-decides', 'fence-helped', 'it-binds'].flatMap((id) => each(persons(25), `${id} a`)),
    );
    expect(alike.questions.map(({ discrimination }) => discrimination)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
