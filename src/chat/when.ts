import { shorten } from './clean.ts';
import { UserError } from './errors.ts';
import { usage } from './text.ts';
import { inWords } from './when-date.ts';
import { findWrittenDay, isWeekdayOf, spokenDay } from './when-day.ts';
import { relativeSpan } from './when-relative.ts';
import { type FoundTime, findTime } from './when-time.ts';
import { findZone } from './when-zone.ts';

/** When and where something is typed; the zone is undefined where nobody knows the member's. */
export interface Reading {
  readonly now: Temporal.Instant;
  readonly zone: string | undefined;
}

/**
 * Reads a date and time as people say it (English), as wall time in `zone`; the next such moment from `now` on.
 * Takes only what is understood whole and without guessing at a.m. or p.m., the day or the zone; all else is a UserError.
 */
export function readWhen(typed: string, { now: instant, zone: own }: Reading): Temporal.ZonedDateTime {
  const shown = shorten(typed, 60);
  if (typed.length > LONGEST) throw unread(shown);
  const now = instant.toZonedDateTimeISO(own ?? 'UTC');
  const words = usual(typed);
  const span = relativeSpan(words);
  if (span) return now.add(span);
  const named = findZone(words, own);
  const there = named.zone === undefined ? now : now.withTimeZone(named.zone);
  const wall = readWall(named.rest.replace(/(?<=\d)t(?=\d\d:)/, ' '), shown, there.toPlainDateTime());
  if (named.zone === undefined && own === undefined) {
    throw new UserError(
      'I do not know your time zone. Tell me once, by city: ',
      usage('settings show', { zone: 'Berlin' }),
      '. Or add it to the time, for example “28 November 19:00 UTC+1”.',
    );
  }
  if (!wall.isWritten && !there.toPlainDate().equals(now.toPlainDate())) {
    throw new UserError(
      `It is another day there now. Please say “${shown}” with the date, such as “28 November 19:00”.`,
    );
  }
  const moment = wall.time.toZonedDateTime(named.zone ?? now.timeZoneId);
  named.check?.(moment);
  if (Temporal.ZonedDateTime.compare(moment, now) < 0) throw passed(shown);
  return moment.withTimeZone(now.timeZoneId);
}

/** Longer words are no time. */
const LONGEST = 200;

/** One spelling for what is written in several ways. */
const usual = (typed: string): string =>
  typed
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll('@', ' at ')
    .replace(/\ba fortnight\b/g, '2 weeks')
    .replace(/[()?!]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

interface Wall {
  readonly time: Temporal.PlainDateTime;
  /** Its day is one of the calendar, whenever it was said. */
  readonly isWritten: boolean;
}

function readWall(words: string, shown: string, now: Temporal.PlainDateTime): Wall {
  const today = now.toPlainDate();
  const written = findWrittenDay(words, today);
  const found = findTime(written ? words.replace(written.text, ' ') : words, shown);
  if (!found) throw unread(shown);
  const rest = withoutSmallWords(found.rest);
  const spoken = written ? undefined : spokenDay(rest, found.time, now);
  const day = written && (rest === '' || isWeekdayOf(rest, written.day)) ? written.day : spoken;
  if (!day) throw unread(shown);
  if (written && !written.hasYear && Temporal.PlainDate.compare(day, today.add({ months: 10 })) > 0) {
    throw new UserError(
      `That has passed this year. If you mean ${inWords(day)}, please say the year as well.`,
    );
  }
  return { time: onDay(day, found, written ? 'day' : rest, shown), isWritten: written !== undefined };
}

const withoutSmallWords = (words: string): string =>
  words
    .replace(/\b(?:on|at|the|sharp)\b|[,.;:]|(?<=^|\s)[-–](?=\s|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

function onDay(day: Temporal.PlainDate, { time, isMidnight }: FoundTime, rest: string, shown: string) {
  if (!isMidnight || rest === '') return day.toPlainDateTime(time);
  // Midnight tonight: the one at the beginning of today has passed.
  if (rest === 'today') return day.add({ days: 1 }).toPlainDateTime(time);
  throw new UserError(
    `“${shown}” could be when that day begins, or when it ends. Please say 00:00 with the day that begins then.`,
  );
}

const unread = (shown: string): UserError =>
  new UserError(
    `I could not read “${shown}” as a date and time. Try “Thursday 7pm”, “28 November 19:00” or “2026-11-28 19:00”.`,
  );

const passed = (shown: string): UserError =>
  new UserError(`“${shown}” has already passed. Please give a time that is still to come.`);
