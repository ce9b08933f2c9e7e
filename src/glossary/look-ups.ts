import { sql } from 'kysely';
import type { Clock } from '../chat/clock.ts';
import { describeError, type Log } from '../chat/failure.ts';
import { type Store, StoreUnreachable } from '../store/store.ts';

/** Where look-ups come from: asked for its community once for all of them. */
export interface LookUpPlace {
  readonly key: string;
  community(): Promise<string | undefined>;
}

export interface LookUps {
  /** Counts that terms were looked up somewhere, by nobody in particular; costs the answer nothing. */
  count(terms: readonly string[], place: LookUpPlace): void;
  /** Writes what was counted; never rejects. */
  flush(): Promise<void>;
}

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/** Counts are gathered for so long, since a write each would cost as much as the answer. A crash loses these. In ms. */
const GATHERED = 5_000;
const DAY = 86_400_000;
/** More than this in that time is not a course any more. */
const MOST = 10_000;

export function createLookUps({ store, clock, log }: Parts): LookUps {
  let gathered = new Map<string, { readonly place: LookUpPlace; readonly counts: Map<string, number> }>();
  // Writing a day out costs more than the rest of a count, and it is the same one for a day.
  let today = { number: Number.NaN, name: '' };
  const day = (): string => {
    const now = clock.now();
    const number = Math.floor(now.epochMilliseconds / DAY);
    if (number !== today.number) today = { number, name: now.toString().slice(0, 'YYYY-MM-DD'.length) };
    return today.name;
  };
  let timer: NodeJS.Timeout | undefined;

  async function write({ community }: LookUpPlace, counts: ReadonlyMap<string, number>): Promise<void> {
    try {
      const community_id = await community();
      if (community_id === undefined) return;
      const rows = [...counts].map(([dayAndTerm, count]) => {
        const [day = '', term = ''] = dayAndTerm.split(' ');
        return { community_id, term, day, count };
      });
      await store.db
        .insertInto('look_up')
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .columns(['community_id', 'term', 'day'])
            .doUpdateSet({ count: sql<number>`look_up.count + excluded.count` }),
        )
        .execute();
    } catch (error) {
      if (error instanceof StoreUnreachable) return;
      log.warn({ error: describeError(error) }, 'look-ups were not counted');
    }
  }

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const written = gathered;
    gathered = new Map();
    for (const { place, counts } of written.values()) await write(place, counts);
  };

  return {
    count(terms, place) {
      let here = gathered.get(place.key);
      if (!here) {
        if (gathered.size >= MOST) return;
        here = { place, counts: new Map() };
        gathered.set(place.key, here);
      }
      const on = day();
      for (const term of new Set(terms)) {
        const key = `${on} ${term}`;
        here.counts.set(key, (here.counts.get(key) ?? 0) + 1);
      }
      timer ??= setTimeout(flush, GATHERED).unref();
    },
    flush,
  };
}
