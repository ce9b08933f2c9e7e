import { type Cell, kindOf, type PlayedCase, plays, type RoleHolder, type RoleWish } from './cell.ts';
import type { PastTurns } from './cell-turns.ts';
import { mayPlay, type SeenCase } from './seen-cases.ts';

/** Why somebody was proposed for a role, in words. Derived each time; nothing is kept. */

/** All by person. */
export interface Grounds {
  readonly turns: ReadonlyMap<string, PastTurns>;
  readonly wishes: ReadonlyMap<string, RoleWish>;
  readonly seen: ReadonlyMap<string, readonly SeenCase[]>;
}

/** A sentence or two a cell; none says more of the case than whether it was read. */
export function reasonsFor(cell: Cell, played: PlayedCase | undefined, grounds: Grounds): readonly string[] {
  const mediator = cell.holders.find(({ role }) => role === 'mediator');
  return [
    ...(mediator ? [turnsReason(mediator, grounds.turns.get(mediator.person))] : []),
    ...(played ? [readingReason(cell, played, grounds.seen)] : []),
    ...wishReasons(cell, grounds.wishes),
  ];
}

function turnsReason({ name }: RoleHolder, turns: PastTurns | undefined): string {
  if (!turns || turns.came === 0) return `${name} mediates: this is their first session with roles.`;
  const { came, counts, shares } = turns;
  if (counts.mediator === 0) return `${name} mediates: has not mediated yet, came ${timesSaid(came)}.`;
  const theirs = Number(shares.mediator.toFixed(1));
  return `${name} mediates: ${counts.mediator === 1 ? '1 turn' : `${counts.mediator} turns`} so far, by their attendance ${theirs} would be theirs.`;
}

const timesSaid = (count: number): string => (count === 1 ? 'once' : `${count} times`);

function readingReason({ occurrence, holders }: Cell, { id }: PlayedCase, seen: Grounds['seen']): string {
  const knowing = holders.filter(
    ({ person, role }) => plays(role) && !mayPlay(seen.get(person) ?? [], { caseId: id, role, occurrence }),
  );
  if (knowing.length === 0) return 'Nobody who plays has read the case.';
  return `${namesSaid(knowing)} ${knowing.length === 1 ? 'has' : 'have'} read the case already; another case or another part would suit better.`;
}

const WISHED: Readonly<Record<RoleWish, string>> = {
  mediator: 'to mediate',
  'not-mediator': 'not to mediate',
  party: 'to be a party',
  observer: 'to observe',
  coach: 'to coach',
};

/** Whether a role is what somebody would like. */
const heeds = (wish: RoleWish, role: string): boolean =>
  wish === 'not-mediator' ? role !== 'mediator' : kindOf(role) === wish;

function wishReasons({ holders }: Cell, wishes: Grounds['wishes']): string[] {
  const wished = holders.flatMap(({ person, name, role }) => {
    const wish = wishes.get(person);
    return wish ? [{ name: `${name} (${WISHED[wish]})`, heeded: heeds(wish, role) }] : [];
  });
  const said = (heeded: boolean, words: string): string[] => {
    const those = wished.filter((each) => each.heeded === heeded);
    return those.length === 0 ? [] : [`${words} ${namesSaid(those)}.`];
  };
  return [...said(true, 'Wishes heeded:'), ...said(false, 'Wishes that could not be:')];
}

/** Of a list of names. */
const NAMES = 4;

/** `Ana, Ben and 3 more`. */
export function namesSaid(named: readonly { readonly name: string }[], most = NAMES): string {
  const names = named.slice(0, most).map(({ name }) => name);
  const more = named.length - names.length;
  if (more > 0) return `${names.join(', ')} and ${more} more`;
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}
