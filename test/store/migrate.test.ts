import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { OperatorError } from '../../src/chat/adapter.ts';
import { migrate, migrationsOf } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { openStore } from '../../src/store/open.ts';
import { KeptLog } from '../asking.ts';
import { start } from './programs.ts';
import { eachStore, type TestStore } from './stores.ts';
import { databaseUrl, onServer, SERVER } from './template.ts';

const names = Object.keys(migrations);

test('migrations are listed in the order of their names', () => {
  expect(names).toEqual(names.toSorted());
});

interface Column {
  readonly name: string;
  readonly none: boolean;
  readonly optional: boolean;
}

/** The tables and columns that the types name. */
function typed(): Record<string, Column[]> {
  const source = readFileSync(new URL('../../src/store/database.ts', import.meta.url), 'utf8');
  const bodies = new Map(
    [...source.matchAll(/interface (\w+) \{\n([\s\S]*?)\n\}/g)].map(([, name, body = '']) => [name, body]),
  );
  const members = (name: string) =>
    [...(bodies.get(name) ?? '').matchAll(/^ {2}(\w+): (.+);$/gm)].map(([, member = '', type = '']) => ({
      member,
      type,
    }));
  return Object.fromEntries(
    members('Database').map(({ member, type }) => [
      member,
      members(type).map((column) => ({
        name: column.member,
        none: column.type.startsWith('Maybe'),
        optional: /^(?:Maybe|Generated)/.test(column.type),
      })),
    ]),
  );
}

async function made(store: TestStore): Promise<Record<string, Column[]>> {
  const { rows } = await sql<{ table: string; name: string; none: boolean; optional: boolean }>`
    select table_name as table, column_name as name, is_nullable = 'YES' as none,
      (is_nullable = 'YES' or column_default is not null) as optional
    from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely%' order by table_name, ordinal_position
  `.execute(store.db);
  return Object.fromEntries(
    [...Map.groupBy(rows, ({ table }) => table)].map(([table, columns]) => [
      table,
      columns.map(({ name, none, optional }) => ({ name, none, optional })),
    ]),
  );
}

eachStore('migrations', (open) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await open();
  });

  test('make the tables and columns that the types name, and no others', async () => {
    expect(await made(store)).toEqual(typed());
  });

  test.each(names.map((_, count) => count))(
    'lead from the schema of the first %i to the same one',
    async (count) => {
      const straight = await made(store);
      await sql`drop schema public cascade`.execute(store.db);
      await sql`create schema public`.execute(store.db);
      await migrate(store.db, Object.fromEntries(Object.entries(migrations).slice(0, count)));
      expect(await migrationsOf(store.db)).toEqual(names.slice(0, count));
      await migrate(store.db);
      expect(await made(store)).toEqual(straight);
      expect(await migrationsOf(store.db)).toEqual(names);
    },
  );

  test('of a newer Parley are left alone, and the operator told', async () => {
    const other = await open();
    await sql`insert into kysely_migration (name, timestamp) values ('9999-far', '')`.execute(other.db);
    await other.close();
    const again = openStore({ ...other.place, log: new KeptLog() });
    await expect(again.ready).rejects.toThrow(OperatorError);
    await expect(again.ready).rejects.toThrow(/newer Parley.*Update Parley/);
    await again.close();
  });
});

describe.skipIf(!SERVER)(`migrations on a server${SERVER ? '' : ' (needs TEST_DATABASE_URL)'}`, () => {
  test('are made once where four processes start at the same time', async () => {
    const name = `parley_test_${randomUUID().replaceAll('-', '')}`;
    await onServer(`create database ${name}`);
    try {
      const opened = await Promise.all(
        Array.from({ length: 4 }, () => start('test/store/opening.ts', [databaseUrl(name)]).ended),
      );
      expect(opened.map(({ out, error }) => out + error)).toEqual(Array(4).fill('open\n'));
    } finally {
      await onServer(`drop database ${name} with (force)`);
    }
  });
});
