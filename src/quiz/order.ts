import type { Question, QuestionOption } from '../course/course.ts';
import { shuffled } from '../course/shuffle.ts';

/** A question's options as one member sees them; `seed` is the round's or the post's id. */
export const orderedOptions = (question: Question, seed: string): readonly QuestionOption[] =>
  question.shuffle
    ? shuffled(question.options, `${seed} ${question.id}`, ({ key }) => key)
    : question.options;

/** What stands on the button of the option in this place: A, B, C … */
export const letterOf = (place: number): string => String.fromCharCode(65 + place);
