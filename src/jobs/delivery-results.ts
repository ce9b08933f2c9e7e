import { sql } from 'kysely';
import type { Clock } from '../chat/clock.ts';
import { describeError, type Log } from '../chat/failure.ts';
import type { DeliveryState } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { moment } from './delivery-call.ts';
import { STATE } from './delivery-rows.ts';
import type { Change, DeliveryRow } from './delivery-rules.ts';
import type { SharedLanes } from './lane-store.ts';
import { type NoticeOf, notice } from './notice.ts';
import type { Wakes } from './wakes.ts';

/** What became of one attempt. */
export interface Result {
  /** As it was claimed. */
  readonly row: DeliveryRow;
  readonly change: Change;
  /** The lane that the platform closed. */
  readonly closing?: { readonly key: string; readonly until: number };
}

interface Parts {
  readonly store: Store;
  readonly wakes: Wakes;
  readonly lanes: SharedLanes;
  readonly clock: Clock;
  readonly log: Log;
  /** Called for each change that was kept. */
  readonly kept: (result: Result) => void;
}

/** How long results are gathered before they are written together. In ms. */
const GATHER = 4;
/** For how long a store that is not reached is tried again: later than that another process settles the attempt. In s. */
const TRIES = [1, 2, 4, 8];

/** Writes what became of attempts, many together; one that was settled meanwhile is left alone. */
export class Results {
  readonly #parts: Parts;
  #gathered: { readonly result: Result; readonly done: PromiseWithResolvers<void> }[] = [];
  #writing: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Resolves once it is written; rejects where the store was not reached for long. */
  write(result: Result): Promise<void> {
    const done = Promise.withResolvers<void>();
    this.#gathered.push({ result, done });
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
    return done.promise;
  }

  async #writeAll(): Promise<void> {
    while (this.#gathered.length > 0) {
      await pause(GATHER);
      const batch = this.#gathered.splice(0, 200);
      try {
        await this.#writeSurely(batch.map(({ result }) => result));
        for (const { done } of batch) done.resolve();
      } catch (error) {
        for (const { done } of batch) done.reject(error);
      }
    }
  }

  async #writeSurely(results: readonly Result[]): Promise<void> {
    for (const seconds of TRIES) {
      try {
        return await this.#write(results);
      } catch (error) {
        const { log } = this.#parts;
        log.warn({ deliveries: results.length, error: describeError(error) }, 'results are not written yet');
        await pause(seconds * 1_000);
      }
    }
    await this.#write(results);
  }

  async #write(results: readonly Result[]): Promise<void> {
    const { store, wakes, lanes, clock, kept } = this.#parts;
    const time = clock.now().epochMilliseconds;
    const now = moment(time);
    const written = await store.transaction(async () => {
      await lanes.close(results.flatMap(({ closing }) => (closing ? [closing] : [])));
      const changes = results.map(({ row, change }) => ({
        id: row.id,
        claimed: row.attempted_at?.toString(),
        counted: row.attempts,
        state: change.state,
        reason: change.reason,
        message: change.message,
        channel: change.channel,
        attempts: change.attempts,
        settled: isSettled(change.state) ? now : undefined,
      }));
      const { rows } = await sql<{ id: string }>`update delivery
        set state = ended.state, reason = ended.reason, attempts = ended.attempts, settled_at = ended.settled,
          message_id = coalesce(ended.message, delivery.message_id), channel = coalesce(ended.channel, delivery.channel)
        from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as ended(
          id text, claimed timestamptz, counted integer, state text, reason text, message text, channel text,
          attempts integer, settled timestamptz)
        where delivery.id = ended.id and ${STATE} = 'sending'
          and delivery.attempts = ended.counted and delivery.attempted_at = ended.claimed
        returning delivery.id`.execute(store.db);
      const ids = new Set(rows.map(({ id }) => id));
      const mine = results.filter(({ row }) => ids.has(row.id));
      await this.#remember(mine);
      await this.#tell(mine, now);
      const again = mine.flatMap(({ row, change }) =>
        change.again === undefined
          ? []
          : [
              {
                id: row.id,
                at: Temporal.Instant.from(moment(change.again)),
                priority: row.urgency,
                // The wake that its look left may stand. What goes on at once does not depend on another.
                unlessSooner: change.again > time,
              },
            ],
      );
      if (again.length > 0) await wakes.wake('delivery', again);
      return mine;
    });
    for (const result of written) kept(result);
  }

  async #remember(results: readonly Result[]): Promise<void> {
    const opened = results.flatMap(({ row, change }) =>
      change.direct === undefined ? [] : [{ id: row.identity_id, channel: change.direct }],
    );
    if (opened.length === 0) return;
    await sql`update identity set direct_channel = opened.channel
      from jsonb_to_recordset(${JSON.stringify(opened)}::jsonb) as opened(id uuid, channel text)
      where identity.id = opened.id`.execute(this.#parts.store.db);
  }

  /** Who takes no direct messages is not named. */
  async #tell(results: readonly Result[], now: string): Promise<void> {
    const notices = results
      .filter(({ change }) => change.notice)
      .map(
        ({ row, change }): NoticeOf => ({
          kind: change.state === 'doubtful' ? 'delivery-doubtful' : 'delivery-refused',
          key: `delivery:${row.id}`,
          community: row.community_id,
          detail: {
            post: row.post,
            space: row.space_id,
            ...(row.channel !== null && { channel: row.channel }),
            reason: change.reason,
          },
          at: Temporal.Instant.from(now),
        }),
      );
    await notice(this.#parts.store, ...notices);
  }
}

export function isSettled(state: DeliveryState): boolean {
  return state !== 'pending' && state !== 'sending';
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
