import { sql } from 'kysely';
import type { Store } from '../store/store.ts';
import { type Allotment, allot, FULL, type Places, type Window, type Wish, withoutPast } from './lanes.ts';

export interface Closing {
  readonly key: string;
  /** In ms since the epoch. */
  readonly until: number;
}

/** The lanes as all processes share them. */
export class SharedLanes {
  readonly #store: Store;
  #waiting: Places = new Map();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Inside a transaction, before its other rows are locked: the lanes stay locked until it ends. */
  async allot(wishes: readonly Wish[], now: number): Promise<Omit<Allotment, 'windows' | 'waiting'>> {
    const lanes = new Map(wishes.flatMap((wish) => wish.lanes).map((lane) => [lane.key, lane]));
    // Everyone locks in the order of keys, and makes what is missing before: nobody waits in a circle.
    const rated = [...lanes.values()].filter((lane) => lane.rate).map(({ key }) => ({ key }));
    if (rated.length > 0) {
      await sql`insert into lane (key, free_at)
        select key, 'epoch' from jsonb_to_recordset(${JSON.stringify(rated)}::jsonb) as wished(key text) order by key
        on conflict (key) do nothing`.execute(this.#store.db);
    }
    const keys = [...lanes.keys()].map((key) => ({ key }));
    const { rows } = await sql<{
      key: string;
      free_at: Temporal.Instant;
      taken: number;
    }>`select key, free_at, taken from lane
      where key in (select key from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as wished(key text))
      order by key for update`.execute(this.#store.db);
    const windows = new Map(
      rows.map(({ key, free_at, taken }): [string, Window] => [
        key,
        { end: free_at.epochMilliseconds, taken },
      ]),
    );
    const allotment = allot(windows, wishes, now, withoutPast(this.#waiting, now));
    this.#waiting = allotment.waiting;
    const changed = [...allotment.windows].map(([key, { end, taken }]) => ({
      key,
      taken,
      free_at: moment(end),
    }));
    if (changed.length > 0) {
      await sql`update lane set free_at = granted.free_at, taken = granted.taken
        from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as granted(key text, free_at timestamptz, taken int)
        where lane.key = granted.key`.execute(this.#store.db);
    }
    return allotment;
  }

  /** Nothing passes before `until`, in no process. */
  async close(closings: readonly Closing[]): Promise<void> {
    const latest = new Map<string, number>();
    for (const { key, until } of closings) latest.set(key, Math.max(until, latest.get(key) ?? 0));
    const rows = [...latest].map(([key, end]) => ({ key, free_at: moment(end) }));
    if (rows.length === 0) return;
    await sql`insert into lane (key, free_at, taken)
      select key, free_at, ${FULL}::int
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as closed(key text, free_at timestamptz) order by key
      on conflict (key) do update set free_at = excluded.free_at, taken = excluded.taken
        where lane.free_at <= excluded.free_at`.execute(this.#store.db);
  }
}

const moment = (ms: number): string => Temporal.Instant.fromEpochMilliseconds(Math.ceil(ms)).toString();
