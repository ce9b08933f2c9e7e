import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { Lease } from '../../src/jobs/lease.ts';
import { type Store, StoreUnreachable } from '../../src/store/store.ts';
import { KeptLog } from '../asking.ts';
import { eachStore } from '../store/stores.ts';
import { until } from '../until.ts';

const PACE = { beat: 100, stale: 800, fence: 500 };

eachStore('what only one process may do', (open) => {
  let store: Store;
  let names = 0;
  beforeAll(async () => {
    store = await open();
  });

  /** Two processes that want the same; `cut` takes the store away from one. */
  const rivals = () => {
    const name = `thing-${names++}`;
    const begun: string[] = [];
    let most = 0;
    const process = (holder: string) => {
      let reached = true;
      const seen = new Proxy(store, {
        get(target, key) {
          if (key === 'db' && !reached) throw new StoreUnreachable();
          return Reflect.get(target, key, target);
        },
      });
      const lease = new Lease({
        store: seen,
        name,
        holder,
        log: new KeptLog(),
        pace: PACE,
        async begin() {
          begun.push(holder);
          most = Math.max(most, begun.length);
        },
        async end() {
          begun.splice(begun.indexOf(holder), 1);
        },
      });
      onTestFinished(() => lease.stop());
      const cut = (gone: boolean) => {
        reached = !gone;
      };
      return { lease, cut };
    };
    return { one: process('one'), two: process('two'), begun, most: () => most };
  };

  test('is done by the first that comes, and by no other', async () => {
    const { one, two, begun } = rivals();
    await one.lease.start();
    await two.lease.start();
    expect([begun, one.lease.held, two.lease.held]).toEqual([['one'], true, false]);
  });

  test('goes to the other at once when its holder leaves in order', async () => {
    const { one, two, begun, most } = rivals();
    await one.lease.start();
    await two.lease.start();
    await one.lease.stop();
    await until('the other has it', () => begun[0] === 'two');
    expect(most()).toBe(1);
  });

  test('goes to the other when its holder falls silent, and never to both', async () => {
    const { one, two, begun, most } = rivals();
    await one.lease.start();
    await two.lease.start();
    await until('the holder knows that another waits', () => one.lease.contested);
    one.cut(true);
    await until('the other has it', () => begun[0] === 'two');
    one.cut(false);
    expect([most(), one.lease.held]).toEqual([1, false]);
  });

  test('stays where it is while the store is away, if nobody else waits', async () => {
    const { one, begun } = rivals();
    await one.lease.start();
    one.cut(true);
    const since = performance.now();
    await until('longer than the fence', () => performance.now() - since > 2 * PACE.fence);
    expect(begun).toEqual(['one']);
  });

  test('begins without the store where that was never reached, and yields to whoever holds it', async () => {
    const { one, two, begun } = rivals();
    await one.lease.start();
    two.cut(true);
    await two.lease.start();
    expect(begun).toEqual(['one', 'two']);
    two.cut(false);
    await until('the second has yielded', () => !two.lease.held);
    expect(begun).toEqual(['one']);
  });

  test('a beginning that fails is told to whoever started it', async () => {
    const lease = new Lease({
      store,
      name: `thing-${names++}`,
      holder: 'one',
      log: new KeptLog(),
      pace: PACE,
      begin: () => Promise.reject(new Error('no')),
      end: async () => {},
    });
    await expect(lease.start()).rejects.toThrow('no');
    await lease.stop();
  });
});
