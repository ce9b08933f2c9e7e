import { UserError } from './errors.ts';
import { type FoundDate, findDate, firstFrom, inWords, MONTH, monthOf } from './when-date.ts';
import { NUMBER, readNumber } from './when-number.ts';
import { relativeDay } from './when-relative.ts';

/** The day of a date and time as people say it, in small letters: `thursday`, `next week friday`, `first thursday of november`. */

const NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WEEKDAY =
  '(?<weekday>mon|tues?|weds?|thu|thurs?|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)';
const NTHS = ['first', 'second', 'third', 'fourth', 'fifth'];
const NTH_WEEKDAY = new RegExp(
  `\\b(?:the )?(?<nth>${NTHS.join('|')}|1st|2nd|3rd|4th|5th|last) ${WEEKDAY} (?:of|in) (?:(?<month>${MONTH})(?:,? (?<year>2\\d{3}))?|(?<which>this|next|the) month)\\b`,
);
const COMING = new RegExp(`^(?:(?<said>this|coming|this coming) )?${WEEKDAY}$`);
const NEXT_WEEK = new RegExp(`^(?:next ${WEEKDAY}|${WEEKDAY} next week|next week ${WEEKDAY})$`);
const LATER = new RegExp(
  `^(?:(?<weeks>an?|${NUMBER}) weeks? (?:from )?(?:${WEEKDAY}|(?<base>today|tomorrow))|${WEEKDAY} week|(?<base>today|tomorrow) week)$`,
);

/** The day that is written in these words; as `findDate`. */
export const findWrittenDay = (words: string, today: Temporal.PlainDate): FoundDate | undefined =>
  nthWeekday(words, today) ?? findDate(words, today);

/** The first Thursday of November. */
function nthWeekday(words: string, today: Temporal.PlainDate): FoundDate | undefined {
  const found = NTH_WEEKDAY.exec(words);
  if (!found?.groups) return undefined;
  const { nth = '', weekday = '', month, year, which } = found.groups;
  const inMonth = (first: Temporal.PlainDate) => {
    const offset = (numberOf(weekday) - first.dayOfWeek + 7) % 7;
    const days = [0, 1, 2, 3, 4].map((week) => first.add({ days: offset + 7 * week }));
    const within = days.filter((day) => day.month === first.month);
    return nth === 'last' ? within.at(-1) : within[(Number.parseInt(nth, 10) || NTHS.indexOf(nth) + 1) - 1];
  };
  const first = today.with({ day: 1 });
  const months =
    month === undefined
      ? [first.add({ months: which === 'next' ? 1 : 0 })]
      : [0, 1].map((later) =>
          first.with({ year: Number(year ?? today.year + later), month: monthOf(month) }),
        );
  const days = months.map(inMonth);
  const day = firstFrom(today, days) ?? days[0];
  return day && { day, text: found[0], hasYear: year !== undefined || month === undefined };
}

/** The day that these words say at a wall time; undefined where they are not understood. Throws a UserError where it can be two. */
export function spokenDay(
  words: string,
  time: Temporal.PlainTime,
  now: Temporal.PlainDateTime,
): Temporal.PlainDate | undefined {
  const today = now.toPlainDate();
  const passed = Temporal.PlainTime.compare(time, now.toPlainTime()) < 0;
  if (words === '') return today.add({ days: passed ? 1 : 0 });
  return (
    coming(words, today, passed) ??
    nextWeek(words, today) ??
    weeksLater(words, today) ??
    relativeDay(words, today)
  );
}

/** Whether these words are the name of this day of the week. */
export function isWeekdayOf(words: string, day: Temporal.PlainDate): boolean {
  const weekday = COMING.exec(words)?.groups?.weekday;
  if (weekday === undefined) return false;
  if (numberOf(weekday) === day.dayOfWeek) return true;
  throw new UserError(
    `${inWords(day)} is a ${day.toLocaleString('en-GB', { weekday: 'long' })}. Please check the day, and say it again.`,
  );
}

/** Of Monday: 1. */
const numberOf = (weekday: string): number => NAMES.indexOf(weekday.slice(0, 3)) + 1;

/** Thursday, this Thursday. */
function coming(words: string, today: Temporal.PlainDate, passed: boolean): Temporal.PlainDate | undefined {
  const { weekday, said } = COMING.exec(words)?.groups ?? {};
  if (weekday === undefined) return undefined;
  const days = numberOf(weekday) - today.dayOfWeek;
  const gone = days < 0 || (days === 0 && passed);
  const day = today.add({ days: gone ? days + 7 : days });
  // On a Wednesday, “this Tuesday” may be yesterday.
  if (gone && said === 'this') {
    throw new UserError(`That day has passed this week. If you mean ${inWords(day)}, please say the date.`);
  }
  return day;
}

/** Next Thursday, Thursday next week: not the coming one, said in the week before. */
function nextWeek(words: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const weekday = NEXT_WEEK.exec(words)?.groups?.weekday;
  if (weekday === undefined) return undefined;
  const day = numberOf(weekday);
  const fromMonday = today.add({ days: 7 - today.dayOfWeek + day });
  const fromSunday = today.add({ days: 7 - (today.dayOfWeek % 7) + (day % 7) });
  if (fromMonday.equals(fromSunday)) return fromMonday;
  throw twoDays(fromMonday, fromSunday);
}

/** A week from Thursday, Thursday week, today week. */
function weeksLater(words: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const { weeks = 'a', weekday, base } = LATER.exec(words)?.groups ?? {};
  if (weekday === undefined && base === undefined) return undefined;
  const days = 7 * readNumber(weeks);
  if (weekday === undefined) return today.add({ days: days + (base === 'tomorrow' ? 1 : 0) });
  const ahead = (numberOf(weekday) - today.dayOfWeek + 7) % 7;
  const day = today.add({ days: days + ahead });
  // Said on a Thursday, it may count from today or from the next one.
  if (ahead === 0) throw twoDays(day, day.add({ days: 7 }));
  return day;
}

function twoDays(...days: readonly Temporal.PlainDate[]): UserError {
  const ways = days.toSorted(Temporal.PlainDate.compare).map((day) => `“${inWords(day)}”`);
  return new UserError(`That could be one of two days. Please say ${ways.join(' or ')}.`);
}
