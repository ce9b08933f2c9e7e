import { UserError } from './errors.ts';
import { NUMBER, readNumber } from './when-number.ts';

/** A time of day as people say it, in small letters: `7pm`, `19:00`, `19h30`, `half past seven in the evening`, `noon`. */

const HOUR = `(?<hour>${NUMBER})`;

const alone = (pattern: string) => new RegExp(`(?<![\\w:./+-])${pattern}(?![\\w:/]|[.+-]\\d)`);
const FORMS = [
  alone('(?<noon>(?:12 ?)?(?:noon|midday))'),
  alone('(?<midnight>(?:12 ?)?midnight)'),
  alone('(?<hour>\\d{1,2}?)(?:[:.]?(?<minute>\\d\\d))? ?(?<half>[ap])\\.? ?m\\b\\.?'),
  alone('(?<hour>\\d{1,2})[:.h](?<minute>\\d\\d)(?::\\d\\d)?(?: ?h(?:(?:ou)?rs)?)?'),
  alone("(?<hour>1[3-9]|2[0-3])(?: ?h(?:(?:ou)?rs)?| o'?clock)"),
  alone(`(?<past>half|(?:a )?quarter) (?<side>past|to) ${HOUR}`),
  alone(`(?:at )?${HOUR} o'?clock`),
  alone(`at ${HOUR}`),
];
const CLOCK = String.raw`\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.? ?m\b\.?)?`;
const RANGE = new RegExp(
  `(?<![\\w:./+-])${CLOCK} ?(?:-|–|—|\\bto\\b|\\buntil\\b|\\btill?\\b) ?${CLOCK}(?![\\w:./-])`,
);

/** Parts of the day, and the hours that are within. */
const PARTS: Readonly<Record<string, readonly [number, number]>> = {
  morning: [1, 11],
  afternoon: [12, 18],
  evening: [16, 23],
  night: [18, 23],
};
const PART = /(?:\b(?:in the|at) )?\b(?<part>morning|afternoon|evening|night)\b/;
/** “evening 7”, “7 in the evening”: beside a part of the day, a number is the hour. */
const BESIDE = [
  /(?<=\b(?:morning|afternoon|evening|night),? )(?=\d{1,2}(?!\S))/,
  /(?<![\w:./+-])(?=\d{1,2} (?:(?:today|tomorrow) )?(?:(?:in the|at) )?(?:morning|afternoon|evening|night)\b)/,
];

export interface FoundTime {
  readonly time: Temporal.PlainTime;
  /** What the words say besides. */
  readonly rest: string;
  /** Midnight in words, which can be the beginning of a day as well as its end. */
  readonly isMidnight: boolean;
}

/**
 * The time of day in these words, `typed` as the member wrote them; undefined where there is none that makes sense.
 * Throws a UserError where it can be one of the morning as well as of the evening, or a span.
 */
export function findTime(words: string, typed: string): FoundTime | undefined {
  const text = BESIDE.reduce(
    (each, place) => each.replace(place, 'at '),
    words
      .replace(/\btonight\b/, 'today night')
      .replace(/\bthis (?=morning|afternoon|evening|night)/, 'today '),
  );
  if (RANGE.test(text)) {
    throw new UserError(
      `“${typed}” says when it ends as well. Please say only when it begins, such as “Thursday 7pm”.`,
    );
  }
  const match = FORMS.map((form) => form.exec(text)).find((each) => each !== null);
  if (!match?.groups) return undefined;
  const without = text.replace(match[0], ' ');
  // Two times are none.
  if (FORMS.some((form) => form.test(without))) return undefined;
  const part = PART.exec(without);
  const said = saidTime(match.groups);
  const hour = said && hourOf(said, part?.groups?.part, typed);
  if (!said || hour === undefined) return undefined;
  return {
    time: Temporal.PlainTime.from({ hour, minute: said.minute }),
    rest: part ? without.replace(part[0], ' ') : without,
    isMidnight: match.groups.midnight !== undefined || (hour === 0 && said.half !== undefined),
  };
}

interface SaidTime {
  readonly hour: number;
  readonly minute: number;
  readonly half?: 'am' | 'pm';
  /** One of 24 hours. */
  readonly isWhole?: boolean;
}

/** Undefined where no clock shows it. */
function saidTime(groups: Record<string, string | undefined>): SaidTime | undefined {
  if (groups.noon !== undefined) return { hour: 12, minute: 0, half: 'pm' };
  if (groups.midnight !== undefined) return { hour: 12, minute: 0, half: 'am' };
  const word = groups.hour ?? '';
  const hour = readNumber(word);
  if (groups.past !== undefined) {
    if (hour < 1 || hour > 12 || (groups.past === 'half' && groups.side === 'to')) return undefined;
    if (groups.side === 'to') return { hour: hour === 1 ? 12 : hour - 1, minute: 45 };
    return { hour, minute: groups.past === 'half' ? 30 : 15 };
  }
  const minute = Number(groups.minute ?? 0);
  if (minute > 59 || hour > 23) return undefined;
  if (groups.half !== undefined) {
    return hour < 1 || hour > 12 ? undefined : { hour, minute, half: groups.half === 'a' ? 'am' : 'pm' };
  }
  // 7:30 is both, 07:30 and 10:30 are not: nobody writes an evening so.
  const isWhole = hour > 12 || hour === 0 || (groups.minute !== undefined && /^[01]\d/.test(word));
  return { hour, minute, isWhole };
}

/** Of 24; undefined where it does not fit the part of the day. */
function hourOf({ hour, minute, half, isWhole }: SaidTime, part: string | undefined, typed: string) {
  const [least, most] = PARTS[part ?? ''] ?? [0, 23];
  const within = (each: number) => (each >= least && each <= most ? each : undefined);
  if (half === 'am' && hour === 12) return part === undefined || part === 'night' ? 0 : undefined;
  if (half !== undefined) return within((hour % 12) + (half === 'pm' ? 12 : 0));
  if (isWhole) return within(hour);
  if (part === 'morning') return within(hour);
  if (part !== undefined) return within((hour % 12) + 12);
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  const halves = hour === 12 ? 'noon or midnight' : 'morning or evening';
  const ways =
    hour === 12 && minute === 0
      ? 'noon or midnight'
      : `${hour}${minutes}am, ${hour}${minutes}pm or ${(hour % 12) + 12}${minutes || ':00'}`;
  throw new UserError(`“${typed}” could be ${halves}. Please say ${ways}.`);
}
