import { randomUUID } from 'node:crypto';
import type { Store } from '../store/store.ts';

/** Plans and holdings as they are written. The occurrence is held. */

/** How long before the beginning facts go out, unless somebody says otherwise. */
const FACTS_LEAD = 'P1D';

/** An identity in a role of a cell. */
export interface HoldingWish {
  readonly cell: string;
  readonly identity: string;
  readonly role: string;
}

/** A proposal in place of an earlier one; when facts go out stays as it was said. */
export async function writeProposal(
  { db }: Store,
  occurrence: string,
  cells: readonly {
    readonly caseId: string | undefined;
    readonly roles: readonly { readonly role: string; readonly identity: string }[];
  }[],
  at: Temporal.Instant,
): Promise<void> {
  const made = at.toString();
  await db
    .insertInto('practice_role_plan')
    .values({ occurrence_id: occurrence, facts_lead: FACTS_LEAD, confirmed_at: null, made_at: made })
    .onConflict((conflict) => conflict.column('occurrence_id').doUpdateSet({ made_at: made }))
    .execute();
  await db.deleteFrom('practice_cell').where('occurrence_id', '=', occurrence).execute();
  if (cells.length === 0) return;
  const rows = cells.map(({ caseId, roles }, index) => ({
    roles,
    row: { id: randomUUID(), occurrence_id: occurrence, number: index + 1, case_id: caseId ?? null },
  }));
  await db
    .insertInto('practice_cell')
    .values(rows.map(({ row }) => row))
    .execute();
  await insertHoldings(
    db,
    occurrence,
    rows.flatMap(({ row, roles }) => roles.map((role) => ({ ...role, cell: row.id }))),
    made,
  );
}

/**
 * These are the holdings of an occurrence now. Who keeps their role keeps the holding; `renewed`: not in this cell,
 * since its roles are others' now. What is not seen any more, of who gave up their seat, goes too.
 */
export async function writeHoldings(
  { db }: Store,
  occurrence: string,
  wishes: readonly HoldingWish[],
  at: Temporal.Instant,
  renewed?: string,
): Promise<void> {
  const rows = await db
    .selectFrom('practice_role')
    .where('occurrence_id', '=', occurrence)
    .select(['id', 'cell_id', 'identity_id', 'role'])
    .execute();
  const keyOf = ({ cell, identity, role }: HoldingWish): string => [cell, identity, role].join();
  const standing = new Map(
    rows
      .filter(({ cell_id }) => cell_id !== renewed)
      .map(({ id, cell_id, identity_id, role }) => [
        keyOf({ cell: cell_id, identity: identity_id, role }),
        id,
      ]),
  );
  const kept = new Set(wishes.map((wish) => standing.get(keyOf(wish))));
  await dropHoldings(
    { db },
    rows.map(({ id }) => id).filter((id) => !kept.has(id)),
  );
  await insertHoldings(
    db,
    occurrence,
    wishes.filter((wish) => !standing.has(keyOf(wish))),
    at.toString(),
  );
}

async function insertHoldings(
  db: Store['db'],
  occurrence: string,
  wishes: readonly HoldingWish[],
  since: string,
): Promise<void> {
  if (wishes.length === 0) return;
  await db
    .insertInto('practice_role')
    .values(
      wishes.map(({ cell, identity, role }) => ({
        ...{ id: randomUUID(), cell_id: cell, occurrence_id: occurrence },
        ...{ identity_id: identity, role, since },
      })),
    )
    .execute();
}

export async function dropHoldings({ db }: Pick<Store, 'db'>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.deleteFrom('practice_role').where('id', 'in', ids).execute();
}

export const writePlan = (
  { db }: Store,
  occurrence: string,
  set: { readonly confirmed_at?: string | null; readonly facts_lead?: string },
): Promise<unknown> =>
  db.updateTable('practice_role_plan').set(set).where('occurrence_id', '=', occurrence).execute();

export const writeCase = ({ db }: Store, cell: string, caseId: string | undefined): Promise<unknown> =>
  db
    .updateTable('practice_cell')
    .set({ case_id: caseId ?? null })
    .where('id', '=', cell)
    .execute();
