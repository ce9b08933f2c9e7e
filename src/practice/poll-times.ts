import { shorten } from '../chat/clean.ts';
import { UserError } from '../chat/errors.ts';
import { type Reading, readWhen } from '../chat/when.ts';
import { readStart, wallNote } from './draft-time.ts';
import { momentOf } from './occurrence-times.ts';

/** The times of a poll, as people type them. */

const LEAST_TIMES = 2;
export const MOST_TIMES = 10;

// A time of day, and no day with it.
const CLOCK_ONLY = /^(?:at\s+)?(?:\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?|h)?|noon|midday|midnight)$/i;

/**
 * “Thursday 7pm, Friday 6pm or 14 March, 10:00”: the moments, each once, in their order. Each says its own day. Throws a
 * UserError that names what cannot be read.
 */
export function readTimes(typed: string, at: Reading): Temporal.Instant[] {
  const pieces = typed
    .split(/[,;\n]|\bor\b/i)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const moments = withDays(pieces, at).map((piece) => readMoment(piece, at));
  const once = new Map(moments.map((moment) => [moment.epochMilliseconds, moment]));
  if (once.size < LEAST_TIMES || once.size > MOST_TIMES) {
    throw new UserError(
      `A poll has ${LEAST_TIMES} to ${MOST_TIMES} different times, and I read ${once.size}. Give them like this: Thursday 7pm, Friday 6pm, Saturday 10:00.`,
    );
  }
  return [...once.values()].toSorted(Temporal.Instant.compare);
}

/** A day and its time that a comma parted are one again; a time alone would be taken for today's. */
function withDays(pieces: readonly string[], at: Reading): string[] {
  const whole: string[] = [];
  for (const piece of pieces) {
    const before = whole.at(-1);
    if (!CLOCK_ONLY.test(piece)) whole.push(piece);
    else if (before !== undefined && !isReadable(before, at)) whole[whole.length - 1] = `${before}, ${piece}`;
    else {
      throw new UserError(
        `“${shorten(piece, 60)}” does not say on which day. Please give the day with each time, for example “Thursday ${piece}”.`,
      );
    }
  }
  return whole;
}

function isReadable(piece: string, at: Reading): boolean {
  try {
    readWhen(piece, at);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** One that is there once on its wall: who marks it is to see the hour that was meant. */
function readMoment(piece: string, at: Reading): Temporal.Instant {
  const { starts, zone } = readStart(piece, at);
  const unclear = wallNote(starts, zone);
  if (unclear !== undefined) throw new UserError(`${unclear} Please choose another time.`);
  return momentOf(starts, zone);
}
