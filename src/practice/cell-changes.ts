import { kindOf, LEAST_PEOPLE, type PlayedCase, type Slot, slotsOf } from './cell.ts';

/** What changes make of a plan: who has which role afterwards. */

/** Somebody in a role of a cell, which is named by its id. */
export interface Placing {
  readonly person: string;
  readonly cell: string;
  readonly role: string;
}

/** A cell and its places. */
export interface CellSlots {
  readonly id: string;
  readonly slots: readonly Slot[];
}

/** What holds for those who might move. */
export interface Terms {
  /** By their numbers. */
  readonly cells: readonly CellSlots[];
  /** Whether a person may have this role in this cell: nobody plays a case that they know. */
  readonly mayTake: (placing: Placing) => boolean;
}

/** The case of a cell; of one that the course has lost only the cell's own places are known. */
export const playedOrLost = (
  cases: readonly PlayedCase[],
  caseId: string | undefined,
): PlayedCase | undefined =>
  caseId === undefined
    ? undefined
    : (cases.find(({ id }) => id === caseId) ?? { id: caseId, parties: [], roles: [] });

const inRole = (placings: readonly Placing[], cell: string, role: string): Placing | undefined =>
  placings.find((each) => each.cell === cell && each.role === role);

const without = (placings: readonly Placing[], ...gone: readonly (Placing | undefined)[]): Placing[] =>
  placings.filter((each) => !gone.includes(each));

/** Who had the role takes what its new holder did before; they observe where there was nothing, or they may not play it. */
export function withRoleGiven(
  placings: readonly Placing[],
  given: Placing,
  { mayTake }: Pick<Terms, 'mayTake'>,
): readonly Placing[] {
  const before = placings.find(({ person }) => person === given.person);
  if (before && before.cell === given.cell && before.role === given.role) return placings;
  const displaced = given.role === 'observer' ? undefined : inRole(placings, given.cell, given.role);
  const others = without(placings, before, displaced);
  if (!displaced) return [...others, given];
  const swapped = before && { ...before, person: displaced.person };
  const moved = swapped && mayTake(swapped) ? swapped : { ...displaced, role: 'observer' };
  return [...others, given, moved];
}

/** Those of a cell who could leave what they do for a role, who is best first; the tiers are of equals. */
function standIns(placings: readonly Placing[], { id, slots }: CellSlots, role: string): Placing[][] {
  const own = placings.filter(({ cell }) => cell === id);
  const doing = (doing: string) => own.filter((each) => each.role === doing);
  const further = slots.filter((slot) => kindOf(slot.role) === 'party' && !slot.needed);
  return [
    ...(role === 'mediator' ? [doing('co-mediator')] : []),
    doing('observer'),
    doing('coach'),
    doing('co-mediator'),
    ...further.map((slot) => doing(slot.role)),
  ];
}

/** The roles of a cell in its former case, so that they can follow another one. */
interface FormerParts {
  readonly parties: readonly string[];
  /** Of its further seats. */
  readonly seats: readonly string[];
}

const partsOf = (slots: readonly Slot[]): FormerParts => {
  const parts = slots.filter(({ role }) => kindOf(role) === 'party');
  return {
    parties: parts.filter(({ needed }) => needed).map(({ role }) => role),
    seats: parts.filter(({ needed }) => !needed).map(({ role }) => role),
  };
};

/**
 * A cell in another case: its parties and further seats follow in their order. Whom that leaves without a part, or who
 * may not play the case, observes; what is needed and empty goes to who watches or helps.
 */
export function withCase(
  placings: readonly Placing[],
  cell: string,
  { before, after }: { readonly before: PlayedCase | undefined; readonly after: PlayedCase | undefined },
  { mayTake }: Pick<Terms, 'mayTake'>,
): readonly Placing[] {
  const slots = slotsOf(after);
  const [from, to] = [partsOf(slotsOf(before)), partsOf(slots)];
  const own = placings.filter((each) => each.cell === cell);
  // Parts that a lost case leaves behind were parties or seats: nobody knows, and the first are taken for parties.
  const known = new Set([...from.parties, ...from.seats]);
  const lost = own.map(({ role }) => role).filter((role) => kindOf(role) === 'party' && !known.has(role));
  const parties = [...from.parties, ...lost];
  const follows = (role: string): string => {
    if (kindOf(role) !== 'party') return role;
    return to.parties[parties.indexOf(role)] ?? to.seats[from.seats.indexOf(role)] ?? 'observer';
  };
  let now: Placing[] = own.map((each) => {
    const moved = { ...each, role: follows(each.role) };
    return mayTake(moved) ? moved : { ...each, role: 'observer' };
  });
  for (const { role, needed } of slots) {
    if (!needed || inRole(now, cell, role)) continue;
    const found = standIns(now, { id: cell, slots }, role)
      .flat()
      .find((each) => mayTake({ ...each, role }));
    if (found) now = [...without(now, found), { ...found, role }];
  }
  return [...placings.filter((each) => each.cell !== cell), ...now];
}

/** Takes somebody out; undefined: nobody takes over, or nobody needs to. */
export function withoutHolder(
  placings: readonly Placing[],
  person: string,
  {
    cells,
    mayTake,
    free,
    order,
  }: Terms & {
    /** Persons who come and have no role. */
    readonly free: readonly string[];
    /** Of persons: decides between equals. */
    readonly order: readonly string[];
  },
): { readonly placings: readonly Placing[]; readonly by: string | undefined } {
  const out = placings.find((each) => each.person === person);
  const rest = without(placings, out);
  const cell = cells.find(({ id }) => id === out?.cell);
  const slot = cell?.slots.find(({ role }) => role === out?.role);
  if (!out || !cell || !slot?.needed) return { placings: rest, by: undefined };

  const spare = rest.filter(
    (each) =>
      each.cell !== cell.id &&
      each.role === 'observer' &&
      rest.filter((other) => other.cell === each.cell).length > LEAST_PEOPLE,
  );
  const tiers: readonly (readonly string[])[] = [
    ...standIns(rest, cell, slot.role).map((tier) => tier.map((each) => each.person)),
    free.filter((each) => each !== person),
    spare.map((each) => each.person),
  ];
  const [by] = tiers.flatMap((tier) =>
    tier
      .filter((each) => mayTake({ ...out, person: each }))
      .toSorted((a, b) => order.indexOf(a) - order.indexOf(b)),
  );
  if (by === undefined) return { placings: rest, by };
  return { placings: [...rest.filter((each) => each.person !== by), { ...out, person: by }], by };
}

/** A place for somebody who has none: what is needed and empty first, else they observe in the smallest cell. */
export function withLateComer(
  placings: readonly Placing[],
  person: string,
  { cells, mayTake }: Terms,
): readonly Placing[] {
  const vacant = cells.flatMap(({ id, slots }) =>
    slots
      .filter(({ role, needed }) => needed && !inRole(placings, id, role))
      .map(({ role }): Placing => ({ person, cell: id, role })),
  );
  const sizeOf = ({ id }: CellSlots): number => placings.filter(({ cell }) => cell === id).length;
  const [smallest] = cells.toSorted((a, b) => sizeOf(a) - sizeOf(b));
  const place = vacant.find(mayTake) ?? (smallest && { person, cell: smallest.id, role: 'observer' });
  return place ? [...placings, place] : placings;
}
