import { type RawBuilder, sql } from 'kysely';
import type { Store } from '../store/store.ts';
import { rankOf } from './cell.ts';

/** Roles as they were played, read from the store. */

/** A person in a role at an occurrence. */
export interface HeldRole {
  readonly occurrence: string;
  readonly person: string;
  readonly role: string;
  /** Of their cell; the course may have lost it since. */
  readonly caseId: string | undefined;
  /** The session is. */
  readonly over: boolean;
  /** As they were called when they answered, and when that was. */
  readonly name: string;
  readonly named: Temporal.Instant;
}

interface HeldRow {
  readonly occurrence_id: string;
  readonly person_id: string;
  readonly role: string;
  readonly case_id: string | null;
  readonly over: boolean;
  readonly name: string;
  readonly named: Temporal.Instant;
}

/**
 * Those of confirmed plans, of what was not cancelled, by who has a seat and was not said to have been away: one a
 * person and occurrence, in one query. `which` is of `occurrence`, `session` and `account`.
 */
export async function heldRoles(
  store: Store,
  now: Temporal.Instant,
  which: RawBuilder<unknown>,
): Promise<readonly HeldRole[]> {
  const { rows } = await sql<HeldRow>`
    select role.occurrence_id, account.person_id, role.role, cell.case_id,
      occurrence.starts_at + occurrence.minutes * interval '1 minute' <= ${now.toString()} as over,
      (array_agg(seat.name order by seat.since desc, seat.id))[1] as name, max(seat.since) as named
    from practice_role_plan plan
    join practice_occurrence occurrence on occurrence.id = plan.occurrence_id
    join practice_session session on session.id = occurrence.session_id
    join practice_role role on role.occurrence_id = plan.occurrence_id
    join practice_cell cell on cell.id = role.cell_id
    join identity account on account.id = role.identity_id
    join space on space.id = account.space_id and space.community_id = session.community_id
    join identity sitter on sitter.person_id = account.person_id
    join space home on home.id = sitter.space_id and home.community_id = session.community_id
    join practice_seat seat on seat.identity_id = sitter.id and seat.occurrence_id = role.occurrence_id
    where plan.confirmed_at is not null and occurrence.state = 'planned' and ${which}
    group by role.id, occurrence.id, account.person_id, cell.case_id
    having bool_or(seat.state = 'seated') and coalesce(max(seat.attended_minutes), 1) > 0
    order by role.id`.execute(store.db);
  const found = new Map<string, HeldRole>();
  for (const row of rows) {
    const held: HeldRole = {
      occurrence: row.occurrence_id,
      person: row.person_id,
      role: row.role,
      caseId: row.case_id ?? undefined,
      over: row.over,
      name: row.name,
      named: row.named,
    };
    const key = `${held.occurrence} ${held.person}`;
    const other = found.get(key);
    if (!other || rankOf(held) < rankOf(other)) found.set(key, held);
  }
  return [...found.values()];
}
