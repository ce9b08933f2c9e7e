import { kindOf, type PlayedCase, slotsOf } from './cell.ts';
import type { Group } from './cell-groups.ts';
import type { Participant } from './cell-proposal.ts';
import { owed } from './cell-turns.ts';

/** Who does what within a cell. */

/** Half a turn: a wish decides between those who are about as far, and yet everybody's turn comes. */
const WISH = 0.5;

/** How much it is somebody's turn to mediate, in turns. */
export function mediatorDue({ turns, wish }: Participant): number {
  const due = owed(turns, 'mediator');
  if (wish === undefined) return due;
  return wish === 'mediator' ? due + WISH : due - WISH;
}

const wishesToWatch = ({ wish }: Participant): boolean => wish === 'observer' || wish === 'coach';

/** Those with the same wish stand together, so that they are shared out among the cells. */
const partyWish = ({ wish }: Participant): number => {
  const rank = ['party', undefined, 'observer', 'coach'].indexOf(wish);
  return rank < 0 ? 1 : rank;
};

/** Who should play a party first: by their wish, then by their turns. */
export const byPartyDue = (a: Participant, b: Participant): number =>
  partyWish(a) - partyWish(b) || owed(b.turns, 'party') - owed(a.turns, 'party');

export const mayMeet = ({ seen }: Participant, played: PlayedCase | undefined): boolean =>
  played === undefined || !seen.has(played.id);

/** Who should coach first: who has mediated, who knows the case and so could not play, then by their turns. */
const byCoachDue = (played: PlayedCase | undefined) => {
  const rank = (each: Participant): number =>
    (each.turns && each.turns.counts.mediator > 0 ? 0 : 2) + (mayMeet(each, played) ? 1 : 0);
  return (a: Participant, b: Participant): number =>
    rank(a) - rank(b) || owed(b.turns, 'coach') - owed(a.turns, 'coach');
};

/** Everybody of a group in one role. Enough of them have to be new to the case. */
export function rolesIn({ mediator, others, played }: Group): { role: string; person: string }[] {
  const roles = [{ role: 'mediator', person: mediator.person }];
  let left = others.toSorted(byPartyDue);
  const fresh = () => left.filter((each) => mayMeet(each, played));
  const isOpen = (role: string): boolean => !roles.some((each) => each.role === role);
  const give = (role: string, who: Participant | undefined): void => {
    if (!who) return;
    roles.push({ role, person: who.person });
    left = left.filter((each) => each !== who);
  };
  const slots = slotsOf(played);

  for (const { role, needed } of slots) {
    if (needed && isOpen(role)) give(role, fresh()[0]);
  }
  // All else leaves those alone who wish to watch.
  give('coach', left.filter(({ wish }) => wish === 'coach').toSorted(byCoachDue(played))[0]);
  for (const each of left.filter(({ wish }) => wish === 'observer')) give('observer', each);
  for (const { role, needed } of slots) {
    if (needed || kindOf(role) !== 'party') continue;
    give(role, fresh().filter((each) => !wishesToWatch(each))[0]);
  }
  // So many of the rest as there are people for, yet each to whom it suits best: what is left over observes.
  const rest = slots.filter(({ role }) => kindOf(role) !== 'party' && isOpen(role)).slice(0, left.length);
  if (rest.some(({ role }) => role === 'coach')) give('coach', left.toSorted(byCoachDue(played))[0]);
  if (rest.some(({ role }) => role === 'co-mediator')) {
    const fit = fresh().filter((each) => !wishesToWatch(each) && each.wish !== 'not-mediator');
    give('co-mediator', fit.toSorted((a, b) => mediatorDue(b) - mediatorDue(a))[0]);
  }
  for (const each of left) give('observer', each);
  return roles;
}
