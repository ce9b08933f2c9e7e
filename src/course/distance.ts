// How far one spelling is from another, by the slips that people make.

/** Longer keys are compared by their first characters only. */
export const comparedLength = 96;

// What a slip costs, in sixths of a plain one, which is a letter left out or its neighbour on the keyboard.
const plain = 6;
// A consonant that neither the ear nor the keyboard explains makes another word: meditation is not mediation.
const strange = 8;
// A letter unsaid at the end: rapor, empath.
const atTheEnd = 4;
// Neighbours exchanged.
const exchanged = 3;
// What is heard alike or not at all; and what else goes with a letter left out, for a syllable is lost at once.
const soft = 2;
const further = 2;
// The same sound spelt otherwise.
const same = 1;
// People rarely get the first letter wrong: litigation is not mitigation.
const wrongStart = 14;

const vowel = 1;
const letterH = 104;
const far = 0x7fff;
const rows = [0, 1, 2].map(() => new Uint16Array(comparedLength + 1));
const runs = new Uint16Array(comparedLength + 1);

// Letters that stand for each other when a word is written as it is heard share a bit; the first four are only alike.
const sounds = new Uint8Array(128);
const alike = 0b1111;
for (const [bit, letters] of ['aeiouwy', 'dt', 'bp', 'mn', 'fv', 'ckq', 'csz', 'gj'].entries())
  for (const letter of letters) sounds[letter.charCodeAt(0)]! |= 1 << bit;

function soundOf(code: number): number {
  return code < 128 ? sounds[code]! : 0;
}

// A bit for each letter beside a key.
const beside = new Int32Array(128);
const keyboard = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
for (const [y, row] of keyboard.entries())
  for (const [x, letter] of [...row].entries())
    for (const near of [row[x + 1], keyboard[y + 1]?.[x], keyboard[y + 1]?.[x - 1]]) {
      if (near === undefined) continue;
      beside[letter.charCodeAt(0)]! |= bitOf(near.charCodeAt(0));
      beside[near.charCodeAt(0)]! |= bitOf(letter.charCodeAt(0));
    }

function bitOf(letter: number): number {
  return letter >= 97 && letter <= 122 ? 1 << (letter - 97) : 0;
}

function areNeighbours(a: number, b: number): boolean {
  return a < 128 && (beside[a]! & bitOf(b)) !== 0;
}

function replacing(letter: number, other: number, shared: number, start: boolean): number {
  if (shared !== 0) return shared > alike ? same : soft;
  if (start) return wrongStart;
  return areNeighbours(letter, other) ? plain : strange;
}

/** A letter doubled or halved, a silent h, and a vowel beside a vowel are not heard. */
function dropping(letter: number, before: number, last: boolean): number {
  if (letter === before || letter === letterH) return soft;
  if ((soundOf(letter) & soundOf(before) & vowel) !== 0) return soft;
  return last ? atTheEnd : plain;
}

/** What one letter too many costs: a finger hits a key beside the one that it means. */
function adding(letter: number, before: number, after: number): number {
  const cost = dropping(letter, before, Number.isNaN(after));
  if (cost < plain || (soundOf(letter) & vowel) !== 0) return cost;
  return areNeighbours(letter, before) || areNeighbours(letter, after) ? plain : strange;
}

/** A key taken apart once, to be compared with many. */
export interface Spelling {
  key: string;
  letters: Uint16Array;
  sounds: Uint8Array;
  /** What each letter costs when it is too many. */
  drops: Uint8Array;
}

export function spellingOf(key: string): Spelling {
  const length = Math.min(key.length, comparedLength);
  const spelling = {
    key,
    letters: new Uint16Array(length),
    sounds: new Uint8Array(length),
    drops: new Uint8Array(length),
  };
  for (let i = 0; i < length; i++) {
    const letter = key.charCodeAt(i);
    spelling.letters[i] = letter;
    spelling.sounds[i] = soundOf(letter);
    spelling.drops[i] = adding(letter, i > 0 ? spelling.letters[i - 1]! : 0, key.charCodeAt(i + 1));
  }
  return spelling;
}

/**
 * The cheapest way from `typed` to `name` in sixths of a slip (optimal string alignment with the costs above);
 * `limit + 1` when it costs more than `limit`.
 */
export function slips(typed: Spelling, name: string, limit: number): number {
  const { letters, sounds, drops } = typed;
  const n = Math.min(name.length, comparedLength);
  const m = letters.length;
  if (typed.key === name) return 0;
  // Most letters more or fewer cost four to eight, further ones of a syllable two; only so many are tried.
  const band = Math.max(limit >> 2, (limit - plain) >> 1) + 1;
  if (limit < 1 || Math.abs(n - m) > band) return limit + 1;
  let [above, last, row] = rows as [Uint16Array, Uint16Array, Uint16Array];
  last[0] = 0;
  for (let j = 1; j <= m; j++) last[j] = last[j - 1]! + drops[j - 1]!;
  runs.fill(far, 0, m + 1);
  let before = 0;
  let leastAbove = 0;
  for (let i = 1; i <= n; i++) {
    const letter = name.charCodeAt(i - 1);
    const sound = soundOf(letter);
    const drop = dropping(letter, before, i === n);
    const from = Math.max(1, i - band);
    const to = Math.min(m, i + band);
    if (i > 1 && to === i + band) last[to] = far;
    let left = from === 1 ? last[0]! + drop : far;
    row[from - 1] = left;
    let least = left;
    for (let j = from; j <= to; j++) {
      const other = letters[j - 1]!;
      let cost = last[j - 1]!;
      if (letter !== other) cost += replacing(letter, other, sound & sounds[j - 1]!, i === 1 && j === 1);
      const dropped = last[j]! + drop;
      if (dropped < cost) cost = dropped;
      // A run begins with a letter that is heard, at its full price.
      const run = Math.min(drop < plain ? dropped - drop + plain : dropped, runs[j]! + further);
      runs[j] = run;
      if (run < cost) cost = run;
      left += drops[j - 1]!;
      if (left < cost) cost = left;
      if (before === other && i > 1 && j > 1 && letter === letters[j - 2]) {
        const swapped = above[j - 2]! + exchanged;
        if (swapped < cost) cost = swapped;
      }
      row[j] = cost;
      left = cost;
      if (cost < least) least = cost;
    }
    // Exchanged neighbours step over a row.
    if (least > limit && leastAbove + exchanged > limit) return limit + 1;
    leastAbove = least;
    before = letter;
    const free = above;
    above = last;
    last = row;
    row = free;
  }
  return Math.min(last[m]!, limit + 1);
}

// One bit for each group of letters that can stand for each other.
const groups = new Int32Array(128);
for (const [bit, letters] of ['aeiouwy', 'ckqsz', 'fv', 'dt', 'bp', 'gj', 'mn', 'l', 'r', 'x'].entries())
  for (const letter of letters) groups[letter.charCodeAt(0)] = 1 << bit;

/** Which groups of letters a key uses: a slip that is not soft changes two bits at most. */
export function letterGroups(key: string): number {
  let mask = 0;
  for (let i = 0; i < key.length; i++) mask |= groups[key.charCodeAt(i) & 127]!;
  return mask;
}

/** True when two keys' letters differ too much for `limit` sixths of a slip. */
export function cannotMeet(a: number, b: number, limit: number): boolean {
  let differing = a ^ b;
  let bits = 0;
  for (; differing !== 0; differing &= differing - 1) bits++;
  return bits > (2 * limit) / plain;
}
