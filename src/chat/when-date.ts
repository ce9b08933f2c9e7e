import { UserError } from './errors.ts';

/** A date as people write it, in small letters: `20 march`, `mar 20th, 2027`, `20.3.`, `3/20`, `the 20th`, `2027-03-20`. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
export const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DAY = '(?<day>0?[1-9]|[12]\\d|3[01])';
const YEAR = '(?<year>2\\d{3})';

// What stands before and after must not make it a part of something else: a time, a longer number, a word.
const alone = (pattern: string) => new RegExp(`(?<![\\w:./+-])${pattern}(?![\\w:/]|[.-]\\d)`);
const FORMS = [
  alone(`${YEAR}[-/](?<month>0?[1-9]|1[0-2])[-/]${DAY}`),
  alone(`${DAY}\\.\\s?(?<month>0?[1-9]|1[0-2])\\.(?:\\s?(?<year>2\\d{3}|\\d\\d(?![:.\\d])))?`),
  alone('(?<first>\\d{1,2})/(?<second>\\d{1,2})(?:/(?<year>2\\d{3}|\\d\\d))?'),
  alone(`(?:the )?${DAY}(?:st|nd|rd|th|\\.)?(?: of)?[ -]?(?<month>${MONTH})\\.?(?:,?[ -]?${YEAR})?`),
  alone(`(?<month>${MONTH})\\.? (?:the )?${DAY}(?:st|nd|rd|th)?(?:,? ${YEAR})?`),
  alone(`(?:the )?${DAY}(?:st|nd|rd|th)`),
];

export interface FoundDate {
  readonly day: Temporal.PlainDate;
  /** As it stands in the words. */
  readonly text: string;
  readonly hasYear: boolean;
}

/**
 * The first date in these words; without a year, or a month, the next such from `from` on. Undefined where there is
 * none, or no such day. Throws a UserError where it can be two days.
 */
export function findDate(words: string, from: Temporal.PlainDate): FoundDate | undefined {
  const found = FORMS.map((form) => form.exec(words)).find((match) => match !== null);
  if (!found?.groups) return undefined;
  const [text] = found;
  const { year, month, day } = found.groups;
  const days =
    month === undefined && found.groups.first === undefined
      ? [comingDay(Number(day), from)]
      : readings(found.groups).map((reading) => coming(reading, yearOf(year), from));
  const some = days.filter((each) => each !== undefined);
  const ahead = some.filter((each) => Temporal.PlainDate.compare(each, from) >= 0);
  const [one, other] = ahead.length > 0 ? ahead : some;
  if (one && other && !one.equals(other)) {
    throw new UserError(
      `“${text}” could be one of two days. Please say “${inWords(one)}” or “${inWords(other)}”.`,
    );
  }
  return one && { day: one, text, hasYear: year !== undefined };
}

/** The day that these words say, and nothing else; as `findDate`. */
export function readDate(words: string, from: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const found = findDate(words, from);
  return found?.text === words ? found.day : undefined;
}

/** `5 November 2026`. */
export const inWords = (day: Temporal.PlainDate): string =>
  day.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** `sep`, `september`: 9. */
export const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3)) + 1;

/** Month and day: 3/4 is in April to some, and in March to others. */
function readings({
  first,
  second,
  month = '',
  day,
}: Record<string, string | undefined>): [number, number][] {
  if (first === undefined) return [[monthOf(month) || Number(month), Number(day)]];
  return [
    [Number(second), Number(first)],
    [Number(first), Number(second)],
  ];
}

const yearOf = (typed: string | undefined): number | undefined =>
  typed === undefined ? undefined : Number(typed) + (typed.length === 2 ? 2000 : 0);

function coming(
  [month, day]: [number, number],
  year: number | undefined,
  from: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  if (year !== undefined) return dateOf(year, month, day);
  // A 29 February is eight years from another where a century has none.
  const years = Array.from({ length: 9 }, (_, index) => from.year + index);
  return firstFrom(
    from,
    years.map((each) => dateOf(each, month, day)),
  );
}

/** In this month or the next that has such a day. */
function comingDay(day: number, from: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const months = [0, 1, 2].map((index) => from.with({ day: 1 }).add({ months: index }));
  return firstFrom(
    from,
    months.map(({ year, month }) => dateOf(year, month, day)),
  );
}

export const firstFrom = (
  from: Temporal.PlainDate,
  days: readonly (Temporal.PlainDate | undefined)[],
): Temporal.PlainDate | undefined => days.find((day) => day && Temporal.PlainDate.compare(day, from) >= 0);

/** Undefined where there is no such day. */
function dateOf(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
