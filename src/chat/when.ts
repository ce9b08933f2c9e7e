import { createRequire } from 'node:module';
import type * as Chrono from 'chrono-node';
import { shorten } from './clean.ts';
import { UserError } from './errors.ts';
import { usage } from './text.ts';

// Loaded when the first date is read: it takes 8 MiB, and most commands have none.
const require = createRequire(import.meta.url);
const loadChrono = (): typeof Chrono => require('chrono-node');

// Words around a date that carry no meaning of their own; anything else left over means we did not understand.
const FILLER = /\b(?:on|at|the|this|um|from|by|,)\b|[,.\s]/gi;

const MONTH = /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)/i;
// “last Thursday” would be read as the next one.
const BACKWARDS = /\b(?:last|previous|ago)\b/i;

// 7:15 or 7.15, but not the 5.11 of 5.11.2026: written so, an hour is one of 24.
const CLOCK = /\d:\d\d|(?<![\d.])\d{1,2}\.\d\d(?![\d.])/;

const ask = (typed: string): UserError =>
  new UserError(
    `I could not read “${shorten(typed, 60)}” as a date and time. Try “Thursday 7pm”, “28 November 19:00” or “2026-11-28 19:00”.`,
  );

/** When and where something is typed; the zone is undefined where nobody knows the member's. */
export interface Reading {
  readonly now: Temporal.Instant;
  readonly zone: string | undefined;
}

/**
 * Reads a date and time as people say it (English), as wall time in `zone`; the next such moment from `now` on.
 * Takes only what is understood whole and without guessing at a.m. or p.m. or at the zone; all else is a UserError.
 */
export function readWhen(typed: string, at: Reading): Temporal.ZonedDateTime {
  const zone = at.zone ?? 'UTC';
  const now = at.now.toZonedDateTimeISO(zone);
  const ahead = (moment: Temporal.ZonedDateTime): Temporal.ZonedDateTime => {
    if (Temporal.ZonedDateTime.compare(moment, now) >= 0) return moment;
    throw new UserError(
      `“${shorten(typed, 60)}” has already passed. Please give a time that is still to come.`,
    );
  };
  // chrono ignores IANA names: give it the wall time as if it were UTC, and put the zone back afterwards.
  const wall = now.toPlainDateTime().toZonedDateTime('UTC').epochMilliseconds;
  // A day goes before its month in 5/11; beside a month's name either order is clear, and only the other reader knows both.
  const chrono = loadChrono();
  const reader = MONTH.test(typed) ? chrono.en.casual : chrono.en.GB;
  const results = reader.parse(typed, { instant: new Date(wall), timezone: 0 }, { forwardDate: true });
  const [result] = results;
  if (!result || results.length > 1 || result.end || BACKWARDS.test(typed)) throw ask(typed);
  if (typed.replace(result.text, '').replace(FILLER, '') !== '') throw ask(typed);
  const { start } = result;
  const tags = start.tags();
  if (tags.has('result/relativeDateAndTime') || tags.has('casualReference/now')) {
    return ahead(now.add({ milliseconds: start.date().getTime() - wall }));
  }
  if (!start.isCertain('hour') && !tags.has('casualReference/noon')) throw ask(typed);
  const hour = start.get('hour') ?? 0;
  const saysHalf = start.isCertain('meridiem') || hour >= 13 || CLOCK.test(typed) || hour === 0;
  if (!saysHalf && !/noon|midday|midnight|evening|morning|afternoon|night/i.test(typed)) {
    const ways = hour === 12 ? 'noon or midnight' : `${hour}am, ${hour}pm or ${hour + 12}:00`;
    const halves = hour === 12 ? 'noon or midnight' : 'morning or evening';
    throw new UserError(`“${shorten(typed, 60)}” could be ${halves}. Please say ${ways}.`);
  }
  const plain = Temporal.PlainDateTime.from({
    year: start.get('year') ?? now.year,
    month: start.get('month') ?? now.month,
    day: start.get('day') ?? now.day,
    hour,
    minute: start.get('minute') ?? 0,
    second: start.get('second') ?? 0,
  });
  const offset = start.isCertain('timezoneOffset') ? start.get('timezoneOffset') : null;
  if (offset === null && at.zone === undefined) {
    throw new UserError(
      'I do not know your time zone. Tell me once, by city: ',
      usage('settings show', { zone: 'Berlin' }),
      '. Or add it to the time, for example “28 November 19:00 UTC+1”.',
    );
  }
  return ahead(
    offset === null
      ? plain.toZonedDateTime(zone)
      : plain.toZonedDateTime('UTC').subtract({ minutes: offset }).withTimeZone(zone),
  );
}
