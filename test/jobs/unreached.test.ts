import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Message } from '../../src/chat/reply.ts';
import { createCommunity } from '../../src/community/community.ts';
import { createUnreached } from '../../src/jobs/unreached.ts';
import { type Store, StoreUnreachable } from '../../src/store/store.ts';
import { KeptLog, wordsOf } from '../asking.ts';
import { requestFrom } from '../community/asking.ts';
import { eachStore, type TestStore } from '../store/stores.ts';
import { note, type World, world } from './deliveries-world.ts';

eachStore('what could not be said directly', (open) => {
  let store: TestStore;
  let at: World;
  let me: { id: string; external: string };
  let process: ReturnType<typeof makeProcess>;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    at = await world(store);
    me = await at.member();
    process = makeProcess();
  });

  function makeProcess(more: Partial<Parameters<typeof createUnreached>[0]> = {}) {
    const { members } = createCommunity({ store, clock: store.clock });
    const known = members.known;
    return createUnreached({ store, clock: store.clock, log: store.log, due: at.parts.due, known, ...more });
  }
  const request = (member = me.external, space: string = at.space) => requestFrom({ space, member });
  let count = 0;
  async function refused(about = 'tomorrow', expires = { hours: 1 }) {
    count += 1;
    at.platform.behaviour.push({ kind: 'refused', reason: 'direct-closed' });
    await at.deliveries.send(note, {
      key: `refused-${count}`,
      community: at.community,
      to: { space: at.space, identity: me.id },
      subject: { about },
      expires: store.clock.now().add(expires),
    });
    await at.wakes.run();
    return at.deliveryOf(`refused-${count}`);
  }
  const words = (told: readonly Message[]) => told.map(wordsOf).join();

  test('is told once, however many ask at once', async () => {
    const { key } = await refused();
    const others = [process, makeProcess(), makeProcess()];
    expect(await process.waits(request())).toBe(true);
    const told = await Promise.all(others.map((each) => each.tell(request())));
    expect(told.flat()).toHaveLength(1);
    expect(words(told.flat())).toContain('tomorrow');
    expect(await at.deliveryOf(key)).toMatchObject({ state: 'refused', reason: 'told' });
    expect(await makeProcess().waits(request())).toBe(false);
    expect(await process.tell(request())).toEqual([]);
  });

  test('is told nobody else', async () => {
    await refused();
    const other = await at.member();
    expect(await process.waits(request(other.external))).toBe(false);
    expect(await process.tell(request(other.external))).toEqual([]);
  });

  test('is told a person by any of their linked accounts', async () => {
    await refused();
    const other = await at.member();
    await store.db.updateTable('identity').set({ person_id: me.id }).where('id', '=', other.id).execute();
    expect(await process.waits(request(other.external))).toBe(true);
    expect(await process.tell(request(other.external))).toHaveLength(1);
  });

  test('is not told any more once it is no longer worth sending', async () => {
    await refused();
    store.clock.advance({ hours: 1 });
    expect(await process.waits(request())).toBe(false);
    expect(await process.tell(request())).toEqual([]);
  });

  test('is made anew, and what is nothing any more is not looked at again', async () => {
    const { key } = await refused();
    at.make.run = async () => undefined;
    expect(await process.tell(request())).toEqual([]);
    expect(await at.deliveryOf(key)).toMatchObject({ reason: 'told' });
  });

  test('is told three at a time, the latest first', async () => {
    for (const about of ['one', 'two', 'three', 'four']) {
      await refused(about);
      store.clock.advance({ seconds: 1 });
    }
    await process.waits(request());
    const first = words(await process.tell(request()));
    expect(['one', 'two', 'three', 'four'].filter((about) => first.includes(about))).toEqual([
      'two',
      'three',
      'four',
    ]);
    expect(process.waits(request())).toBe(true);
    expect(words(await process.tell(request()))).toContain('one');
    expect(process.waits(request())).toBe(false);
  });

  test('costs a query each half minute, not each command', async () => {
    let queries = 0;
    const counting = new Proxy(store as Store, {
      get(target, name) {
        if (name === 'db') queries += 1;
        return Reflect.get(target, name);
      },
    });
    const counted = makeProcess({ store: counting });
    expect(await Promise.all([counted.waits(request()), counted.waits(request('U2'))])).toEqual([
      false,
      false,
    ]);
    await refused();
    expect([counted.waits(request()), queries]).toEqual([false, 1]);
    store.clock.advance({ seconds: 30 });
    expect([await counted.waits(request()), queries]).toEqual([true, 2]);
  });

  test('never harms an answer where the store is not reached', async () => {
    const log = new KeptLog();
    const unreachable = new Proxy({} as Store, {
      get() {
        throw new StoreUnreachable();
      },
    });
    const without = makeProcess({ store: unreachable, log });
    expect(await without.waits(request())).toBe(false);
    expect(without.waits(request())).toBe(false);
    expect(await without.tell(request())).toEqual([]);
    expect(JSON.stringify(log.lines)).not.toContain(me.external);
  });
});
