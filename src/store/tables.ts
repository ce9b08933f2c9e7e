import { type Kysely, sql } from 'kysely';
import type { Database } from './database.ts';

export interface Table {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** Our tables as they stand in the database, each after those that it refers to. */
export async function tablesOf(db: Kysely<Database>): Promise<Table[]> {
  const { rows: columns } = await sql<{ table: string; name: string; type: string }>`
    select relname::text as table, attname::text as name, format_type(atttypid, atttypmod) as type
    from pg_class join pg_attribute on attrelid = pg_class.oid
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname not like 'kysely%'
      and attnum > 0 and not attisdropped
    order by relname, attnum`.execute(db);
  const { rows: references } = await sql<{ from: string; to: string }>`
    select distinct f.relname::text as "from", t.relname::text as "to"
    from pg_constraint join pg_class f on f.oid = conrelid join pg_class t on t.oid = confrelid
    where contype = 'f' and f.oid <> t.oid and f.relnamespace = current_schema()::regnamespace`.execute(db);
  const tables = Map.groupBy(columns, ({ table }) => table);
  const ordered = new Map<string, Table>();
  while (ordered.size < tables.size) {
    const free = [...tables].filter(
      ([name]) => !ordered.has(name) && references.every(({ from, to }) => from !== name || ordered.has(to)),
    );
    if (free.length === 0) throw new Error('tables refer to each other in a circle');
    for (const [name, its] of free) ordered.set(name, { name, columns: its });
  }
  return [...ordered.values()];
}
