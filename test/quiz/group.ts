import type { Course, Misconception, Question } from '../../src/course/course.ts';
import type { Answer } from '../../src/quiz/answers.ts';
import { isRight } from '../../src/quiz/judge.ts';
import { numbers } from '../numbers.ts';
import { question, quizCourse } from './course.ts';

/** A group that is made up with known parameters, so that its figures are known before they are computed. */
interface Group {
  readonly course: Course;
  /** The earliest first. */
  readonly answers: readonly Answer[];
}

/** How hard each question of the first dimension is (b of a 2PL model), from the easiest on; a is 1.5. */
const DIFFICULTIES = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2];
/** Two questions of middle difficulty, one that tells apart and one that hardly does: a of a 2PL model. */
const DISCRIMINATIONS = { sharp: 2.2, blunt: 0.15 } as const;
/** How large a part of the group holds each misconception; whoever holds it shows it in two questions. */
export const HELD = { M01: 0.15, M02: 0.4, M03: 0.65 } as const;

export const easiestFirst = DIFFICULTIES.map((_, index) => `item-${index}`);

export function madeUp(persons: number, seed: number): Group {
  const random = numbers(seed);
  const scaled = [
    ...DIFFICULTIES.map((b, index) => ({ id: `item-${index}`, a: 1.5, b })),
    ...Object.entries(DISCRIMINATIONS).map(([id, a]) => ({ id, a, b: 0 })),
  ];
  const believed = Object.keys(HELD).flatMap((id) =>
    [1, 2].map((n) => ({ id: `${id.toLowerCase()}-${n}`, belief: id })),
  );
  const questions = [
    ...scaled.map(({ id }) => asking(id)),
    ...believed.map(({ id, belief }) => asking(id, belief)),
  ];
  const answers: Answer[] = [];
  const give = (asked: Question, person: string, key: string, revision = asked.revision) =>
    answers.push({
      question: asked.id,
      revision,
      chosen: [key],
      correct: isRight(asked, [key]),
      at: Temporal.Instant.fromEpochMilliseconds(0),
      person,
      from: 'round',
    });
  for (let index = 0; index < persons; index += 1) {
    const person = `person-${index}`;
    const ability = normal(random);
    const holds = new Set(Object.entries(HELD).flatMap(([id, share]) => (random() < share ? [id] : [])));
    for (const asked of questions) {
      // Not everyone comes to every question.
      if (random() < 0.15) continue;
      const item = scaled.find(({ id }) => id === asked.id);
      const belief = believed.find(({ id }) => id === asked.id)?.belief ?? '';
      const right = item ? random() < 1 / (1 + Math.exp(-item.a * (ability - item.b))) : !holds.has(belief);
      // An answer to what the question was before counts for nothing, nor does a second answer.
      if (random() < 0.1) give(asked, person, 'c', '00000000');
      give(asked, person, right ? 'a' : 'b');
      if (random() < 0.2) give(asked, person, 'a');
    }
  }
  const order = answers.map((answer) => ({ answer, rank: random() }));
  order.sort((x, y) => x.rank - y.rank);
  const mixed = order.map(({ answer }, index) => ({
    ...answer,
    at: Temporal.Instant.fromEpochMilliseconds(index * 60_000),
  }));
  return { course: { ...quizCourse, questions, misconceptions: new Map(beliefs) }, answers: mixed };
}

const beliefs = Object.keys(HELD).map((id): [string, Misconception] => [
  id,
  { id, belief: `The belief ${id}`, dimension: 'control', correction: 'It is not so.' },
]);

/** A question whose option b betrays a belief, or none. */
function asking(id: string, belief?: string): Question {
  const made = question(id, { dimension: belief === undefined ? 'third-party' : 'control' });
  const options = made.options.map(({ misconception: _, ...option }) =>
    option.key === 'b' && belief !== undefined ? { ...option, misconception: belief } : option,
  );
  return { ...made, options };
}

/** Box and Muller's. */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
