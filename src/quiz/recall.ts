import { fsrs, Rating } from 'ts-fsrs';
import type { Answer } from './answers.ts';

/**
 * What is remembered of a question, by the answers alone: nothing is stored beside them, so that deleting answers or
 * unlinking accounts needs nothing more. Right is FSRS's Good, wrong its Again; how fast somebody was says nothing.
 */
export interface Memory {
  readonly question: string;
  readonly revision: string;
  /** Of the latest answer. */
  readonly last: Temporal.Instant;
  readonly correct: boolean;
  /** When it is worth repeating: whole days of 24 hours after the latest answer, at least one. */
  readonly due: Temporal.Instant;
}

/** One answer, and what it changed; `before` is undefined for the first to a question or to a new revision of it. */
export interface Step<A extends Judged = Answer> {
  readonly answer: A;
  readonly before: Memory | undefined;
  readonly after: Memory;
}

export type Judged = Pick<Answer, 'question' | 'revision' | 'correct' | 'at'>;

interface Strength {
  readonly stability: number;
  readonly difficulty: number;
}

const DAY = 24 * 60 * 60 * 1000;

// Without steps of minutes: what was explained a moment ago is not asked again at once.
const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false });

/** Answers of one person, the earliest first, each with what it changed. */
export function* replay<A extends Judged>(answers: Iterable<A>): Generator<Step<A>> {
  const known = new Map<string, { readonly memory: Memory; readonly strength: Strength }>();
  for (const answer of answers) {
    const { question, revision, correct, at } = answer;
    const was = known.get(question);
    const before = was?.memory.revision === revision ? was : undefined;
    const elapsed = before ? daysBetween(before.memory.last, at) : 0;
    const strength = scheduler.next_state(
      before?.strength ?? null,
      elapsed,
      correct ? Rating.Good : Rating.Again,
    );
    const days = scheduler.next_interval(strength.stability, elapsed);
    // Three times as fast as adding a duration, which was most of the time of a long replay.
    const due = Temporal.Instant.fromEpochMilliseconds(at.epochMilliseconds + days * DAY);
    const memory = { question, revision, last: at, correct, due };
    known.set(question, { memory, strength });
    yield { answer, before: before?.memory, after: memory };
  }
}

/** As FSRS counts them: by calendar days, of UTC. */
function daysBetween(from: Temporal.Instant, to: Temporal.Instant): number {
  const day = ({ epochMilliseconds }: Temporal.Instant): number => Math.floor(epochMilliseconds / DAY);
  return Math.max(0, day(to) - day(from));
}

/** What is remembered after all of them, by the question's id. */
export function memoriesOf(answers: Iterable<Judged>): ReadonlyMap<string, Memory> {
  const memories = new Map<string, Memory>();
  for (const { after } of replay(answers)) memories.set(after.question, after);
  return memories;
}

/** What repeating at the right time came to, for those who want to be seen. */
export interface Learned {
  /** Questions that were due and were answered right, each time that they were. */
  readonly kept: number;
  /** Questions among these of which an earlier answer was wrong, each once. */
  readonly improved: number;
}

/** Answers of one person, all of them, the earliest first; what counts is what was repeated from `since` on. */
export function learnedFrom(answers: Iterable<Judged>, since: Temporal.Instant): Learned {
  let kept = 0;
  const missed = new Set<string>();
  const improved = new Set<string>();
  for (const { answer, before } of replay(answers)) {
    const inTime = Temporal.Instant.compare(answer.at, since) >= 0;
    // On the day itself, since nobody waits for the hour; what is repeated earlier than that is practice.
    const due =
      before !== undefined && daysBetween(before.last, answer.at) >= daysBetween(before.last, before.due);
    if (inTime && due && answer.correct) {
      kept += 1;
      if (missed.has(answer.question)) improved.add(answer.question);
    }
    if (!answer.correct) missed.add(answer.question);
  }
  return { kept, improved: improved.size };
}
