import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type MovableClock, movableClock } from '../../src/jobs/movable-clock.ts';
import { createQueue, type JobQueue } from '../../src/jobs/queue.ts';
import type { Queue } from '../../src/jobs/wakes.ts';
import { type Store, StoreUnreachable } from '../../src/store/store.ts';
import { KeptLog } from '../asking.ts';
import { eachStore } from '../store/stores.ts';

type Look = (ids: readonly string[]) => Promise<void>;

eachStore('wakes', (open) => {
  let store: Store;
  let clock: MovableClock;
  let queue: JobQueue;
  const log = new KeptLog();
  const looked: (readonly string[])[] = [];
  let look: Look = async () => {};

  const seen = () => looked.flat();
  const lookedAt = (...ids: string[]) =>
    vi.waitFor(() => expect(seen()).toEqual(expect.arrayContaining(ids)), { timeout: 10_000, interval: 5 });
  const queueOn = (on: MovableClock, takes: Look) => {
    const made = createQueue({ store, clock: on, log });
    made.work('task', takes);
    return made;
  };

  beforeAll(async () => {
    store = await open();
    clock = movableClock();
    queue = queueOn(clock, async (ids) => {
      looked.push(ids);
      await look(ids);
    });
    await expect(queue.wake('task', [{ id: 'early' }])).rejects.toThrow(StoreUnreachable);
    await queue.start();
    // The job queue's tables are made in it, which takes an embedded store seconds on a busy machine.
  }, 30_000);
  afterAll(() => queue.stop());

  test('one is given out when it is due, and not before', async () => {
    await queue.wake('task', [{ id: 'in an hour', at: clock.now().add({ minutes: 10 }) }, { id: 'now' }]);
    await lookedAt('now');
    await clock.advance({ minutes: 9, seconds: 59 });
    await queue.wake('task', [{ id: 'almost' }]);
    await lookedAt('almost');
    expect(seen()).not.toContain('in an hour');
    await clock.advance({ seconds: 1 });
    await lookedAt('in an hour');
  });

  test('one made in a transaction is there if that commits, and only then', async () => {
    const given = store.transaction(async () => {
      await queue.wake('task', [{ id: 'given up' }]);
      throw new Error('given up');
    });
    await expect(given).rejects.toThrow('given up');
    await store.transaction(async () => {
      await queue.wake('task', [{ id: 'kept' }]);
      expect(seen()).not.toContain('kept');
    });
    await lookedAt('kept');
    expect(seen()).not.toContain('given up');
  });

  test('one id woken twice is looked at once in a batch, and the more urgent come first', async () => {
    looked.length = 0;
    await store.transaction(async () => {
      await queue.wake(
        'task',
        Array.from({ length: 250 }, (_, n) => ({ id: `plain ${n}` })),
      );
      await queue.wake('task', [
        { id: 'twice', priority: 1 },
        { id: 'twice', priority: 1 },
        { id: 'urgent', priority: 2 },
      ]);
    });
    await vi.waitFor(() => expect(new Set(seen()).size).toBe(252));
    expect(looked[0]).toEqual(expect.arrayContaining(['twice', 'urgent']));
    expect(looked[0]).toHaveLength(199);
    expect(seen()).toHaveLength(252);
  });

  test('a look that rejects is made again, and its words are kept nowhere', async () => {
    look = async () => {
      look = async () => {};
      throw new Error('words of a member');
    };
    await queue.wake('task', [{ id: 'again' }]);
    await vi.waitFor(() => expect(log.lines).toHaveLength(1));
    expect(log.lines[0]).toMatchObject({ level: 'warn', fields: { queue: 'task', ids: ['again'] } });
    const waiting = await vi.waitFor(async () => {
      const { rows } = await store.sql.executeSql("select * from pgboss.job where state = 'retry'");
      expect(rows).toHaveLength(1);
      return rows;
    });
    expect(JSON.stringify([waiting, log.lines])).not.toContain('words of a member');
    await vi.waitFor(async () => {
      await clock.advance({ seconds: 2 });
      expect(seen().filter((id) => id === 'again')).toHaveLength(2);
    });
  });

  test('what is due far ahead waits in its own table, and comes all the same', async () => {
    const due = clock.now().add({ hours: 720 });
    const row = { community_id: null, job: 'test.job', subject: '{}', due_at: due.toString() };
    await store.db
      .insertInto('task')
      .values({ key: 'far', ...row })
      .execute();
    await queue.wake('task', [{ id: 'far', at: due }]);
    expect(await queue.depth()).toEqual({ task: 0, timetable: 0, delivery: 0, announcement: 0 });
    await clock.set(due.subtract({ minutes: 5 }));
    await vi.waitFor(async () => expect((await queue.depth()).task).toBe(1));
    expect(seen()).not.toContain('far');
    await clock.set(due);
    await lookedAt('far');
    await store.db.deleteFrom('task').where('key', '=', 'far').execute();
  });

  test('rows that have no wake, as after a restore, get one each', async () => {
    const due = clock.now().subtract({ hours: 48 }).toString();
    const keys = Array.from({ length: 600 }, (_, n) => `restored ${n}`);
    const row = { job: 'test.job', subject: '{}', due_at: due };
    await store.db
      .insertInto('task')
      .values(keys.map((key) => ({ key, ...row })))
      .execute();
    look = async (ids) => void (await store.db.deleteFrom('task').where('key', 'in', ids).execute());
    await clock.advance({ minutes: 1 });
    await lookedAt(...keys);
    look = async () => {};
    expect(seen().filter((id) => id.startsWith('restored'))).toHaveLength(600);
  });

  test('one unless a sooner one waits is made where that is missing, comes later, or was given out', async () => {
    const now = clock.now();
    // Nobody takes these yet.
    const wake = (id: string, seconds: number) =>
      queue.wake('announcement', [{ id, at: now.add({ seconds }), unlessSooner: true }]);
    const depth = async () => (await queue.depth()).announcement;
    await wake('spare', 20);
    await wake('spare', 20);
    await wake('spare', 30);
    expect(await depth()).toBe(1);
    await wake('other', 30);
    await wake('spare', 10);
    expect(await depth()).toBe(3);
    await clock.set(now.add({ seconds: 20 }));
    const taken: string[] = [];
    queue.work('announcement', async (ids) => {
      taken.push(...ids);
      if (taken[0] === 'spare' && taken.length === ids.length) await wake('spare', 40);
    });
    // The two that are due come together or one after the other.
    await vi.waitFor(async () => {
      expect(new Set(taken)).toEqual(new Set(['spare']));
      expect(await depth()).toBe(2);
    });
    taken.push('later:');
    await clock.set(now.add({ seconds: 40 }));
    await vi.waitFor(() =>
      expect(taken.slice(taken.indexOf('later:') + 1).toSorted()).toEqual(['other', 'spare']),
    );
  });

  test('two processes share them, and each is given to one', async () => {
    looked.length = 0;
    const elsewhere: string[] = [];
    const other = queueOn(clock, async (ids) => void elsewhere.push(...ids));
    other.work('delivery', async (ids) => void elsewhere.push(...ids));
    await other.start();
    const ids = Array.from({ length: 500 }, (_, n) => `shared ${n}`);
    // The first one is busy until the other has taken its part.
    look = () => vi.waitFor(() => expect(elsewhere.length).toBeGreaterThan(1));
    const at = clock.now().add({ seconds: 30 });
    await queue.wake(
      'task',
      ids.map((id) => ({ id, at })),
    );
    // Nobody takes these in the process that makes them.
    await queue.wake('delivery', [{ id: 'made elsewhere' }]);
    await clock.set(at);
    await vi.waitFor(() =>
      expect([...seen(), ...elsewhere].toSorted()).toEqual([...ids, 'made elsewhere'].toSorted()),
    );
    expect(seen().length).toBeGreaterThan(0);
    look = async () => {};
    await other.stop();
  });

  test('those of a process that died are given to another one', async () => {
    const waiting = Promise.withResolvers<void>();
    // Its clock stands still from then on, so that it never says again that it lives.
    const dying = movableClock(clock.now().toString());
    const taken: string[] = [];
    const other = createQueue({ store, clock: dying, log });
    other.work('timetable', async (ids) => {
      taken.push(...ids);
      await waiting.promise;
    });
    await other.start();
    await other.wake('timetable', [{ id: 'orphan' }]);
    await vi.waitFor(() => expect(taken).toEqual(['orphan']));
    const rescued: string[] = [];
    queue.work('timetable', async (ids) => void rescued.push(...ids));
    await clock.advance({ seconds: 5 });
    expect(rescued).toEqual([]);
    await clock.advance({ seconds: 6 });
    await vi.waitFor(async () => {
      await clock.advance({ seconds: 2 });
      expect(rescued).toEqual(['orphan']);
    });
    waiting.resolve();
    await other.stop();
  });
});

