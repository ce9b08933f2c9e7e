// How far one spelling is from another, by the slips that people make.

/** Longer keys are compared by their first characters only. */
export const comparedLength = 96;

/** What a slip costs, in thirds of a plain one. */
const plain = 3;
// A letter unsaid at the end: rapor, empath.
const atTheEnd = 2;
// What is heard the same, and neighbours exchanged.
const soft = 1;
// People rarely get the first letter wrong: litigation is not mitigation.
const wrongStart = 7;

const vowel = 1;
const letterH = 104;
const far = 0x7fff;
const rows = [0, 1, 2].map(() => new Uint16Array(comparedLength + 1));

// Letters that stand for each other when a word is written as it is heard share a bit.
const sounds = new Uint8Array(128);
for (const [bit, letters] of ['aeiouwy', 'ckq', 'csz', 'fv', 'dt', 'bp', 'gj', 'mn'].entries())
  for (const letter of letters) sounds[letter.charCodeAt(0)]! |= 1 << bit;

function soundOf(code: number): number {
  return code < 128 ? sounds[code]! : 0;
}

/** A letter doubled or halved, a silent h, and a vowel beside a vowel are not heard. */
function dropping(letter: number, before: number, last: boolean): number {
  if (letter === before || letter === letterH) return soft;
  if ((soundOf(letter) & soundOf(before) & vowel) !== 0) return soft;
  return last ? atTheEnd : plain;
}

/** A key taken apart once, to be compared with many. */
export interface Spelling {
  key: string;
  letters: Uint16Array;
  sounds: Uint8Array;
  /** What leaving out each letter costs. */
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
    spelling.drops[i] = dropping(letter, i > 0 ? spelling.letters[i - 1]! : 0, i === length - 1);
  }
  return spelling;
}

/**
 * The cheapest way from `typed` to `name` in thirds of a slip (optimal string alignment with the costs above);
 * `limit + 1` when it costs more than `limit`.
 */
export function slips(typed: Spelling, name: string, limit: number): number {
  const { letters, sounds, drops } = typed;
  const n = Math.min(name.length, comparedLength);
  const m = letters.length;
  if (typed.key === name) return 0;
  // Most letters more or fewer cost two or three; only so many are tried.
  const band = (limit >> 1) + 1;
  if (limit < 1 || Math.abs(n - m) > band) return limit + 1;
  let [above, last, row] = rows as [Uint16Array, Uint16Array, Uint16Array];
  last[0] = 0;
  for (let j = 1; j <= m; j++) last[j] = last[j - 1]! + drops[j - 1]!;
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
      if (letter !== other)
        cost += (sound & sounds[j - 1]!) !== 0 ? soft : i === 1 && j === 1 ? wrongStart : plain;
      const above1 = last[j]! + drop;
      if (above1 < cost) cost = above1;
      left += drops[j - 1]!;
      if (left < cost) cost = left;
      if (before === other && i > 1 && j > 1 && letter === letters[j - 2]) {
        const swapped = above[j - 2]! + soft;
        if (swapped < cost) cost = swapped;
      }
      row[j] = cost;
      left = cost;
      if (cost < least) least = cost;
    }
    // Exchanged neighbours step over a row.
    if (least > limit && leastAbove + soft > limit) return limit + 1;
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

/** True when two keys' letters differ too much for `limit` thirds of a slip. */
export function cannotMeet(a: number, b: number, limit: number): boolean {
  let differing = a ^ b;
  let bits = 0;
  for (; differing !== 0; differing &= differing - 1) bits++;
  return bits > (2 * limit) / plain;
}
