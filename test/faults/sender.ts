import { monitorEventLoopDelay } from 'node:perf_hooks';
import { WebClient } from '@slack/web-api';
import { sql } from 'kysely';
import { z } from 'zod';
import { createOutbox } from '../../src/adapters/discord/outbox.ts';
import { boltLog } from '../../src/adapters/slack/bolt-log.ts';
import { SlackOutbox } from '../../src/adapters/slack/outbox.ts';
import { createTransport } from '../../src/adapters/slack/transport.ts';
import type { Due } from '../../src/chat/due.ts';
import type { Outbox } from '../../src/chat/outbox.ts';
import { definePost } from '../../src/chat/post.ts';
import { paragraph } from '../../src/chat/text.ts';
import { createDeliveries, newId } from '../../src/jobs/deliveries.ts';
import { createQueue } from '../../src/jobs/queue.ts';
import { schedulingClock as clock } from '../../src/jobs/time.ts';
import { createLogger } from '../../src/logger.ts';
import { openStore } from '../../src/store/open.ts';
import type { Asked, Asks, Places, Row, SenderSettings, Sent } from './asks.ts';

// A process that sends deliveries by the real outboxes, and does what its parent asks: see asks.ts.

const settings: SenderSettings = JSON.parse(process.argv[2] ?? '{}');
const { discord, slack, words } = settings;
const log = createLogger({ logLevel: settings.logLevel }, 'stdout');
const store = openStore({ ...(settings.url && { url: settings.url }), directory: settings.directory, log });

const onDiscord = createOutbox(discord, log);
const common = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
const onSlack = new SlackOutbox({
  web: new WebClient(slack.botToken, {
    ...{ ...common, logger: boltLog(log), timeout: 0 },
    fetch: createTransport(settings.answerMs),
  }),
  log,
  prefix: '',
});
onSlack.installation = { team: slack.team, name: '', user: slack.user, enterprise: undefined };

/** The control: nothing is ever found again, and every attempt looks new to the platform. */
const forgetful = (outbox: Outbox): Outbox => ({
  post: (space, channel, _id, message) => outbox.post(space, channel, newId(), message),
  find: async () => ({ kind: 'absent' }),
  edit: (...given) => outbox.edit(...given),
  openDirect: (...given) => outbox.openDirect(...given),
});
const outboxOf = (outbox: Outbox): Outbox => (settings.settling ? outbox : forgetful(outbox));

const post = definePost({ name: 'test.delivery', subject: z.object({ n: z.int() }), make: () => undefined });
const due: Due = {
  make: async (_post, subject) => ({
    parts: [{ kind: 'text', text: [paragraph(`${words} ${post.subject.parse(subject).n}`)] }],
  }),
  job: () => undefined,
  run: async () => {},
};

const wakes = createQueue({ store, clock, log });
const deliveries = createDeliveries({
  ...{ store, wakes, clock, log },
  due: () => due,
  outboxes: new Map([
    ['discord', outboxOf(onDiscord)],
    ['slack', outboxOf(onSlack)],
  ]),
  ...(settings.limits && { limits: settings.limits }),
  ...(settings.settleAfterMs && {
    settleAfter: Temporal.Duration.from({ milliseconds: settings.settleAfterMs }),
  }),
});
const loop = monitorEventLoopDelay({ resolution: 1 });
let before = process.cpuUsage();

const asks: Asks = {
  async place({ community, spaces, identities }: Places) {
    const now = clock.now().toString();
    await store.db.insertInto('community').values({ id: community, created_at: now }).execute();
    for (const [at, id] of spaces.entries()) {
      // Each space has a community of its own to go home to.
      const home = at === 0 ? community : crypto.randomUUID();
      if (at > 0) await store.db.insertInto('community').values({ id: home, created_at: now }).execute();
      const values = { id, community_id: community, home_id: home, arrived_at: now };
      await store.db.insertInto('space').values(values).execute();
    }
    for (const { id, space, external } of identities) {
      const values = { id, space_id: space, external_id: external, person_id: id, first_seen_at: now };
      await store.db.insertInto('identity').values(values).execute();
    }
  },

  async send(wishes: readonly Sent[]) {
    for (let from = 0; from < wishes.length; from += 50) {
      await store.transaction(async () => {
        for (const { n, community, to, due: at } of wishes.slice(from, from + 50)) {
          const when = Temporal.Instant.from(at);
          await deliveries.send(post, { key: `${n}`, community, to, subject: { n }, due: when });
        }
      });
    }
  },

  async later({ community, space, count }) {
    const far = clock
      .now()
      .add({ hours: 24 * 20 })
      .toString();
    for (let from = 0; from < count; from += 50_000) {
      await sql`insert into delivery (id, key, community_id, space_id, channel, post, subject, due_at)
        select 'later-' || n, 'later-' || n, ${community}::uuid, ${space}, 'C' || n, ${post.name}, '{"n": 0}',
          ${far}::timestamptz + n * interval '1 second'
        from generate_series(${from}::integer + 1, ${Math.min(from + 50_000, count)}::integer) as n`.execute(
        store.db,
      );
    }
    await store.sql.executeSql('vacuum analyze delivery');
  },

  async rows() {
    const { rows } = await sql<Row>`select key, state, reason from delivery
      where key not like 'later-%'`.execute(store.db);
    return rows;
  },

  async open() {
    // By their due time, which an index has: to count past a million others would hold up what is measured.
    const soon = clock.now().add({ hours: 24 }).toString();
    const { rows } = await sql<{ count: string }>`select count(*) as count from delivery
      where state in ('pending', 'sending') and due_at < ${soon}::timestamptz`.execute(store.db);
    return Number(rows[0]?.count);
  },

  async records() {
    const read = async (table: string) =>
      JSON.stringify((await store.sql.executeSql(`select t::text from ${table} t`)).rows);
    return Promise.all(['delivery', 'notice', 'pgboss.job'].map(read));
  },

  async watch() {
    loop.reset();
    before = process.cpuUsage();
  },

  async watched() {
    const { user, system } = process.cpuUsage(before);
    return { stallMs: loop.max / 1e6, cpuMs: (user + system) / 1_000 };
  },

  async memory() {
    return process.memoryUsage.rss() / 2 ** 20;
  },

  async stop() {
    await wakes.stop();
    await deliveries.stop();
    await onDiscord.close(0);
    await store.close();
    setImmediate(() => process.disconnect?.());
  },
};

process.on('message', ({ id, ask, given }: Asked) => {
  // Whoever is asked what does not exist says so.
  const run = asks[ask] as (given: unknown) => Promise<unknown>;
  run(given).then(
    (value) => process.send?.({ id, value }),
    (error: unknown) => process.send?.({ id, error: error instanceof Error ? error.stack : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));

await store.ready;
const { rows } = await sql<{ count: string }>`select count(*) as count from delivery
  where state = 'sending'`.execute(store.db);
process.send?.({ opened: Number(rows[0]?.count) });
deliveries.start();
await wakes.start();
loop.enable();
process.send?.({ started: true });
