import { sql } from 'kysely';
import type { Who } from '../chat/request.ts';
import type { Store } from '../store/store.ts';
import type { Occurrence } from './session.ts';
import { readOccurrence } from './session-rows.ts';

/** Sessions that people have come to, as they are named afterwards. */

export interface HeldWish {
  /** A session's occurrence by its id, or words of its title. */
  readonly typed: string;
  /** Of everyone's sessions; else those that one opened oneself. */
  readonly all: boolean;
}

/** A list takes 25 choices. */
const MOST = 25;

/** What stands in the list of sessions that one types from. */
export const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Those that began at `until` or before, and were not cancelled, the latest first; at most 25. An id stands for all of its session that were held, unless it is itself one of them. */
export async function heldOccurrences(
  store: Store,
  who: Who,
  { typed, all }: HeldWish,
  until: Temporal.Instant,
): Promise<readonly Occurrence[]> {
  const wanted = typed.trim();
  const named = UUID.test(wanted)
    ? sql`occurrence.session_id = (select session_id from practice_occurrence where id = ${wanted})`
    : sql`position(lower(${wanted}) in lower(occurrence.title)) > 0`;
  const { rows } = await sql<{ id: string }>`
    select occurrence.id
    from practice_occurrence occurrence
    join practice_session session on session.id = occurrence.session_id
    where session.community_id = ${who.community} and session.state <> 'draft'
      and occurrence.state = 'planned' and occurrence.starts_at <= ${until.toString()}
      and ${named}
      and (${all} or exists (
        select from practice_organiser organiser
        join identity on identity.id = organiser.identity_id
        where organiser.session_id = session.id and identity.person_id = ${who.person}
      ))
    order by occurrence.starts_at desc, occurrence.id
    limit ${MOST}`.execute(store.db);
  const itself = rows.find(({ id }) => id === wanted.toLowerCase());
  const ids = itself ? [itself] : rows;
  const found = await Promise.all(ids.map(({ id }) => readOccurrence(store, id)));
  return found.filter((each) => each !== undefined);
}
