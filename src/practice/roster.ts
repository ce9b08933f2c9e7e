import type { Occurrence, Seat, SeatState } from './session.ts';

/** What a member says about an occurrence: `join` also takes a seat that is offered, `leave` also passes it on. */
export type Answer = 'join' | 'maybe' | 'leave';

/** Who comes to an occurrence: one seat a person, in the order of their coming. */
export interface Roster {
  readonly seats: readonly Seat[];
  readonly seated: readonly Seat[];
  readonly offered: readonly Seat[];
  readonly waiting: readonly Seat[];
  readonly maybe: readonly Seat[];
  /** Seats that nobody has and that are offered to nobody; undefined: as many as come. Never below 0. */
  readonly free: number | undefined;
}

/** Of a person's several accounts that counts which holds most. */
const STANDING: Readonly<Record<SeatState, number>> = {
  seated: 4,
  offered: 3,
  waiting: 2,
  maybe: 1,
  declined: 0,
};

export function rosterOf({ seats: capacity }: Pick<Occurrence, 'seats'>, all: readonly Seat[]): Roster {
  const best = new Map<string, Seat>();
  for (const seat of all) {
    const other = best.get(seat.person);
    if (!other || STANDING[seat.state] > STANDING[other.state]) best.set(seat.person, seat);
  }
  const seats = all.filter((seat) => best.get(seat.person) === seat);
  const of = (state: SeatState) => seats.filter((seat) => seat.state === state);
  const [seated, offered, waiting, maybe] = [of('seated'), of('offered'), of('waiting'), of('maybe')];
  const free = capacity === undefined ? undefined : Math.max(0, capacity - seated.length - offered.length);
  return { seats, seated, offered, waiting, maybe, free };
}

/** What a person answered; undefined where they have not. */
export const seatOf = ({ seats }: Roster, person: string): Seat | undefined =>
  seats.find((seat) => seat.person === person);

/** Offers end so long before the beginning, and none is made that would leave less time than this. */
const LEAST = Temporal.Duration.from({ minutes: 5 });

const lastOffer = ({ starts }: Pick<Occurrence, 'starts'>): Temporal.Instant => starts.subtract(LEAST);

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) <= 0 ? a : b;

/** Until when a seat is kept for somebody who is asked at an instant; undefined where that leaves too little time. */
export function offerUntil(
  occurrence: Pick<Occurrence, 'starts' | 'offerMinutes'>,
  asked: Temporal.Instant,
): Temporal.Instant | undefined {
  const last = lastOffer(occurrence);
  if (Temporal.Instant.compare(asked.add(LEAST), last) > 0) return undefined;
  return earlier(asked.add({ minutes: occurrence.offerMinutes }), last);
}

/** Until when an offer that was made holds now: a session that was moved to an earlier time ends it sooner. */
export const offerEnds = (
  occurrence: Pick<Occurrence, 'starts'>,
  { offeredUntil }: Pick<Seat, 'offeredUntil'>,
): Temporal.Instant | undefined => offeredUntil && earlier(offeredUntil, lastOffer(occurrence));

/** Whether offers are to be looked at before anybody is given a seat: one has ended, or the free one is somebody's turn. */
export const isUnsettled = (
  occurrence: Pick<Occurrence, 'starts'>,
  { offered, waiting, free }: Roster,
  now: Temporal.Instant,
): boolean => (waiting.length > 0 && free !== 0) || offered.some((seat) => hasLapsed(occurrence, seat, now));

export function hasLapsed(
  occurrence: Pick<Occurrence, 'starts'>,
  seat: Seat,
  now: Temporal.Instant,
): boolean {
  const ends = seat.state === 'offered' ? offerEnds(occurrence, seat) : undefined;
  return ends !== undefined && Temporal.Instant.compare(ends, now) <= 0;
}

/** What an answer makes of a person's seat. Whoever joins takes what is free: offers were made before. */
export function stateAfter(answer: Answer, { free }: Roster, mine: SeatState | undefined): SeatState {
  if (answer === 'leave') return 'declined';
  if (answer === 'maybe') return 'maybe';
  return mine === 'seated' || mine === 'offered' || free !== 0 ? 'seated' : 'waiting';
}

/** A place in the order stays with whoever moves up or gives up; who comes again does so anew. */
export const keepsRank = (before: SeatState, after: SeatState): boolean =>
  after === 'declined' || (after === 'seated' && (before === 'offered' || before === 'waiting'));
