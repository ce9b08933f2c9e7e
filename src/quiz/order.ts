import { createHash } from 'node:crypto';
import type { Question, QuestionOption } from '../course/course.ts';

/** Items in an order that follows from the seed alone: the same after a restart, another one for another seed. */
export function shuffled<T>(items: readonly T[], seed: string, keyOf: (item: T) => string): T[] {
  return items
    .map((item) => ({
      item,
      rank: createHash('sha256')
        .update(`${seed} ${keyOf(item)}`)
        .digest('hex'),
    }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .map(({ item }) => item);
}

/** A question's options as one member sees them; `seed` is the round's or the post's id. */
export const orderedOptions = (question: Question, seed: string): readonly QuestionOption[] =>
  question.shuffle
    ? shuffled(question.options, `${seed} ${question.id}`, ({ key }) => key)
    : question.options;

/** What stands on the button of the option in this place: A, B, C … */
export const letterOf = (place: number): string => String.fromCharCode(65 + place);
