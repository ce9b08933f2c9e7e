import { UserError } from '../chat/errors.ts';

/** Repeat rules in one canonical form, so that the same repeat is always written the same. */

/** The parts of a rule by their names, values in capitals. */
export type RuleParts = Readonly<Partial<Record<string, string>>>;

const ORDER = ['FREQ', 'INTERVAL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'BYSETPOS', 'WKST', 'COUNT', 'UNTIL'];
/** RFC 5545's names of the days, by the day of the week less one. */
export const WEEK = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
export const WORKING_DAYS = 'MO,TU,WE,TH,FR';
const EVERY_DAY = WEEK.join(',');
/** Days of the month beyond are not in every month. */
export const DAYS_OF_ALL_MONTHS = 28;

export const weekdayOf = (starts: Temporal.PlainDateTime): string => WEEK[starts.dayOfWeek - 1] ?? '';

export const partsOf = (rule: string): RuleParts =>
  Object.fromEntries(
    rule
      .toUpperCase()
      .split(';')
      .map((part) => part.split('=', 2)),
  );

/**
 * The rule of these parts, written in the one way: with no day that the start gives already, so that it follows a
 * moved start. Expects parts that `checkRule` lets pass; throws a UserError for an UNTIL in UTC.
 */
export function canonicalRule(parts: RuleParts, starts: Temporal.PlainDateTime): string {
  const tidy = withoutStart(withUsualFrequency(withUsualValues(parts, starts)), starts);
  return ORDER.flatMap((name) => (tidy[name] === undefined ? [] : [`${name}=${tidy[name]}`])).join(';');
}

function withUsualValues(parts: RuleParts, starts: Temporal.PlainDateTime): RuleParts {
  const { FREQ, INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, WKST, UNTIL } = parts;
  const interval = INTERVAL === '1' ? undefined : INTERVAL;
  // Where weeks begin matters only where some of them, or of their days, are left out.
  const partly = FREQ === 'WEEKLY' && (interval ?? BYSETPOS) !== undefined;
  return {
    ...parts,
    INTERVAL: interval,
    BYDAY: BYDAY && inOrder(BYDAY.replaceAll('+', ''), (day) => WEEK.indexOf(day.slice(-2)) * 20 + nth(day)),
    BYMONTHDAY: BYMONTHDAY && inOrder(BYMONTHDAY, fromEnd),
    BYMONTH: BYMONTH && inOrder(BYMONTH, Number),
    BYSETPOS: BYSETPOS && inOrder(BYSETPOS, fromEnd),
    WKST: partly && WKST !== 'MO' ? WKST : undefined,
    UNTIL: UNTIL && lastDay(UNTIL, starts),
  };
}

/** Those that count from the end stand at the end. */
const fromEnd = (value: string): number => (value.startsWith('-') ? 100 : 0) + Number(value);
const nth = (day: string): number => {
  const number = Number(day.slice(0, -2));
  return number < 0 ? 10 + number : number;
};

const inOrder = (list: string, rank: (value: string) => number): string =>
  [...new Set(list.split(','))].toSorted((a, b) => rank(a) - rank(b)).join(',');

/** UNTIL as the last day on which the session can be. */
function lastDay(until: string, starts: Temporal.PlainDateTime): string {
  if (until.endsWith('Z')) {
    throw new UserError('Please give UNTIL as a day on your own clock, such as UNTIL=20270320.');
  }
  const [day = '', time] = until.split('T');
  if (time === undefined) return day;
  const end = Temporal.PlainDateTime.from(until);
  const early = Temporal.PlainTime.compare(end.toPlainTime(), starts.toPlainTime()) < 0;
  return compactDay(early ? end.toPlainDate().subtract({ days: 1 }) : end.toPlainDate());
}

export const compactDay = (day: Temporal.PlainDate): string => day.toString().replaceAll('-', '');

/** Every day of some weekdays is every week on them; every week on all days is every day. */
function withUsualFrequency(parts: RuleParts): RuleParts {
  const { FREQ, INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS } = parts;
  if ((INTERVAL !== undefined || BYDAY === undefined || BYMONTHDAY) ?? BYMONTH ?? BYSETPOS) return parts;
  const often = FREQ === 'DAILY' || FREQ === 'WEEKLY';
  if (often && BYDAY === EVERY_DAY) return { ...parts, FREQ: 'DAILY', BYDAY: undefined };
  return FREQ === 'DAILY' ? { ...parts, FREQ: 'WEEKLY' } : parts;
}

function withoutStart(parts: RuleParts, starts: Temporal.PlainDateTime): RuleParts {
  const { FREQ, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS } = parts;
  if (BYMONTH ?? BYSETPOS) return parts;
  if (FREQ === 'WEEKLY' && BYDAY === weekdayOf(starts)) return { ...parts, BYDAY: undefined };
  if (FREQ !== 'MONTHLY' || BYDAY !== undefined) return parts;
  // That some months are left out is said, and never follows from the start alone.
  if (starts.day > DAYS_OF_ALL_MONTHS) return { ...parts, BYMONTHDAY: BYMONTHDAY ?? String(starts.day) };
  return BYMONTHDAY === String(starts.day) ? { ...parts, BYMONTHDAY: undefined } : parts;
}
