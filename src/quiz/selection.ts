import type { Question } from '../course/course.ts';
import { shuffled } from '../course/shuffle.ts';
import type { Answer } from './answers.ts';

interface Choosing {
  /** What may be asked. */
  readonly pool: readonly Question[];
  /** The person's own, the earliest first. */
  readonly answers: readonly Pick<Answer, 'question' | 'revision' | 'correct' | 'at'>[];
  /** How many at most. */
  readonly length: number;
  /** The order of what is new follows from it. */
  readonly seed: string;
  /** Ids of questions that stand in an open post: whoever practised them would see the key before the close. */
  readonly open: ReadonlySet<string>;
}

/**
 * The questions of a round: those never answered first, then those last answered wrongly, then the rest, the longest
 * ago first. Neighbours are about different dimensions where possible.
 */
export function choose({ pool, answers, length, seed, open }: Choosing): Question[] {
  // The latest of each; a question that was changed is as if never answered.
  const last = new Map(answers.map((answer) => [`${answer.question} ${answer.revision}`, answer]));
  const askable = pool
    .filter(({ id }) => !open.has(id))
    .map((question) => ({ question, answer: last.get(`${question.id} ${question.revision}`) }));
  const fresh = askable.filter(({ answer }) => !answer).map(({ question }) => question);
  const known = askable
    .flatMap(({ question, answer }) => (answer ? [{ question, answer }] : []))
    .toSorted(
      ({ answer: a }, { answer: b }) =>
        Number(a.correct) - Number(b.correct) || Temporal.Instant.compare(a.at, b.at),
    )
    .map(({ question }) => question);
  const mixed = inTurn(shuffled(fresh, seed, ({ id }) => id));
  return apart([...mixed, ...known].slice(0, length));
}

/** One of each dimension, then a second of each, and so on, so that the first few are about different ones. */
function inTurn(questions: readonly Question[]): Question[] {
  const counts = new Map<string, number>();
  return questions
    .map((question) => {
      const turn = counts.get(question.dimension) ?? 0;
      counts.set(question.dimension, turn + 1);
      return { question, turn };
    })
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ question }) => question);
}

/** The same questions with as few neighbours of one dimension as can be, else in their order. */
function apart(questions: readonly Question[]): Question[] {
  const left = [...questions];
  const placed: Question[] = [];
  while (left.length > 0) {
    const counts = Map.groupBy(left, ({ dimension }) => dimension);
    const most = Math.max(...[...counts.values()].map((each) => each.length));
    const others = left.filter(({ dimension }) => dimension !== placed.at(-1)?.dimension);
    // Where one dimension is more than half of what is left, it has to come now.
    const due = others.find(({ dimension }) => {
      const count = counts.get(dimension)?.length ?? 0;
      return most * 2 <= left.length || count === most;
    });
    const next = due ?? others[0] ?? left[0];
    if (!next) break;
    placed.push(next);
    left.splice(left.indexOf(next), 1);
  }
  return placed;
}
