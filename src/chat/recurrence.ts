import { RRuleTemporal } from 'rrule-temporal';
import { UserError } from './errors.ts';

export interface Recurrence {
  /** An RFC 5545 recurrence rule that `checkRule` lets pass. */
  readonly rule: string;
  /** IANA. */
  readonly zone: string;
  /** Wall time of the first occurrence; all others are at the same time of day. */
  readonly starts: Temporal.PlainDateTime;
}

/**
 * The first occurrence after an instant; undefined where there is none any more. On the wall clock, all year: a time
 * that a change of the clocks leaves out is as much later as they were moved, one that comes twice is the first.
 */
export function nextOccurrence(
  { rule, zone, starts }: Recurrence,
  after: Temporal.Instant,
): Temporal.Instant | undefined {
  const days = wallTimes({ rule: withWallUntil(rule, zone), starts });
  let from = after.toZonedDateTimeISO(zone).toPlainDateTime().subtract({ days: 1 });
  for (;;) {
    const found = nextDay(days, from);
    if (!found) return undefined;
    from = found;
    const occurrence = from.toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant();
    if (Temporal.Instant.compare(occurrence, after) > 0) return occurrence;
  }
}

/** The wall time after another one; UNTIL is a wall time too. Undefined where there is none any more. */
export const nextWall = (
  { rule, starts }: Omit<Recurrence, 'zone'>,
  after: Temporal.PlainDateTime,
): Temporal.PlainDateTime | undefined =>
  nextDay(wallTimes({ rule: withWallUntil(rule, 'UTC'), starts }), after);

/** The rule is followed on a wall clock that never changes (UTC), and only its results are put into a zone. */
const wallTimes = ({ rule, starts }: Omit<Recurrence, 'zone'>): RRuleTemporal =>
  new RRuleTemporal({ rruleString: `DTSTART:${compact(starts)}Z\nRRULE:${rule}` });

/** What has a year of four digits can be written everywhere. */
const LAST_YEAR = 9999;

function nextDay(days: RRuleTemporal, after: Temporal.PlainDateTime): Temporal.PlainDateTime | undefined {
  try {
    const next = days.next(after.toZonedDateTime('UTC'))?.toPlainDateTime();
    return next && next.year <= LAST_YEAR ? next : undefined;
  } catch (error) {
    // So the library says that it has searched for long enough: the rule fits no day.
    if (error instanceof Error && error.message.startsWith('Maximum iterations')) return undefined;
    // And so it reaches the end of all calendars first, where years are left out by the hundred.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const compact = (time: Temporal.PlainDateTime) =>
  time.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');

/** UNTIL as a wall time: the library takes a UTC one only, and UTC is the wall clock here. */
function withWallUntil(rule: string, zone: string): string {
  return rule.replace(/UNTIL=(\d{8})(?:T(\d{6})(Z?))?/i, (_all, day: string, time = '235959', utc = '') => {
    const wall = Temporal.PlainDateTime.from(`${day}T${time}`);
    const until = utc ? wall.toZonedDateTime('UTC').withTimeZone(zone).toPlainDateTime() : wall;
    return `UNTIL=${compact(until)}Z`;
  });
}

const FREQUENCY = /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/;
const DAY = '(?:MO|TU|WE|TH|FR|SA|SU)';
const list = (item: string) => new RegExp(`^${item}(?:,${item}){0,30}$`);
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: FREQUENCY,
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^(?:[1-9]\d{0,2}|1000)$/,
  UNTIL: /^\d{8}(?:T\d{6}Z?)?$/,
  BYDAY: list(`(?:[+-]?[1-5])?${DAY}`),
  BYMONTHDAY: list('-?(?:[1-9]|[12]\\d|3[01])'),
  BYMONTH: list('(?:[1-9]|1[0-2])'),
  BYSETPOS: list('-?[1-9]\\d{0,2}'),
  WKST: new RegExp(`^${DAY}$`),
};

/** Throws a UserError that says what is wrong with a rule, and what to write instead. */
export function checkRule(rule: string): void {
  if (!/(?:^|;)FREQ=/i.test(rule)) {
    throw new UserError('The repeat rule must say how often, such as FREQ=WEEKLY.');
  }
  const given = new Map<string, string>();
  for (const part of rule.toUpperCase().split(';')) {
    const [name = '', value = ''] = part.split('=', 2);
    const allowed = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
    if (!allowed) {
      throw new UserError(
        `I cannot follow “${name.slice(0, 20)}” in a repeat rule. A rule may say ${Object.keys(PARTS).join(', ')}; the time of day is given separately.`,
      );
    }
    if (given.has(name)) throw new UserError(`The repeat rule says ${name} twice. Please give it once.`);
    if (name === 'FREQ' && !FREQUENCY.test(value)) {
      throw new UserError('A repeat can be DAILY, WEEKLY, MONTHLY or YEARLY, and not more often than daily.');
    }
    if (!allowed.test(value))
      throw new UserError(MEANING[name] ?? `I cannot read ${name} in the repeat rule.`);
    given.set(name, value);
  }
  if (given.has('COUNT') && given.has('UNTIL')) {
    throw new UserError('The repeat rule says both COUNT and UNTIL. Please choose one of them as its end.');
  }
  if (/\d/.test(given.get('BYDAY') ?? '') && !/^(?:MONTHLY|YEARLY)$/.test(given.get('FREQ') ?? '')) {
    throw new UserError('“The second Thursday” and the like need FREQ=MONTHLY or FREQ=YEARLY.');
  }
  if (given.get('FREQ') === 'WEEKLY' && given.has('BYMONTHDAY')) {
    throw new UserError('Days of the month, BYMONTHDAY, need FREQ=MONTHLY, FREQ=YEARLY or FREQ=DAILY.');
  }
  if (given.has('BYSETPOS') && !['BYDAY', 'BYMONTHDAY', 'BYMONTH'].some((name) => given.has(name))) {
    throw new UserError(
      'BYSETPOS chooses among days: please say which ones too, such as BYDAY=MO,TU,WE,TH,FR.',
    );
  }
  if (given.has('UNTIL') && !isTime(given.get('UNTIL') ?? '')) throw new UserError(MEANING.UNTIL!);
  const days = { rule, zone: 'UTC', starts: Temporal.PlainDateTime.from('2024-01-01T12:00') };
  const endless = { ...days, rule: rule.replace(/;?UNTIL=[^;]*/i, '').replace(/^;/, '') };
  if (!nextOccurrence(endless, Temporal.Instant.from('2023-12-31T00:00:00Z'))) {
    throw new UserError('No day fits this repeat rule: please check its days and months.');
  }
}

const MEANING: Readonly<Record<string, string>> = {
  INTERVAL: 'INTERVAL is a number from 1 to 999: INTERVAL=2 with FREQ=WEEKLY is every second week.',
  COUNT: 'COUNT is how often it happens altogether, from 1 to 1000.',
  UNTIL: 'UNTIL is the last day, such as 20261231.',
  BYDAY: 'BYDAY lists days as MO, TU, WE, TH, FR, SA, SU; 2TH is the second Thursday, -1SU the last Sunday.',
};

function isTime(text: string): boolean {
  try {
    Temporal.PlainDateTime.from(text.replace(/Z$/, ''));
    return true;
  } catch {
    return false;
  }
}
