import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { StoreUnreachable } from '../../src/store/store.ts';
import { KeptLog } from '../asking.ts';
import { eachStore, type TestStore } from './stores.ts';

eachStore('a store', (open) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await open();
  });

  async function found(id = crypto.randomUUID()): Promise<string> {
    await store.db.insertInto('community').values({ id, created_at: store.clock.now().toString() }).execute();
    return id;
  }
  const insertion = (id: string) =>
    `insert into community (id, created_at) values ('${id}', '2026-01-01T00:00:00Z')`;
  const exists = async (id: string) =>
    (await store.db.selectFrom('community').where('id', '=', id).select('id').execute()).length === 1;

  test('answers', async () => {
    await store.ping();
    expect(await exists(await found())).toBe(true);
  });

  test('reads the same values on both homes', async () => {
    const { rows } = await sql`
      select '2026-03-29T00:59:59.123456Z'::timestamptz as moment, '9999-12-31T23:59:59Z'::timestamptz as last,
        date '2026-03-29' as day, 9007199254740991::int8 as whole, 1.50::numeric as exact, 0.1::float8 as float,
        '\\x00ff'::bytea as bytes, '{"a": [1, null, "é"]}'::jsonb as json, 'null'::jsonb as nothing, true as yes,
        interval '1 day 2 hours' as span, array['a', null, '"b"'] as words,
        array['2026-03-29T00:00:00Z'::timestamptz] as moments, array[5::int8] as counts, null as none
    `.execute(store.db);
    const { moment, last, bytes, moments, ...plain } = rows[0] as Record<string, unknown>;
    expect([moment, last].map(String)).toEqual(['2026-03-29T00:59:59.123456Z', '9999-12-31T23:59:59Z']);
    expect(moment).toBeInstanceOf(Temporal.Instant);
    expect((moments as unknown[]).map(String)).toEqual(['2026-03-29T00:00:00Z']);
    expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype);
    expect([...(bytes as Uint8Array)]).toEqual([0, 255]);
    expect(plain).toEqual({
      day: '2026-03-29',
      whole: 9007199254740991,
      exact: '1.50',
      float: 0.1,
      json: { a: [1, null, 'é'] },
      nothing: null,
      yes: true,
      span: '1 day 02:00:00',
      words: ['a', null, '"b"'],
      counts: [5],
      none: null,
    });
    const { n } = await store.db
      .selectFrom('community')
      .select((each) => each.fn.countAll().as('n'))
      .executeTakeFirstOrThrow();
    expect(n).toBeTypeOf('number');
  });

  test('counts the rows that a statement changed', async () => {
    const id = await found();
    const change = store.db.updateTable('community').where('id', '=', id).set({ locale: 'de' });
    expect((await change.executeTakeFirst()).numUpdatedRows).toBe(1n);
    expect((await change.where('zone', '=', 'none').executeTakeFirst()).numUpdatedRows).toBe(0n);
  });

  describe('a transaction', () => {
    test('is rolled back when its work rejects', async () => {
      const id = crypto.randomUUID();
      const work = store.transaction(async () => {
        await found(id);
        expect(await exists(id)).toBe(true);
        throw new Error('no');
      });
      await expect(work).rejects.toThrow('no');
      expect(await exists(id)).toBe(false);
    });

    test('is not seen from outside before it is committed', async () => {
      const id = crypto.randomUUID();
      const begun = Promise.withResolvers<void>();
      const outside = begun.promise.then(() => exists(id));
      const work = store.transaction(async () => {
        await found(id);
        begun.resolve();
        // On the embedded home the question waits its turn until the commit.
        return store.home === 'served' ? outside : undefined;
      });
      expect(await work).toBe(store.home === 'served' ? false : undefined);
      expect(await outside).toBe(store.home === 'embedded');
    });

    test('is joined by one inside it', async () => {
      const id = crypto.randomUUID();
      const work = store.transaction(async () => {
        await store.transaction(() => found(id));
        throw new Error('no');
      });
      await expect(work).rejects.toThrow('no');
      expect(await exists(id)).toBe(false);
    });

    test('is given up when one inside it was, even where that went unheeded', async () => {
      const id = crypto.randomUUID();
      const work = store.transaction(async () => {
        await store
          .transaction(async () => {
            await found(id);
            throw new Error('inner');
          })
          .catch(() => {});
      });
      await expect(work).rejects.toThrow('inner');
      expect(await exists(id)).toBe(false);
    });

    test('holds what the job queue writes, and lets it go with the rest', async () => {
      const [kept, dropped] = [crypto.randomUUID(), crypto.randomUUID()];
      await store.transaction(async () => {
        await store.sql.executeSql(insertion(kept));
        expect(await exists(kept)).toBe(true);
      });
      const work = store.transaction(async () => {
        await store.sql.executeSql(insertion(dropped));
        throw new Error('no');
      });
      await expect(work).rejects.toThrow('no');
      expect([await exists(kept), await exists(dropped)]).toEqual([true, false]);
    });

    test('refuses a transaction of the job queue’s own, which would end it', async () => {
      const work = store.transaction(() => store.sql.executeSql('BEGIN; select 1; COMMIT'));
      await expect(work).rejects.toThrow('a transaction of the job queue');
    });

    test('tells those who wait for its commit, in their order, and only then', async () => {
      const told: string[] = [];
      await store.transaction(async () => {
        store.afterCommit(() => told.push('first'));
        store.afterCommit(() => {
          throw new Error('of its own');
        });
        await store.transaction(async () => store.afterCommit(() => told.push('second')));
        expect(told).toEqual([]);
      });
      expect(told).toEqual(['first', 'second']);
      expect(store.log.lines.at(-1)?.message).toContain('the transaction stands');
      const failed = store.transaction(async () => {
        store.afterCommit(() => told.push('never'));
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      expect(told).toEqual(['first', 'second']);
      store.afterCommit(() => told.push('at once'));
      expect(told.at(-1)).toBe('at once');
    });

    test('is over for what it left running', async () => {
      let context: ReturnType<typeof AsyncLocalStorage.snapshot> | undefined;
      await store.transaction(async () => {
        context = AsyncLocalStorage.snapshot();
      });
      const id = crypto.randomUUID();
      await context?.(() => store.sql.executeSql(insertion(id)));
      expect(await context?.(() => exists(id))).toBe(true);
    });

    test('rejects at its commit where a failed statement went unheeded', async () => {
      const id = crypto.randomUUID();
      const work = store.transaction(async () => {
        await found(id);
        await sql`select 1 / 0`.execute(store.db).catch(() => {});
      });
      await expect(work).rejects.toThrow();
      expect(await exists(id)).toBe(false);
      await store.ping();
    });

    test('leaves many others to be done at the same time', async () => {
      const ids = Array.from({ length: 40 }, () => crypto.randomUUID());
      await Promise.all(ids.map((id) => store.transaction(() => found(id))));
      expect((await Promise.all(ids.map(exists))).every(Boolean)).toBe(true);
    });
  });

  describe('the job queue', () => {
    test('gets the driver’s own types', async () => {
      const { rows } = await store.sql.executeSql(
        `select '2026-01-01T00:00:00Z'::timestamptz as at, $1::int as n`,
        [5],
      );
      expect(rows).toEqual([{ at: new Date('2026-01-01T00:00:00Z'), n: 5 }]);
    });

    test('gets the rows of several statements as one list', async () => {
      const { rows } = await store.sql.executeSql(
        `BEGIN; select 1 as n; select '2026-01-01T00:00:00Z'::timestamptz as at; COMMIT`,
      );
      expect(rows).toEqual([{ n: 1 }, { at: new Date('2026-01-01T00:00:00Z') }]);
    });

    test('leaves no aborted transaction to whoever comes next', async () => {
      for (let time = 0; time < 12; time++) {
        await expect(store.sql.executeSql('BEGIN; select 1 / 0; COMMIT')).rejects.toThrow('division by zero');
      }
      await Promise.all(Array.from({ length: 12 }, () => store.ping()));
    });

    test('has its statements run on every session before it is used', async () => {
      await store.sql.setSessionStatements([`set parley.a to 'set'`, `set parley.b to 'too'`]);
      const read = () =>
        store.sql.executeSql(`select current_setting('parley.a') || current_setting('parley.b') as v`);
      const answers = await Promise.all(Array.from({ length: 12 }, read));
      expect(new Set(answers.map(({ rows }) => rows[0].v))).toEqual(new Set(['settoo']));
      await store.sql.setSessionStatements([`set parley.b to ' again'`]);
      const anew = await Promise.all(Array.from({ length: 12 }, read));
      expect(new Set(anew.map(({ rows }) => rows[0].v))).toEqual(new Set(['set again']));
    });
  });

  test('says that it cannot be reached before it is open and once it is closed', async () => {
    const second = await open();
    await second.close();
    expect(() => second.db).toThrow(StoreUnreachable);
    await expect(second.ping()).rejects.toThrow(StoreUnreachable);
    await expect(second.transaction(async () => {})).rejects.toThrow(StoreUnreachable);
    const third = openStore({ ...second.place, log: new KeptLog() });
    expect(() => third.db).toThrow(StoreUnreachable);
    await third.ready;
    await third.ping();
    await Promise.all([third.close(), third.close()]);
  });
});
