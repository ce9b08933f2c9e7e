import type { Outgoing } from '../chat/outgoing.ts';
import type { PracticeParts } from './practice.ts';
import { remindChannelPost, reminderPost, remindJob } from './reminder-cards.ts';
import { createReminderReading, type ReminderReading, secondsOf } from './reminder-reading.ts';
import { comingSeatsOf, keepReminders } from './reminder-rows.ts';
import {
  dueReminder,
  isLater,
  laterOf,
  nextReminder,
  type ReminderTime,
  reminderTimes,
} from './reminder-times.ts';
import { rosterOf } from './roster.ts';
import { isOver, type Occurrence, type Seat } from './session.ts';
import { holdOccurrence, placesOf, seatsIn } from './session-rows.ts';

/**
 * One task an occurrence, due when anybody is to be reminded next, so that they are few however many members there
 * are. What was due up to `remindedUntil` is done with: a run sends what came due since. So a task that wakes early,
 * late or twice does no harm.
 */
export interface Reminders extends ReminderReading {
  /** Sets when the next of an occurrence's reminders is due, or takes it back. The occurrence is held. */
  plan(occurrence: Occurrence, outgoing: Outgoing): Promise<void>;
  /** The same after one identity took a seat; others' are not looked at. The occurrence is held. */
  joined(occurrence: Occurrence, identity: string, outgoing: Outgoing): Promise<void>;
  /** A member changed how long before they want to be reminded. */
  replan(identity: string, outgoing: Outgoing): Promise<void>;
  /** Sends what is due, and plans the next. */
  send(occurrence: string, outgoing: Outgoing): Promise<void>;
}

/** Somebody with a seat, and when they are reminded. */
interface Reminded {
  readonly seat: Seat;
  readonly times: readonly ReminderTime[];
}

/** How long after the direct messages the channels are reminded: by then it is known whom they did not reach. */
const AFTER_DIRECT = Temporal.Duration.from({ seconds: 30 });

const keyOf = (occurrence: string): string => `practice.remind:${occurrence}`;

export function createReminders(parts: PracticeParts): Reminders {
  const { store, clock, wishes } = parts;

  async function remindedOf(occurrence: Occurrence): Promise<readonly Reminded[]> {
    const { id, leads } = occurrence;
    const { seated } = rosterOf(occurrence, await seatsIn(store, id));
    const wished = await wishes.leadsOf(seated.map(({ identity }) => identity));
    // Nearly all have the same.
    const known = new Map<string, readonly ReminderTime[]>();
    return seated.map((seat) => {
      const own = wished.get(seat.identity) ?? leads;
      const times = known.get(own.join()) ?? reminderTimes(occurrence, own);
      known.set(own.join(), times);
      return { seat, times };
    });
  }

  const channelTimes = (occurrence: Occurrence): readonly ReminderTime[] =>
    occurrence.remindsChannel ? reminderTimes(occurrence, occurrence.leads) : [];

  const schedule = ({ id, community }: Occurrence, next: Temporal.Instant, outgoing: Outgoing) =>
    outgoing.schedule.at(remindJob, {
      key: keyOf(id),
      community,
      subject: { occurrence: id },
      // What is overdue is due now: for the same time a task is not done twice.
      due: laterOf(next, clock.now()),
    });

  /** All up to `until` is done with; the next is due when anybody is to be reminded after that. */
  async function goOn(
    occurrence: Occurrence,
    reminded: readonly Reminded[],
    until: Temporal.Instant,
    outgoing: Outgoing,
  ): Promise<void> {
    const all = [
      nextReminder(channelTimes(occurrence), until),
      ...reminded.map(({ seat, times }) => nextReminder(times, laterOf(until, seat.since))),
    ];
    const [next] = all.flatMap((each) => (each ? [each.at] : [])).toSorted(Temporal.Instant.compare);
    await keepReminders(store, occurrence.id, { until, next });
    if (next) await schedule(occurrence, next, outgoing);
    else await takeBack(occurrence, outgoing);
  }

  async function takeBack({ id, remindAt }: Occurrence, outgoing: Outgoing): Promise<void> {
    if (remindAt) await outgoing.schedule.cancel(keyOf(id));
  }

  async function sendDue(
    occurrence: Occurrence,
    reminded: readonly Reminded[],
    now: Temporal.Instant,
    { deliveries }: Outgoing,
  ): Promise<void> {
    const { id, session, community, starts, ends: expires, remindedUntil } = occurrence;
    const which = { occurrence: id, starts: secondsOf(starts) };
    const own = reminded.flatMap(({ seat: { identity, space, since }, times }) => {
      const due = dueReminder(times, laterOf(remindedUntil, since), now);
      if (!due) return [];
      return {
        ...{ community, expires, due: due.at },
        key: `practice.remind:${id}:${which.starts}:${due.lead}:${identity}`,
        to: { space, identity },
        subject: { ...which, lead: due.lead, identity },
      };
    });
    await deliveries.send(reminderPost, ...own);

    const due = dueReminder(channelTimes(occurrence), remindedUntil, now);
    if (!due) return;
    const places = await placesOf(store, session);
    await deliveries.send(
      remindChannelPost,
      ...places.map(({ space, channel }) => ({
        ...{ community, expires, due: now.add(AFTER_DIRECT) },
        key: `practice.remind-channel:${id}:${which.starts}:${due.lead}:${space}`,
        to: { space, channel },
        subject: { ...which, lead: due.lead },
      })),
    );
  }

  const takesPlace = (occurrence: Occurrence, now: Temporal.Instant): boolean =>
    occurrence.state === 'planned' && !isOver(occurrence, now);

  async function plan(occurrence: Occurrence, outgoing: Outgoing): Promise<void> {
    const now = clock.now();
    const { remindAt, remindedUntil } = occurrence;
    if (!takesPlace(occurrence, now)) return takeBack(occurrence, outgoing);
    // Where nothing is overdue, what would have been due before now was wished later than that: nobody waits for it.
    const overdue = remindAt !== undefined && !isLater(remindAt, now);
    await goOn(occurrence, await remindedOf(occurrence), overdue ? remindedUntil : now, outgoing);
  }

  return {
    ...createReminderReading(parts),
    plan,

    async joined(occurrence, identity, outgoing) {
      const leads = (await wishes.leadsOf([identity])).get(identity) ?? occurrence.leads;
      const next = nextReminder(reminderTimes(occurrence, leads), clock.now())?.at;
      const { id, remindAt, remindedUntil } = occurrence;
      if (!next || (remindAt && !isLater(remindAt, next))) return;
      await keepReminders(store, id, { until: remindedUntil, next });
      await schedule(occurrence, next, outgoing);
    },

    async replan(identity, outgoing) {
      for (const id of await comingSeatsOf(store, identity, clock.now())) {
        await store.transaction(async () => {
          const occurrence = await holdOccurrence(store, id);
          if (occurrence) await plan(occurrence, outgoing);
        });
      }
    },

    send: (id, outgoing) =>
      store.transaction(async () => {
        const occurrence = await holdOccurrence(store, id);
        const now = clock.now();
        if (!occurrence || !takesPlace(occurrence, now)) return;
        const reminded = await remindedOf(occurrence);
        await sendDue(occurrence, reminded, now, outgoing);
        await goOn(occurrence, reminded, now, outgoing);
      }),
  };
}