eachStore('the end of wakes', (open) => {
  test('waits for what runs, gives out nothing more, and leaves the rest to the next start', async () => {
    const store = await open();
    const clock = movableClock();
    const log = new KeptLog();
    const running = Promise.withResolvers<void>();
    const first: string[] = [];
    const queue = createQueue({ store, clock, log });
    const name: Queue = 'announcement';
    queue.work(name, async (ids) => {
      first.push(...ids);
      await running.promise;
      await queue.wake(name, [{ id: 'made at the end' }]);
    });
    await queue.start();
    await queue.wake(name, [{ id: 'running' }, { id: 'later', at: clock.now().add({ minutes: 1 }) }]);
    await vi.waitFor(() => expect(first).toEqual(['running']));
    let stopped = false;
    const stopping = queue.stop().then(() => {
      stopped = true;
    });
    await clock.advance({ minutes: 2 });
    expect(stopped).toBe(false);
    running.resolve();
    await stopping;
    expect(first).toEqual(['running']);
    // Rows that want a wake are found by the next start.
    await queue.wake(name, [{ id: 'too late' }]);

    const second: string[] = [];
    const next = createQueue({ store, clock, log });
    next.work(name, async (ids) => void second.push(...ids));
    await next.start();
    await vi.waitFor(() => expect(second.toSorted()).toEqual(['later', 'made at the end']));
    await next.stop();
    expect(log.lines).toEqual([]);
  });
});
