import { shuffled } from '../course/shuffle.ts';
import { LEAST_PEOPLE, type PlayedCase, type RoleWish } from './cell.ts';
import { byPartyDue, mayMeet, mediatorDue, rolesIn } from './cell-filling.ts';
import { groupsOf } from './cell-groups.ts';
import type { PastTurns } from './cell-turns.ts';

/** Somebody who comes. */
export interface Participant {
  readonly person: string;
  readonly turns: PastTurns | undefined;
  readonly wish: RoleWish | undefined;
  /** Ids of the cases that they must not play: known, or about to be. */
  readonly seen: ReadonlySet<string>;
}

export interface ProposedCell {
  readonly caseId: string | undefined;
  readonly roles: readonly { readonly role: string; readonly person: string }[];
}

interface Terms {
  /** As many as are usual for so many people unless given; never more than three people each allow. */
  readonly cells?: number | undefined;
  /** Decides between equals, so that the same is proposed again for the same. */
  readonly seed: string;
}

/** The most cells that so many people can be. */
export const mostCells = (people: number): number => Math.floor(people / LEAST_PEOPLE);

/** About five people each: one more than play, and somebody who coaches. None for fewer than three. */
export const usualCells = (people: number): number =>
  Math.min(mostCells(people), Math.max(1, Math.round(people / 5)));

/**
 * Everybody in a role of one cell; none at all for fewer than three. Only members who do not know a case play it; a
 * cell for which no case is left brings a situation of its own.
 *
 * Turns as mediator go before all else: they are for those who had fewest for their share (`PastTurns.shares`), and a
 * wish moves that by half a turn. So everybody's count stays within one of their share, rounded down or up; who knew
 * beforehand who will come could keep to the share itself, rounded down or up. That is what comes about with any usual
 * attendance, not a theorem: if only those met who had mediated most, no rule could prevent that one of them has to
 * mediate once more.
 */
export function proposeCells(
  people: readonly Participant[],
  cases: readonly PlayedCase[],
  { cells = usualCells(people.length), seed }: Terms,
): readonly ProposedCell[] {
  if (people.length < LEAST_PEOPLE) return [];
  const count = Math.min(mostCells(people.length), Math.max(1, Math.floor(cells)));
  const anyone = shuffled(people, seed, ({ person }) => person);
  const isLeft = (each: Participant) => Number(cases.some((played) => mayMeet(each, played)));
  const rate = ({ turns }: Participant) => (turns ? turns.counts.mediator / turns.came : 0);
  const byTurn = anyone.toSorted(
    (a, b) => mediatorDue(b) - mediatorDue(a) || isLeft(b) - isLeft(a) || rate(a) - rate(b),
  );
  const groups = groupsOf(
    byTurn.slice(0, count),
    anyone.filter((each) => byTurn.indexOf(each) >= count).toSorted(byPartyDue),
    shuffled(cases, seed, ({ id }) => id),
  );
  return groups.map((group) => ({ caseId: group.played?.id, roles: rolesIn(group) }));
}
