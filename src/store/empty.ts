import { sql } from 'kysely';
import type { Store } from './store.ts';
import { tablesOf } from './tables.ts';

/**
 * Deletes everything that is kept; the tables stay as the migrations made them. The queue must not be running. Row by
 * row: for the few of a demo that takes a tenth of what it takes to make the tables' files anew.
 */
export async function emptyStore(store: Store): Promise<void> {
  await store.transaction(async () => {
    const { db } = store;
    // What refers to others goes first.
    for (const { name } of (await tablesOf(db)).toReversed())
      await sql`delete from ${sql.table(name)}`.execute(db);
    const { rows: queue } = await sql<{
      is: boolean;
    }>`select to_regclass('pgboss.job') is not null as is`.execute(db);
    if (queue[0]?.is) await sql`delete from pgboss.job`.execute(db);
  });
}
