import { sql } from 'kysely';
import type { Store } from './store.ts';
import { tablesOf } from './tables.ts';

/**
 * Deletes everything that is kept; the tables stay as the migrations made them. The queue must not be running. In one
 * statement and row by row: for the few of a demo that is faster than making the tables’ files anew.
 */
export async function emptyStore({ db }: Store): Promise<void> {
  // What refers to others goes first.
  const deletes = (await tablesOf(db)).toReversed().map(({ name }) => `delete from "${name}";`);
  await sql
    .raw(
      `do $$ begin
         ${deletes.join('\n')}
         if to_regclass('pgboss.job') is not null then delete from pgboss.job; end if;
       end $$`,
    )
    .execute(db);
}
