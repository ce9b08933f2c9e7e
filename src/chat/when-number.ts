/** Small numbers as people say them, in small letters. */

const WORDS = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** A pattern of digits and words up to twelve. */
export const NUMBER = `(?:\\d{1,4}|${WORDS.join('|')})`;

/** `3`, `3rd`, `three`; `a` is one, and so is all else. */
export const readNumber = (word: string): number =>
  /^\d/.test(word) ? Number.parseInt(word, 10) : Math.max(1, WORDS.indexOf(word) + 1);
