import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { agenda } from '../../src/jobs/agenda.ts';
import type { Queue } from '../../src/jobs/wakes.ts';
import type { DeliveryState } from '../../src/store/database.ts';
import { emptyStore } from '../../src/store/empty.ts';
import { eachStore, type TestStore } from '../store/stores.ts';

const SPACE = 'slack:T1';
const at = (minutes: number): string =>
  Temporal.Instant.from('2026-11-26T19:00:00Z').add({ minutes }).toString();

eachStore('the agenda', (open) => {
  let store: TestStore;
  let community: string;

  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    await emptyStore(store);
    community = randomUUID();
    await store.db
      .insertInto('community')
      .values({ id: community, created_at: at(0) })
      .execute();
    const space = { id: SPACE, community_id: community, home_id: community, arrived_at: at(0) };
    await store.db.insertInto('space').values(space).execute();
  });

  const task = async (job: string, due: string, state: 'pending' | 'done' | 'skipped' = 'pending') => {
    const key = randomUUID();
    await store.db.insertInto('task').values({ key, job, subject: '{}', due_at: due, state }).execute();
    return key;
  };
  const timetable = async (job: string, next: string | null, paused = false) => {
    const key = randomUUID();
    const when = { rule: 'FREQ=DAILY', zone: 'Europe/Berlin', starts: '2026-11-26T19:00' };
    await store.db
      .insertInto('timetable')
      .values({ id: randomUUID(), key, job, subject: '{}', ...when, paused, next_at: next })
      .execute();
    return key;
  };
  const sendable = () => {
    const id = randomUUID().slice(0, 25);
    return { id, key: id, community_id: community, space_id: SPACE, channel: 'C1', subject: '{}' };
  };
  const delivery = async (post: string, due: string, state: DeliveryState = 'pending') => {
    const row = sendable();
    await store.db
      .insertInto('delivery')
      .values({ ...row, post, due_at: due, state })
      .execute();
    return row.id;
  };
  const announcement = async (post: string, more: Record<string, string | number> = {}) => {
    const row = sendable();
    await store.db
      .insertInto('announcement')
      .values({ ...row, post, wanted: 1, shown: 1, ...more })
      .execute();
    return row.id;
  };
  /** As the queue keeps it; which states there are is the queue's own. */
  const wake = (queue: Queue, id: string, when: string, state = 'created') =>
    sql`insert into pgboss.job (name, singleton_key, start_after, state)
      values (${queue}, ${id}, ${when}, ${sql.lit(state)})`.execute(store.db);

  const coming = async (most = 50) =>
    (await agenda(store, most)).map((one) => `${one.name} ${one.at.toString()}`);

  test('is empty where nothing waits', async () => {
    expect(await coming()).toEqual([]);
  });

  test('has everything that waits, the soonest first', async () => {
    await task('task', at(30));
    await timetable('timetable', at(10));
    await delivery('delivery', at(40));
    await announcement('announcement', { shown: 0 });
    await task('overdue', at(-60));
    expect(await coming()).toEqual([
      'announcement 1970-01-01T00:00:00Z',
      `overdue ${at(-60)}`,
      `timetable ${at(10)}`,
      `task ${at(30)}`,
      `delivery ${at(40)}`,
    ]);
  });

  test('gives instants, to the part of a second', async () => {
    const exact = '2026-11-26T19:00:00.123Z';
    await task('task', exact);
    const [first] = await agenda(store, 1);
    expect(first?.at.equals(Temporal.Instant.from(exact))).toBe(true);
  });

  test('has what is given of it at the most: the soonest', async () => {
    for (const minutes of [5, 1, 4, 2, 3]) await task(`in ${minutes}`, at(minutes));
    await delivery('in 0', at(0));
    expect(await coming(3)).toEqual([`in 0 ${at(0)}`, `in 1 ${at(1)}`, `in 2 ${at(2)}`]);
  });

  test.each(['done', 'skipped'] as const)('has no task that is %s', async (state) => {
    await task('task', at(1), state);
    expect(await coming()).toEqual([]);
  });

  test('has no timetable that is paused, nor one that is over', async () => {
    await timetable('paused', at(1), true);
    await timetable('over', null);
    expect(await coming()).toEqual([]);
  });

  test('has a delivery that is being sent', async () => {
    await delivery('delivery', at(1), 'sending');
    expect(await coming()).toEqual([`delivery ${at(1)}`]);
  });

  test.each(['sent', 'refused', 'doubtful', 'skipped'] as const)(
    'has no delivery that is %s',
    async (state) => {
      await delivery('delivery', at(1), state);
      expect(await coming()).toEqual([]);
    },
  );

  test.each([
    ['was not shown yet', { shown: 0 }],
    ['changed', { wanted: 3, shown: 2 }],
    ['changed for the last time', { wanted: 2, state: 'closed' }],
    ['was called of which nobody knows the end', { attempted_at: at(-1) }],
  ])('has an announcement that %s, at once', async (_what, more) => {
    await announcement('announcement', more);
    await task('task', at(-999_999));
    expect(await coming()).toEqual(['announcement 1970-01-01T00:00:00Z', `task ${at(-999_999)}`]);
  });

  describe.each<[Queue, () => Promise<string>]>([
    ['task', () => task('it', at(10))],
    ['timetable', () => timetable('it', at(10))],
    ['delivery', () => delivery('it', at(10))],
    ['delivery', () => delivery('it', at(10), 'sending')],
  ])('has a %s', (queue, make) => {
    test('that waits for another try, when that comes', async () => {
      await wake(queue, await make(), at(15));
      expect(await coming()).toEqual([`it ${at(15)}`]);
    });

    test('that is woken twice, when it is first', async () => {
      const id = await make();
      for (const minutes of [40, 20]) await wake(queue, id, at(minutes));
      expect(await coming()).toEqual([`it ${at(20)}`]);
    });

    test('that is woken early, when it is due', async () => {
      await wake(queue, await make(), at(1));
      expect(await coming()).toEqual([`it ${at(10)}`]);
    });

    test('that is under way, when it was due, though it will be woken again', async () => {
      const id = await make();
      await wake(queue, id, at(15), 'active');
      await wake(queue, id, at(20));
      expect(await coming()).toEqual([`it ${at(10)}`]);
    });

    test('whose look failed, when it is looked at again', async () => {
      await wake(queue, await make(), at(15), 'retry');
      expect(await coming()).toEqual([`it ${at(15)}`]);
    });

    test('as it is, whatever was done with, or belongs to another queue', async () => {
      const id = await make();
      for (const state of ['completed', 'cancelled', 'failed'] as const) await wake(queue, id, at(15), state);
      await wake(queue === 'task' ? 'delivery' : 'task', id, at(20));
      expect(await coming()).toEqual([`it ${at(10)}`]);
    });
  });

  test('has an announcement that rests, when it is woken', async () => {
    const id = await announcement('announcement', { shown: 0, held_until: at(5), attempted_at: at(-1) });
    await wake('announcement', id, at(5));
    expect(await coming()).toEqual([`announcement ${at(5)}`]);
  });

  test.each([
    ['is shown as it should be', {}],
    ['was closed', { state: 'closed' }],
    ['was refused', { shown: 0, state: 'refused' }],
    ['was refused and rests', { shown: 0, state: 'refused', held_until: at(5) }],
    ['is doubtful', { shown: 0, state: 'doubtful', attempted_at: at(-1) }],
  ])('has no announcement that %s', async (_what, more) => {
    await announcement('announcement', more);
    expect(await coming()).toEqual([]);
  });

  test('has what is done together before it is committed, and not where it is given up', async () => {
    const given = store.transaction(async () => {
      await sql`insert into task (key, job, subject, due_at) values ('one', 'task', '{}', ${at(1)})`.execute(
        store.db,
      );
      expect(await coming()).toEqual([`task ${at(1)}`]);
      throw new Error('given up');
    });
    await expect(given).rejects.toThrow('given up');
    expect(await coming()).toEqual([]);
  });
});
