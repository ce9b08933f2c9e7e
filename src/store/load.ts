import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { OperatorError } from '../chat/adapter.ts';
import type { Database } from './database.ts';
import { FORMAT, type Progress } from './dump.ts';
import { migrations as ours } from './migrations/index.ts';
import type { Store } from './store.ts';
import { type Table, tablesOf } from './tables.ts';

const BATCH = 500;

const head = z.object({ parley: z.number(), migrations: z.array(z.string()), at: z.string() });
const line = z.union([
  z.strictObject({ table: z.string(), row: z.record(z.string(), z.string().nullable()) }),
  z.strictObject({ end: z.literal(true), rows: z.number() }),
]);

/**
 * Loads what `dump` wrote into a store that has no records yet: all of it or nothing. A backup of an older Parley is
 * brought up to date. Throws an OperatorError where the store is not empty or the lines are not a whole backup.
 */
export async function load(
  store: Store,
  lines: AsyncIterable<string>,
  progress: Progress,
  migrations = ours,
): Promise<void> {
  await store.transaction(async () => {
    const { db } = store;
    for (const { name } of await tablesOf(db)) {
      const { rows } = await sql`select from ${sql.table(name)} limit 1`.execute(db);
      if (rows.length > 0)
        throw wrong(
          'There are records here already, and a backup is only loaded where there are none. Set DATA_DIR to a new folder, or DATABASE_URL to a new database, and restore there.',
        );
    }
    const each = lines[Symbol.asyncIterator]();
    const first = await each.next();
    const later = await prepare(db, first.done ? '' : first.value, migrations);
    const rows = await loadRows(db, { [Symbol.asyncIterator]: () => each }, progress);
    progress(rows);
    for (const name of later) await migrations[name]?.up(db);
  });
}

/** Leaves tables as the backup's were, and says which migrations must follow. */
async function prepare(db: Kysely<Database>, text: string, migrations: typeof ours): Promise<string[]> {
  const read = head.safeParse(jsonOf(text));
  if (!read.success) throw wrong('This file is not a backup of Parley.');
  const { parley, migrations: theirs } = read.data;
  if (parley !== FORMAT) throw wrong(`This backup is of format ${parley}; this Parley reads ${FORMAT}.`);
  const names = Object.keys(migrations).toSorted();
  if (theirs.some((name) => !names.includes(name)))
    throw wrong('This backup was made by a newer Parley. Update Parley here, then restore.');
  const later = names.slice(theirs.length);
  if (theirs.length === 0 || theirs.some((name, at) => name !== names[at]))
    throw wrong('This file is not a backup of Parley.');
  if (later.length > 0) {
    for (const { name } of await tablesOf(db)) await sql`drop table ${sql.table(name)} cascade`.execute(db);
    for (const name of theirs) await migrations[name]?.up(db);
  }
  return later;
}

async function loadRows(
  db: Kysely<Database>,
  lines: AsyncIterable<string>,
  progress: Progress,
): Promise<number> {
  const tables = new Map((await tablesOf(db)).map((table) => [table.name, table]));
  let loaded = 0;
  let batch: { table: Table; rows: object[] } | undefined;
  const flush = async () => {
    if (!batch) return;
    await insert(db, batch.table, batch.rows);
    loaded += batch.rows.length;
    batch = undefined;
    progress(loaded);
  };
  let ended = false;
  // To the last: what packs the lines keeps its own check of them at its very end.
  for await (const text of lines) {
    const read = line.safeParse(jsonOf(text));
    if (!read.success || ended) throw damaged();
    if ('end' in read.data) {
      await flush();
      if (read.data.rows !== loaded) throw damaged();
      ended = true;
      continue;
    }
    const table = tables.get(read.data.table);
    if (!table) throw damaged();
    if (batch && (batch.table !== table || batch.rows.length >= BATCH)) await flush();
    batch ??= { table, rows: [] };
    batch.rows.push(read.data.row);
  }
  if (!ended) throw damaged();
  return loaded;
}

async function insert(
  db: Kysely<Database>,
  { name, columns }: Table,
  rows: readonly object[],
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column.name)));
  // The types come from the database's own catalogue.
  const values = sql.join(
    columns.map((column) => sql`(r ->> ${sql.lit(column.name)})::${sql.raw(column.type)}`),
  );
  await sql`insert into ${sql.table(name)} (${names}) select ${values} from json_array_elements(${JSON.stringify(rows)}::json) r`.execute(
    db,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const wrong = (words: string) => new OperatorError(words);
const damaged = () => wrong('This backup is damaged or not whole. Nothing was loaded; take another one.');
