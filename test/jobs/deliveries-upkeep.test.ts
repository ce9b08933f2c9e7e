import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { deliveryStats, endSpace, sweep } from '../../src/jobs/delivery-upkeep.ts';
import { eachStore, type TestStore } from '../store/stores.ts';
import { note, type World, world } from './deliveries-world.ts';

eachStore('looking after deliveries', (open) => {
  let store: TestStore;
  let at: World;

  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    at = await world(store);
  });

  const send = (key: string, more: object = {}) =>
    at.deliveries.send(note, {
      key: `${at.space} ${key}`,
      community: at.community,
      to: at.to,
      subject: { about: 'one' },
      ...more,
    });
  const states = async (table: 'delivery' | 'announcement') => {
    const rows = await store.db.selectFrom(table).select('state').where('space_id', '=', at.space).execute();
    return rows.map(({ state }) => state).toSorted();
  };

  test('what was to be sent to a space ends when the bot is removed from it', async () => {
    const elsewhere = await world(store);
    await send('sent');
    await at.announcements.refresh(note, {
      ...at.to,
      key: 'list',
      community: at.community,
      subject: { about: 'x' },
    });
    await at.wakes.pass({ seconds: 2 });
    at.platform.behaviour.push('call-lost');
    await send('on its way');
    await at.wakes.run();
    await send('later', { due: store.clock.now().add({ hours: 1 }) });
    await elsewhere.deliveries.send(note, {
      key: 'elsewhere',
      community: elsewhere.community,
      to: elsewhere.to,
      subject: { about: 'one' },
    });
    await endSpace({ store, clock: store.clock }, at.space);
    expect(await states('delivery')).toEqual(['sent', 'skipped', 'skipped']);
    expect(await states('announcement')).toEqual(['closed']);
    await at.wakes.pass({ hours: 2 });
    expect(at.platform.posts).toBe(3);
    expect((await elsewhere.deliveryOf('elsewhere')).state).toBe('pending');
  });

  test('what was settled is forgotten after 30 days, and what waits is not', async () => {
    await send('sent');
    await at.wakes.run();
    await send('later', { due: store.clock.now().add({ hours: 24 * 60 }) });
    await sql`insert into delivery (id, key, community_id, space_id, channel, post, subject, due_at, state, settled_at)
      select n || left(md5(${at.space}), 8), ${at.space} || n, ${at.community}::uuid, ${at.space}, 'C1', 'test.note',
        '{}', ${store.clock.now().toString()}::timestamptz, 'sent', ${store.clock.now().toString()}::timestamptz
      from generate_series(1, 2500) as n`.execute(store.db);
    await store.db
      .insertInto('notice')
      .values({
        id: randomUUID(),
        community_id: at.community,
        key: at.space,
        kind: 'delivery-refused',
        detail: '{}',
        noticed_at: store.clock.now().toString(),
      })
      .execute();
    store.clock.advance({ hours: 24 * 29 });
    await sweep({ store, clock: store.clock });
    expect((await states('delivery')).length).toBe(2502);
    store.clock.advance({ hours: 25 });
    await sweep({ store, clock: store.clock });
    expect(await states('delivery')).toEqual(['pending']);
    expect(await at.notices()).toHaveLength(1);
    store.clock.advance({ hours: 24 * 61 });
    await sweep({ store, clock: store.clock });
    expect(await at.notices()).toEqual([]);
  });

  test('how many are due, and how late the oldest is, is told at any time', async () => {
    await store.db.deleteFrom('delivery').execute();
    const now = store.clock.now();
    expect(await deliveryStats({ store, clock: store.clock })).toEqual({
      byState: { due: 0, sending: 0, refused: 0, doubtful: 0 },
      lateness: 0,
    });
    at.platform.behaviour.push('call-lost', { kind: 'refused', reason: 'rejected' });
    await send('lost');
    await send('refused');
    await at.wakes.run();
    await send('due', { due: now.subtract({ seconds: 3 }) });
    await send('later', { due: now.add({ hours: 1 }) });
    const late = store.clock.now().since(now).total('milliseconds');
    expect(await deliveryStats({ store, clock: store.clock })).toEqual({
      byState: { due: 1, sending: 1, refused: 1, doubtful: 0 },
      lateness: 3_000 + late,
    });
  });
});
