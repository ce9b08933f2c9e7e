import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { OperatorError } from '../../src/chat/adapter.ts';
import { openStore } from '../../src/store/open.ts';
import { type Store, StoreUnreachable } from '../../src/store/store.ts';
import { KeptLog } from '../asking.ts';
import { until } from '../until.ts';
import { Cluster, PROGRAMS } from './cluster.ts';
import { start } from './programs.ts';

const skipped = PROGRAMS === undefined;

describe.skipIf(skipped)(`a server of its own${skipped ? ' (needs PostgreSQL’s programs)' : ''}`, () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await Cluster.make();
  });
  afterAll(() => cluster?.remove());

  const stores: Store[] = [];
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const store of stores.splice(0)) await store.close();
  });

  /** Runs statements as the superuser. */
  async function run(statements: readonly string[], database?: string): Promise<readonly object[]> {
    const client = new Client({ connectionString: cluster.url(undefined, undefined, database) });
    await client.connect();
    try {
      let rows: readonly object[] = [];
      for (const statement of statements) ({ rows } = await client.query(statement));
      return rows;
    } finally {
      await client.end();
    }
  }

  /** A user with a database, which belongs to it where `owner`. */
  async function user(name: string, { owner }: { readonly owner: boolean }): Promise<string> {
    await run([
      `create role ${name} login password 'hush-hush'`,
      `create database ${name} ${owner ? `owner ${name}` : ''}`,
    ]);
    return cluster.url(name, 'hush-hush', name);
  }

  function openAt(url: string): { readonly store: Store; readonly log: KeptLog } {
    const log = new KeptLog();
    const store = openStore({ url, directory: '', log });
    stores.push(store);
    return { store, log };
  }

  const insert = (store: Store, id: string = crypto.randomUUID()) =>
    store.transaction(async () => {
      await store.db.insertInto('community').values({ id, created_at: '2026-01-01T00:00:00Z' }).execute();
      await store.db.updateTable('community').where('id', '=', id).set({ locale: 'de' }).execute();
      return id;
    });
  const kept = async (store: Store) =>
    new Map(
      (await store.db.selectFrom('community').select(['id', 'locale']).execute()).map(({ id, locale }) => [
        id,
        locale,
      ]),
    );
  const said = ({ lines }: KeptLog, words: string) =>
    lines.filter(({ message }) => message.includes(words)).length;

  describe('that refuses the program', () => {
    test.each([
      ['a wrong password', () => cluster.url('postgres', 'hush-hush')],
      ['a user whom it does not know', () => cluster.url('stranger', 'hush-hush')],
      ['no password', () => cluster.url('hush-hush', '')],
    ])('for %s is said to, with the cure and without the secret', async (_, url) => {
      const { store, log } = openAt(url());
      const error: Error = await store.ready.then(
        () => new Error('open'),
        (given) => given,
      );
      expect(error).toBeInstanceOf(OperatorError);
      expect(error.message).toMatch(/refused the user or the password in DATABASE_URL\. Correct them/);
      expect(`${error.stack} ${JSON.stringify(log.lines)}`).not.toMatch(/hush|stranger/);
    });

    test('ends it with those words alone', async () => {
      const { code, out, error } = await start('src/backup.ts', [`${tmpdir()}/parley-none.gz`], {
        DATABASE_URL: cluster.url('postgres', 'hush-hush'),
      }).ended;
      expect([code, out]).toEqual([1, '']);
      expect(error).toMatch(
        /^The database server refused the user or the password in DATABASE_URL\. [^\n]*\n$/,
      );
    });

    test('while it runs is out of reach until its operator relents, and the log has the cure', async () => {
      const { store, log } = openAt(await user('renamed', { owner: true }));
      await store.ready;
      const before = await insert(store);
      await run([
        `alter role renamed password 'another'`,
        `select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'renamed'`,
      ]);
      for (let time = 0; time < 3; time++) await expect(insert(store)).rejects.toThrow(StoreUnreachable);
      expect(said(log, 'refused the user or the password in DATABASE_URL. Correct them')).toBe(1);
      await run([`alter role renamed password 'hush-hush'`]);
      const after = await insert(store);
      expect([...(await kept(store)).keys()].toSorted()).toEqual([before, after].toSorted());
      expect(log.lines.at(-1)?.message).toBe('the database is reached again');
      expect(JSON.stringify(log.lines)).not.toContain('hush');
    });
  });

  describe('on which the user may not make tables', () => {
    const made = `select relname from pg_class where relnamespace = 'public'::regnamespace`;

    test.each([
      ['at all', 'bare', []],
      ['but in the schema that is there', 'half', ['grant create on schema public to half']],
      ['and sees no schema', 'blind', ['revoke all on schema public from public']],
      ['and others made them', 'late', ['create table kysely_migration (name text)']],
    ] as const)(
      '%s: that is said, with the cure, and nothing is changed; then it opens',
      async (_, name, statements) => {
        const url = await user(name, { owner: false });
        await run(statements, name);
        const before = await run([made], name);
        const { store } = openAt(url);
        await expect(store.ready).rejects.toThrow(OperatorError);
        await expect(store.ready).rejects.toThrow(/may not make tables.*alter database NAME owner to USER/);
        expect(await run([made], name)).toEqual(before);
        await run([`alter database ${name} owner to ${name}`, 'drop table if exists kysely_migration'], name);
        const second = openAt(url).store;
        await second.ready;
        await insert(second);
      },
    );
  });

  test.each(['fast', 'immediate'] as const)(
    'that is restarted (%s) while the program writes loses nothing, and is reached again',
    async (mode) => {
      const { store, log } = openAt(await user(mode, { owner: true }));
      await store.ready;
      const [acknowledged, tried] = [new Set<string>(), new Set<string>()];
      let [writing, refused] = [true, 0];
      const write = async () => {
        while (writing) {
          const id = crypto.randomUUID();
          tried.add(id);
          try {
            acknowledged.add(await insert(store, id));
          } catch (error) {
            expect(error).toBeInstanceOf(StoreUnreachable);
            refused++;
            await pause(5);
          }
        }
      };
      const writers = Promise.all(Array.from({ length: 12 }, write));
      await until('writing', () => acknowledged.size > 200);
      cluster.restart(mode);
      await until('refusals', () => refused > 0);
      const first = acknowledged.size;
      await until('more writing', () => acknowledged.size > first + 200);
      writing = false;
      await writers;
      const rows = await kept(store);
      expect([...acknowledged].filter((id) => rows.get(id) !== 'de')).toEqual([]);
      // What was not acknowledged is there as a whole, or not at all.
      expect([...rows].filter(([id, locale]) => !tried.has(id) || locale !== 'de')).toEqual([]);
      expect(said(log, 'the database cannot be reached')).toBeGreaterThan(0);
      expect(log.lines.at(-1)?.message).toBe('the database is reached again');
    },
  );

  test('that is gone for five minutes is told of once a minute, and reached again when it is back', async () => {
    const { store, log } = openAt(await user('patient', { owner: true }));
    await store.ready;
    const before = await insert(store);
    cluster.stop();
    // A second passes between two tries, whatever they take.
    let now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    for (let second = 0; second < 300; second++, now += 1_000)
      await expect(insert(store)).rejects.toThrow(StoreUnreachable);
    clock.mockRestore();
    expect(said(log, 'the database cannot be reached; it is tried again')).toBe(5);
    // A program that is started meanwhile waits for it.
    const second = openAt(cluster.url('patient', 'hush-hush', 'patient'));
    await until('a try', () => said(second.log, 'cannot be reached yet') > 0);
    cluster.start();
    const after = await insert(store);
    await second.store.ready;
    expect([...(await kept(second.store)).keys()].toSorted()).toEqual([before, after].toSorted());
    expect(said(log, 'the database is reached again')).toBe(1);
    expect(JSON.stringify([log.lines, second.log.lines])).not.toContain('hush');
  });
});
