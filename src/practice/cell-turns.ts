import { ROLE_KINDS, type RoleKind } from './cell.ts';

/** Who did what at one occurrence. */
export interface HeldRoles {
  readonly people: readonly { readonly person: string; readonly kind: RoleKind }[];
}

/** What somebody did so far, and how much of it would have been theirs. */
export interface PastTurns {
  /** How often they had a role. */
  readonly came: number;
  readonly counts: Readonly<Record<RoleKind, number>>;
  /**
   * What attendance allows: of each occurrence at which they had a role, the turns of that kind divided by the people
   * there. Fractions of a turn, summed.
   */
  readonly shares: Readonly<Record<RoleKind, number>>;
}

const none = (): Record<RoleKind, number> => ({
  ...{ mediator: 0, 'co-mediator': 0, coach: 0, observer: 0, party: 0 },
});

/** By person. */
export function turnsOf(held: readonly HeldRoles[]): ReadonlyMap<string, PastTurns> {
  const found = new Map<
    string,
    { came: number; counts: Record<RoleKind, number>; shares: Record<RoleKind, number> }
  >();
  for (const { people } of held) {
    const there = new Set(people.map(({ person }) => person));
    const offered = none();
    for (const { kind } of people) offered[kind] += 1;
    for (const person of there) {
      const turns = found.get(person) ?? { came: 0, counts: none(), shares: none() };
      turns.came += 1;
      for (const kind of ROLE_KINDS) turns.shares[kind] += offered[kind] / there.size;
      found.set(person, turns);
    }
    for (const { person, kind } of people) found.get(person)!.counts[kind] += 1;
  }
  return found;
}

/** How many turns of a kind somebody has had fewer than their share; below zero: more. Nothing for who is new. */
export const owed = (turns: PastTurns | undefined, kind: RoleKind): number =>
  // Sums of fractions differ in their last digits by their order.
  turns ? Math.round((turns.shares[kind] - turns.counts[kind]) * 1e9) / 1e9 : 0;
