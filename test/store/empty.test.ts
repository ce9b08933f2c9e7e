import { sql } from 'kysely';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { movableClock } from '../../src/jobs/movable-clock.ts';
import { createQueue } from '../../src/jobs/queue.ts';
import { emptyStore } from '../../src/store/empty.ts';
import { migrationsOf } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { openStore } from '../../src/store/open.ts';
import { tablesOf } from '../../src/store/tables.ts';
import { KeptLog } from '../asking.ts';
import { eachStore, type TestStore } from './stores.ts';

const COMMUNITY = '00000000-0000-4000-8000-000000000001';
const IDENTITY = '00000000-0000-4000-8000-000000000002';
const NOW = '2026-11-26T19:00:00Z';

/** Somebody in a community, with what refers to them. */
async function fill({ db }: TestStore): Promise<void> {
  await db.insertInto('community').values({ id: COMMUNITY, created_at: NOW }).execute();
  const space = { id: 'slack:T1', community_id: COMMUNITY, home_id: COMMUNITY, arrived_at: NOW };
  await db.insertInto('space').values(space).execute();
  const identity = { id: IDENTITY, space_id: space.id, external_id: 'U1', person_id: IDENTITY };
  await db
    .insertInto('identity')
    .values({ ...identity, first_seen_at: NOW })
    .execute();
  await db.insertInto('link_attempt').values({ identity_id: IDENTITY, tried_at: NOW }).execute();
  await db.insertInto('task').values({ key: 'a', job: 'a', subject: '{}', due_at: NOW }).execute();
  await db.insertInto('lease').values({ name: 'gateway', holder: 'h', beat: 1 }).execute();
}

const counted = async ({ db }: TestStore, name: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`.execute(db);
  return rows[0]?.n ?? -1;
};
const kept = async (store: TestStore): Promise<string[]> => {
  const names = (await tablesOf(store.db)).map(({ name }) => name);
  const counts = await Promise.all(names.map((name) => counted(store, name)));
  return names.filter((_name, index) => counts[index] !== 0);
};
const jobs = async ({ db }: TestStore): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select singleton_key as id from pgboss.job
    where singleton_key is not null order by id`.execute(db);
  return rows.map(({ id }) => id);
};

eachStore('emptied', (open) => {
  describe('a store whose queue was never started', () => {
    let store: TestStore;

    beforeAll(async () => {
      store = await open();
      // The tests' stores begin with the queue's tables, which a queue makes when it is first started.
      await sql`drop schema pgboss cascade`.execute(store.db);
      await fill(store);
      await sql`create schema elsewhere`.execute(store.db);
      await sql`create table elsewhere.community (id int)`.execute(store.db);
      await sql`insert into elsewhere.community values (1)`.execute(store.db);
    });

    test('keeps nothing, though one refers to the other', async () => {
      expect(await kept(store)).toEqual(
        expect.arrayContaining(['community', 'space', 'identity', 'link_attempt', 'task', 'lease']),
      );
      await emptyStore(store);
      expect(await kept(store)).toEqual([]);
    });

    test('has its tables, and knows which migrations it went through', async () => {
      const before = (await tablesOf(store.db)).map(({ name }) => name);
      await emptyStore(store);
      expect((await tablesOf(store.db)).map(({ name }) => name)).toEqual(before);
      expect(await migrationsOf(store.db)).toEqual(Object.keys(migrations).toSorted());
    });

    test('has the lock of the migrations, which the next one needs', async () => {
      await emptyStore(store);
      expect(await counted(store, 'kysely_migration_lock')).toBe(1);
    });

    test('leaves alone what is not its own', async () => {
      await emptyStore(store);
      expect(await counted(store, 'elsewhere.community')).toBe(1);
    });

    test('can be emptied again, and filled anew', async () => {
      await emptyStore(store);
      await emptyStore(store);
      await fill(store);
      expect(await counted(store, 'identity')).toBe(1);
    });
  });

  describe('a store whose queue was at work', () => {
    let store: TestStore;
    const clock = movableClock();
    const looked: string[] = [];
    const queueOn = (on: TestStore) => {
      const queue = createQueue({ store: on, clock, log: new KeptLog() });
      queue.work('task', async (ids) => void looked.push(...ids));
      return queue;
    };

    beforeAll(async () => {
      store = await open();
      await fill(store);
      const queue = queueOn(store);
      await queue.start();
      await queue.wake('task', [{ id: 'later', at: clock.now().add({ minutes: 5 }) }]);
      await queue.stop();
    }, 60_000);

    test('has no jobs any more, and a queue goes on with what comes then', async () => {
      expect(await jobs(store)).toContain('later');
      await emptyStore(store);
      expect([await jobs(store), await kept(store)]).toEqual([[], []]);
      const queue = queueOn(store);
      await queue.start();
      await clock.advance({ minutes: 6 });
      await queue.wake('task', [{ id: 'new' }]);
      await vi.waitFor(() => expect(looked).toContain('new'), { timeout: 10_000, interval: 5 });
      await queue.stop();
      expect(looked).not.toContain('later');
    }, 60_000);
  });

  test('it is opened by the next program as by the one before', async () => {
    const store = await open();
    await fill(store);
    await emptyStore(store);
    const { url, directory } = store.place;
    await store.close();
    const next = openStore({ ...(url === undefined ? {} : { url }), directory, log: new KeptLog() });
    await next.ready;
    await next.db.insertInto('community').values({ id: COMMUNITY, created_at: NOW }).execute();
    const found = await next.db.selectFrom('community').select('id').execute();
    await next.close();
    expect(found).toEqual([{ id: COMMUNITY }]);
  });
});
