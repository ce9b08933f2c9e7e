import { nextWall } from '../chat/recurrence.ts';
import type { Plan } from './session.ts';

type Timing = Pick<Plan, 'starts' | 'rule' | 'leftOut'>;

/** The wall time after another one (undefined: the first) at which a session takes place; undefined where there is none any more. */
export function nextTime(
  { starts, rule, leftOut }: Timing,
  after?: Temporal.PlainDateTime,
): Temporal.PlainDateTime | undefined {
  if (rule === undefined) {
    return after === undefined || Temporal.PlainDateTime.compare(after, starts) < 0 ? starts : undefined;
  }
  let from = after ?? starts.subtract({ seconds: 1 });
  for (;;) {
    const next = nextWall({ rule, starts }, from);
    if (next === undefined || !leftOut.includes(next.toPlainDate().toString())) return next;
    from = next;
  }
}

/** The first of these wall times, at most `count`. */
export function firstTimes(timing: Timing, count: number): Temporal.PlainDateTime[] {
  const times: Temporal.PlainDateTime[] = [];
  while (times.length < count) {
    const next = nextTime(timing, times.at(-1));
    if (next === undefined) break;
    times.push(next);
  }
  return times;
}

/**
 * The moment of a wall time in a zone, as RFC 5545 says: one that a change of the clocks leaves out is as much later as
 * they were moved, one that comes twice is the first.
 */
export const momentOf = (wall: Temporal.PlainDateTime, zone: string): Temporal.Instant =>
  wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant();

/** What a change of the clocks does to a wall time in a zone: it leaves it out, or brings it twice. */
export function wallTrouble(wall: Temporal.PlainDateTime, zone: string): 'skipped' | 'twice' | undefined {
  const moment = (disambiguation: 'earlier' | 'later') => wall.toZonedDateTime(zone, { disambiguation });
  const early = moment('earlier');
  if (!early.toPlainDateTime().equals(wall)) return 'skipped';
  return early.equals(moment('later')) ? undefined : 'twice';
}
