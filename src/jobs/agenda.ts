import { sql } from 'kysely';
import type { Store } from '../store/store.ts';

/** Something that falls due by itself: the name of its job or post, and when. */
export interface Upcoming {
  readonly name: string;
  readonly at: Temporal.Instant;
}

/**
 * What waits for its time, the soonest first, `most` at the most; whatever is overdue stands first. An announcement that
 * is not shown as it should be is due at once, so it is given with the beginning of time.
 */
export async function agenda({ db }: Store, most: number): Promise<readonly Upcoming[]> {
  const { rows } = await sql<Upcoming>`
    select job as name, due_at as at from task where state = 'pending'
    union all select job, next_at from timetable where not paused and next_at is not null
    union all select post, due_at from delivery where state in ('pending', 'sending')
    union all select post, coalesce(held_until, to_timestamp(0)) from announcement
      where state in ('live', 'closed') and (wanted > shown or held_until is not null or attempted_at is not null)
    order by at limit ${most}`.execute(db);
  return rows;
}
