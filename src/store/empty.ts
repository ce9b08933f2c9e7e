import { sql } from 'kysely';
import type { Store } from './store.ts';
import { tablesOf } from './tables.ts';

/** Deletes everything that is kept; the tables stay as the migrations made them. The queue must not be running. */
export async function emptyStore({ db }: Store): Promise<void> {
  const tables = (await tablesOf(db)).map(({ name }) => sql.table(name));
  await sql`truncate ${sql.join(tables)}`.execute(db);
  const { rows: queue } = await sql<{
    is: boolean;
  }>`select to_regclass('pgboss.job') is not null as is`.execute(db);
  if (queue[0]?.is) await sql`delete from pgboss.job`.execute(db);
}
