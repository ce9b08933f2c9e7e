import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import { describeError, type Log } from '../chat/failure.ts';
import { type Store, StoreUnreachable } from '../store/store.ts';
import { createFeed, KEPT_AHEAD } from './feed.ts';
import type { SchedulingClock } from './time.ts';
import { createWaker } from './waker.ts';
import type { Queue, Wake, Wakes } from './wakes.ts';

/** Looks that may run at once in one process: one that waits for a slow platform holds up no other. */
const LOOKS: Readonly<Record<Queue, number>> = { task: 2, timetable: 1, delivery: 4, announcement: 2 };
const QUEUES = Object.keys(LOOKS) as readonly Queue[];
/** Ids given to one look. */
const BATCH = 200;
/** Wakes written by one statement: more would block an embedded store's process too long. */
const WRITTEN_AT_ONCE = 125;
/** How long what runs may still take at the end, in ms. */
const LEAVE_WITHIN = 20_000;

/**
 * A process that runs a look says so every 5 s; 10 s after it last did, and at the next of the checks made every 5 s,
 * its wakes are given to another one. So a look may take its time, up to ten minutes, and a killed process holds
 * nothing up for more than about 17 s.
 */
const RECOVERY = { heartbeatSeconds: 10, expireInSeconds: 600 };
const CHECK_SECONDS = 5;

/** A wake is tried for ever, 1 s to 1 min apart, and kept for ten years: only a finished look ends it. */
const PATIENCE = {
  retryLimit: 1_000_000,
  retryBackoff: true,
  retryDelay: 1,
  retryDelayMax: 60,
  retentionSeconds: 315_360_000,
};

/** How often a process looks for wakes that it did not make, in ms: an embedded store has no other process. */
const LOOK_EVERY = { served: 1000, embedded: 10_000 };

export interface JobQueue extends Wakes {
  /** Resolves once wakes can be made and are given out; waits for the store. Not inside a transaction. */
  start(): Promise<void>;
  /** Gives out nothing more, then waits for what runs, at most 20 s; what did not end by then is woken again. */
  stop(): Promise<void>;
  /** Wakes not given out yet, of about the next quarter of an hour: what is due later waits in its own table. */
  depth(): Promise<Record<Queue, number>>;
}

interface QueueParts {
  readonly store: Store;
  readonly clock: SchedulingClock;
  readonly log: Log;
}

/** One of the takers of a queue in this process. */
interface Taker {
  id: string;
  busy: boolean;
}

// An embedded store answers within one turn of the event loop, and work in a row would let nothing else run: so `turn`.

