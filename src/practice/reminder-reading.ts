import type { SpaceId } from '../chat/request.ts';
import type { PracticeParts } from './practice.ts';
import { closedToDirect } from './reminder-rows.ts';
import { isLater, reminderAt } from './reminder-times.ts';
import { rosterOf } from './roster.ts';
import { isOver, type Occurrence, type Seat } from './session.ts';
import { readOccurrence, seatsIn } from './session-rows.ts';

/** Which reminder: of an occurrence as it was to begin then. */
interface ReminderOf {
  readonly occurrence: string;
  /** In seconds since the epoch. */
  readonly starts: number;
  /** An ISO 8601 duration. */
  readonly lead: string;
}

/** What a reminder is made from, as things are when it is sent. */
export interface Reminder {
  readonly occurrence: Occurrence;
  /** When it was to be sent, where that is some time ago. */
  readonly missed: Temporal.Instant | undefined;
}

interface OwnReminder extends Reminder {
  /** The member's quiet hours hold. */
  readonly quiet: boolean;
}

interface ChannelReminder extends Reminder {
  /** Those of the space with a seat who take no direct messages. */
  readonly closed: readonly Seat[];
}

/** Undefined where it is nothing to them any more: moved, cancelled, over, or the seat is gone. */
export interface ReminderReading {
  own(which: ReminderOf, identity: string): Promise<OwnReminder | undefined>;
  channel(which: ReminderOf, space: SpaceId): Promise<ChannelReminder | undefined>;
}

/** Sent so much later than it was due, a reminder says so. */
const LATE = Temporal.Duration.from({ minutes: 5 });

export const secondsOf = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / 1000);

export function createReminderReading({ store, clock, wishes }: PracticeParts): ReminderReading {
  /** Undefined where it does not take place at that time; the roster whole, or only of an identity's person. */
  async function current({ occurrence: id, starts, lead }: ReminderOf, identity?: string) {
    const occurrence = await readOccurrence(store, id);
    const now = clock.now();
    if (occurrence?.state !== 'planned' || isOver(occurrence, now)) return undefined;
    if (secondsOf(occurrence.starts) !== starts) return undefined;
    const due = reminderAt(occurrence, lead);
    const seats = await seatsIn(store, id, identity);
    const missed = isLater(now, due.add(LATE)) ? due : undefined;
    return { occurrence, missed, roster: rosterOf(occurrence, seats) };
  }

  return {
    async own(which, identity) {
      const found = await current(which, identity);
      if (!found || found.roster.seated.length === 0) return undefined;
      const { occurrence, missed } = found;
      const quiet = (await wishes.quietUntil(identity, clock.now())) !== undefined;
      return { occurrence, missed, quiet };
    },

    async channel(which, space) {
      const found = await current(which);
      if (!found) return undefined;
      const { roster, occurrence, missed } = found;
      const here = roster.seated.filter((seat) => seat.space === space);
      const closed = await closedToDirect(
        store,
        here.map(({ identity }) => identity),
      );
      return { occurrence, missed, closed: here.filter(({ identity }) => closed.has(identity)) };
    },
  };
}
