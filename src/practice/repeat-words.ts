import { DAYS_OF_ALL_MONTHS, type RuleParts, WEEK, WORKING_DAYS, weekdayOf } from './repeat-rule.ts';

/** What a repeat rule says, in words that are read back as the same rule. */

export const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const ORDINALS: Readonly<Record<string, string>> = {
  '1': 'first',
  '2': 'second',
  '3': 'third',
  '4': 'fourth',
  '5': 'fifth',
  '-1': 'last',
};
const UNITS: Readonly<Record<string, string>> = {
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
};
export const SOME_MONTHS = ', in months that have one';
export const SOME_YEARS = ', in years that have one';

/** Of a canonical rule; undefined where there are no simple words for it. */
export function wordsOf(parts: RuleParts, starts: Temporal.PlainDateTime): string | undefined {
  const { FREQ = '', INTERVAL, COUNT, UNTIL, WKST } = parts;
  const unit = UNITS[FREQ] ?? '';
  const days = WKST === undefined ? daysOf(parts, starts) : undefined;
  if (days === undefined) return undefined;
  const often = INTERVAL === undefined ? `every ${unit}` : `every ${INTERVAL} ${unit}s`;
  if (COUNT !== undefined) return `${often}${days}, ${COUNT} ${COUNT === '1' ? 'time' : 'times'}`;
  return UNTIL === undefined
    ? `${often}${days}`
    : `${often}${days}, until ${dateInWords(Temporal.PlainDate.from(UNTIL))}`;
}

const dateInWords = (date: Temporal.PlainDate): string =>
  date.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

function daysOf(parts: RuleParts, starts: Temporal.PlainDateTime): string | undefined {
  const { FREQ, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS } = parts;
  if (BYMONTH !== undefined) return undefined;
  if (FREQ === 'MONTHLY') return monthDays(parts, starts);
  if (BYMONTHDAY ?? BYSETPOS) return undefined;
  if (FREQ === 'WEEKLY') return weekdays(BYDAY ?? weekdayOf(starts));
  if (BYDAY !== undefined) return undefined;
  if (FREQ !== 'YEARLY') return '';
  const leapDay = starts.month === 2 && starts.day > DAYS_OF_ALL_MONTHS;
  return ` on ${dayOfYear(starts)}${leapDay ? SOME_YEARS : ''}`;
}

const weekdays = (days: string): string =>
  days === WORKING_DAYS
    ? ' from Monday to Friday'
    : ` on ${inList(days.split(',').map((day) => DAY_NAMES[WEEK.indexOf(day)] ?? ''))}`;

export const dayOfYear = (starts: Temporal.PlainDateTime): string =>
  starts.toLocaleString('en-GB', { day: 'numeric', month: 'long' });

function monthDays(parts: RuleParts, starts: Temporal.PlainDateTime): string | undefined {
  const { BYDAY, BYSETPOS, BYMONTHDAY } = parts;
  if (BYDAY !== undefined) return BYMONTHDAY === undefined ? ordinalDays(BYDAY, BYSETPOS) : undefined;
  if (BYSETPOS !== undefined) return undefined;
  const days = (BYMONTHDAY ?? String(starts.day)).split(',');
  if (days.some((day) => day.startsWith('-') && day !== '-1')) return undefined;
  const some = days.some((day) => Number(day) > DAYS_OF_ALL_MONTHS) ? SOME_MONTHS : '';
  return ` on the ${inList(days.map((day) => (day === '-1' ? 'last day' : ordinal(Number(day)))))}${some}`;
}

/** The second Thursday, the last weekday; of one weekday only. */
function ordinalDays(days: string, position: string | undefined): string | undefined {
  if (position !== undefined) {
    const which = position.split(',').map((one) => ORDINALS[one]);
    if (days !== WORKING_DAYS || which.includes(undefined)) return undefined;
    return ` on the ${inList(which.map((one) => one ?? ''))} weekday`;
  }
  const each = days.split(',');
  const [day, ...others] = new Set(each.map((one) => one.slice(-2)));
  const which = each.map((one) => ORDINALS[one.slice(0, -2)]);
  if (day === undefined || others.length > 0 || which.includes(undefined)) return undefined;
  const some = which.includes('fifth') ? SOME_MONTHS : '';
  return ` on the ${inList(which.map((one) => one ?? ''))} ${DAY_NAMES[WEEK.indexOf(day)]}${some}`;
}

/** `1st`, `22nd`. */
export function ordinal(day: number): string {
  const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
  return `${day}${endings[new Intl.PluralRules('en', { type: 'ordinal' }).select(day)] ?? 'th'}`;
}

const inList = (words: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words);
