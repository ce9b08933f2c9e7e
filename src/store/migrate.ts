import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { OperatorError } from '../chat/adapter.ts';
import type { Database } from './database.ts';
import { migrations as ours } from './migrations/index.ts';

/** The names of the migrations that these records went through, in order; none in a new store. */
export async function migrationsOf(db: Kysely<Database>): Promise<string[]> {
  const found = await sql<{
    there: boolean;
  }>`select to_regclass('kysely_migration') is not null as there`.execute(db);
  if (!found.rows[0]?.there) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/**
 * Brings the records up to what this program knows; safe when several processes do so at once. Throws an OperatorError
 * and touches nothing where they are of a newer program.
 */
export async function migrate(db: Kysely<Database>, migrations = ours): Promise<void> {
  const done = await migrationsOf(db);
  const unknown = done.find((name) => !Object.hasOwn(migrations, name));
  if (unknown !== undefined) {
    throw new OperatorError(
      `The records were written by a newer Parley (they know “${unknown}”, this program does not). Update Parley here; nothing was changed.`,
    );
  }
  if (done.length === Object.keys(migrations).length) return;
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
