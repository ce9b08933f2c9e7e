import { cleanLine, shorten } from '../chat/clean.ts';
import { readMinutes } from '../chat/duration.ts';
import { UserError } from '../chat/errors.ts';
import { option } from '../chat/option.ts';
import { type Reading, readWhen } from '../chat/when.ts';

/** Where it is, and for how many: in the forms of drafts and of changes. */
export const whereFields = {
  place: option.text({ description: 'Where it takes place, in words', max: 200 }),
  link: option.text({ description: 'Of the video call; only those with a seat see it', max: 500 }),
  seats: option.text({ description: '1 to 200, or “any” for as many as come', max: 20 }),
};

/** Single fields of a session as people type them. All throw a UserError that says what to type. */

const MOST_SEATS = 200;
const MOST_LEFT_OUT = 20;
const DAY_MINUTES = 24 * 60;

/** From 15 minutes to 12 hours. */
export const readLength = (typed: string): number =>
  readMinutes(typed.replace(/^for /i, ''), { what: 'the length of a session', least: 15, most: 12 * 60 });

/** How long a free seat is kept, in minutes. */
export const readOffer = (typed: string): number =>
  readMinutes(typed, { what: 'the time for which a free seat is kept', least: 5, most: 7 * DAY_MINUTES });

/** Undefined: as many as come. */
export function readSeats(typed: string): number | undefined {
  const words = cleanLine(typed).toLowerCase();
  if (/^(?:any|all|everyone|unlimited|no limit|as many as (?:come|want))$/.test(words)) return undefined;
  const [, digits] = /^(\d{1,4})(?: ?(?:seats?|people|persons?|places))?$/.exec(words) ?? [];
  const seats = Number(digits);
  if (digits === undefined || seats < 1 || seats > MOST_SEATS) {
    throw new UserError(
      `“${shorten(words, 40)}” is no number of seats: 1 to ${MOST_SEATS}, or “any” for as many as come.`,
    );
  }
  return seats;
}

/** An address that a browser opens safely. */
export function readLink(typed: string): string {
  const url = URL.parse(typed.trim());
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    throw new UserError('I could not take that link. Please give a whole address that begins with https://.');
  }
  return url.href;
}

/** Days as YYYY-MM-DD, each once, in order: “24 December, 31 December”, “2026-12-24”; “none”. */
export function readLeftOut(typed: string, at: Reading): readonly string[] {
  const words = cleanLine(typed)
    // “Thursday, 24 December” and “24 December, 2026” are one day each.
    .replace(/\b((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*),\s*(?=\d)/gi, '$1 ')
    .replace(/,\s*(?=\d{4}(?!\d|-))/g, ' ');
  if (/^(?:none|no|-)$/i.test(words)) return [];
  const pieces = words.split(/\s*(?:[,;]|\band\b)\s*/i).filter((piece) => piece !== '');
  const days = new Set(pieces.map((piece) => readDay(piece, at).toString()));
  if (days.size > MOST_LEFT_OUT) {
    throw new UserError(
      `That is ${days.size} days to leave out; ${MOST_LEFT_OUT} are the most. More can be skipped once it is open.`,
    );
  }
  return [...days].sort();
}

function readDay(piece: string, at: Reading): Temporal.PlainDate {
  try {
    if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(piece)) return Temporal.PlainDate.from(piece);
    // Today can be left out as long as it lasts.
    return readWhen(`${piece} 23:59`, { ...at, zone: at.zone ?? 'UTC' }).toPlainDate();
  } catch (error) {
    if (!(error instanceof UserError || error instanceof RangeError)) throw error;
    throw new UserError(
      `I could not read “${shorten(piece, 40)}” as a day to leave out. Try “24 December, 31 December”.`,
    );
  }
}
