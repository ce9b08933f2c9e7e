import { sql } from 'kysely';
import { afterEach, expect, test, vi } from 'vitest';
import { createQueue, type JobQueue } from '../../src/jobs/queue.ts';
import { schedulingClock } from '../../src/jobs/time.ts';
import { eachStore } from '../store/stores.ts';
import { MARK, note, world } from './deliveries-world.ts';

eachStore('deliveries by the job queue', (open) => {
  const queues: JobQueue[] = [];

  afterEach(async () => {
    await Promise.all(queues.splice(0).map((queue) => queue.stop()));
  });

  test('end as they should, and no record or log line holds a word of them', async () => {
    const store = await open();
    const clock = schedulingClock;
    const queue = createQueue({ store, clock, log: store.log });
    queues.push(queue);
    const settleAfter = Temporal.Duration.from({ milliseconds: 700 });
    const at = await world(store, { wakes: queue, clock, settleAfter });
    await queue.start();
    const words = { title: MARK, parts: [] };
    at.make.run = async (_post, subject) => {
      if ((subject as { about: string }).about === 'broken') throw new Error(`cannot say ${MARK}`);
      return words;
    };
    at.platform.behaviour.push(
      { kind: 'refused', reason: 'rejected' },
      { kind: 'refused', reason: 'no-permission' },
      { kind: 'limited', scope: 'channel', retryAfter: 300 },
      { kind: 'unsent' },
      'call-lost',
      'answer-lost',
    );
    const due = clock.now();
    for (let one = 0; one < 12; one++) {
      await at.deliveries.send(note, {
        key: `marked-${one}`,
        community: at.community,
        to: { space: at.space, channel: `C${one}` },
        subject: { about: one === 11 ? 'broken' : String(one) },
        // The last one is not worth a second try.
        ...(one === 11 && { expires: due.add({ milliseconds: 900 }) }),
      });
    }
    await at.announcements.refresh(note, {
      key: 'marked',
      community: at.community,
      space: at.space,
      channel: 'C99',
      subject: { about: 'state' },
    });

    const states = async () => {
      const rows = await store.db.selectFrom('delivery').select('state').execute();
      return Object.groupBy(
        rows.map((row) => row.state),
        (state) => state,
      );
    };
    await vi.waitFor(
      async () => {
        const { sent = [], refused = [], skipped = [] } = await states();
        expect([sent.length, refused.length, skipped.length]).toEqual([9, 2, 1]);
      },
      { timeout: 15_000, interval: 100 },
    );
    await vi.waitFor(async () => expect(await at.announcementOf('marked')).toMatchObject({ shown: 1 }));
    expect(new Set(at.platform.messages.map(({ id }) => id)).size).toBe(at.platform.messages.length);

    const records = await Promise.all(
      ['delivery', 'announcement', 'notice', 'lane', 'pgboss.job'].map((table) =>
        sql<{ line: string }>`select to_jsonb(t)::text as line from ${sql.table(table)} t`.execute(store.db),
      ),
    );
    const lines = [...records.flatMap(({ rows }) => rows.map(({ line }) => line)), ...store.log.lines];
    expect(lines.length).toBeGreaterThan(20);
    expect(JSON.stringify(lines)).not.toContain(MARK);
  }, 60_000);

  test('that are being sent and have no wake, as after a restore, are settled from the next start', async () => {
    const store = await open();
    const clock = schedulingClock;
    const start = async () => {
      const wakes = createQueue({ store, clock, log: store.log });
      queues.push(wakes);
      const settleAfter = Temporal.Duration.from({ milliseconds: 200 });
      const at = await world(store, { wakes, clock, settleAfter });
      at.parts.outboxes.get('slack')!.post = async () => ({ kind: 'unknown' });
      await wakes.start();
      return { ...at, stop: () => wakes.stop() };
    };
    const at = await start();
    const wish = { key: 'restored', community: at.community, to: at.to, subject: { about: 'one' } };
    await at.deliveries.send(note, wish);
    await vi.waitFor(async () => expect(await at.deliveryOf('restored')).toMatchObject({ state: 'sending' }));
    await at.stop();
    await at.deliveries.stop();
    await sql`update delivery set state = 'sending'`.execute(store.db);
    await sql`delete from pgboss.job`.execute(store.db);
    const next = await start();
    next.platform.find = async () => ({ kind: 'found', message: 'm1' });
    await vi.waitFor(async () => expect(await at.deliveryOf('restored')).toMatchObject({ state: 'sent' }), {
      timeout: 10_000,
    });
  }, 60_000);

  test('keep to the limits that several processes share', async () => {
    const store = await open();
    const clock = schedulingClock;
    const limits = { slack: { channel: { count: 2, period: 400 } } };
    const process = async () => {
      const wakes = createQueue({ store, clock, log: store.log });
      queues.push(wakes);
      const at = await world(store, { wakes, clock, limits });
      await wakes.start();
      return at;
    };
    const [at] = [await process(), await process()];
    for (let one = 0; one < 12; one++) {
      await at.deliveries.send(note, {
        key: `shared-${one}`,
        community: at.community,
        to: at.to,
        subject: { about: String(one) },
      });
    }
    const sent = () =>
      store.db.selectFrom('delivery').select('attempted_at').where('state', '=', 'sent').execute();
    await vi.waitFor(async () => expect(await sent()).toHaveLength(12), { timeout: 20_000, interval: 100 });
    const times = (await sent())
      .map((row) => row.attempted_at?.epochMilliseconds ?? 0)
      .toSorted((a, b) => a - b);
    let window = { end: 0, taken: 0 };
    for (const time of times) {
      window = time >= window.end ? { end: time + 400, taken: 1 } : { ...window, taken: window.taken + 1 };
      expect(window.taken).toBeLessThanOrEqual(2);
    }
  }, 60_000);
});
