import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Due } from '../chat/due.ts';
import { describeError, type Log } from '../chat/failure.ts';
import type { Outbox } from '../chat/outbox.ts';
import type { Deliveries, DeliveryWish } from '../chat/outgoing.ts';
import type { Post } from '../chat/post.ts';
import { platformOf } from '../chat/request.ts';
import type { DeliveryState } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { createTurns, type Turns } from '../store/turns.ts';
import { createAttempts } from './delivery-attempt.ts';
import { settledWithin, waitUntil } from './delivery-call.ts';
import { isSettled, type Result, Results } from './delivery-results.ts';
import { claimDeliveries, insertDeliveries, readDeliveries, skipDeliveries } from './delivery-rows.ts';
import { type DeliveryRow, verdict } from './delivery-rules.ts';
import { LIMITS, type Limits, lanesOf, limitedLane } from './lane-limits.ts';
import { SharedLanes } from './lane-store.ts';
import type { Wish } from './lanes.ts';
import type { SchedulingClock } from './time.ts';
import type { Wakes } from './wakes.ts';

export interface Settled {
  readonly state: DeliveryState;
  readonly platform: string;
  /** From when it was due to its latest attempt. */
  readonly latenessMs: number;
}

export interface DeliveryParts {
  readonly store: Store;
  readonly wakes: Wakes;
  readonly clock: SchedulingClock;
  /** Made later than this. */
  readonly due: () => Due;
  readonly outboxes: ReadonlyMap<string, Outbox>;
  readonly log: Log;
  /** How long after an attempt its end is looked for; what was sent by then is seen by then. Default 30 s. */
  readonly settleAfter?: Temporal.Duration;
  /** How long a look waits for answers: those that take longer are woken for by themselves. Default 1 s. */
  readonly answersWithin?: Temporal.Duration;
  /** Default: what the platforms allow. */
  readonly limits?: Limits;
  readonly onSettled?: ((event: Settled) => void) | undefined;
}

export interface RunningDeliveries extends Deliveries {
  start(): void;
  /** Resolves once what is under way has ended, at most 20 s later. The queue must be stopped before. */
  stop(): Promise<void>;
}

export const SETTLE_AFTER = Temporal.Duration.from({ seconds: 30 });
/** Most answers come sooner, and each wake more is three statements. */
const ANSWERS_WITHIN = Temporal.Duration.from({ seconds: 1 });
const STOPPING = 20_000;
/** Calls of one platform at once: others wait in turn, so that a rush leaves room for everything else between them. */
const AT_ONCE = 50;

/** One call of a platform that was claimed. */
interface Task {
  readonly row: DeliveryRow;
  readonly way: 'post' | 'open' | 'find';
  readonly channel?: string;
}

