import type { Occurrence } from './session.ts';

type Timing = Pick<Occurrence, 'starts' | 'zone'>;

/** One time at which somebody is reminded, and how long before the start that is, as an ISO 8601 duration. */
export interface ReminderTime {
  readonly lead: string;
  readonly at: Temporal.Instant;
}

/** When a reminder is due: “1 day” before is the same wall time the day before, “24 hours” before is elapsed time. */
export const reminderAt = ({ starts, zone }: Timing, lead: string): Temporal.Instant =>
  starts.toZonedDateTimeISO(zone).subtract(lead).toInstant();

/** All reminders of somebody, the earliest first. */
export const reminderTimes = (timing: Timing, leads: readonly string[]): readonly ReminderTime[] =>
  leads
    .map((lead) => ({ lead, at: reminderAt(timing, lead) }))
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));

/** The first one later than an instant; undefined where none is. */
export const nextReminder = (
  times: readonly ReminderTime[],
  after: Temporal.Instant,
): ReminderTime | undefined => times.find(({ at }) => isLater(at, after));

/**
 * The one to be sent now: of those later than `after` and not later than `now` the latest alone, since after an outage
 * nobody needs to hear the same twice.
 */
export const dueReminder = (
  times: readonly ReminderTime[],
  after: Temporal.Instant,
  now: Temporal.Instant,
): ReminderTime | undefined => times.findLast(({ at }) => isLater(at, after) && !isLater(at, now));

export const isLater = (a: Temporal.Instant, b: Temporal.Instant): boolean =>
  Temporal.Instant.compare(a, b) > 0;
export const laterOf = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  isLater(a, b) ? a : b;
