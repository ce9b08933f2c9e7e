import { sql } from 'kysely';
import type { Store } from '../store/store.ts';
import { CELL_ROLES, plays } from './cell.ts';

/** What the delivery of facts reads beside cells and roles. */

/** When the facts of an occurrence go out, as far as its plan says so. */
export interface FactsTask {
  readonly confirmed: boolean;
  /** An ISO 8601 duration. */
  readonly lead: string;
  /** When the task that sends them is due; undefined where there is none to come. */
  readonly due: Temporal.Instant | undefined;
}

/** Undefined where nobody proposed anything. */
export async function readFactsTask(
  store: Store,
  occurrence: string,
  key: string,
): Promise<FactsTask | undefined> {
  const row = await store.db
    .selectFrom('practice_role_plan as plan')
    .leftJoin('task', (join) => join.on('task.key', '=', key).on('task.state', '=', 'pending'))
    .where('plan.occurrence_id', '=', occurrence)
    .select(['plan.confirmed_at', 'plan.facts_lead', 'task.due_at'])
    .executeTakeFirst();
  return row && { confirmed: row.confirmed_at !== null, lead: row.facts_lead, due: row.due_at ?? undefined };
}

/** Those of these holdings whose facts were sent to these identities, or are on their way. */
export async function holdingsTold(
  store: Store,
  post: string,
  identities: readonly string[],
): Promise<ReadonlySet<string>> {
  if (identities.length === 0) return new Set();
  const { rows } = await sql<{ holder: string }>`
    select subject->>'holder' as holder from delivery
    where identity_id in (${sql.join(identities)}) and post = ${post} and state <> 'skipped'`.execute(
    store.db,
  );
  return new Set(rows.map(({ holder }) => holder));
}

/** How long before an occurrence the person of an identity gets the facts of their role there; undefined: they have none. */
export async function leadOf(
  store: Store,
  occurrence: string,
  identity: string,
): Promise<string | undefined> {
  const row = await store.db
    .selectFrom('identity as mine')
    .innerJoin('identity as account', 'account.person_id', 'mine.person_id')
    .innerJoin('practice_role as role', 'role.identity_id', 'account.id')
    .innerJoin('practice_role_plan as plan', 'plan.occurrence_id', 'role.occurrence_id')
    .where('mine.id', '=', identity)
    .where('plan.occurrence_id', '=', occurrence)
    .where('plan.confirmed_at', 'is not', null)
    .select('plan.facts_lead')
    .executeTakeFirst();
  return row?.facts_lead;
}

/** Whether a person is to play a case in a community at an occurrence that is not over, by any of their accounts. */
export async function isToPlay(
  store: Store,
  { community, person }: { readonly community: string; readonly person: string },
  caseId: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const row = await store.db
    .selectFrom('practice_role as role')
    .innerJoin('identity', 'identity.id', 'role.identity_id')
    .innerJoin('practice_cell as cell', 'cell.id', 'role.cell_id')
    .innerJoin('practice_occurrence as occurrence', 'occurrence.id', 'role.occurrence_id')
    .innerJoin('practice_session as session', 'session.id', 'occurrence.session_id')
    .where('identity.person_id', '=', person)
    .where('session.community_id', '=', community)
    .where('cell.case_id', '=', caseId)
    .where(
      'role.role',
      'not in',
      CELL_ROLES.filter((role) => !plays(role)),
    )
    .where('occurrence.state', '=', 'planned')
    .where(sql<boolean>`occurrence.starts_at + occurrence.minutes * interval '1 minute' > ${now.toString()}`)
    .select('role.id')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
