import { cleanLine, shorten } from './clean.ts';
import { UserError } from './errors.ts';

const TIME = /^(\d{1,2})(?:[:.h]?(\d\d))?\s*(am|pm|a\.m\.|p\.m\.)?$/i;

/** Reads “09:00”, “9.30”, “7 pm” as HH:MM. Throws a UserError; an hour that could be morning or evening is asked about. */
export function readTimeOfDay(typed: string): string {
  const words = cleanLine(typed).replace(/^at /i, '');
  if (/^(?:noon|midday)$/i.test(words)) return '12:00';
  const [, hours = '', minutes, half] = TIME.exec(words) ?? [];
  const hour = Number(hours);
  const fits = half === undefined ? hour <= 23 : hour >= 1 && hour <= 12;
  if (hours === '' || !fits || Number(minutes ?? 0) > 59) {
    throw new UserError(
      `I could not read “${shorten(words, 20)}” as a time of day. Try “09:00” or “7:30 pm”.`,
    );
  }
  if (half === undefined && minutes === undefined && hour >= 1 && hour <= 12 && !hours.startsWith('0')) {
    throw new UserError(
      `“${hours}” could be morning or evening. Please type “${hours} am” or “${hours} pm”.`,
    );
  }
  const of24 = half === undefined ? hour : (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  return `${String(of24).padStart(2, '0')}:${minutes ?? '00'}`;
}
