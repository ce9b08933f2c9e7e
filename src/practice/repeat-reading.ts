import { saysNone, shorten } from '../chat/clean.ts';
import { UserError } from '../chat/errors.ts';
import { readDate } from '../chat/when-date.ts';
import { NUMBER, readNumber } from '../chat/when-number.ts';
import { type Chosen, DAY, readChosen } from './repeat-days.ts';
import { compactDay, DAYS_OF_ALL_MONTHS, type RuleParts } from './repeat-rule.ts';
import { DAY_NAMES, dayOfYear, ORDINALS, ordinal, SOME_MONTHS, SOME_YEARS } from './repeat-words.ts';

/** How often, as people say it: `every 2 weeks on Thursday, until 20 March`. */

const NTH = '(?:other|second|third|fourth|fifth|\\d{1,2}(?:nd|rd|th))';
const EVERY = `(?:(?:once (?:an?|per|every)|(?:of |in )?every)(?:\\s+(?<often>${NUMBER}|${NTH}))?\\s+(?<unit>day|week|fortnight|month|quarter|year)s?|(?:of (?:the|a)|in the)\\s+(?<unit>month))`;
const FIRST = new RegExp(`^${EVERY}(?:\\s*,\\s*|\\s+|$)`);
const LAST = new RegExp(`(?:^|\\s*,\\s*|\\s+)${EVERY}$`);
const UNCLEAR = new RegExp(
  `^every\\s+(?<nth>second|third|fourth|fifth|2nd|3rd|4th|5th)\\s+(?<day>${DAY}|weekday)$`,
);

const ONCE =
  /^(?:(?:just |only )?(?:once|one time|1 time)(?: only)?|(?:it )?(?:does not|doesn.t|do not|don.t) repeat|single|one-off)$/i;
export const isOnce = (words: string): boolean => saysNone(words) || ONCE.test(words);

type Fail = () => UserError;

/** The parts of the rule. Throws a UserError with ways to say it. */
export function readParts(typed: string, starts: Temporal.PlainDateTime): RuleParts {
  const shown = shorten(typed, 60);
  const fail: Fail = () =>
    new UserError(
      `I could not read “${shown}” as how often. Try “every week”, “every 2 weeks on Thursday”, “second Thursday of the month”, “every month until 20 March”, “every day, 5 times” or “once”.`,
    );
  const { words, end } = readEnd(usual(typed), starts, fail);
  if (/\bbi-?(?:weekly|monthly)\b/.test(words)) {
    throw new UserError(
      `“${shown}” could be every two, or twice in each. Please say “every 2 weeks”, “every 2 months”, or the days, such as “Tuesdays and Thursdays”.`,
    );
  }
  const { nth = '', day = '' } = UNCLEAR.exec(words)?.groups ?? {};
  if (day !== '') {
    const name = DAY_NAMES.find((each) => each.toLowerCase().startsWith(day.slice(0, 3)));
    if (name === undefined) throw fail();
    throw new UserError(
      `“${shown}” could be one of several. Please say “every ${numberOf(nth)} weeks on ${name}” or “every month on the ${nth} ${name}”.`,
    );
  }
  const often = readOften(words);
  if (!often) throw fail();
  return { ...chosenParts(often, starts, fail), ...end };
}

/** One spelling for what is said in several ways. */
const usual = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/(?<!\d)[.!]+$/, '')
    .replace(/\beach\b/g, 'every')
    .replace(/\balternate\b/g, 'every other')
    .replace(/\b(?:week|work|working|business)[ -]?day(?<more>s?)\b/g, 'weekday$<more>')
    .replace(/\bweekends?\b/g, 'saturday and sunday')
    .replace(/\b(?:daily|everyday)\b/g, 'every day')
    .replace(/\bfortnightly\b/g, 'every fortnight')
    .replace(/(?<!bi-?)\b(?<unit>week|month|quarter|year)ly\b/g, 'every $<unit>')
    .replace(/\bannually\b/g, 'every year')
    .replace(new RegExp(`\\bevery other (?=${DAY}(?:$|\\W))`), 'every 2 weeks on ')
    .replace(
      new RegExp(`\\b(${DAY})\\s*(?:-|–|—|\\b(?:to|through|till?|until)\\b)\\s*(?=${DAY}\\b)`, 'g'),
      '$1 to ',
    );

const COUNT = new RegExp(
  `(?:^|[\\s,]+)(?:for\\s+)?(?<count>${NUMBER})\\s*(?:x|times?|sessions?|meetings?|occurrences?)(?:\\s+(?:in all|in total|altogether))?$`,
);
const SPAN = new RegExp(`(?:^|[\\s,]+)for\\s+(?<count>${NUMBER}|an?)\\s+(?<unit>day|week|month|year)s?$`);
const UNTIL =
  /(?:^|[\s,]+)(?:until|till?|up to|through|ending(?: on)?|ends(?: on)?)\s+(?:the\s+)?(?<day>.+)$/;

