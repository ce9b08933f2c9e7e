import { cleanLine, shorten } from '../chat/clean.ts';
import { UserError } from '../chat/errors.ts';

/** Days of the week and the moments that they mean. */

const DAYS = [
  { day: 'MO', name: 'Monday', typed: /^mo(?:n(?:days?)?)?$/ },
  { day: 'TU', name: 'Tuesday', typed: /^tu(?:es?(?:days?)?)?$/ },
  { day: 'WE', name: 'Wednesday', typed: /^we(?:d(?:s|nes(?:days?)?)?)?$/ },
  { day: 'TH', name: 'Thursday', typed: /^th(?:u(?:rs?(?:days?)?)?)?$/ },
  { day: 'FR', name: 'Friday', typed: /^fr(?:i(?:days?)?)?$/ },
  { day: 'SA', name: 'Saturday', typed: /^sa(?:t(?:urdays?)?)?$/ },
  { day: 'SU', name: 'Sunday', typed: /^su(?:n(?:days?)?)?$/ },
] as const;
const WEEKEND = ['SA', 'SU'];

const ALL = DAYS.map(({ day }): string => day);
const GROUPS: readonly { readonly typed: RegExp; readonly days: readonly string[] }[] = [
  { typed: /^(?:daily|everyday|all)$/, days: ALL },
  { typed: /^(?:weekdays?|workdays?|workingdays?)$/, days: ALL.filter((day) => !WEEKEND.includes(day)) },
  { typed: /^(?:weekends?)$/, days: WEEKEND },
];

/** “Mon Wed Fri”, “weekdays”, “Tuesday to Thursday” as RFC 5545 days (MO, TU …) in the order of the week. Throws a UserError. */
export function readDays(typed: string): readonly string[] {
  const words = cleanLine(typed)
    .toLowerCase()
    .replace(/\b(?:every|each|all)\s+days?\b/g, 'daily')
    .replace(/\bworking days?\b/g, 'weekdays')
    .replace(/\s*(?:-|–|—|\bto\b|\buntil\b|\bthrough\b)\s*/g, '-')
    .split(/[\s,;/&+.]+|\band\b/)
    .filter((word) => word !== '' && !/^(?:on|every|each|and)$/.test(word));
  const read = words.map(daysOf);
  if (read.length === 0 || read.some((days) => days === undefined)) {
    throw new UserError(
      `I could not read “${shorten(cleanLine(typed), 40)}” as days of the week. Try “Mon Wed Fri”, “weekdays” or “daily”.`,
    );
  }
  const chosen = new Set(read.flatMap((days) => days ?? []));
  return ALL.filter((day) => chosen.has(day));
}

/** One word's days: a day, a name for several, or `mon-fri`, over the weekend too. */
function daysOf(word: string): readonly string[] | undefined {
  const group = GROUPS.find(({ typed }) => typed.test(word));
  if (group) return group.days;
  const [from, to, ...more] = word.split('-').map((each) => DAYS.findIndex(({ typed }) => typed.test(each)));
  if (from === undefined || from < 0 || to === -1 || more.length > 0) return undefined;
  const days = to === undefined ? 1 : ((to - from + 7) % 7) + 1;
  return Array.from({ length: days }, (_, index) => ALL[(from + index) % 7] ?? '');
}

/** `Monday, Wednesday and Friday`; what it says is read back as the same. */
export function daysInWords(days: readonly string[]): string {
  if (days.length === 7) return 'every day';
  const names = DAYS.filter(({ day }) => days.includes(day)).map(({ name }) => name);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** When something happens each week, all at the same time on a zone's wall clock. */
export interface Weekly {
  /** RFC 5545: MO, TU … */
  readonly days: readonly string[];
  /** HH:MM. */
  readonly time: string;
  /** IANA. */
  readonly zone: string;
}

export const ruleOf = ({ days }: Weekly): string => `FREQ=WEEKLY;BYDAY=${days.join(',')}`;

/** The first occurrence on the wall clock, of this day or later. */
export const startOf = (weekly: Weekly, now: Temporal.Instant): Temporal.PlainDateTime =>
  datesFrom(weekly, now)[0]!;

/** The next occurrences after an instant; a time that a change of the clocks leaves out is as much later. */
export function nextDates(weekly: Weekly, after: Temporal.Instant, count: number): Temporal.Instant[] {
  return datesFrom(weekly, after, count + 1)
    .map((wall) => wall.toZonedDateTime(weekly.zone).toInstant())
    .filter((at) => Temporal.Instant.compare(at, after) > 0)
    .slice(0, count);
}

/** Wall times from this day on, whether their hour is past or not. */
function datesFrom({ days, time, zone }: Weekly, now: Temporal.Instant, count = 1): Temporal.PlainDateTime[] {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  return Array.from({ length: 7 * count }, (_, index) => today.add({ days: index }))
    .filter(({ dayOfWeek }) => days.includes(ALL[dayOfWeek - 1] ?? ''))
    .slice(0, count)
    .map((date) => date.toPlainDateTime(time));
}
