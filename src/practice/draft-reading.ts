import { UserError } from '../chat/errors.ts';
import { leadsInWords, readLeads } from '../chat/leads.ts';
import type { Inline } from '../chat/text.ts';
import { text } from '../chat/text.ts';
import type { Reading } from '../chat/when.ts';
import { readLeftOut, readLength, readLink, readOffer, readSeats } from './draft-fields.ts';
import { readLine } from './draft-line.ts';
import { dayInWords, wallInWords } from './draft-time.ts';
import type { DraftPlan } from './drafts.ts';
import { firstTimes, nextTime } from './occurrence-times.ts';
import { readRepeat, repeatInWords } from './repeat.ts';
import type { Plan } from './session.ts';

/** What is typed about a session, understood as far as it can be: what cannot be read is said, and all else kept. */

export interface Understood {
  readonly change: Partial<DraftPlan>;
  /** What could not be taken, each with what to type instead. */
  readonly problems: readonly (readonly Inline[])[];
  /** What was made of it where that is not plain. */
  readonly notes: readonly string[];
  /** What could not be read, for the field to be filled in again. */
  readonly unread: Unread;
}

export interface Unread {
  readonly when?: string | undefined;
  readonly repeat?: string | undefined;
}

/** A session of which nothing is known yet. */
export const BLANK: DraftPlan = {
  title: undefined,
  about: undefined,
  place: undefined,
  link: undefined,
  // Another one as soon as a time is read.
  zone: 'UTC',
  starts: undefined,
  // A role-play of an hour, and the talk about it.
  minutes: 90,
  rule: undefined,
  leftOut: [],
  seats: undefined,
  leads: ['P1D', 'PT15M'],
  remindsChannel: false,
  // Nobody loses a seat by a night's sleep.
  offerMinutes: 12 * 60,
};

/** Tries to read, and keeps the words of what could not be. */
function attempts() {
  const problems: (readonly Inline[])[] = [];
  return {
    problems,
    attempt<T>(read: () => T, otherwise: T): T {
      try {
        return read();
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        problems.push(error.words);
        return otherwise;
      }
    },
  };
}

/** As its field says it, and reads it back. */
export const whenField = ({ starts }: Pick<DraftPlan, 'starts'>): string =>
  starts === undefined ? '' : starts.toString({ smallestUnit: 'minute' }).replace('T', ' ');

interface TypedTiming {
  readonly when?: string | undefined;
  readonly length?: string | undefined;
  readonly repeat?: string | undefined;
  readonly leftOut?: string | undefined;
}

/** All that says when. Nothing typed as its time: it stays; as its repeat: once. */
export function readTiming(typed: TypedTiming, before: DraftPlan, at: Reading): Understood {
  const { problems, attempt } = attempts();
  const notes: string[] = [];
  const unread: { when?: string | undefined; repeat?: string | undefined } = {};

  const same = typed.when === undefined || typed.when === whenField(before);
  const given = { title: before.title !== undefined, length: typed.length !== undefined };
  const line = same ? undefined : readLine(typed.when ?? '', given, at);
  if (line?.problem) problems.push(line.problem.words);
  if (line?.problem) unread.when = typed.when;
  const { starts: asked, zone } = line?.start ?? before;
  const minutes =
    typed.length === undefined
      ? (line?.minutes ?? before.minutes)
      : attempt(() => readLength(typed.length ?? ''), before.minutes);

  const repeat = typed.repeat ?? 'once';
  let rule = before.rule;
  if (asked !== undefined) {
    const failed = problems.length;
    rule = attempt(() => readRepeat(repeat, asked), before.rule);
    if (problems.length > failed) unread.repeat = typed.repeat;
  } else if (typed.repeat !== undefined) {
    unread.repeat = typed.repeat;
    problems.push([text('How often it repeats counts from its first time: please give the time too.')]);
  }
  const starts = asked && fitting(asked, rule);
  if (starts && asked && !starts.equals(asked)) {
    notes.push(
      `${dayInWords(asked.toPlainDate())} is no day of “${repeatInWords(rule, asked)}”: it begins on ${wallInWords(starts)}.`,
    );
  }

  const out = attempt(() => readLeftOut(typed.leftOut ?? '', { ...at, zone }), before.leftOut);
  const leftOut = starts ? out.filter((day) => isDay(day, { starts, rule })) : out;
  for (const day of out.filter((each) => !leftOut.includes(each))) {
    const why = rule === undefined ? 'does not repeat' : 'does not take place on that day';
    notes.push(`${dayInWords(Temporal.PlainDate.from(day))} need not be left out: it ${why}.`);
  }
  const title = before.title ?? line?.title;
  return { change: { title, starts, zone, minutes, rule, leftOut }, problems, notes, unread };
}

/** The first day that fits the rule. */
function fitting(asked: Temporal.PlainDateTime, rule: string | undefined): Temporal.PlainDateTime {
  const [first] = firstTimes({ starts: asked, rule, leftOut: [] }, 1);
  return first ?? asked;
}

/** Whether a repeat falls on a day. */
function isDay(day: string, { starts, rule }: Pick<Plan, 'starts' | 'rule'>): boolean {
  if (rule === undefined) return false;
  const midnight = Temporal.PlainDate.from(day).toPlainDateTime();
  const next = nextTime({ starts, rule, leftOut: [] }, midnight.subtract({ seconds: 1 }));
  return next?.toPlainDate().toString() === day;
}

interface TypedPlace {
  readonly place?: string | undefined;
  readonly link?: string | undefined;
  readonly seats?: string | undefined;
  readonly offer?: string | undefined;
}

/** Where it is, and for how many. Nothing typed takes away what stands. */
export function readPlace({ place, link, seats, offer }: TypedPlace, before: DraftPlan): Understood {
  const { problems, attempt } = attempts();
  const change = {
    place,
    link: link === undefined ? undefined : attempt(() => readLink(link), before.link),
    seats: seats === undefined ? undefined : attempt(() => readSeats(seats), before.seats),
    offerMinutes:
      offer === undefined ? BLANK.offerMinutes : attempt(() => readOffer(offer), before.offerMinutes),
  };
  return { change, problems, notes: [], unread: {} };
}

/** Nothing typed: as it stands. */
export function readReminders(leads: string | undefined, before: DraftPlan): Understood {
  const { problems, attempt } = attempts();
  const same = leads === undefined || leads === leadsInWords(before.leads);
  const change = { leads: same ? before.leads : attempt(() => readLeads(leads), before.leads) };
  return { change, problems, notes: [], unread: {} };
}

/** Several readings of one thing typed. */
export const together = (...all: readonly Understood[]): Understood => ({
  change: Object.assign({}, ...all.map(({ change }) => change)),
  problems: all.flatMap(({ problems }) => problems),
  notes: all.flatMap(({ notes }) => notes),
  unread: Object.assign({}, ...all.map(({ unread }) => unread)),
});
