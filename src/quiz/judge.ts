import type { Question } from '../course/course.ts';

/**
 * What was chosen, as it is kept: keys of options in the order of the alphabet; for `match` a `1:batna` for each
 * prompt; for `typed` nothing, since a member's words are not kept.
 */
export type Chosen = readonly string[];

export const rightKeys = ({ options }: Question): readonly string[] =>
  options.filter(({ right }) => right).map(({ key }) => key);

/** Whether a choice is right; all of it counts, or none. Not for `typed`, whose words `isTypedRight` judges. */
export function isRight(question: Question, chosen: Chosen): boolean {
  const right =
    question.kind === 'match' ? question.pairs.map(({ key, term }) => `${key}:${term}`) : rightKeys(question);
  const given = new Set(chosen);
  return given.size === right.length && right.every((each) => given.has(each));
}

/** The misconceptions that a choice betrays, each once. */
export function misconceptionsIn({ options }: Question, chosen: Chosen): readonly string[] {
  const held = options.flatMap(({ key, misconception }) =>
    misconception !== undefined && chosen.includes(key) ? [misconception] : [],
  );
  return [...new Set(held)];
}

/** One click answers it: one option of several. Only such questions are posted to channels. */
export const isOneChoice = ({ kind }: Question): boolean =>
  kind === 'single' || kind === 'scenario' || kind === 'true-false';
