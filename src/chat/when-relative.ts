import { NUMBER, readNumber } from './when-number.ts';

/** What counts from now: `tomorrow`, `in 2 weeks`, `in 3 hours`, in small letters. */

const DAYS = ['yesterday', 'today', 'tomorrow', 'day after tomorrow'];
const AMOUNT = `(?<count>an?|${NUMBER}) (?<unit>day|week|month)s?`;
const LATER = [new RegExp(`^in ${AMOUNT}$`), new RegExp(`^${AMOUNT} from (?:now|today)$`)];
const TIME = `(?:(?<half>half an hour)|(?<more>an hour and a half)|(?:(?<hours>an?|${NUMBER}) ?(?:h|hrs?|hours?))?(?:,? ?(?:and )?(?<minutes>${NUMBER}) ?(?:m|mins?|minutes?))?)`;
const SPAN = [new RegExp(`^in ${TIME}$`), new RegExp(`^${TIME} from now$`)];

const exec = (patterns: readonly RegExp[], words: string) =>
  patterns.map((pattern) => pattern.exec(words)?.groups).find((groups) => groups !== undefined);

/** Undefined where the words are not understood. */
export function relativeDay(words: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const days = DAYS.indexOf(words);
  if (days >= 0) return today.add({ days: days - 1 });
  const { count = '', unit } = exec(LATER, words) ?? {};
  return unit === undefined ? undefined : today.add({ [`${unit}s`]: readNumber(count) });
}

/** Time that passes from now on; undefined where the words are not understood. */
export function relativeSpan(words: string): Temporal.Duration | undefined {
  if (words === 'now') return new Temporal.Duration();
  const found = exec(SPAN, words);
  if (!found) return undefined;
  if (found.half) return Temporal.Duration.from({ minutes: 30 });
  if (found.more) return Temporal.Duration.from({ minutes: 90 });
  const { hours, minutes } = found;
  if (hours === undefined && minutes === undefined) return undefined;
  return Temporal.Duration.from({
    hours: hours === undefined ? 0 : readNumber(hours),
    minutes: minutes === undefined ? 0 : readNumber(minutes),
  });
}
