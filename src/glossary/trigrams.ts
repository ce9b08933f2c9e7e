// Which keys share the most three-letter pieces with a text: the few worth comparing letter by letter.
import { comparedLength } from '../course/distance.ts';

const symbols = 32; // 26 letters, five classes for all other characters, and the start of a key
const allPieces = symbols ** 3;
const start = 31;
const wanted = 64;
// Keys are graded 0 to 64 by the share of their pieces that they have in common with the text.
const grades = 64;
const lowestGrade = 6;

function symbolOf(code: number): number {
  return code >= 97 && code <= 122 ? code - 97 : 26 + (code % 5);
}

/** Writes the pieces of a key as numbers, each once, and returns how many there are. */
function cut(key: string, pieces: Uint16Array): number {
  const length = Math.min(key.length, comparedLength);
  let piece = start * symbols + start;
  let count = 0;
  for (let i = 0; i < length; i++) {
    piece = ((piece * symbols) % allPieces) + symbolOf(key.charCodeAt(i));
    const earlier = pieces.indexOf(piece);
    if (earlier === -1 || earlier >= count) pieces[count++] = piece;
  }
  return count;
}

/**
 * Prepares a question: the numbers of the keys most like a text, the likeliest first, 64 at most.
 * The answer is overwritten by the next one.
 */
export function buildTrigrams(keys: readonly string[]): (text: string) => Int32Array {
  const pieces = new Uint16Array(comparedLength);
  const sizes = new Uint8Array(keys.length);
  // The holders of piece p stand in `holders` from starts[p] to starts[p + 1].
  const starts = new Int32Array(allPieces + 1);
  for (const [number, key] of keys.entries()) {
    sizes[number] = cut(key, pieces);
    for (let i = 0; i < sizes[number]!; i++) starts[pieces[i]! + 1]!++;
  }
  for (let piece = 0; piece < allPieces; piece++) starts[piece + 1]! += starts[piece]!;
  const holders = new Int32Array(starts[allPieces]!);
  const next = starts.slice();
  for (const [number, key] of keys.entries()) {
    const count = cut(key, pieces);
    for (let i = 0; i < count; i++) holders[next[pieces[i]!]!++] = number;
  }

  const common = new Uint8Array(keys.length);
  const touched = new Int32Array(keys.length);
  const grade = new Uint8Array(keys.length);
  const tally = new Int32Array(grades + 1);
  const likeliest = new Int32Array(wanted);

  return (text) => {
    const count = cut(text, pieces);
    let reached = 0;
    for (let i = 0; i < count; i++) {
      const end = starts[pieces[i]! + 1]!;
      for (let at = starts[pieces[i]!]!; at < end; at++) {
        const number = holders[at]!;
        if (common[number]!++ === 0) touched[reached++] = number;
      }
    }
    tally.fill(0);
    for (let i = 0; i < reached; i++) {
      const number = touched[i]!;
      grade[number] = (common[number]! * 2 * grades) / (count + sizes[number]!);
      tally[grade[number]!]!++;
      common[number] = 0;
    }
    // Where each grade begins in the answer: the highest first.
    let begin = 0;
    let lowest = grades + 1;
    while (lowest > lowestGrade && begin < wanted) {
      lowest--;
      const size = tally[lowest]!;
      tally[lowest] = begin;
      begin += size;
    }
    for (let i = 0; i < reached; i++) {
      const level = grade[touched[i]!]!;
      if (level >= lowest && tally[level]! < wanted) likeliest[tally[level]!++] = touched[i]!;
    }
    return likeliest.subarray(0, Math.min(begin, wanted));
  };
}
