import type { Question } from '../course/course.ts';
import { shuffled } from '../course/shuffle.ts';

/** When each question last stood in a channel, by the question's id. */
export type LastPosted = ReadonlyMap<string, Temporal.Instant>;

/**
 * The question that is to be posted next: one that never stood in the first of these channels, else the one that stood
 * there longest ago, so that none comes again there before all others came. Among equals the other channels decide in
 * the same way, then an order that follows from `seed`. Undefined where the pool is empty.
 */
export function nextQuestion(
  pool: readonly Question[],
  channels: readonly LastPosted[],
  seed: string,
): Question | undefined {
  const [first, ...others] = channels;
  const lastIn = (channel: LastPosted | undefined, { id }: Question): number =>
    channel?.get(id)?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;
  const ranked = shuffled(pool, seed, ({ id }) => id).map((question) => ({
    question,
    here: lastIn(first, question),
    elsewhere: Math.max(...others.map((channel) => lastIn(channel, question)), Number.NEGATIVE_INFINITY),
  }));
  // Equal where both are infinite, so no subtraction.
  const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
  return ranked.toSorted((a, b) => compare(a.here, b.here) || compare(a.elsewhere, b.elsewhere))[0]?.question;
}
