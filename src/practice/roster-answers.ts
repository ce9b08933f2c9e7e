import type { Who } from '../chat/request.ts';
import { type Answer, keepsRank, rosterOf, seatOf, stateAfter } from './roster.ts';
import type { Occurrence, Seat } from './session.ts';

/** Answers as they change a roster, before anything is written. */

export interface Given {
  readonly who: Who;
  readonly name: string;
  readonly answer: Answer;
}

/** What an account's seat becomes. */
export type SeatChange = Pick<Seat, 'identity' | 'name' | 'state' | 'rank'>;

/** Nothing where it is the same answer again. Of a person's several accounts one has the seat. */
export function changesOf(
  occurrence: Pick<Occurrence, 'seats'>,
  seats: readonly Seat[],
  { who, name, answer }: Given,
): SeatChange[] {
  const roster = rosterOf(occurrence, seats);
  const mine = seatOf(roster, who.person);
  const state = stateAfter(answer, roster, mine?.state);
  if (mine?.state === state) return [];
  // What one comes anew with is the account that one uses now: it is reminded.
  const same = mine && keepsRank(mine.state, state) ? mine : undefined;
  const identity = same?.identity ?? who.identity;
  const others = seats.filter(
    (each) => each.person === who.person && each.identity !== identity && each.state !== 'declined',
  );
  return [
    {
      identity,
      name: same && same.identity !== who.identity ? same.name : name,
      state,
      rank: same?.rank ?? Math.max(0, ...seats.map(({ rank }) => rank)) + 1,
    },
    ...others.map((each) => ({ ...each, state: 'declined' as const })),
  ];
}

/** The seats as they will be read back, but for what only the store knows of a new one. */
export function withChanges(
  seats: readonly Seat[],
  changes: readonly SeatChange[],
  { person, space }: Who,
  since: Temporal.Instant,
): Seat[] {
  const changed = new Map(changes.map((change) => [change.identity, change]));
  const known = seats.map((seat): Seat => {
    const change = changed.get(seat.identity);
    changed.delete(seat.identity);
    if (!change) return seat;
    const { state, rank, name } = change;
    return { ...seat, state, rank, name, since, offeredUntil: undefined };
  });
  const made = [...changed.values()].map(
    ({ identity, name, state, rank }): Seat => ({
      ...{ id: identity, identity, person, space, member: '', name, state, rank, since },
      ...{ offeredUntil: undefined, checkedIn: undefined, attendedMinutes: undefined },
    }),
  );
  return [...known, ...made];
}
