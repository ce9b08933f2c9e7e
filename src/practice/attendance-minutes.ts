import { rosterOf } from './roster.ts';
import { CHECK_IN_BEFORE, isOver, type Occurrence, type Seat } from './session.ts';

/** Who was there, and for how long. */

type Timed = Pick<Occurrence, 'starts' | 'ends' | 'minutes' | 'state'>;

/** One person at an occurrence, by whichever of their accounts. */
export interface Attendee {
  /** What they answered; of several accounts, the one that counts. */
  readonly seat: Seat;
  readonly checkedIn: Temporal.Instant | undefined;
  /** Undefined: nobody knows that they were there. 0: they were not. */
  readonly minutes: number | undefined;
  /** A facilitator said so. */
  readonly corrected: boolean;
}

const later = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) >= 0 ? a : b;

/** From the check-in, or from the beginning where that is later, to the end; a minute that has begun counts. */
const minutesFrom = (checkedIn: Temporal.Instant, { starts, ends }: Timed): number =>
  Math.max(0, Math.ceil(later(checkedIn, starts).until(ends).total('minutes')));

/** Everyone who answered, a person once, in the order of their coming. What was corrected counts, then a check-in with a seat. */
export function attendeesOf(occurrence: Timed & Pick<Occurrence, 'seats'>, all: readonly Seat[]): Attendee[] {
  return rosterOf(occurrence, all).seats.map((seat): Attendee => {
    const own = all.filter(({ person }) => person === seat.person);
    const corrections = own.flatMap(({ attendedMinutes }) => attendedMinutes ?? []);
    const checkIns = own.flatMap(({ state, checkedIn }) =>
      state === 'seated' && checkedIn ? [checkedIn] : [],
    );
    const checkedIn = checkIns.toSorted(Temporal.Instant.compare)[0];
    const corrected = corrections.length > 0;
    return {
      seat,
      checkedIn,
      minutes: corrected
        ? Math.max(...corrections)
        : checkedIn === undefined
          ? undefined
          : minutesFrom(checkedIn, occurrence),
      corrected,
    };
  });
}

/** Those who are asked about: with a seat, or there without one. */
export const isListed = ({ seat, corrected }: Attendee): boolean => seat.state === 'seated' || corrected;

export const wasThere = ({ minutes }: Attendee): boolean => minutes !== undefined && minutes > 0;

/** From ten minutes before the beginning on, people come. */
export const isComing = ({ starts, state }: Timed, now: Temporal.Instant): boolean =>
  state === 'planned' && Temporal.Instant.compare(now, starts.subtract(CHECK_IN_BEFORE)) >= 0;

export const takesCheckIns = (occurrence: Timed, now: Temporal.Instant): boolean =>
  isComing(occurrence, now) && !isOver(occurrence, now);
