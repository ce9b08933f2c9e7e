import type { SpaceId } from '../chat/request.ts';
import type { Case, CaseRole } from '../course/course.ts';

/** A cell: a few members who play one case, each in a role. */

/** The roles that every cell can have. Any other is a party or a further seat of the case, by its id. */
export const CELL_ROLES = ['mediator', 'co-mediator', 'coach', 'observer'] as const;
type CellRole = (typeof CELL_ROLES)[number];

/** What a turn counts as, whatever a case calls its parties and further seats; in the order in which they are listed. */
export const ROLE_KINDS = ['mediator', 'co-mediator', 'party', 'coach', 'observer'] as const;
export type RoleKind = (typeof ROLE_KINDS)[number];

export const kindOf = (role: string): RoleKind => CELL_ROLES.find((each) => each === role) ?? 'party';

/** Where a role stands in their order; of a person's several accounts that counts whose role stands first. */
export const rankOf = ({ role }: { readonly role: string }): number => ROLE_KINDS.indexOf(kindOf(role));

/** The fewest that can play: a mediator and two parties. */
export const LEAST_PEOPLE = 3;

/** Whoever plays one of these must not know the case; who watches or coaches may. */
export const plays = (role: string): boolean => role !== 'coach' && role !== 'observer';

/** A member in a role. */
export interface RoleHolder {
  /** Of the holding: another holder, or the same one in another role, has another. */
  readonly id: string;
  readonly role: string;
  readonly identity: string;
  readonly person: string;
  readonly space: SpaceId;
  /** The platform's id of the member. */
  readonly member: string;
  readonly name: string;
  readonly since: Temporal.Instant;
}

export const PHASES = ['preparation', 'mediation', 'debrief'] as const;
export type Phase = (typeof PHASES)[number];

export interface Cell {
  readonly id: string;
  readonly occurrence: string;
  /** From 1. */
  readonly number: number;
  /** Of the course, which may have lost it since; undefined: a situation of their own. */
  readonly caseId: string | undefined;
  /** Mediator first; only of those who have a seat. */
  readonly holders: readonly RoleHolder[];
  /** What the timer runs for, and until when. */
  readonly timer: { readonly phase: Phase; readonly ends: Temporal.Instant } | undefined;
  /** Since when the cell may read all facts. */
  readonly revealed: Temporal.Instant | undefined;
}

/** Who plays which role at an occurrence. */
export interface RolePlan {
  readonly occurrence: string;
  /** Undefined: a proposal, which only those who lead the session see. */
  readonly confirmed: Temporal.Instant | undefined;
  /** How long before the beginning everybody gets their facts, an ISO 8601 duration. */
  readonly factsLead: string;
  /** By their numbers. */
  readonly cells: readonly Cell[];
}

/** What a member would like to do. */
export const ROLE_WISHES = ['mediator', 'not-mediator', 'party', 'observer', 'coach'] as const;
export type RoleWish = (typeof ROLE_WISHES)[number];

/** What proposals need to know of a case. */
export type PlayedCase = Pick<Case, 'id' | 'parties' | 'roles'>;

/** The case of a cell; undefined: a situation of their own, or the course has lost the case. */
export const playedIn = (cases: readonly Case[], { caseId }: Pick<Cell, 'caseId'>): Case | undefined =>
  cases.find(({ id }) => id === caseId);

/** A place in a cell. */
export interface Slot {
  readonly role: string;
  readonly name: string;
  /** Without it nothing can be played. */
  readonly needed: boolean;
}

const NAMES: Readonly<Record<CellRole, string>> = {
  mediator: 'Mediator',
  'co-mediator': 'Co-mediator',
  coach: 'Coach',
  observer: 'Observer',
};

/** Of a situation that the members bring along. */
const OWN_PARTIES: readonly CaseRole[] = [
  { id: 'party-1', name: 'Party 1' },
  { id: 'party-2', name: 'Party 2' },
];

const isCellRole = (role: string): role is CellRole => CELL_ROLES.some((each) => each === role);

/**
 * The places of a cell in the order in which they are filled. Those after them all observe. Undefined: of a cell
 * without a case.
 */
export function slotsOf(played: PlayedCase | undefined): Slot[] {
  const seats = (played?.roles ?? []).filter(({ id }) => !isCellRole(id));
  const slot = ({ id, name }: CaseRole, needed: boolean): Slot => ({ role: id, name, needed });
  const own = (role: CellRole, needed = false): Slot => ({ role, name: NAMES[role], needed });
  return [
    own('mediator', true),
    ...(played?.parties ?? OWN_PARTIES).map((party) => slot(party, true)),
    ...seats.map((seat) => slot(seat, false)),
    own('observer'),
    own('coach'),
    own('co-mediator'),
  ];
}

/** What members read; a part that the case does not have any more is named as such. */
export const roleName = (played: PlayedCase | undefined, role: string): string =>
  slotsOf(played).find((slot) => slot.role === role)?.name ?? 'A part that the case no longer has';

/** Slots that have to be filled before the cell can play. */
export const vacantSlots = (played: PlayedCase | undefined, { holders }: Pick<Cell, 'holders'>): Slot[] =>
  slotsOf(played).filter(({ role, needed }) => needed && !holders.some((holder) => holder.role === role));

/** The cell of a person, and what they do in it. */
export function placeIn(
  { cells }: Pick<RolePlan, 'cells'>,
  person: string,
): { readonly cell: Cell; readonly holder: RoleHolder } | undefined {
  for (const cell of cells) {
    const holder = cell.holders.find((each) => each.person === person);
    if (holder) return { cell, holder };
  }
  return undefined;
}
