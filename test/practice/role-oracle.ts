import { sql } from 'kysely';
import { reminderAt } from '../../src/practice/reminder-times.ts';
import type { Occurrence } from '../../src/practice/session.ts';
import type { TestStore } from '../store/stores.ts';
import { hedge, roleCases } from './role-cases.ts';

/** Who may read what of the cases, from the records alone: without the code that gives it out. */

/** For so long the cell reads everything. */
const REVEALED_FOR = { hours: 7 * 24 };
/** In the words of the feedback that the observer gives. */
export const FEEDBACK = 'FEEDBACKHEDGE';

/** The confidential words of the cases that stand in a text: markers, and questions of the debrief. */
export function secretsIn(text: string): string[] {
  const found = new Set(text.match(/\b(?:GENERAL|SECRET|NOTICE|CAUCUS|FEEDBACK)[A-Z]+/g));
  // Both cases have the same ones.
  if (hedge.debrief.some((question) => text.includes(question.text))) found.add('DEBRIEF');
  return [...found];
}

const everythingOf = (caseId: string): string[] =>
  secretsIn(
    JSON.stringify(
      roleCases.find(({ id }) => id === caseId),
      (_, value) => (value instanceof Map ? [...value] : value),
    ),
  );

interface HeldRow {
  readonly role: string;
  readonly case_id: string | null;
  readonly confirmed_at: Temporal.Instant | null;
  readonly facts_lead: string;
  readonly revealed_at: Temporal.Instant | null;
  readonly gave: boolean;
  readonly got: boolean;
}

/** The secrets that a person may read just now. */
export async function mayRead(
  store: TestStore,
  occurrence: Occurrence,
  person: string,
): Promise<Set<string>> {
  const now = store.clock.now();
  const { rows } = await sql<HeldRow>`
    select role.role, cell.case_id, plan.confirmed_at, plan.facts_lead, cell.revealed_at,
      exists (select from practice_feedback where identity_id = role.identity_id and words like ${`%${FEEDBACK}%`}) as gave,
      exists (select from practice_feedback where mediator_id = role.identity_id) as got
    from practice_role role
    join practice_cell cell on cell.id = role.cell_id
    join practice_role_plan plan on plan.occurrence_id = role.occurrence_id
    join identity account on account.id = role.identity_id
    where account.person_id = ${person}`.execute(store.db);
  const may = new Set<string>();
  const add = (...texts: readonly (string | undefined)[]): void => {
    for (const text of texts) for (const secret of secretsIn(text ?? '')) may.add(secret);
  };
  for (const row of rows) {
    const played = roleCases.find(({ id }) => id === row.case_id);
    if (row.confirmed_at === null || !played) continue;
    const { role, revealed_at: revealed } = row;
    const given = Temporal.Instant.compare(reminderAt(occurrence, row.facts_lead), now) <= 0;
    if (given) add(played.general, played.confidential.get(role));
    if (given && role === 'coach') add(...played.notices);
    if (given && (role === 'mediator' || role === 'co-mediator')) add(played.caucusPlan);
    if (revealed && Temporal.Instant.compare(revealed.add(REVEALED_FOR), now) > 0) {
      for (const secret of everythingOf(played.id)) may.add(secret);
      if (row.gave || role === 'coach') may.add(FEEDBACK);
    }
    if (row.got) may.add(FEEDBACK);
  }
  return may;
}

/** The same of cases that a facilitator opened. */
export async function mayReadOpened(store: TestStore, identity: string): Promise<Set<string>> {
  const opened = await store.db
    .selectFrom('practice_case_seen')
    .where('identity_id', '=', identity)
    .where('part', '=', 'all')
    .select('case_id')
    .execute();
  return new Set(opened.flatMap(({ case_id }) => everythingOf(case_id)));
}
