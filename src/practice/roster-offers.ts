import type { Outgoing } from '../chat/outgoing.ts';
import type { PracticeParts } from './practice.ts';
import { hasLapsed, offerEnds, offerUntil, rosterOf } from './roster.ts';
import { declineSeats, offerSeat } from './roster-rows.ts';
import { lapseJob, lapseKey, offerPost } from './seat-cards.ts';
import type { Occurrence, Seat } from './session.ts';
import { seatsIn } from './session-rows.ts';

/** Gives free seats to those who wait, in the order in which they came. The occurrence is held. */
export const createOffers =
  ({ store, clock, wishes }: PracticeParts) =>
  async (occurrence: Occurrence, outgoing: Outgoing): Promise<void> => {
    const { id, community } = occurrence;
    if (occurrence.state !== 'planned') return;
    const now = clock.now();
    const all = await seatsIn(store, id);
    const lapsed = all.filter((seat) => hasLapsed(occurrence, seat, now));
    await declineSeats(
      store,
      lapsed.map((seat) => seat.id),
      now,
    );

    const roster = rosterOf(
      occurrence,
      all.filter((seat) => !lapsed.includes(seat)),
    );
    const ends = roster.offered.map((seat) => offerEnds(occurrence, seat));
    let free = roster.free ?? Number.POSITIVE_INFINITY;
    for (const seat of roster.waiting) {
      if (free <= 0) break;
      const until = await offer(seat);
      if (!until) continue;
      ends.push(until);
      free -= 1;
    }
    const [first] = ends.filter((each) => each !== undefined).toSorted(Temporal.Instant.compare);
    if (!first) return;
    await outgoing.schedule.at(lapseJob, {
      key: lapseKey(id),
      community,
      subject: { occurrence: id },
      due: first,
    });

    /** Undefined where there is no time left to ask them: whoever clicks then takes the seat. */
    async function offer({ id: seat, space, identity }: Seat): Promise<Temporal.Instant | undefined> {
      const quiet = await wishes.quietUntil(identity, now);
      const until = offerUntil(occurrence, quiet ?? now);
      if (!until) return undefined;
      await offerSeat(store, seat, now, until);
      await outgoing.deliveries.send(offerPost, {
        key: `practice.offer:${seat}:${until}`,
        community,
        to: { space, identity },
        subject: { seat },
        expires: until,
        ...(quiet ? { due: quiet } : {}),
      });
      return until;
    }
  };