export function createDeliveries(parts: DeliveryParts): RunningDeliveries {
  const { store, wakes, clock, due, outboxes, log, limits = LIMITS, onSettled } = parts;
  const settleAfter = (parts.settleAfter ?? SETTLE_AFTER).total('milliseconds');
  const answersWithin = (parts.answersWithin ?? ANSWERS_WITHIN).total('milliseconds');
  const lanes = new SharedLanes(store);
  const attempts = createAttempts({ clock, due, outboxes, log });
  const results = new Results({ store, wakes, lanes, clock, log, kept: (result) => report(result) });
  const underWay = new Set<Promise<unknown>>();
  const turns = new Map<string, Turns>();
  const now = () => clock.now().epochMilliseconds;

  function report({ row, change: { state, reason } }: Result): void {
    if (!isSettled(state)) return;
    const fields = { delivery: row.id, space: row.space_id, state, reason };
    if (state === 'sent') log.debug(fields, 'a delivery was sent');
    else if (state === 'skipped') log.info(fields, 'a delivery was skipped');
    else log.warn(fields, 'a delivery was not sent for certain');
    const attempted = row.attempted_at?.epochMilliseconds ?? now();
    const latenessMs = Math.max(attempted - row.due_at.epochMilliseconds, 0);
    onSettled?.({ state, platform: platformOf(row.space_id), latenessMs });
  }

  /** Looks at these rows as they are now; whatever is left open has a wake of its own when this resolves. */
  async function look(ids: readonly string[]): Promise<void> {
    const rows = new Map((await readDeliveries(store, ids)).map((row) => [row.id, row]));
    const tasks = new Map<string, Task>();
    const skips: { id: string; reason: 'expired' | 'space-gone' }[] = [];
    const again: { id: string; at: number }[] = [];
    const start = now();
    for (const row of rows.values()) {
      const what = verdict(row, start, settleAfter);
      if (what.kind === 'skip') skips.push({ id: row.id, reason: what.reason });
      else if (what.kind === 'again') again.push({ id: row.id, at: what.at });
      else if (what.kind === 'settle') tasks.set(row.id, { row, way: 'find', ...sentTo(row) });
      else if (what.kind === 'open') tasks.set(row.id, { row, way: 'open' });
      else if (what.kind === 'post') tasks.set(row.id, { row, way: 'post', channel: what.channel });
    }
    if (skips.length + again.length + tasks.size === 0) return;

    // An embedded store answers within the same turn: between its larger queries others get theirs.
    await turn();
    const begun = await store.transaction(async () => {
      const { granted, deferred } = await lanes.allot([...tasks.values()].map(wishOf), start);
      await wake([...again, ...deferred], rows);
      await turn();
      const claims = granted
        .map(({ id, at }) => ({ id, at, ...tasks.get(id)! }))
        .filter(({ way }) => way !== 'find')
        .map(({ id, at, channel }) => ({ id, at, ...(channel !== undefined && { channel }) }));
      const claimed = await claimDeliveries(store, rows, claims);
      const skipped = await skipDeliveries(store, skips, start);
      return { granted, claimed, skipped };
    });
    for (const { id, reason } of skips) {
      const row = rows.get(id);
      if (row && begun.skipped.includes(id)) {
        report({ row, change: { state: 'skipped', reason, attempts: row.attempts } });
      }
    }

    await turn();
    const open = new Set<string>();
    const running = begun.granted.flatMap(({ id, at }) => {
      const task = tasks.get(id)!;
      const row = task.way === 'find' ? task.row : begun.claimed.get(id);
      if (!row) return [];
      open.add(id);
      return [attempt({ ...task, row }, at).then((written) => written && open.delete(id))];
    });
    for (const one of running) {
      underWay.add(one);
      one.finally(() => underWay.delete(one)).catch(() => undefined);
    }
    await settledWithin(running, answersWithin);
    await wake(
      [...open].map((id) => ({ id, at: now() + settleAfter })),
      rows,
    );
  }

  /**
   * Invariant: what is open has a wake, and few. Every attempt that is slow leaves one beside that of its end, so what
   * was attempted before gets none where one stands: else they, and with them the attempts, would grow in number.
   */
  async function wake(
    wishes: readonly { readonly id: string; readonly at: number }[],
    rows: ReadonlyMap<string, DeliveryRow>,
  ): Promise<void> {
    if (wishes.length === 0) return;
    const made = wishes.map(({ id, at }) => ({
      id,
      at: Temporal.Instant.fromEpochMilliseconds(Math.ceil(at)),
      priority: rows.get(id)?.urgency ?? 0,
      unlessSooner: (rows.get(id)?.attempted_at ?? null) !== null,
    }));
    await wakes.wake('delivery', made);
  }

  function wishOf({ row, way, channel }: Task): Wish {
    return {
      id: row.id,
      lanes: Object.values(lanesOf(limits, row.space_id, way, channel)),
      urgency: row.urgency,
      due: way === 'find' ? 0 : row.due_at.epochMilliseconds,
    };
  }

  function turnsOn(platform: string): Turns {
    const known = turns.get(platform) ?? createTurns(AT_ONCE);
    turns.set(platform, known);
    return known;
  }

  /** One call of a platform. True once its end is written; false where it has none yet. Never rejects. */
  async function attempt(task: Task, at: number): Promise<boolean> {
    const { row, way, channel } = task;
    try {
      await waitUntil(clock, at);
      const leave = await turnsOn(platformOf(row.space_id)).take();
      const change = await attempts[way](row, at).finally(leave);
      if (!change) return false;
      const { closes } = change;
      const closing = closes && {
        key: limitedLane(lanesOf(limits, row.space_id, way, channel), closes.scope),
        until: closes.until,
      };
      await results.write({ row, change, ...(closing && { closing }) });
      return true;
    } catch (error) {
      log.error({ delivery: row.id, error: describeError(error) }, 'the end of an attempt was not written');
      return false;
    }
  }

  return {
    async send<S extends z.ZodObject>(made: Post<S>, ...wishes: readonly DeliveryWish<S>[]): Promise<void> {
      if (wishes.length === 0) return;
      const now = clock.now();
      await store.transaction(async () => {
        const inserted = await insertDeliveries(
          store,
          wishes.map((wish) => ({ ...wish, id: newId(), post: made.name, due: wish.due ?? now })),
        );
        await wakes.wake(
          'delivery',
          inserted.map(({ id, due_at, urgency }) => ({ id, at: due_at, priority: urgency })),
        );
      });
    },

    async cancel(key) {
      const time = clock.now().toString();
      // What is on its way may have arrived; if it did not, it is not sent again.
      await sql`update delivery
        set state = case state when 'pending' then 'skipped' else state end,
          reason = case state when 'pending' then 'cancelled' else reason end,
          settled_at = case state when 'pending' then ${time}::timestamptz else settled_at end,
          expires_at = ${time}
        where key = ${key} and state in ('pending', 'sending')`.execute(store.db);
    },

    start: () => wakes.work('delivery', look),
    stop: () => settledWithin([...underWay], STOPPING),
  };
}

function sentTo({ sent_channel }: DeliveryRow): { readonly channel?: string } {
  return sent_channel === null ? {} : { channel: sent_channel };
}

/** 24 characters that every platform takes as they are. */
export function newId(): string {
  return Array.from(randomBytes(24), (byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('');
}
