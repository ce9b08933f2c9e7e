import { cleanLine, shorten } from './clean.ts';
import { UserError } from './errors.ts';

/** How long something lasts, as people type it and as it is said to them. */

const UNITS: readonly { readonly words: RegExp; readonly unit: 'weeks' | 'days' | 'hours' | 'minutes' }[] = [
  { words: /^w(?:k|eek)?s?$/, unit: 'weeks' },
  { words: /^d(?:ay)?s?$/, unit: 'days' },
  { words: /^h(?:r|our)?s?$/, unit: 'hours' },
  { words: /^m(?:in|inute)?s?$/, unit: 'minutes' },
];

/** “2 h”, “a day”, “30 minutes”: one amount of one unit; undefined for anything else. */
export function readAmount(typed: string): Temporal.Duration | undefined {
  const [, amount = '', word = ''] =
    /^(\d{1,5}|an?|one)\s*([a-z]+)\.?$/.exec(cleanLine(typed).toLowerCase()) ?? [];
  const unit = UNITS.find(({ words }) => words.test(word))?.unit;
  return unit && Temporal.Duration.from({ [unit]: /^\d/.test(amount) ? Number(amount) : 1 });
}

/** In minutes; a day is 24 hours here. */
export const minutesOf = (duration: Temporal.Duration): number =>
  duration.total({ unit: 'minutes', relativeTo: '2026-01-01' });

export interface Span {
  /** What lasts so long, as it stands in “I could not read “x” as …”. */
  readonly what: string;
  /** In minutes. */
  readonly least: number;
  readonly most: number;
}

/** “2 h”, “1 day and 12 hours”, “90 min”, as whole minutes; a day is 24 hours. Throws a UserError that says what to type. */
export function readMinutes(typed: string, { what, least, most }: Span): number {
  const pieces = cleanLine(typed)
    .toLowerCase()
    .split(/\s*(?:,|;|\band\b|&|\+)\s*|(?<=[a-z.])\s+(?=\d)|(?<=[a-z])(?=\d)/)
    .filter((piece) => piece !== '');
  const amounts = pieces.map(readAmount);
  const minutes = amounts.reduce((sum, amount) => sum + (amount ? minutesOf(amount) : Number.NaN), 0);
  if (pieces.length === 0 || Number.isNaN(minutes)) {
    throw new UserError(
      `I could not read “${shorten(cleanLine(typed), 40)}” as ${what}. Try “2 h” or “1 day”.`,
    );
  }
  if (minutes < least || minutes > most) {
    throw new UserError(
      `“${shorten(cleanLine(typed), 40)}” is not possible as ${what}: ${minutesInWords(least)} are the least, ${minutesInWords(most)} the most.`,
    );
  }
  return minutes;
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** `1 day 12 hours`: what it says is read back as the same. */
export function minutesInWords(minutes: number): string {
  const days = Math.floor(minutes / 1440);
  const weeks = minutes % 10_080 === 0 ? minutes / 10_080 : 0;
  if (weeks > 0) return counted(weeks, 'week');
  const pieces = [
    [days, 'day'],
    [Math.floor((minutes % 1440) / 60), 'hour'],
    [minutes % 60, 'minute'],
  ] as const;
  return pieces
    .filter(([count]) => count > 0)
    .map(([count, unit]) => counted(count, unit))
    .join(' ');
}

/** `2 days` of an amount of one unit. */
export function amountInWords({ weeks, days, hours, minutes }: Temporal.Duration): string {
  if (weeks) return counted(weeks, 'week');
  if (days) return counted(days, 'day');
  return hours ? counted(hours, 'hour') : counted(minutes, 'minute');
}
