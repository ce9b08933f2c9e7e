import { UserError } from '../chat/errors.ts';
import type { Question } from '../course/course.ts';
import type { Chosen } from './judge.ts';

/** The option chosen; all that is ticked; or words as typed. */
export type Given =
  | { readonly kind: 'option'; readonly key: string }
  | { readonly kind: 'picked' }
  | { readonly kind: 'words'; readonly words: string };

/** Whether the question has such an option, or a `1:batna` such a prompt and term. */
export function offers({ kind, options, pairs, others }: Question, key: string): boolean {
  if (kind !== 'match') return options.some((option) => option.key === key);
  const [prompt, term = ''] = key.split(':');
  return (
    pairs.some((pair) => pair.key === prompt) && [...pairs.map((pair) => pair.term), ...others].includes(term)
  );
}

/** What is ticked once `key` was clicked; a prompt has one term. */
export function ticked(question: Question, picked: Chosen, key: string): Chosen {
  if (!offers(question, key)) return picked;
  if (question.kind !== 'match' && picked.includes(key)) return picked.filter((each) => each !== key);
  const prompt = question.kind === 'match' ? key.slice(0, key.indexOf(':') + 1) : key;
  return [...picked.filter((each) => !each.startsWith(prompt)), key].toSorted();
}

/** What is kept of an answer. Throws a UserError where it is none yet. */
export function chosenOf(question: Question, picked: Chosen, given: Given): Chosen {
  const { kind, pairs } = question;
  switch (given.kind) {
    case 'words':
      return [];
    case 'option':
      if (!offers(question, given.key))
        throw new UserError('That is no option of this question. Please choose another one.');
      return [given.key];
    case 'picked':
      if (kind === 'match' && picked.length < pairs.length) {
        throw new UserError('Please choose a term for each of them first, then “Check”.');
      }
      if (kind === 'several' && picked.length < 2) {
        throw new UserError('More than one is right: please choose at least two, then “Check”.');
      }
      return picked;
  }
}
