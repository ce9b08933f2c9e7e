import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { describeError, type Log } from '../chat/failure.ts';
import { type Store, StoreUnreachable } from '../store/store.ts';
import { moment, type SchedulingClock } from './time.ts';
import type { Queue, Wake } from './wakes.ts';

/**
 * Wakes for later than this are not kept: the row's own due time brings them back. So the queue stays small however
 * many rows wait, and a store whose queue is empty (it was restored) goes on by itself.
 */
export const KEPT_AHEAD: Temporal.DurationLike = { minutes: 15 };
/** What is due within this and has no wake gets one. Five minutes less, so that a row not committed yet is not missed. */
const FED_AHEAD: Temporal.DurationLike = { minutes: 10 };
const FEED_EVERY = 60_000;
/** Rows fed at once, and how many wakes may wait in a queue before the feed lets it catch up. */
const PAGE = 250;
const ENOUGH = 5000;

interface Fed {
  readonly id: string;
  readonly due: Temporal.Instant;
  readonly priority?: number;
}
type FedWake = Wake & { readonly job: string };

interface FeedParts {
  readonly store: Store;
  readonly clock: SchedulingClock;
  readonly log: Log;
  readonly put: (queue: Queue, wakes: readonly FedWake[]) => Promise<void>;
  readonly depth: (queue: Queue) => Promise<number>;
}

interface Feed {
  start(): void;
  stop(): Promise<void>;
}

/** Gives a wake to every row that is due soon, or was due, and has none: far-off ones, and any that were lost. */
export function createFeed({ store, clock, log, put, depth }: FeedParts): Feed {
  const { timers } = clock;
  type Timer = ReturnType<typeof timers.setTimeout>;
  let every: Timer | undefined;
  let running = false;
  let pass: Promise<void> | undefined;
  let goOn = () => {};

  const room = async (queue: Queue) => {
    while (running && (await depth(queue)) > ENOUGH) {
      await new Promise<void>((resolve) => {
        goOn = resolve;
        timers.setTimeout(resolve, 1000);
      });
    }
  };

  const feed = async (queue: Queue) => {
    const until = clock.now().add(FED_AHEAD);
    let last: Fed | undefined;
    do {
      const rows = await PAGES[queue](store, until, last);
      const missing = await withoutWake(store, queue, rows);
      if (missing.length > 0) {
        await room(queue);
        await put(
          queue,
          missing.map((row) => ({ ...row, at: row.due, job: jobId(queue, row) })),
        );
      }
      last = rows.length === PAGE ? rows.at(-1) : undefined;
    } while (running && last);
  };

  const feedAll = async () => {
    try {
      for (const queue of Object.keys(PAGES) as Queue[]) if (running) await feed(queue);
    } catch (error) {
      // The store itself says that it is away.
      if (error instanceof StoreUnreachable) return;
      log.warn({ error: describeError(error) }, 'what is due soon cannot be read; it will be read again');
    }
  };
  const begin = () => {
    pass ??= feedAll().finally(() => {
      pass = undefined;
    });
  };

  return {
    start() {
      running = true;
      every = timers.setInterval(begin, FEED_EVERY);
      begin();
    },
    async stop() {
      running = false;
      if (every) timers.clearInterval(every);
      goOn();
      await pass;
    },
  };
}

type Page = (store: Store, until: Temporal.Instant, after: Fed | undefined) => Promise<Fed[]>;

/** The rows that want a wake until then, in order of due time and id, a page at a time. */
const PAGES: Readonly<Record<Queue, Page>> = {
  task: ({ db }, until, after) =>
    db
      .selectFrom('task')
      .select(['key as id', 'due_at as due'])
      .where('state', '=', 'pending')
      .where('due_at', '<=', moment(until))
      .$if(after !== undefined, (query) => query.where(beyond('due_at', 'key', after!)))
      .orderBy('due_at')
      .orderBy('key')
      .limit(PAGE)
      .execute(),
  timetable: ({ db }, until, after) =>
    db
      .selectFrom('timetable')
      .select(['key as id', 'next_at as due'])
      .where('paused', '=', false)
      .where('next_at', '<=', moment(until))
      .$if(after !== undefined, (query) => query.where(beyond('next_at', 'key', after!)))
      .orderBy('next_at')
      .orderBy('key')
      .limit(PAGE)
      .$narrowType<{ due: Temporal.Instant }>()
      .execute(),
  delivery: ({ db }, until, after) =>
    db
      .selectFrom('delivery')
      .select(['id', 'due_at as due', 'urgency as priority'])
      .where('state', 'in', ['pending', 'sending'])
      .where('due_at', '<=', moment(until))
      .$if(after !== undefined, (query) => query.where(beyond('due_at', 'id', after!)))
      .orderBy('due_at')
      .orderBy('id')
      .limit(PAGE)
      .execute(),
  // An announcement has no due time: what is not shown as it should be is due, and was so all along.
  announcement: async ({ db }, _until, after) => {
    const rows = await db
      .selectFrom('announcement')
      .select('id')
      .where('state', 'in', ['live', 'closed'])
      .where(({ or, eb, ref }) =>
        or([
          eb('wanted', '>', ref('shown')),
          eb('held_until', 'is not', null),
          eb('attempted_at', 'is not', null),
        ]),
      )
      .where('id', '>', after?.id ?? '')
      .orderBy('id')
      .limit(PAGE)
      .execute();
    return rows.map(({ id }) => ({ id, due: Temporal.Instant.fromEpochMilliseconds(0) }));
  },
};

const beyond = (due: string, id: string, after: Fed) =>
  sql<boolean>`(${sql.ref(due)}, ${sql.ref(id)}) > (${moment(after.due)}, ${after.id})`;

async function withoutWake(store: Store, queue: Queue, rows: readonly Fed[]): Promise<readonly Fed[]> {
  if (rows.length === 0) return [];
  const { rows: found } = await store.sql.executeSql(
    `select singleton_key as id from pgboss.job
      where name = $1 and state <= 'active' and singleton_key = any($2::text[])`,
    [queue, rows.map(({ id }) => id)],
  );
  const woken = new Set(found.map(({ id }) => id));
  return rows.filter(({ id }) => !woken.has(id));
}

/** The same in every process, so that several that feed one row at once make one wake: a uuid, as the queue wants it. */
function jobId(queue: Queue, { id, due }: Fed): string {
  const hash = createHash('sha256').update(`${queue} ${due} ${id}`).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    hash.slice(12, 16),
    hash.slice(16, 20),
    hash.slice(20, 32),
  ].join('-');
}
