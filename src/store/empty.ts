import { sql } from 'kysely';
import type { Store } from './store.ts';

/** Deletes everything that is kept; the tables stay as the migrations made them. The queue must not be running. */
export async function emptyStore({ db }: Store): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname = 'public' and tablename not like 'kysely\\_%'`.execute(db);
  await sql`truncate ${sql.raw(rows.map(({ name }) => name).join(', '))}`.execute(db);
  const { rows: queue } = await sql<{
    is: boolean;
  }>`select to_regclass('pgboss.job') is not null as is`.execute(db);
  if (queue[0]?.is) await sql`delete from pgboss.job`.execute(db);
}
