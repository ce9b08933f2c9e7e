import { describe, expect, test } from 'vitest';
import type { SpaceId } from '../../src/chat/request.ts';
import {
  hasLapsed,
  isUnsettled,
  keepsRank,
  offerEnds,
  offerUntil,
  rosterOf,
  seatOf,
  stateAfter,
} from '../../src/practice/roster.ts';
import type { Seat, SeatState } from '../../src/practice/session.ts';

const NOON = Temporal.Instant.from('2026-03-12T12:00:00Z');
const at = (minutes: number) => NOON.add({ minutes });

let counted = 0;
function seat(person: string, state: SeatState, more: Partial<Seat> = {}): Seat {
  counted += 1;
  return {
    id: `s${counted}`,
    identity: `i${counted}`,
    person,
    space: 'slack:T1' as SpaceId,
    member: `U${counted}`,
    name: person,
    state,
    rank: counted,
    since: NOON,
    offeredUntil: undefined,
    checkedIn: undefined,
    attendedMinutes: undefined,
    ...more,
  };
}
const persons = (seats: readonly Seat[]) => seats.map(({ person }) => person);

describe('a roster', () => {
  test('has one seat a person: of several accounts that which holds most', () => {
    const roster = rosterOf({ seats: 3 }, [
      seat('ann', 'waiting'),
      seat('ben', 'seated'),
      seat('ann', 'seated'),
      seat('ben', 'maybe'),
      seat('cem', 'declined'),
    ]);
    expect(persons(roster.seated)).toEqual(['ben', 'ann']);
    expect([...roster.waiting, ...roster.maybe]).toEqual([]);
    expect(seatOf(roster, 'ann')?.state).toBe('seated');
    expect(seatOf(roster, 'dot')).toBeUndefined();
  });

  test('counts offered seats as taken, and is never less than full', () => {
    expect(rosterOf({ seats: 3 }, [seat('ann', 'seated'), seat('ben', 'offered')]).free).toBe(1);
    expect(rosterOf({ seats: 1 }, [seat('ann', 'seated'), seat('ben', 'offered')]).free).toBe(0);
    expect(rosterOf({ seats: undefined }, [seat('ann', 'seated')]).free).toBeUndefined();
  });
});

describe('an offer', () => {
  const session = { starts: at(180), offerMinutes: 60 };

  test('holds as long as the session says, and ends five minutes before it begins', () => {
    expect(offerUntil(session, NOON)).toEqual(at(60));
    expect(offerUntil(session, at(130))).toEqual(at(175));
  });

  test('is not made where it would leave less than five minutes', () => {
    expect(offerUntil(session, at(170))).toEqual(at(175));
    expect(offerUntil(session, at(171))).toBeUndefined();
    expect(offerUntil(session, at(400))).toBeUndefined();
  });

  test('ends sooner where the session was moved to an earlier time', () => {
    const offered = seat('ann', 'offered', { offeredUntil: at(60) });
    expect(offerEnds(session, offered)).toEqual(at(60));
    expect(offerEnds({ starts: at(30) }, offered)).toEqual(at(25));
    expect(hasLapsed({ starts: at(30) }, offered, at(24))).toBe(false);
    expect(hasLapsed({ starts: at(30) }, offered, at(25))).toBe(true);
    expect(hasLapsed(session, seat('ben', 'seated'), at(400))).toBe(false);
  });

  test('is looked at first where one has ended, or a seat is free while somebody waits', () => {
    const unsettled = (seats: readonly Seat[], now = NOON) =>
      isUnsettled(session, rosterOf({ seats: 1 }, seats), now);
    const offered = seat('ann', 'offered', { offeredUntil: at(60) });
    expect(unsettled([offered, seat('ben', 'waiting')])).toBe(false);
    expect(unsettled([offered, seat('ben', 'waiting')], at(60))).toBe(true);
    expect(unsettled([seat('ben', 'waiting')])).toBe(true);
    expect(unsettled([seat('ben', 'maybe')])).toBe(false);
  });
});

describe('an answer', () => {
  const full = rosterOf({ seats: 1 }, [seat('ann', 'seated')]);
  const empty = rosterOf({ seats: 1 }, []);

  test.each([
    ['join', empty, undefined, 'seated'],
    ['join', full, undefined, 'waiting'],
    ['join', full, 'maybe', 'waiting'],
    ['join', full, 'declined', 'waiting'],
    ['join', full, 'offered', 'seated'],
    ['join', full, 'seated', 'seated'],
    ['join', full, 'waiting', 'waiting'],
    ['maybe', empty, 'seated', 'maybe'],
    ['leave', full, 'offered', 'declined'],
    ['leave', full, undefined, 'declined'],
  ] as const)('%s with %o from %s makes it %s', (answer, roster, mine, after) => {
    expect(stateAfter(answer, roster, mine)).toBe(after);
  });

  test('keeps one’s place in the order only where one moves up or gives up', () => {
    expect([keepsRank('waiting', 'seated'), keepsRank('offered', 'seated')]).toEqual([true, true]);
    expect(keepsRank('seated', 'declined')).toBe(true);
    expect([keepsRank('declined', 'seated'), keepsRank('maybe', 'waiting')]).toEqual([false, false]);
    expect(keepsRank('seated', 'maybe')).toBe(false);
  });
});
