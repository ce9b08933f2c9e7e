import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Posted } from '../../src/chat/outbox.ts';
import { createDeliveries } from '../../src/jobs/deliveries.ts';
import { claimDeliveries, readDeliveries } from '../../src/jobs/delivery-rows.ts';
import { eachStore, type TestStore } from '../store/stores.ts';
import { note, type World, world } from './deliveries-world.ts';

eachStore('a delivery', (open) => {
  let store: TestStore;
  let at: World;
  let key: string;
  let n = 0;

  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    at = await world(store);
    key = `key-${n++}`;
  });

  const send = (more: object = {}) =>
    at.deliveries.send(note, {
      key,
      community: at.community,
      to: at.to,
      subject: { about: 'one' },
      ...more,
    });
  const state = async () => {
    const { state, reason } = await at.deliveryOf(key);
    return reason === null ? state : `${state}: ${reason}`;
  };

  test('is sent once, however often it is asked for, and keeps which message it became', async () => {
    await send();
    await send();
    await at.wakes.run();
    await send();
    await at.wakes.run();
    expect(at.platform.messages).toHaveLength(1);
    const row = await at.deliveryOf(key);
    expect(row).toMatchObject({ state: 'sent', message_id: 'm1', sent_channel: 'C1', attempts: 1 });
    expect(row.id).toMatch(/^[a-z2-7]{24}$/);
    expect(at.wakes.waiting).toBe(0);
  });

  test('beside others that are asked for with it is sent once too, each where and when it belongs', async () => {
    await send();
    const { id, external } = await at.member();
    const wish = { community: at.community, subject: { about: 'one' } };
    await at.deliveries.send(
      note,
      { ...wish, key, to: at.to },
      { ...wish, key: `${key}-direct`, to: { space: at.space, identity: id }, urgency: 5 },
      { ...wish, key: `${key}-late`, to: at.to, due: store.clock.now().add({ hours: 1 }) },
      { ...wish, key: `${key}-late`, to: at.to },
    );
    await at.wakes.run();
    expect(at.platform.messages.map(({ channel }) => channel).toSorted()).toEqual(['C1', `dm-${external}`]);
    expect(await at.deliveryOf(`${key}-direct`)).toMatchObject({ urgency: 5, subject: { about: 'one' } });
    await at.wakes.pass({ hours: 2 });
    expect(at.platform.messages).toHaveLength(3);
    await expect(at.deliveries.send(note)).resolves.toBeUndefined();
  });

  test('is part of the transaction that asks for it', async () => {
    await expect(
      store.transaction(async () => {
        await send();
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    await at.wakes.pass({ hours: 1 });
    expect(at.platform.posts).toBe(0);
  });

  test('is not sent before it is due, even if it is looked at early', async () => {
    await send({ due: store.clock.now().add({ minutes: 5 }) });
    const { id } = await at.deliveryOf(key);
    await at.wakes.wake('delivery', [{ id }]);
    await at.wakes.pass({ minutes: 4 });
    expect(at.platform.posts).toBe(0);
    await at.wakes.pass({ minutes: 1 });
    expect(at.platform.posts).toBe(1);
  });

  test('ends where it is cancelled, has expired, has nothing to say, or the space was left', async () => {
    const due = store.clock.now().add({ minutes: 5 });
    await send({ due });
    await at.deliveries.cancel(key);
    await at.wakes.pass({ minutes: 5 });
    expect(await state()).toBe('skipped: cancelled');

    key = `key-${n++}`;
    await send({ expires: store.clock.now().add({ minutes: 1 }) });
    store.clock.advance({ minutes: 2 });
    await at.wakes.run();
    expect(await state()).toBe('skipped: expired');

    key = `key-${n++}`;
    at.make.run = async () => undefined;
    await send();
    await at.wakes.run();
    expect(await state()).toBe('skipped: nothing-to-say');

    key = `key-${n++}`;
    await send();
    await store.db
      .updateTable('space')
      .set({ left_at: store.clock.now().toString() })
      .where('id', '=', at.space)
      .execute();
    await at.wakes.run();
    expect(await state()).toBe('skipped: space-gone');
    expect(at.platform.posts).toBe(0);
  });

  test('that was cancelled on its way is not sent again', async () => {
    at.platform.behaviour.push('call-lost');
    await send();
    await at.wakes.run();
    await at.deliveries.cancel(key);
    await at.wakes.pass({ minutes: 2 });
    expect(await state()).toBe('skipped: expired');
    expect(at.platform.posts).toBe(1);
  });

  test('that was cancelled while it was looked at is not taken', async () => {
    await send();
    const { id } = await at.deliveryOf(key);
    const rows = new Map((await readDeliveries(store, [id])).map((row) => [row.id, row]));
    await at.deliveries.cancel(key);
    const claims = [{ id, at: store.clock.now().epochMilliseconds, channel: 'C1' }];
    expect([...(await claimDeliveries(store, rows, claims))]).toEqual([]);
    expect(await state()).toBe('skipped: cancelled');
  });

  test('whose message cannot be made is tried five times, and facilitators are told', async () => {
    at.make.run = async () => {
      throw new Error('a mistake');
    };
    await send();
    await at.wakes.pass({ hours: 1 });
    expect(await state()).toBe('refused: failed');
    expect((await at.deliveryOf(key)).attempts).toBe(5);
    const { id } = await at.deliveryOf(key);
    expect(await at.notices()).toMatchObject([
      {
        key: `delivery:${id}`,
        kind: 'delivery-refused',
        detail: { post: 'test.note', space: at.space, channel: 'C1', reason: 'failed' },
      },
    ]);
  });

  test('that is refused for good is not tried again, and facilitators are told', async () => {
    at.platform.behaviour.push({ kind: 'refused', reason: 'not-member' });
    await send();
    await at.wakes.pass({ hours: 48 });
    expect(await state()).toBe('refused: not-member');
    expect(at.platform.posts).toBe(1);
    expect(await at.notices()).toHaveLength(1);
  });

  test('to a space that the bot was removed from ends quietly', async () => {
    at.platform.behaviour.push({ kind: 'refused', reason: 'space-gone' });
    await send();
    await at.wakes.run();
    expect(await state()).toBe('skipped: space-gone');
    expect(await at.notices()).toEqual([]);
  });

  test('that is limited waits as long as it was told, with all others of its channel, in any process', async () => {
    at.platform.behaviour.push({ kind: 'limited', scope: 'channel', retryAfter: 9_000 });
    await send();
    await at.wakes.run();
    at.start();
    const other = { key: `${key}-other`, community: at.community, subject: { about: 'two' } };
    await at.deliveries.send(note, { ...other, to: at.to });
    await at.deliveries.send(note, { ...other, key: `${key}-else`, to: { space: at.space, channel: 'C2' } });
    await at.wakes.pass({ seconds: 7 });
    expect(at.platform.messages.map(({ channel }) => channel)).toEqual(['C2']);
    await at.wakes.pass({ seconds: 2 });
    expect(at.platform.messages).toHaveLength(3);
    expect(await at.deliveryOf(key)).toMatchObject({ state: 'sent', attempts: 1 });

    at.platform.behaviour.push({ kind: 'limited', scope: 'channel', retryAfter: 5_000 });
    await at.deliveries.send(note, { ...other, key: `${key}-again`, to: at.to });
    await at.wakes.run();
    await at.deliveries.send(note, { ...other, key: `${key}-after`, to: at.to });
    await at.wakes.pass({ seconds: 3 });
    expect(at.platform.messages).toHaveLength(3);
    await at.wakes.pass({ seconds: 2 });
    expect(at.platform.messages).toHaveLength(5);
  });

  test('that does not reach the platform is tried after 1, 2, 4 … seconds, for a day', async () => {
    at.platform.usually = () => ({ kind: 'unsent' });
    await send();
    await at.wakes.run();
    const tries: number[] = [];
    for (let second = 0; second < 16; second++) {
      tries.push(at.platform.posts);
      await at.wakes.pass({ seconds: 1 });
    }
    expect(tries).toEqual([1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5]);
    store.clock.advance({ hours: 24 });
    await at.wakes.run();
    expect(await state()).toBe('refused: unreachable');
    expect(await at.notices()).toHaveLength(1);
  });

  describe('to a member', () => {
    test('opens the direct conversation once and remembers it', async () => {
      const { id, external } = await at.member();
      const to = { space: at.space, identity: id };
      await send({ to });
      await at.wakes.run();
      await at.deliveries.send(note, {
        key: `${key}-2`,
        community: at.community,
        to,
        subject: { about: 'two' },
      });
      await at.wakes.run();
      expect(at.platform.opened).toEqual([external]);
      expect(at.platform.messages.map(({ channel }) => channel)).toEqual([
        `dm-${external}`,
        `dm-${external}`,
      ]);
      expect(await at.deliveryOf(key)).toMatchObject({ state: 'sent', attempts: 1 });
    });

    test('whose conversation a process was opening when it died is written to once', async () => {
      const { id, external } = await at.member();
      at.platform.opens = () => new Promise(() => {});
      await send({ to: { space: at.space, identity: id } });
      await at.wakes.run(false);
      at.platform.opens = () => undefined;
      at.start();
      await at.wakes.pass({ seconds: 40 });
      expect(at.platform.opened).toEqual([external, external]);
      expect(at.platform.messages).toHaveLength(1);
      expect(at.platform.looked).toBe(0);
    });

    test('who takes no direct messages goes to the channel instead', async () => {
      const { id } = await at.member();
      at.platform.opens = () => ({ kind: 'refused', reason: 'direct-closed' });
      await send({ to: { space: at.space, identity: id, fallback: 'C7' } });
      await at.wakes.run();
      expect(at.platform.messages.map(({ channel }) => channel)).toEqual(['C7']);
      expect(await state()).toBe('sent');
      expect(await at.notices()).toEqual([]);
    });

    test('who takes none, with no channel to fall back on, is not named to facilitators', async () => {
      const { id, external } = await at.member();
      at.platform.behaviour.push({ kind: 'refused', reason: 'direct-closed' });
      await send({ to: { space: at.space, identity: id } });
      await at.wakes.run();
      expect(await state()).toBe('refused: direct-closed');
      const [notice] = await at.notices();
      expect(notice?.detail).toEqual({ post: 'test.note', space: at.space, reason: 'direct-closed' });
      expect(JSON.stringify(notice)).not.toContain(external);
      expect(JSON.stringify(notice)).not.toContain(id);
    });
  });

  describe('whose end nobody knows', () => {
    test.each([
      ['answer-lost', 1],
      ['call-lost', 2],
    ] as const)(
      'after 30 seconds is looked for, and sent again only if it is not there: %s',
      async (behaviour, posts) => {
        at.platform.behaviour.push(behaviour);
        await send();
        await at.wakes.pass({ seconds: 20 });
        const { id } = await at.deliveryOf(key);
        await at.wakes.wake('delivery', [{ id }]);
        await at.wakes.pass({ seconds: 9 });
        expect(await state()).toBe('sending');
        expect(at.platform.looked).toBe(0);
        await at.wakes.pass({ seconds: 2 });
        expect(await state()).toBe('sent');
        expect(at.platform.messages).toHaveLength(1);
        expect(at.platform.posts).toBe(posts);
      },
    );

    test('is doubtful where the bot may not read, and never sent again', async () => {
      at.platform.behaviour.push('answer-lost');
      at.platform.finds = () => ({ kind: 'unreadable' });
      await send();
      await at.wakes.pass({ hours: 48 });
      expect(await state()).toBe('doubtful: unreadable');
      expect(at.platform.posts).toBe(1);
      expect(await at.notices()).toMatchObject([{ kind: 'delivery-doubtful' }]);
    });

    test('is doubtful once nobody could say for an hour', async () => {
      at.platform.behaviour.push('call-lost');
      at.platform.finds = () => ({ kind: 'unknown' });
      await send();
      await at.wakes.pass({ minutes: 59 });
      expect(await state()).toBe('sending');
      await at.wakes.pass({ minutes: 30 });
      expect(await state()).toBe('doubtful: unsettled');
      expect(at.platform.looked).toBeLessThan(90);
      expect(at.platform.posts).toBe(1);
    });

    test.each([
      ['answer-lost', 2, 1],
      ['call-lost', 7, 2],
      ['answer-lost', 25, 1],
      ['call-lost', 58, 2],
    ] as const)(
      'is settled within a minute of when the platform can say again: %s, after %i minutes',
      async (behaviour, minutes, posts) => {
        at.platform.behaviour.push(behaviour);
        at.platform.finds = () => ({ kind: 'unknown' });
        await send();
        await at.wakes.pass({ minutes });
        expect(await state()).toBe('sending');
        at.platform.finds = () => 'truly';
        await at.wakes.pass({ minutes: 1 });
        expect(await state()).toBe('sent');
        expect(at.platform.messages).toHaveLength(1);
        expect(at.platform.posts).toBe(posts);
      },
    );
  });

  test.each(['post', 'find'] as const)(
    'has never more than two wakes, however long the platform takes to fail: %s',
    async (way) => {
      at = await world(store, { answersWithin: Temporal.Duration.from({ milliseconds: 100 }) });
      if (way === 'find') at.platform.behaviour.push('call-lost');
      at.platform.usually = () => ({ kind: 'unsent' });
      at.platform.finds = () => ({ kind: 'unknown' });
      const { post, find } = at.platform;
      // Longer than a look waits.
      const slow = () => wait(130);
      at.platform.post = (...given) => slow().then(() => post.apply(at.platform, given));
      at.platform.find = (...given) => slow().then(() => find.apply(at.platform, given));
      await send();
      const waiting: number[] = [];
      for (let passed = 0; passed < 8; passed++) {
        await at.wakes.pass({ seconds: 15 });
        waiting.push(at.wakes.waiting);
      }
      expect(Math.min(...waiting)).toBe(1);
      expect(Math.max(...waiting)).toBeLessThanOrEqual(2);
      expect(at.platform.posts + at.platform.looked).toBeLessThan(12);
    },
  );

  test('waits in turn while fifty calls of its platform are under way', async () => {
    at = await world(store, { limits: {} });
    const answers: PromiseWithResolvers<Posted>[] = [];
    at.platform.post = () => {
      const answer = Promise.withResolvers<Posted>();
      answers.push(answer);
      return answer.promise;
    };
    for (let one = 0; one < 60; one++) {
      const wish = { key: `${key}-${one}`, community: at.community, to: at.to, subject: { about: 'one' } };
      await at.deliveries.send(note, wish);
    }
    await at.wakes.run(false);
    expect(answers).toHaveLength(50);
    for (const { resolve } of answers.slice(0, 7)) resolve({ kind: 'posted', channel: 'C1', message: 'm' });
    await vi.waitFor(() => expect(answers).toHaveLength(57));
  });

  test('that a second process takes over is seen once, and twice only where nobody looks for it', async () => {
    const each = async (count: number) => {
      for (let one = 0; one < count; one++) {
        await at.deliveries.send(note, {
          key: `${key}-${one}`,
          community: at.community,
          to: at.to,
          subject: { about: String(one) },
        });
      }
      // Half of them arrive, none is answered: the process is gone.
      let post = 0;
      at.platform.usually = () => (post++ % 2 === 0 ? 'hangs' : 'call-lost');
      await at.wakes.run(false);
      at.platform.usually = () => 'well';
      at.start();
      await at.wakes.pass({ minutes: 1 });
      const counts = new Map<string, number>();
      for (const { id } of at.platform.messages) counts.set(id, (counts.get(id) ?? 0) + 1);
      return [...counts.values()].filter((many) => many > 1).length;
    };
    expect(await each(20)).toBe(0);
    expect(at.platform.messages).toHaveLength(20);
    at = await world(store);
    key = `${key}-control`;
    at.platform.finds = () => ({ kind: 'absent' });
    expect(await each(20)).toBe(10);
  });

  test('that was settled is not changed by the answer that comes after all', async () => {
    const answer = Promise.withResolvers<Posted>();
    const post = at.platform.post.bind(at.platform);
    at.platform.post = async (...call) => {
      at.platform.post = post;
      await post(...call);
      return answer.promise;
    };
    await send();
    await at.wakes.run(false);
    const { deliveries } = at;
    at.start();
    await at.wakes.pass({ seconds: 40 });
    expect(await state()).toBe('sent');
    answer.resolve({ kind: 'refused', reason: 'rejected' });
    await deliveries.stop();
    expect(await state()).toBe('sent');
    expect(await at.notices()).toEqual([]);
  });

  test('whatever the platform does and whenever processes die, is seen once', async () => {
    let seed = 20_261;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const bad = [
      'answer-lost',
      'call-lost',
      { kind: 'limited', scope: 'channel', retryAfter: 1_500 },
      { kind: 'limited', scope: 'space', retryAfter: 700 },
      { kind: 'unsent' },
      'hangs',
    ] as const;
    for (let generation = 0; generation < 4; generation++) {
      for (let one = 0; one < 12; one++) {
        await at.deliveries.send(note, {
          key: `${key}-${generation}-${one}`,
          community: at.community,
          to: { space: at.space, channel: `C${one % 4}` },
          subject: { about: String(one) },
        });
      }
      at.platform.usually = () => (random(2) === 0 ? 'well' : bad[random(6)]!);
      await at.wakes.run(false);
      at.start();
      at.platform.usually = () => (random(2) === 0 ? 'well' : bad[random(5)]!);
      await at.wakes.pass({ seconds: 20 });
    }
    at.platform.usually = () => 'well';
    await at.wakes.pass({ minutes: 10 });
    const rows = await store.db
      .selectFrom('delivery')
      .select('state')
      .where('space_id', '=', at.space)
      .execute();
    expect(rows.map((row) => row.state)).toEqual(Array(48).fill('sent'));
    const ids = at.platform.messages.map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([48, 48]);
  });

  test('that two processes look at in the same moment is sent by one of them', async () => {
    const looks: ((ids: readonly string[]) => Promise<void>)[] = [];
    for (let process = 0; process < 3; process++) {
      const wakes = {
        wake: at.wakes.wake.bind(at.wakes),
        work: (_: unknown, look: (typeof looks)[0]) => looks.push(look),
      };
      createDeliveries({ ...at.parts, wakes }).start();
    }
    const keys = Array.from({ length: 30 }, (_, one) => `${key}-${one}`);
    for (const one of keys) {
      await at.deliveries.send(note, {
        key: one,
        community: at.community,
        to: at.to,
        subject: { about: one },
      });
    }
    const rows = await store.db.selectFrom('delivery').select('id').where('key', 'in', keys).execute();
    const ids = rows.map(({ id }) => id);
    await Promise.all(looks.map((look, process) => look(process === 1 ? ids.toReversed() : ids)));
    expect(at.platform.posts).toBe(30);
  });
});
