// How alike a typed text and a name are, letting them differ as people err.
import { type Spelling, slips, spellingOf } from '../course/distance.ts';
import { joinedKey, sortedKey } from '../course/fold.ts';

// An -ing on one side only costs what is unsaid at the end costs: restart is not restating.
const lostEnding = 4;

/** One text in the three spellings that are compared. */
export interface Form {
  /** All words joined. */
  key: string;
  /** As heard (-shun, -sion, -tion alike), without the ending that people leave out: paraphrase, paraphrasing. */
  stem: string;
  /** Without small words, the rest in alphabetical order. */
  sorted: string;
  /** How many letters count: hundreds of words end in -tion or -sion, that two share it says little. */
  weight: number;
  /** Whether the name is written in capitals: what is nearly an abbreviation is hardly ever a word of its own. */
  initials: boolean;
}

function formOf(words: readonly string[]): Form {
  const key = joinedKey(words);
  const heard = key.replace(/(?:shi?[eou]|(?:ss?|c)i[aou])n/g, 'tion').replace(/(?<=.)sh/g, 't');
  const stem = heard.replace(/(?:ing|e)$/, '');
  const weight = key.length - (key.endsWith('tion') || key.endsWith('sion') ? 4 : 0);
  return { key, stem: stem.length < 5 ? heard : stem, sorted: sortedKey(words), weight, initials: false };
}

/** A name, and of a longer one its first and its last words, two at least: what members type of it. */
export function formsOf(words: readonly string[], initials: boolean): Form[] {
  const forms = [{ ...formOf(words), initials }];
  for (let count = words.length - 1; count > 1; count--)
    forms.push(formOf(words.slice(0, count)), formOf(words.slice(-count)));
  return forms;
}

/** What was typed, taken apart to be compared with many names. */
export interface Typed {
  key: Spelling;
  stem: Spelling;
  /** Only of several words. */
  sorted: Spelling | undefined;
}

export function typedOf(words: readonly string[]): Typed {
  const { key, stem, sorted } = formOf(words);
  return {
    key: spellingOf(key),
    stem: spellingOf(stem),
    sorted: words.length > 1 ? spellingOf(sorted) : undefined,
  };
}

/** Sixths of a slip that a text and a name may be apart: none in three letters, one slip in five, two in twelve. */
export function allowedSlips(typed: Typed, name: Form): number {
  const { key } = typed.key;
  if (name.initials && key[0] === name.key[0]) {
    // Of four letters one may be left out (zpa), among five or more one may be too many (bantna).
    if (name.weight === 4 && key.length < 4) return 6;
    if (name.weight > 4 && key.length > name.weight) return 8;
  }
  const length = (key.length + name.weight) >> 1;
  if (length < 4) return 0;
  // Ordinary texts are rarely like a whole phrase by chance: half a slip more.
  const phrase = typed.sorted === undefined ? 0 : 3;
  if (length === 4) return 3;
  return Math.min(32, Math.max(6, length - (length & 1)) + phrase);
}

/** Sixths of a slip between a text and a name, by whichever spelling is nearest; more than `limit` when too many. */
export function distance({ key, stem, sorted }: Typed, name: Form, limit: number): number {
  let cost = slips(key, name.key, limit);
  if (cost > 2 && (stem.key !== key.key || name.stem !== name.key)) {
    const ending = key.key.endsWith('ing') === name.key.endsWith('ing') ? 0 : lostEnding;
    const most = Math.min(limit, cost) - ending;
    if (most >= 0) cost = Math.min(cost, Math.max(2, ending + slips(stem, name.stem, most)));
  }
  if (cost > 2 && sorted !== undefined && (sorted.key !== key.key || name.sorted !== name.key))
    cost = Math.min(cost, 2 + slips(sorted, name.sorted, Math.min(limit, cost) - 2));
  return cost;
}
