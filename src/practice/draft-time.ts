import { UserError } from '../chat/errors.ts';
import { type Reading, readWhen } from '../chat/when.ts';
import { momentOf, wallTrouble } from './occurrence-times.ts';

/** A wall time as an organiser types it, and in words for them to check. */

export interface Start {
  readonly starts: Temporal.PlainDateTime;
  /** IANA. */
  readonly zone: string;
}

/** Throws readWhen's UserError. The wall time is the one that was typed, even where a change of the clocks leaves it out. */
export function readStart(typed: string, at: Reading): Start {
  const moment = readWhen(typed, at);
  const zone = moment.timeZoneId;
  const starts = leftOutWall(typed, at.now, moment) ?? moment.toPlainDateTime();
  return { starts: starts.round({ smallestUnit: 'minute', roundingMode: 'floor' }), zone };
}

/** What was read is shifted where the wall time does not exist: read once more on a wall clock that never changes. */
function leftOutWall(
  typed: string,
  now: Temporal.Instant,
  moment: Temporal.ZonedDateTime,
): Temporal.PlainDateTime | undefined {
  const zone = moment.timeZoneId;
  const wallNow = now.toZonedDateTimeISO(zone).toPlainDateTime().toZonedDateTime('UTC').toInstant();
  try {
    const wall = readWhen(typed, { now: wallNow, zone: 'UTC' }).toPlainDateTime();
    const shifted = !wall.equals(moment.toPlainDateTime()) && momentOf(wall, zone).equals(moment.toInstant());
    return shifted ? wall : undefined;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** `Thursday 12 March 2026`. */
export const dayInWords = (day: Temporal.PlainDate): string =>
  `${day.toLocaleString('en-GB', { weekday: 'long' })} ${day.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}`;

const hourInWords = (wall: Temporal.PlainDateTime): string =>
  wall.toPlainTime().toString({ smallestUnit: 'minute' });

/** `Thursday 12 March 2026, 19:00`. */
export const wallInWords = (wall: Temporal.PlainDateTime): string =>
  `${dayInWords(wall.toPlainDate())}, ${hourInWords(wall)}`;

/** What becomes of a wall time that does not exist there, or exists twice; undefined of all others. */
export function wallNote(wall: Temporal.PlainDateTime, zone: string): string | undefined {
  const trouble = wallTrouble(wall, zone);
  if (trouble === undefined) return undefined;
  const day = dayInWords(wall.toPlainDate());
  const clocks = `On ${day} the clocks of ${zone} go`;
  if (trouble === 'twice') {
    return `${clocks} back, and ${hourInWords(wall)} comes twice: it begins at the first of the two.`;
  }
  const begins = momentOf(wall, zone).toZonedDateTimeISO(zone).toPlainDateTime();
  const when = begins.toPlainDate().equals(wall.toPlainDate()) ? hourInWords(begins) : wallInWords(begins);
  return `${clocks} forward, and ${hourInWords(wall)} does not exist: it begins at ${when}.`;
}
