import { UserError } from '../chat/errors.ts';
import { nextWall } from '../chat/recurrence.ts';
import type { Edit } from './change-facts.ts';
import { firstTimes, momentOf } from './occurrence-times.ts';
import { compactDay, partsOf } from './repeat-rule.ts';
import { hasBegun, type Occurrence, type Plan } from './session.ts';

/** When a session takes place from one of its occurrences on, where its time or its rule changes. */

type Timing = Pick<Plan, 'starts' | 'rule' | 'leftOut'>;

/** One of the times that the rule gave: its occurrence may be cancelled. */
type Slot = Pick<Occurrence, 'original' | 'starts' | 'zone'>;

export interface Retimed {
  readonly timing: Timing;
  /** The new time of this occurrence and of each that follows; undefined where none is left. */
  readonly times: readonly (Temporal.PlainDateTime | undefined)[];
}

const isBefore = (one: Temporal.PlainDateTime, other: Temporal.PlainDateTime): boolean =>
  Temporal.PlainDateTime.compare(one, other) < 0;
const justBefore = (wall: Temporal.PlainDateTime): Temporal.PlainDateTime => wall.subtract({ seconds: 1 });

/** The wall time at which an occurrence begins: as the rule says it, where a change of the clocks leaves that out. */
export function wallOf({ original, starts, zone }: Slot): Temporal.PlainDateTime {
  const ruled = momentOf(original, zone).equals(starts);
  return ruled ? original : starts.toZonedDateTimeISO(zone).toPlainDateTime();
}

/** The session's rule as it goes on from the first of these: a COUNT is less by those before. */
export function remainingRule({ starts, rule }: Timing, slots: readonly Slot[]): string | undefined {
  const [first] = slots;
  const count = /COUNT=(\d+)/.exec(rule ?? '')?.[1];
  if (rule === undefined || count === undefined || !first) return rule;
  // Where the rule was changed for later ones only, it counts from there.
  let left = Number(count) + slots.filter(({ original }) => isBefore(original, starts)).length;
  let time = nextWall({ rule, starts }, justBefore(starts));
  while (time && isBefore(time, first.original)) {
    left -= 1;
    time = nextWall({ rule, starts }, time);
  }
  return rule.replace(/COUNT=\d+/, `COUNT=${Math.max(1, left)}`);
}

/** The rule with this as its last day. */
export function endedRule(rule: string, day: Temporal.PlainDate): string {
  const endless = rule.split(';').filter((part) => !/^(?:COUNT|UNTIL)=/.test(part));
  return [...endless, `UNTIL=${compactDay(day)}`].join(';');
}

/**
 * Undefined where no time changes. `slots`: the occurrence and those that follow, cancelled ones too, so that a time
 * that was skipped stays skipped. Throws a UserError where a rule does not fit the new day.
 */
export function retimed(
  session: Timing,
  slots: readonly Slot[],
  { starts, rule }: Edit,
): Retimed | undefined {
  const [first] = slots;
  if (!first) return undefined;
  const kept = remainingRule(session, slots);
  const moved = starts !== undefined && !momentOf(starts, first.zone).equals(first.starts);
  const start = moved ? starts : wallOf(first);
  const newRule = rule !== undefined && (rule ?? undefined) !== kept;
  if (!moved && !newRule) return undefined;
  const timing = newRule
    ? ruled(session, start, rule === null ? endOfRule(kept, start) : rule)
    : followed(session, first, start, kept);
  const times = firstTimes(timing, slots.length);
  const [begins] = times;
  if (!begins)
    throw new UserError('That gives no time at all. Please give another time, or say how often anew.');
  return { timing: { ...timing, starts: begins }, times: slots.map((_slot, index) => times[index]) };
}

/** Throws a UserError where something is moved to a time that is not to come. */
export function checkMoved(
  steps: readonly { readonly before: Occurrence; readonly after: Occurrence }[],
  now: Temporal.Instant,
): void {
  const passed = steps.some(
    ({ before, after }) => !after.starts.equals(before.starts) && hasBegun(after, now),
  );
  if (passed) throw new UserError('That time has already passed. Please give one that is still to come.');
}

const fits = (rule: string, starts: Temporal.PlainDateTime): boolean =>
  nextWall({ rule, starts }, justBefore(starts))?.equals(starts) ?? false;

/** Only this one is left. */
const endOfRule = (kept: string | undefined, starts: Temporal.PlainDateTime): string | undefined => {
  const ended = kept === undefined ? undefined : endedRule(kept, starts.toPlainDate());
  return ended !== undefined && fits(ended, starts) ? ended : undefined;
};

const ruled = ({ leftOut }: Timing, starts: Temporal.PlainDateTime, rule: string | undefined): Timing => ({
  ...{ starts, rule },
  // A day that somebody names is not left out.
  leftOut: leftOut.filter((day) => day !== starts.toPlainDate().toString()),
});

/** The same rule from another day on; days that were left out move along where it gives no time on them any more. */
function followed(
  session: Timing,
  first: Slot,
  starts: Temporal.PlainDateTime,
  kept: string | undefined,
): Timing {
  const rule = kept === undefined ? undefined : followingRule(kept, starts);
  if (rule === undefined) return { starts, rule, leftOut: [] };
  const from = first.original.toPlainDate();
  const { days } = from.until(starts.toPlainDate());
  const leftOut = session.leftOut.map((day) => {
    const date = Temporal.PlainDate.from(day);
    if (Temporal.PlainDate.compare(date, from) < 0 || fallsOn({ rule, starts }, date)) return day;
    return date.add({ days }).toString();
  });
  return ruled({ ...session, leftOut }, starts, rule);
}

function fallsOn(
  timing: { readonly rule: string; readonly starts: Temporal.PlainDateTime },
  day: Temporal.PlainDate,
): boolean {
  return nextWall(timing, justBefore(day.toPlainDateTime()))?.toPlainDate().equals(day) ?? false;
}

/** A weekly rule on one day follows to another day; of any other it is not clear what would be meant. */
function followingRule(rule: string, starts: Temporal.PlainDateTime): string {
  if (fits(rule, starts)) return rule;
  const { FREQ, BYDAY = '' } = partsOf(rule);
  const freed = rule
    .split(';')
    .filter((part) => !part.startsWith('BYDAY='))
    .join(';');
  if (FREQ === 'WEEKLY' && /^[A-Z]{2}$/.test(BYDAY) && fits(freed, starts)) return freed;
  throw new UserError(
    'How often it takes place does not fit the new day. Please say with the new time also how often, and until when: “every week”, “second Thursday of the month until 20 March”.',
  );
}