export function createQueue({ store, clock, log }: QueueParts): JobQueue {
  const looks = new Map<Queue, (ids: readonly string[]) => Promise<void>>();
  const takers = new Map<Queue, Taker[]>();
  let boss: PgBoss | undefined;
  let hasEnded = false;

  /** Has a taker look into the queue now: a free one where there is one, else whichever is free first. */
  const ring = (queue: Queue) => {
    const all = takers.get(queue) ?? [];
    const free = all.find((taker) => !taker.busy);
    for (const taker of free ? [free] : all) boss?.notifyWorker(taker.id);
  };

  const waker = createWaker({
    clock,
    waits: () => waits(store),
    lookEvery: LOOK_EVERY[store.home],
    ring,
    log,
  });

  const put = async (queue: Queue, wakes: readonly (Wake & { readonly job?: string })[]) => {
    // Its row stands: the feed of the next start, or of another process, makes the wake.
    if (hasEnded) return;
    if (!boss) throw new StoreUnreachable();
    const now = clock.now();
    const last = now.add(KEPT_AHEAD);
    const near = wakes.filter(({ at }) => !at || Temporal.Instant.compare(at, last) <= 0);
    const kept = await withoutSooner(store, queue, near, now);
    for (let from = 0; from < kept.length; from += WRITTEN_AT_ONCE) {
      const jobs = kept.slice(from, from + WRITTEN_AT_ONCE).map(({ id, at, priority, job }) => ({
        data: { id },
        // Which row it is for, so that the feed sees without reading into the data.
        singletonKey: id,
        ...(job && { id: job }),
        ...(at && { startAfter: at.toString() }),
        ...(priority && { priority }),
      }));
      await boss.insert(queue, jobs);
      await turn();
    }
    if (kept.length === 0) return;
    const first = Math.min(...kept.map(({ at }) => (at ?? now).epochMilliseconds));
    store.afterCommit(() => waker.expect(queue, first));
  };

  const feed = createFeed({ store, clock, log, put, depth: (queue) => depthOf(store, queue) });

  const take = async (queue: Queue, look: (ids: readonly string[]) => Promise<void>) => {
    const all: Taker[] = [];
    takers.set(queue, all);
    const options = {
      batchSize: BATCH,
      burstWhenBatchFull: true,
      // The waker rings; this is for the case that it fails.
      pollingIntervalSeconds: 30,
    };
    for (let n = 0; n < LOOKS[queue]; n++) {
      const taker: Taker = { id: '', busy: false };
      all.push(taker);
      taker.id = await boss!.work<{ id: string }, void>(queue, options, async (jobs) => {
        taker.busy = true;
        if (jobs.length === BATCH) ring(queue);
        const ids = [...new Set(jobs.map((job) => job.data.id))];
        await turn();
        try {
          await look(ids);
          // Deleted rather than kept as completed: half the writing, and every check reads the whole of the table.
          await boss?.deleteJob(queue, jobs);
        } catch (error) {
          log.warn({ queue, ids, error: describeError(error) }, 'a look failed; it will be made again');
          // The queue keeps what it is thrown, and a message may hold a member's words.
          throw new Error('the look failed');
        } finally {
          taker.busy = false;
          waker.soon();
        }
      });
    }
  };

  return {
    wake: put,
    work(queue, look) {
      looks.set(queue, look);
      if (boss) void take(queue, look);
    },

    async start() {
      await store.ready;
      // Only now: the library is large, and the program answers before it is needed.
      const { PgBoss } = await import('pg-boss');
      const starting = new PgBoss({
        db: store.sql,
        backend: store.home === 'embedded' ? 'pglite' : 'postgres',
        schema: 'pgboss',
        schedule: false,
        clock: clock.timers,
        superviseIntervalSeconds: CHECK_SECONDS,
        monitorIntervalSeconds: CHECK_SECONDS,
        // Jobs that depend on others, and advice on a server's vacuum: neither is used here.
        flowIntervalSeconds: 3600,
        monitorVacuum: false,
      });
      starting.on('error', (error) => {
        // The store itself tells that it is out of reach. Others come as plain objects with an error's fields.
        if (error.name === 'StoreUnreachable') return;
        const described = describeError(Object.assign(new Error(error.message), error));
        log.warn({ error: described }, 'the job queue failed');
      });
      try {
        await starting.start();
        const options = { ...RECOVERY, ...PATIENCE };
        for (const queue of QUEUES) {
          await starting.createQueue(queue, options);
          await starting.updateQueue(queue, options);
        }
      } catch (error) {
        await starting.stop({ graceful: false, close: false }).catch(() => {});
        throw error;
      }
      boss = starting;
      for (const [queue, look] of looks) await take(queue, look);
      waker.start();
      feed.start();
    },

    async stop() {
      const stopping = boss;
      if (!stopping) return;
      waker.stop();
      await feed.stop();
      const ended = new AbortController();
      const idle = Promise.all(QUEUES.map((queue) => stopping.offWork(queue)));
      await Promise.race([idle, delay(LEAVE_WITHIN, undefined, { signal: ended.signal }).catch(() => {})]);
      ended.abort();
      boss = undefined;
      hasEnded = true;
      await stopping.stop({ graceful: false, close: false });
    },

    async depth() {
      const counts = await Promise.all(QUEUES.map(async (queue) => [queue, await depthOf(store, queue)]));
      return Object.fromEntries(counts);
    },
  };
}

/** How long until the next wake of each queue is due, in ms by the store's own clock, which decides it. */
async function waits(store: Store): Promise<Map<Queue, number>> {
  const { rows } = await store.sql.executeSql(
    `select name, (extract(epoch from min(start_after) - pgboss.job_now()) * 1000)::float8 as ms
       from pgboss.job where state < 'active' and not blocked and name = any($1::text[]) group by name`,
    [QUEUES],
  );
  return new Map(rows.map(({ name, ms }) => [name, Number(ms)]));
}

/** Without those that need not be made: one that waits is looked at later than now, one given out may have been already. */
async function withoutSooner<Made extends Wake>(
  store: Store,
  queue: Queue,
  wakes: readonly Made[],
  now: Temporal.Instant,
): Promise<readonly Made[]> {
  const ids = wakes.filter(({ unlessSooner }) => unlessSooner).map(({ id }) => id);
  if (ids.length === 0) return wakes;
  const { rows } = await store.sql.executeSql(
    `select singleton_key as id, (extract(epoch from min(start_after)) * 1000)::float8 as at from pgboss.job
      where name = $1 and state < 'active' and not blocked and singleton_key = any($2::text[])
      group by singleton_key`,
    [queue, ids],
  );
  const soonest = new Map(rows.map(({ id, at }) => [id, Number(at)]));
  return wakes.filter(
    ({ id, at = now, unlessSooner }) =>
      !unlessSooner || (soonest.get(id) ?? Number.POSITIVE_INFINITY) > at.epochMilliseconds,
  );
}

async function depthOf(store: Store, queue: Queue): Promise<number> {
  const { rows } = await store.sql.executeSql(
    `select count(*) from pgboss.job where state < 'active' and not blocked and name = $1`,
    [queue],
  );
  return Number(rows[0].count);
}
