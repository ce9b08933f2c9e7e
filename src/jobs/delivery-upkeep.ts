import { sql } from 'kysely';
import type { Clock } from '../chat/clock.ts';
import type { SpaceId } from '../chat/request.ts';
import type { Store } from '../store/store.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
}

/** The bot or the app was removed there: what was to be sent ends. Joins the transaction under way. */
export async function endSpace({ store, clock }: Parts, space: SpaceId): Promise<void> {
  await store.transaction(async () => {
    await store.db
      .updateTable('delivery')
      .set({ state: 'skipped', reason: 'space-gone', settled_at: clock.now().toString() })
      .where('space_id', '=', space)
      .where('state', 'in', ['pending', 'sending'])
      .execute();
    await store.db
      .updateTable('announcement')
      .set({ state: 'closed', reason: 'space-gone', held_until: null, shown: sql`wanted` })
      .where('space_id', '=', space)
      .where('state', '=', 'live')
      .execute();
  });
}

/** A community's records of deliveries are kept for so long, in days. */
const KEPT: readonly { readonly table: string; readonly when: string; readonly days: number }[] = [
  { table: 'delivery', when: 'settled_at', days: 30 },
  { table: 'task', when: 'settled_at', days: 30 },
  { table: 'notice', when: 'noticed_at', days: 90 },
  { table: 'lane', when: 'free_at', days: 1 },
  { table: 'link_code', when: 'expires_at', days: 1 },
  { table: 'link_attempt', when: 'tried_at', days: 1 },
];
const BATCH = 1_000;

/** Deletes what is no longer needed, to be called daily; in small steps, so that nothing waits for it. */
export async function sweep({ store, clock }: Parts): Promise<void> {
  const now = clock.now();
  for (const { table, when, days } of KEPT) {
    const before = now.subtract({ hours: 24 * days }).toString();
    for (;;) {
      const { numAffectedRows = 0n } = await sql`delete from ${sql.table(table)}
        where ctid = any (array(
          select ctid from ${sql.table(table)} where ${sql.ref(when)} < ${before}::timestamptz limit ${BATCH}
        ))`.execute(store.db);
      if (numAffectedRows < BATCH) break;
    }
  }
}

export interface DeliveryStats {
  /** Each counted up to `COUNTED`; `due`: pending, and its time has come. */
  readonly byState: Readonly<Record<'due' | 'sending' | 'refused' | 'doubtful', number>>;
  /** How long the oldest due one has been waiting, in ms. */
  readonly lateness: number;
}

const COUNTED = 10_000;

/** As it is now; cheap however many there are. */
export async function deliveryStats({ store, clock }: Parts): Promise<DeliveryStats> {
  const now = clock.now();
  const { rows } = await sql<{
    due: number;
    sending: number;
    refused: number;
    doubtful: number;
    oldest: Temporal.Instant | null;
  }>`with open as (
      select state, due_at from delivery
      where state in ('pending', 'sending') and due_at <= ${now.toString()} order by due_at limit ${COUNTED}
    ), ended as (
      select state from delivery where state in ('refused', 'doubtful') limit ${COUNTED}
    )
    select (select count(*) from open where state = 'pending') as due,
      (select count(*) from open where state = 'sending') as sending,
      (select count(*) from ended where state = 'refused') as refused,
      (select count(*) from ended where state = 'doubtful') as doubtful,
      (select min(due_at) from open where state = 'pending') as oldest`.execute(store.db);
  const [row] = rows;
  if (!row) return { byState: { due: 0, sending: 0, refused: 0, doubtful: 0 }, lateness: 0 };
  const { due, sending, refused, doubtful, oldest } = row;
  const lateness = oldest ? now.since(oldest).total('milliseconds') : 0;
  return { byState: { due, sending, refused, doubtful }, lateness: Math.max(lateness, 0) };
}
