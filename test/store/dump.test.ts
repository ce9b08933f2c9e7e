import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { OperatorError } from '../../src/chat/adapter.ts';
import { dump } from '../../src/store/dump.ts';
import { load } from '../../src/store/load.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { tablesOf } from '../../src/store/tables.ts';
import { openEmbeddedStore, openServedStore, type TestStore } from './stores.ts';
import { SERVER } from './template.ts';

const nothing = () => {};
const community = '00000000-0000-4000-8000-000000000001';

async function linesOf(store: TestStore): Promise<string[]> {
  const lines: string[] = [];
  await dump(store, store.clock, async (line) => void lines.push(line), nothing);
  return lines;
}

async function* from(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

/** Rows with everything that a driver or JSON might spoil. */
async function fill(store: TestStore): Promise<void> {
  const odd = [
    '',
    ' ',
    '"',
    '\\',
    "'",
    '{}',
    'null',
    '\n\r\t',
    '\u0001',
    '😀 é ش',
    '\u2028',
    '--',
    '$1',
    '\\x00',
    ','.repeat(3_000),
  ];
  await sql`insert into community (id, created_at, zone, locale) values
    (${community}, '0001-01-01T00:00:00Z', 'Europe/Berlin', null)`.execute(store.db);
  await sql`insert into space (id, name, community_id, home_id, arrived_at) values
    ('slack:1', 'NULL', ${community}, ${community}, '9999-12-31T23:59:59.999999Z')`.execute(store.db);
  const identity = '00000000-0000-4000-8000-000000000002';
  await sql`insert into identity (id, space_id, external_id, person_id, first_seen_at) values
    (${identity}, 'slack:1', 'U1', ${identity}, '2026-03-29T00:59:59.123456Z')`.execute(store.db);
  const values = [
    'null',
    '0',
    '"null"',
    '[]',
    '{"a": {"b": [1.50, 1e300, 12345678901234567890.123]}}',
    'true',
    '"\\u00e9 \\""',
  ];
  for (const [at, value] of values.entries()) {
    await sql`insert into preference (identity_id, name, value, changed_at) values
      (${identity}, ${`p${at}`}, ${value}::jsonb, '2026-01-01T00:00:00.000001Z')`.execute(store.db);
  }
  for (const words of odd) {
    await sql`insert into term_request (community_id, folded, words, identity_id, asked_at) values
      (${community}, ${words}, ${words}, ${identity}, '2026-10-25T00:59:59Z')`.execute(store.db);
  }
  await sql`insert into look_up (community_id, term, day, count)
    select ${community}, 'term ' || n, date '2026-03-29' + n % 40, n from generate_series(0, 1299) n`.execute(
    store.db,
  );
  await sql`insert into link_attempt values (${identity}, '2026-01-01T00:00:00Z'), (${identity}, '2026-01-01T00:00:00Z')`.execute(
    store.db,
  );
  await sql`insert into lease values ('gateway', 'h', 9223372036854775807)`.execute(store.db);
}

/** All that the database itself says of its rows. */
async function contents(store: TestStore): Promise<unknown> {
  const all: Record<string, unknown> = {};
  for (const { name } of await tablesOf(store.db)) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(
      store.db,
    );
    all[name] = rows.map(({ row }) => row).toSorted();
  }
  return all;
}

const homes = { embedded: openEmbeddedStore, served: openServedStore };

describe.each(['embedded', 'served'] as const)('a backup of an %s store', (source) => {
  const skipped = (home: string) => home === 'served' && !SERVER;
  test.skipIf(skipped(source)).each((['embedded', 'served'] as const).filter((home) => !skipped(home)))(
    'is the same again in an %s one',
    async (target) => {
      const [first, second] = [await homes[source](), await homes[target]()];
      try {
        await fill(first.store);
        const lines = await linesOf(first.store);
        expect(JSON.parse(lines[0] ?? '')).toEqual({
          parley: 1,
          migrations: Object.keys(migrations),
          at: first.store.clock.now().toString(),
        });
        expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ end: true, rows: lines.length - 2 });
        expect(lines.length).toBeGreaterThan(1_300);
        await load(second.store, from(lines), nothing);
        expect(await contents(second.store)).toEqual(await contents(first.store));
      } finally {
        for (const { store, remove } of [first, second]) {
          await store.close();
          await remove();
        }
      }
    },
  );
});

describe('a backup that cannot be loaded', () => {
  test('leaves the store as it was, and says why', async () => {
    const { store, remove } = await openEmbeddedStore();
    try {
      const empty = await contents(store);
      await fill(store);
      const lines = await linesOf(store);
      const full = await contents(store);
      await expect(load(store, from(lines), nothing)).rejects.toThrow(/records here already/);
      expect(await contents(store)).toEqual(full);
      await sql`truncate community cascade`.execute(store.db);
      await sql`truncate lease`.execute(store.db);
      expect(await contents(store)).toEqual(empty);

      const head = JSON.parse(lines[0] ?? '');
      const cases: [readonly string[], RegExp][] = [
        [lines.slice(0, -1), /not whole/],
        [lines.slice(0, 700), /not whole/],
        [lines.toSpliced(5, 1), /not whole/],
        [lines.with(5, '{'), /not whole/],
        [lines.with(5, JSON.stringify({ table: 'pg_authid', row: {} })), /not whole/],
        [[], /not a backup/],
        [['<html>'], /not a backup/],
        [lines.with(0, JSON.stringify({ ...head, parley: 2 })), /format 2/],
        [
          lines.with(0, JSON.stringify({ ...head, migrations: [...head.migrations, '9999-far'] })),
          /newer Parley/,
        ],
        [lines.with(0, JSON.stringify({ ...head, migrations: [] })), /not a backup/],
      ];
      for (const [broken, why] of cases) {
        const loading = load(store, from(broken), nothing);
        await expect(loading).rejects.toThrow(OperatorError);
        await expect(loading).rejects.toThrow(why);
        expect(await contents(store)).toEqual(empty);
      }

      // Of an older Parley: this one knows one migration more.
      const later = {
        ...migrations,
        '9999-later': {
          up: (db: never) => sql`alter table lease rename beat to beats`.execute(db).then(nothing),
        },
      };
      await load(store, from(lines), nothing, later);
      const { rows } = await sql`select beats::text from lease`.execute(store.db);
      expect(rows).toEqual([{ beats: '9223372036854775807' }]);
    } finally {
      await store.close();
      await remove();
    }
  });
});
