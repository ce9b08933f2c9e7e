import { type RuleParts, WEEK, WORKING_DAYS } from './repeat-rule.ts';
import { ORDINALS } from './repeat-words.ts';

/** The days of a repeat, as people name them, in small letters. */

/** One day of the week. */
export const DAY =
  '(?:mon|tues?|weds?|thu|thurs?|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?';
const ONE_DAY = new RegExp(`^${DAY}$`);
const NTH_DAY = new RegExp(
  `^(?<list>.*?)\\s*(?<last>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)\\s+(?<day>${DAY}|weekday)$`,
);
const AND = /\s*(?:,|\/|&|\+|\band\b)\s*/;
/** Before a day in a list. */
const SMALL_WORDS = /^(?:(?:on|the|every|from)\s+)+/;

/** Which days, and of what. */
export interface Chosen {
  readonly unit: 'week' | 'month';
  readonly parts: RuleParts;
}

/** Undefined where the words are not understood. */
export const readChosen = (words: string): Chosen | undefined =>
  ofWeek(words) ?? nthOfMonth(words) ?? ofMonth(words);

const listed = (words: string): string[] =>
  words
    .split(AND)
    .map((word) => word.replace(SMALL_WORDS, '').trim())
    .filter((word) => word !== '');

function ofWeek(words: string): Chosen | undefined {
  // A space parts days as a comma does, but in “Monday to Friday”.
  const days = listed(words.replace(SMALL_WORDS, '').replaceAll(/\s+(?!to\b)(?<!\bto\s+)/g, ',')).map(daysOf);
  if (days.length === 0 || days.includes(undefined)) return undefined;
  return { unit: 'week', parts: { BYDAY: days.join(',') } };
}

/** One day, weekdays, or a range, over the weekend too. */
function daysOf(words: string): string | undefined {
  if (/^weekdays?$/.test(words)) return WORKING_DAYS;
  const [from, to, ...more] = words.split(' to ').map(dayOf);
  if (from === undefined || more.length > 0) return undefined;
  if (!words.includes(' to ')) return from;
  if (to === undefined) return undefined;
  const first = WEEK.indexOf(from);
  const days = ((WEEK.indexOf(to) - first + 7) % 7) + 1;
  return Array.from({ length: days }, (_, index) => WEEK[(first + index) % 7]).join(',');
}

const dayOf = (word: string): string | undefined =>
  ONE_DAY.test(word) ? word.slice(0, 2).toUpperCase() : undefined;

/** `first`, `1st`: 1; `last`: -1. */
function ordinalOf(word: string): string | undefined {
  const named = Object.entries(ORDINALS).find(([, name]) => name === word)?.[0];
  return named ?? /^(?<day>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?$/.exec(word)?.groups?.day;
}

/** The first and third Thursday; the last weekday. */
function nthOfMonth(words: string): Chosen | undefined {
  const { list = '', last = '', day = '' } = NTH_DAY.exec(words)?.groups ?? {};
  const numbers = [...listed(list), last].map(ordinalOf);
  if (day === '' || numbers.some((number) => number === undefined || Number(number) > 5)) return undefined;
  const parts =
    day === 'weekday'
      ? { BYDAY: WORKING_DAYS, BYSETPOS: numbers.join(',') }
      : { BYDAY: numbers.map((number) => `${number}${dayOf(day)}`).join(',') };
  return { unit: 'month', parts };
}

/** The 15th; the 1st and the last day. */
function ofMonth(words: string): Chosen | undefined {
  const days = listed(words).map((word) => {
    const number = ordinalOf(word.replace(/^day (?=\d)/, '').replace(/ day$/, ''));
    return number === '-1' && !word.endsWith(' day') ? undefined : number;
  });
  if (days.length === 0 || days.includes(undefined)) return undefined;
  return { unit: 'month', parts: { BYMONTHDAY: days.join(',') } };
}
