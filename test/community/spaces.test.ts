import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { SpaceId } from '../../src/chat/request.ts';
import { createSpaces } from '../../src/community/spaces.ts';
import { type Store, StoreUnreachable } from '../../src/store/store.ts';
import { KeptLog } from '../asking.ts';
import { eachStore, type TestStore } from '../store/stores.ts';
import { until } from '../until.ts';
import { fresh } from './asking.ts';

eachStore('spaces', (open) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await open();
  });

  function stage(over: Store = store) {
    const sent: { key: string; to: object }[] = [];
    const left: string[] = [];
    const log = new KeptLog();
    const deliveries = {
      send: async (_: unknown, { key, to }: { key: string; to: object }) => void sent.push({ key, to }),
      cancel: async () => {},
    };
    const spaces = createSpaces({
      store: over,
      clock: store.clock,
      log,
      deliveries: () => deliveries,
      spaceLeft: async (space) => void left.push(space),
    });
    return { spaces, sent, left, log };
  }
  const newId = (platform = 'discord') => `${platform}:${fresh()}` as SpaceId;
  const row = (id: string) =>
    store.db.selectFrom('space').where('id', '=', id).selectAll().executeTakeFirst();

  test('a space met for the first time is a community of its own, and is welcomed', async () => {
    const { spaces, sent } = stage();
    const id = newId();
    await spaces.met({ id, name: 'A course', welcome: { channel: 'C9' } });
    const space = await row(id);
    expect(space).toMatchObject({ name: 'A course', left_at: null });
    expect(space?.community_id).toBe(space?.home_id);
    expect(sent).toEqual([{ key: `welcome:${id}:${space?.arrived_at}`, to: { space: id, channel: 'C9' } }]);
  });

  test('one that is met again keeps its community, has its new name, and is not welcomed again', async () => {
    const { spaces, sent } = stage();
    const id = newId();
    const met = { id, name: 'A course', welcome: { channel: 'C9' } } as const;
    await spaces.met(met);
    const before = await row(id);
    await Promise.all([spaces.met(met), spaces.met({ ...met, name: 'Renamed' })]);
    await spaces.met({ ...met, name: 'Renamed' });
    expect(await row(id)).toEqual({ ...before, name: 'Renamed' });
    expect(sent).toHaveLength(1);
  });

  test('one that two processes meet at once is welcomed once', async () => {
    const { spaces, sent } = stage();
    const other = stage();
    const met = { id: newId(), name: 'A course', welcome: { channel: 'C9' } } as const;
    await Promise.all([spaces.met(met), other.spaces.met(met)]);
    expect([...sent, ...other.sent]).toHaveLength(1);
  });

  test('where there is no channel, an administrator is written to', async () => {
    const { spaces, sent } = stage();
    const id = newId();
    await spaces.met({ id, name: 'A course', welcome: { member: 'OWNER' } });
    const { id: identity } = await store.db
      .selectFrom('identity')
      .where('space_id', '=', id)
      .where('external_id', '=', 'OWNER')
      .select('id')
      .executeTakeFirstOrThrow();
    expect(sent[0]?.to).toEqual({ space: id, identity });
  });

  test('what was to be sent to a space that is left ends, and it is welcomed when it comes again', async () => {
    const { spaces, sent, left } = stage();
    const met = { id: newId(), name: 'A course', welcome: { channel: 'C9' } } as const;
    await spaces.met(met);
    await spaces.left(met.id);
    await spaces.left(met.id);
    expect((await row(met.id))?.left_at).not.toBeNull();
    expect(left).toEqual([met.id]);
    store.clock.advance({ hours: 1 });
    await spaces.met(met);
    expect((await row(met.id))?.left_at).toBeNull();
    expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
  });

  test('those of a platform that are not listed any more were left; another platform’s are not', async () => {
    const { spaces, left } = stage();
    const platform = `x${fresh()}`;
    const [a, b, c] = [newId(platform), newId(platform), newId(`y${fresh()}`)];
    for (const id of [a, b, c]) await spaces.met({ id, name: 'A course' });
    await spaces.all(platform, [a]);
    expect(left).toEqual([b]);
    await spaces.all(platform, []);
    expect(left).toEqual([b, a]);
  });

  test('a space that was never met is not left', async () => {
    const { spaces, left, log } = stage();
    await spaces.left(newId());
    expect([left, log.lines]).toEqual([[], []]);
  });

  test('a failure rejects nothing, and is logged without words of its own', async () => {
    const { spaces, log } = stage();
    await spaces.met({ id: newId(), name: `marked\u0000` });
    expect(log.lines.map(({ level }) => level)).toEqual(['error']);
    expect(JSON.stringify(log.lines)).not.toContain('marked');
  });

  describe('while the store is not reached', () => {
    test('news waits, in its order, until it is', async () => {
      vi.useFakeTimers({ toFake: ['setTimeout'] });
      try {
        let down = true;
        const over = new Proxy(store, {
          get(target, name) {
            if (down) throw new StoreUnreachable();
            return Reflect.get(target, name, target);
          },
        });
        const { spaces, left, log } = stage(over);
        const platform = `z${fresh()}`;
        const [a, b] = [newId(platform), newId(platform)];
        await stage().spaces.met({ id: b, name: 'Gone meanwhile' });
        await spaces.all(platform, [a]);
        await spaces.met({ id: a, name: 'A course' });
        await spaces.met({ id: a, name: 'A course, renamed' });
        expect(await row(a)).toBeUndefined();
        await vi.advanceTimersByTimeAsync(6_000);
        down = false;
        await vi.advanceTimersByTimeAsync(5_000);
        vi.useRealTimers();
        await until('the space to be kept', async () => (await row(a)) !== undefined);
        expect((await row(a))?.name).toBe('A course, renamed');
        expect(left).toEqual([b]);
        expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
      } finally {
        vi.useRealTimers();
      }
    });
  });
});
