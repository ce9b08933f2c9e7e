import { UserError } from '../chat/errors.ts';
import type { Who } from '../chat/request.ts';
import { usage } from '../chat/text.ts';
import { type Attendee, attendeesOf, isComing, takesCheckIns, wasThere } from './attendance-minutes.ts';
import type { PracticeParts } from './practice.ts';
import { type HeldWish, heldOccurrences } from './record-choice.ts';
import { rosterOf, seatOf } from './roster.ts';
import { occurrenceOfSeat } from './roster-rows.ts';
import { CHECK_IN_BEFORE, isOver, type Occurrence, type Seat } from './session.ts';
import { holdOccurrence, occurrencesOf, seatsIn, seatsOf } from './session-rows.ts';

/** A session that somebody was at. */
export interface Attended {
  readonly occurrence: Occurrence;
  readonly minutes: number;
}

/** `seat` as it is now; it has no check-in where the person has no seat. */
export interface CheckIn {
  readonly occurrence: Occurrence;
  readonly seat: Seat | undefined;
}

export interface Attendance {
  /** For who has a seat; again, it changes nothing. Rejects with a UserError outside of its time. */
  checkIn(who: Who, occurrence: string): Promise<CheckIn>;
  /** Everyone who answered, a person once. */
  of(occurrence: Occurrence): Promise<readonly Attendee[]>;
  /** Says of a person, by a seat of theirs, for how many minutes they were there; undefined: as they checked in. Rejects with a UserError where they are gone, or before it begins. */
  correct(occurrence: string, seat: string, minutes: number | undefined): Promise<void>;
  /** The occurrence of a seat; undefined where it is gone. */
  occurrenceOf(seat: string): Promise<string | undefined>;
  /** What a person was at in their community, by any of their accounts, the latest first; what is not over does not count yet. */
  record(who: Who): Promise<readonly Attended[]>;
  /** Sessions that people have come to, the latest first, at most 25. */
  held(who: Who, wish: HeldWish): Promise<readonly Occurrence[]>;
}

export function createAttendance({ store, clock }: PracticeParts): Attendance {
  const held = async (id: string, community?: string): Promise<Occurrence> => {
    const occurrence = await holdOccurrence(store, id);
    if (!occurrence || (community ?? occurrence.community) !== occurrence.community) {
      throw new UserError('That session is gone. See which are coming: ', usage('practice list'));
    }
    if (occurrence.state === 'cancelled') throw new UserError('That session was cancelled.');
    return occurrence;
  };

  return {
    checkIn: (who, id) =>
      store.transaction(async () => {
        const occurrence = await held(id, who.community);
        const now = clock.now();
        if (isOver(occurrence, now)) {
          throw new UserError('This session is over. If you were there, who led it can add you.');
        }
        if (!takesCheckIns(occurrence, now)) {
          throw new UserError('It is too early: you can check in from ten minutes before the beginning.');
        }
        const seat = seatOf(rosterOf(occurrence, await seatsIn(store, id)), who.person);
        if (seat?.state !== 'seated' || seat.checkedIn) return { occurrence, seat };
        await store.db
          .updateTable('practice_seat')
          .set({ checked_in_at: now.toString() })
          .where('id', '=', seat.id)
          .execute();
        return { occurrence, seat: { ...seat, checkedIn: now } };
      }),

    of: async (occurrence) => attendeesOf(occurrence, await seatsIn(store, occurrence.id)),

    correct: (id, seat, minutes) =>
      store.transaction(async () => {
        const occurrence = await held(id);
        if (!isComing(occurrence, clock.now())) {
          throw new UserError('Who was there can be said from ten minutes before the beginning on.');
        }
        const seats = await seatsIn(store, id);
        const person = seats.find((each) => each.id === seat)?.person;
        if (person === undefined) throw new UserError('They are not on the list any more.');
        // One correction a person: it stands with the seat that was meant.
        for (const each of seats.filter((other) => other.person === person)) {
          await store.db
            .updateTable('practice_seat')
            .set({ attended_minutes: each.id === seat ? (minutes ?? null) : null })
            .where('id', '=', each.id)
            .execute();
        }
      }),

    occurrenceOf: (seat) => occurrenceOfSeat(store, seat),

    held: (who, wish) => heldOccurrences(store, who, wish, clock.now().add(CHECK_IN_BEFORE)),

    async record(who) {
      const own = await store.db
        .selectFrom('practice_seat as seat')
        .innerJoin('identity', 'identity.id', 'seat.identity_id')
        .innerJoin('practice_occurrence as occurrence', 'occurrence.id', 'seat.occurrence_id')
        .innerJoin('practice_session as session', 'session.id', 'occurrence.session_id')
        .where('identity.person_id', '=', who.person)
        .where('session.community_id', '=', who.community)
        .where(({ or, eb }) =>
          or([eb('seat.checked_in_at', 'is not', null), eb('seat.attended_minutes', '>', 0)]),
        )
        .select(['occurrence.id', 'occurrence.session_id'])
        .distinct()
        .execute();
      const mine = new Set(own.map(({ id }) => id));
      const now = clock.now();
      const sessions = [...new Set(own.map(({ session_id }) => session_id))];
      const all = (await Promise.all(sessions.map((id) => occurrencesOf(store, id)))).flat();
      const over = all.filter((each) => mine.has(each.id) && each.state === 'planned' && isOver(each, now));
      const seats = await seatsOf(
        store,
        over.map(({ id }) => id),
      );
      return over
        .flatMap((occurrence): Attended[] => {
          const everyone = attendeesOf(occurrence, seats.get(occurrence.id) ?? []);
          const me = everyone.find(({ seat }) => seat.person === who.person);
          return me?.minutes !== undefined && wasThere(me) ? [{ occurrence, minutes: me.minutes }] : [];
        })
        .toSorted((a, b) => Temporal.Instant.compare(b.occurrence.starts, a.occurrence.starts));
    },
  };
}
