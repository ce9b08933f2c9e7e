import { sql } from 'kysely';
import type { SpaceId } from '../chat/request.ts';
import type { Store } from '../store/store.ts';
import { type Cell, type RoleHolder, type RolePlan, rankOf } from './cell.ts';

/** Cells and roles as they are read from the store. */

interface HolderRow {
  readonly id: string;
  readonly cell_id: string;
  readonly identity_id: string;
  readonly role: string;
  readonly since: Temporal.Instant;
  readonly person_id: string;
  readonly space_id: SpaceId;
  readonly external_id: string;
  readonly name: string;
}

/** Whoever gave up their seat has no role any more, whichever of their accounts has which. */
async function holdersOf(store: Store, occurrence: string): Promise<readonly HolderRow[]> {
  const { rows } = await sql<HolderRow>`
    select role.id, role.cell_id, role.identity_id, role.role, role.since,
      account.person_id, account.space_id, account.external_id, seated.name
    from practice_role role
    join identity account on account.id = role.identity_id
    join space on space.id = account.space_id
    join lateral (
      select seat.name from practice_seat seat
      join identity mine on mine.id = seat.identity_id
      join space home on home.id = mine.space_id
      where seat.occurrence_id = role.occurrence_id and seat.state = 'seated'
        and mine.person_id = account.person_id and home.community_id = space.community_id
      limit 1
    ) seated on true
    where role.occurrence_id = ${occurrence} and space.community_id = (
      select session.community_id from practice_occurrence occurrence
      join practice_session session on session.id = occurrence.session_id
      where occurrence.id = ${occurrence})
    order by role.id`.execute(store.db);
  return rows;
}

/** Mediator first; parties in the order of their ids. */
const byRole = (a: RoleHolder, b: RoleHolder): number =>
  rankOf(a) - rankOf(b) || a.role.localeCompare(b.role, 'en') || a.name.localeCompare(b.name, 'en');

/** Accounts that were linked since may have a role each: of these counts the one that stands first. */
function onePlaceEach(cells: readonly Cell[]): readonly Cell[] {
  const first = new Map<string, RoleHolder>();
  for (const holder of cells.flatMap(({ holders }) => holders).toSorted(byRole)) {
    if (!first.has(holder.person)) first.set(holder.person, holder);
  }
  return cells.map((cell) => ({
    ...cell,
    holders: cell.holders.filter((holder) => first.get(holder.person) === holder),
  }));
}

/** Undefined where nobody proposed anything yet. */
export async function readRolePlan(store: Store, occurrence: string): Promise<RolePlan | undefined> {
  const plan = await store.db
    .selectFrom('practice_role_plan')
    .where('occurrence_id', '=', occurrence)
    .selectAll()
    .executeTakeFirst();
  if (!plan) return undefined;
  const cells = await store.db
    .selectFrom('practice_cell')
    .where('occurrence_id', '=', occurrence)
    .selectAll()
    .orderBy('number')
    .execute();
  const holders = await holdersOf(store, occurrence);
  return {
    occurrence,
    confirmed: plan.confirmed_at ?? undefined,
    factsLead: plan.facts_lead,
    cells: onePlaceEach(
      cells.map(
        (row): Cell => ({
          id: row.id,
          occurrence,
          number: row.number,
          caseId: row.case_id ?? undefined,
          timer: row.phase && row.phase_ends_at ? { phase: row.phase, ends: row.phase_ends_at } : undefined,
          revealed: row.revealed_at ?? undefined,
          holders: holders
            .filter(({ cell_id }) => cell_id === row.id)
            .map((holder) => ({
              id: holder.id,
              role: holder.role,
              identity: holder.identity_id,
              person: holder.person_id,
              space: holder.space_id,
              member: holder.external_id,
              name: holder.name,
              since: holder.since,
            }))
            .toSorted(byRole),
        }),
      ),
    ),
  };
}

/** The occurrence of a cell; undefined where the cell is gone. */
export async function occurrenceOfCell(store: Store, cell: string): Promise<string | undefined> {
  const row = await store.db
    .selectFrom('practice_cell')
    .where('id', '=', cell)
    .select('occurrence_id')
    .executeTakeFirst();
  return row?.occurrence_id;
}

/** The occurrence of a role; undefined where nobody holds it any more. */
export async function occurrenceOfRole(store: Store, role: string): Promise<string | undefined> {
  const row = await store.db
    .selectFrom('practice_role')
    .where('id', '=', role)
    .select('occurrence_id')
    .executeTakeFirst();
  return row?.occurrence_id;
}

/** Somebody in a role, whether or not they still have a seat. */
export interface Holding {
  readonly id: string;
  readonly cell: string;
  readonly caseId: string | undefined;
  readonly role: string;
  readonly person: string;
}

export async function holdingsIn(store: Store, occurrence: string): Promise<readonly Holding[]> {
  const rows = await store.db
    .selectFrom('practice_role as role')
    .innerJoin('practice_cell as cell', 'cell.id', 'role.cell_id')
    .innerJoin('identity', 'identity.id', 'role.identity_id')
    .where('role.occurrence_id', '=', occurrence)
    .select(['role.id', 'role.cell_id', 'role.role', 'cell.case_id', 'identity.person_id'])
    .execute();
  return rows.map(({ id, cell_id, role, case_id, person_id }) => ({
    ...{ id, cell: cell_id, role, person: person_id, caseId: case_id ?? undefined },
  }));
}

/** Who opened a session, each person by one account. */
export async function organisersOf(
  store: Store,
  session: string,
  community: string,
): Promise<readonly { readonly space: SpaceId; readonly identity: string }[]> {
  const rows = await store.db
    .selectFrom('practice_organiser as organiser')
    .innerJoin('identity', 'identity.id', 'organiser.identity_id')
    .innerJoin('space', 'space.id', 'identity.space_id')
    .where('organiser.session_id', '=', session)
    .where('space.community_id', '=', community)
    .distinctOn('identity.person_id')
    .select(['identity.id', 'identity.space_id'])
    .orderBy('identity.person_id')
    .orderBy('identity.first_seen_at')
    .execute();
  return rows.map(({ id, space_id }) => ({ space: space_id as SpaceId, identity: id }));
}