/** The end that is said, and what stands before it. */
function readEnd(words: string, starts: Temporal.PlainDateTime, fail: Fail) {
  const before = ({ index }: RegExpExecArray) => words.slice(0, index).trim();
  const count = COUNT.exec(words);
  if (count) return { words: before(count), end: { COUNT: String(numberOf(count.groups?.count)) } };
  const span = SPAN.exec(words);
  if (span) {
    const length = { [`${span.groups?.unit}s`]: numberOf(span.groups?.count) };
    const day = starts.toPlainDate().add(length).subtract({ days: 1 });
    return { words: before(span), end: { UNTIL: compactDay(day) } };
  }
  const until = UNTIL.exec(words);
  if (!until) return { words, end: {} };
  const day = readDate(until.groups?.day ?? '', starts.toPlainDate());
  if (!day) throw fail();
  return { words: before(until), end: { UNTIL: compactDay(day) } };
}

/** `3`, `three`, `third`, `3rd`; `other` is 2. */
function numberOf(word = ''): number {
  if (word === 'other') return 2;
  const nth = Object.entries(ORDINALS).find(([, name]) => name === word)?.[0];
  return nth === undefined ? readNumber(word) : Number(nth);
}

interface Often {
  readonly unit: string | undefined;
  readonly interval: number;
  /** The days, as they are said. */
  readonly days: string;
  /** Whether it is said that not every month or year has one. */
  readonly some: boolean;
}

/** “every 2 weeks”, before the days or after them; undefined where both say different things. */
function readOften(words: string): Often | undefined {
  const some = [SOME_MONTHS, SOME_YEARS].find((each) => words.endsWith(each)) ?? '';
  const text = words.slice(0, words.length - some.length);
  const first = FIRST.exec(text)?.groups;
  const rest = first ? text.replace(FIRST, '') : text;
  const last = LAST.exec(rest)?.groups;
  const days = (last ? rest.replace(LAST, '') : rest).replace(/^(?:(?:on|the|from|every)\s+)+/, '').trim();
  const said = [first, last].filter((each) => each !== undefined).map(unitOf);
  const [one, other] = said;
  if (one && other && (one.unit !== other.unit || Math.min(one.interval, other.interval) > 1))
    return undefined;
  return {
    unit: one?.unit,
    interval: said.length === 0 ? 1 : Math.max(...said.map(({ interval }) => interval)),
    days,
    some: some !== '',
  };
}

function unitOf({ unit = '', often }: Record<string, string | undefined>) {
  const times = often === undefined ? 1 : numberOf(often);
  if (unit === 'fortnight') return { unit: 'week', interval: 2 * times };
  return unit === 'quarter' ? { unit: 'month', interval: 3 * times } : { unit, interval: times };
}

const FREQUENCIES: Readonly<Record<string, string>> = {
  day: 'DAILY',
  week: 'WEEKLY',
  month: 'MONTHLY',
  year: 'YEARLY',
};

function chosenParts(often: Often, starts: Temporal.PlainDateTime, fail: Fail): RuleParts {
  const { unit, interval, days } = often;
  const INTERVAL = String(interval);
  if (unit === 'year') return { FREQ: 'YEARLY', INTERVAL, ...checkYear(often, starts, fail) };
  if (days === '') {
    if (unit === undefined) throw fail();
    if (unit === 'month' && starts.day > DAYS_OF_ALL_MONTHS) throw notAllMonths(starts.day, interval);
    return { FREQ: FREQUENCIES[unit], INTERVAL };
  }
  const chosen = readChosen(days);
  if (!chosen || !fits(chosen, often)) throw fail();
  return { FREQ: FREQUENCIES[chosen.unit], INTERVAL, ...chosen.parts };
}

/** Days of the month without “of the month” could be anything. */
function fits(chosen: Chosen, { unit }: Often): boolean {
  if (unit === undefined) return chosen.parts.BYMONTHDAY === undefined;
  return unit === chosen.unit;
}

function notAllMonths(day: number, interval: number): UserError {
  const often = interval === 1 ? 'every month' : `every ${interval} months`;
  return new UserError(
    `Not every month has a ${ordinal(day)}. Please say “${often} on the last day”, or “${often} on the ${ordinal(day)}” to leave the other months out.`,
  );
}

/** The day of the year is that of the start: the repeat follows it. */
function checkYear({ days, some }: Often, starts: Temporal.PlainDateTime, fail: Fail): RuleParts {
  const leapDay = starts.month === 2 && starts.day > DAYS_OF_ALL_MONTHS;
  if (leapDay && !some) {
    throw new UserError(
      `Not every year has a 29 February. Please start on another day, or say “every year on 29 February${SOME_YEARS}”.`,
    );
  }
  if (days === '') return {};
  const day = readDate(days, starts.toPlainDate());
  if (!day) throw fail();
  if (day.month === starts.month && day.day === starts.day) return {};
  throw new UserError(
    `The first session is on ${dayOfYear(starts)}, and each year’s is on the same day. Please change when it begins.`,
  );
}
