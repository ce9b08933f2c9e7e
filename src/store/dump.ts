import { sql } from 'kysely';
import type { Clock } from '../chat/clock.ts';
import { migrationsOf } from './migrate.ts';
import type { Store } from './store.ts';
import { type Table, tablesOf } from './tables.ts';

export const FORMAT = 1;
const PAGE = 500;

/** Told now and then, with the number of rows so far. */
export type Progress = (rows: number) => void;

/**
 * Writes all records as lines of JSON: a head, a line a row in the order in which they can be loaded, and an end that
 * counts them. Each value is PostgreSQL's own text for it, so that no driver changes it on the way.
 */
export async function dump(
  store: Store,
  clock: Clock,
  write: (line: string) => Promise<void>,
  progress: Progress,
): Promise<void> {
  await store.transaction(async () => {
    // One picture of all tables, whatever is written meanwhile.
    await sql`set transaction isolation level repeatable read, read only`.execute(store.db);
    const migrations = await migrationsOf(store.db);
    await write(JSON.stringify({ parley: FORMAT, migrations, at: clock.now().toString() }));
    let rows = 0;
    for (const table of await tablesOf(store.db)) {
      for await (const line of linesOf(store, table)) {
        await write(line);
        if (++rows % PAGE === 0) progress(rows);
      }
    }
    await write(JSON.stringify({ end: true, rows }));
    progress(rows);
  });
}

async function* linesOf(store: Store, { name, columns }: Table): AsyncGenerator<string> {
  const values = sql.join(columns.map((column) => sql`${sql.ref(column.name)}::text`));
  await sql`declare page no scroll cursor for select ${values} from ${sql.table(name)}`.execute(store.db);
  for (;;) {
    const { rows } = await sql<Record<string, string | null>>`fetch ${sql.lit(PAGE)} from page`.execute(
      store.db,
    );
    for (const row of rows) yield JSON.stringify({ table: name, row });
    if (rows.length < PAGE) break;
  }
  await sql`close page`.execute(store.db);
}
