import { sql } from 'kysely';
import type { Store } from '../store/store.ts';

/** What reminders read and write beside sessions and rosters. */

/** Reminders up to `until` are done with; the next is due at `next`. */
export async function keepReminders(
  store: Store,
  occurrence: string,
  { until, next }: { readonly until: Temporal.Instant; readonly next: Temporal.Instant | undefined },
): Promise<void> {
  await store.db
    .updateTable('practice_occurrence')
    .set({ reminded_until: until.toString(), remind_at: next?.toString() ?? null })
    .where('id', '=', occurrence)
    .execute();
}

/** The occurrences still to come in which any account of a person has a seat, in the order in which they are held. */
export async function comingSeatsOf(
  store: Store,
  identity: string,
  now: Temporal.Instant,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct occurrence.id
    from identity mine
    join identity account on account.person_id = mine.person_id
    join practice_seat seat on seat.identity_id = account.id and seat.state = 'seated'
    join practice_occurrence occurrence on occurrence.id = seat.occurrence_id
    where mine.id = ${identity} and occurrence.state = 'planned'
      and occurrence.starts_at + occurrence.minutes * interval '1 minute' > ${now.toString()}
    order by occurrence.id`.execute(store.db);
  return rows.map(({ id }) => id);
}

/** Those of these identities to whom the latest direct message could not be sent, since they take none. */
export async function closedToDirect(
  store: Store,
  identities: readonly string[],
): Promise<ReadonlySet<string>> {
  if (identities.length === 0) return new Set();
  const { rows } = await sql<{ identity_id: string; closed: boolean }>`
    select distinct on (identity_id) identity_id, state = 'refused' or channel is not null as closed
    from delivery
    where identity_id = any(array(select jsonb_array_elements_text(${JSON.stringify(identities)}::jsonb))::uuid[])
      and (state = 'sent' or (state = 'refused' and reason in ('direct-closed', 'told')))
    order by identity_id, settled_at desc`.execute(store.db);
  return new Set(rows.filter(({ closed }) => closed).map(({ identity_id }) => identity_id));
}
