import { cleanLine, saysNone, shorten } from '../chat/clean.ts';
import { UserError } from '../chat/errors.ts';
import { readTimeOfDay } from '../chat/time-of-day.ts';
import { readWhen } from '../chat/when.ts';
import type { Question } from '../course/course.ts';

/** The daily reminder and the exam: what is typed, and how long a review takes. */

/** A daily reminder, on the wall clock of an IANA zone. */
export interface Nudge {
  /** HH:MM */
  readonly time: string;
  readonly zone: string;
}

/** What stands in the timetable for an account. */
export const nudgeKey = (identity: string): string => `quiz.nudge:${identity}`;

/** A review is short enough to be finished. */
export const ROUND_LENGTH = 20;

const WORDS_A_MINUTE = 200;
const SECONDS_A_QUESTION = 10;

/** How long reading and answering takes, in whole minutes. */
export function minutesFor(questions: readonly Question[]): number {
  const words = questions
    .flatMap(({ stem, options, pairs, fact, rule }) => [
      stem,
      ...options.map(({ text }) => text),
      ...pairs.map(({ prompt }) => prompt),
      fact,
      rule,
    ])
    .join(' ')
    .split(/\s+/)
    .filter((word) => word !== '').length;
  return Math.ceil(words / WORDS_A_MINUTE + (questions.length * SECONDS_A_QUESTION) / 60);
}

export const countInWords = (count: number): string => `${count} ${count === 1 ? 'question' : 'questions'}`;

/** `1 question, about 1 minute`; no more than a round has. */
export function workInWords(due: readonly Question[]): string {
  const round = due.slice(0, ROUND_LENGTH);
  const minutes = minutesFor(round);
  const time = `about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  return due.length > round.length
    ? `${countInWords(due.length)}; the ${round.length} that have waited longest take ${time}`
    : `${countInWords(due.length)}, ${time}`;
}

/** Reads a time of day as HH:MM, or “none” (null). Throws a UserError. */
export const readNudge = (typed: string): string | null => (saysNone(typed) ? null : readTimeOfDay(typed));

/** Reads “2026-12-18”, “18 December” or “none” (null) as YYYY-MM-DD; a day that is over is refused. */
export function readExam(typed: string, zone: string, now: Temporal.Instant): string | null {
  const words = cleanLine(typed);
  if (saysNone(words)) return null;
  const day = dayIn(words, zone, now);
  if (!day) {
    throw new UserError(
      `I could not read “${shorten(words, 30)}” as a day to come. Try “2026-12-18”, “18 December” or “none”.`,
    );
  }
  if (Temporal.PlainDate.compare(day, now.toZonedDateTimeISO(zone).toPlainDate()) < 0) {
    throw new UserError('That day is over. Please give a day to come, or “none”.');
  }
  return day.toString();
}

function dayIn(words: string, zone: string, now: Temporal.Instant): Temporal.PlainDate | undefined {
  if (words === '') return undefined;
  try {
    if (/^\d{4}-\d\d-\d\d$/.test(words)) return Temporal.PlainDate.from(words);
    return readWhen(`${words} 12:00`, { now, zone }).toPlainDate();
  } catch {
    return undefined;
  }
}

/** A day as that locale writes it (BCP 47), for example `Friday, 18 December 2026`. */
export const dayInWords = (day: Temporal.PlainDate, locale = 'en-GB'): string =>
  day.toLocaleString(`${new Intl.Locale(locale).baseName}-u-ca-gregory`, { dateStyle: 'full' });
