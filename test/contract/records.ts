import { sql } from 'kysely';
import type { Store } from '../../src/store/store.ts';

/** Every row of every table, the job queue's too, as text by the table's name. */
export async function recordsOf({ db }: Pick<Store, 'db'>): Promise<ReadonlyMap<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE' order by 1`.execute(db);
  const records = new Map<string, string>();
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`select kept::text as row from ${sql.raw(name)} kept`.execute(
      db,
    );
    records.set(name, rows.map(({ row }) => row).join('\n'));
  }
  return records;
}
