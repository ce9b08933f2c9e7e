import { sql } from 'kysely';
import type { Store } from '../store/store.ts';

/** Something that falls due by itself: the name of its job or post, and when. */
export interface Upcoming {
  readonly name: string;
  readonly at: Temporal.Instant;
}

/**
 * What waits for its time, the soonest first, `most` at the most; what is overdue or under way stands first. What waits
 * for its turn (a platform's limit, another try) is due when it is woken again; an announcement that is not shown as it
 * should be and has no wake yet was due all along, so it is given with the beginning of time. The queue must have been
 * started once.
 */
export async function agenda({ db }: Store, most: number): Promise<readonly Upcoming[]> {
  const { rows } = await sql<Upcoming>`
    with waiting (queue, id, name, due) as (
      select 'task', key, job, due_at from task where state = 'pending'
      union all select 'timetable', key, job, next_at from timetable where not paused and next_at is not null
      union all select 'delivery', id, post, due_at from delivery where state in ('pending', 'sending')
      union all select 'announcement', id, post, to_timestamp(0) from announcement
        where state in ('live', 'closed') and (wanted > shown or held_until is not null or attempted_at is not null)
    ), wake as (
      select name as queue, singleton_key as id, min(start_after) as at, bool_or(state = 'active') as running
      from pgboss.job where state <= 'active' group by name, singleton_key
    )
    select name, case when wake.running then due else greatest(due, wake.at) end as at
    from waiting left join wake using (queue, id) order by at limit ${most}`.execute(db);
  return rows;
}
