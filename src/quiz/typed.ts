import type { Course, Question } from '../course/course.ts';
import { slips, spellingOf } from '../course/distance.ts';
import { joinedKey, splitWords } from '../course/fold.ts';

/** From so many letters on one slip is forgiven, and from so many two. */
const ONE_SLIP = 5;
const TWO_SLIPS = 9;
/** What a slip costs at most, as `slips` counts: a letter left out, or its neighbour on the keyboard. */
const SLIP = 6;

// Who does it is another word than what is done: a mediator is no mediation.
const isDoer = (key: string): boolean => /[eo]r$/.test(key);

const ARTICLES = new Set(['a', 'an', 'the']);

/** What the spellings of one answer have in common: no case, accents, hyphens, plurals, nor an article before it. */
function keyOf(words: string): string {
  const [first = '', ...rest] = splitWords(words);
  return joinedKey(ARTICLES.has(first) && rest.length > 0 ? rest : [first, ...rest]);
}

/**
 * Whether what was typed is one of the accepted answers, small slips forgiven; never where it is the very name or
 * alias of another term.
 */
export function isTypedRight({ terms }: Course, { accept }: Question, typed: string): boolean {
  const key = keyOf(typed);
  const right = accept.map(keyOf);
  if (right.includes(key)) return true;
  const names = terms.flatMap(({ term, aliases }) => [term, ...aliases]);
  if (names.some((name) => keyOf(name) === key)) return false;
  const spelling = spellingOf(key);
  return right.some((each) => {
    // A word without its first letters means something else: partial is not impartial.
    if (each[0] !== key[0] || isDoer(each) !== isDoer(key)) return false;
    const allowed = SLIP * (each.length >= TWO_SLIPS ? 2 : each.length >= ONE_SLIP ? 1 : 0);
    return slips(spelling, each, allowed) <= allowed;
  });
}
