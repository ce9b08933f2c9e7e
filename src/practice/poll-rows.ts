import { sql } from 'kysely';
import { UserError } from '../chat/errors.ts';
import type { Place } from '../chat/place-parts.ts';
import type { SpaceId } from '../chat/request.ts';
import { usage } from '../chat/text.ts';
import type { Store } from '../store/store.ts';

/** Polls for a time as they are read from the store. */

export interface PollTime {
  /** A, B, C … by the time. */
  readonly letter: string;
  readonly starts: Temporal.Instant;
  /** How many persons of the community could come. */
  readonly persons: number;
}

export interface Poll {
  readonly id: string;
  readonly community: string;
  /** Empty in a draft that has none yet. */
  readonly title: string;
  readonly minutes: number;
  /** IANA; in which its times were given. */
  readonly zone: string;
  readonly state: 'draft' | 'open' | 'closed';
  /** What it became. */
  readonly session: string | undefined;
  /** By their letters; those of a draft may still be missing. */
  readonly times: readonly PollTime[];
}

export const gonePoll = (): UserError =>
  new UserError('That poll is gone. To ask anew: ', usage('practice poll'));

/** Undefined where there is none, or none in this community. */
export async function readPoll(store: Store, id: string, community?: string): Promise<Poll | undefined> {
  const row = await store.db.selectFrom('practice_poll').where('id', '=', id).selectAll().executeTakeFirst();
  if (!row || (community ?? row.community_id) !== row.community_id) return undefined;
  const { rows } = await sql<{ letter: string; starts_at: Temporal.Instant; persons: number }>`
    select time.letter, time.starts_at, count(distinct identity.person_id) as persons
    from practice_poll_time time
    left join practice_poll_mark mark on mark.poll_id = time.poll_id and mark.letter = time.letter
    left join (identity join space on space.id = identity.space_id and space.community_id = ${row.community_id})
      on identity.id = mark.identity_id
    where time.poll_id = ${id}
    group by time.letter, time.starts_at
    order by time.letter`.execute(store.db);
  return {
    id,
    community: row.community_id,
    title: row.title,
    minutes: row.minutes,
    zone: row.zone,
    state: row.state,
    session: row.session_id ?? undefined,
    times: rows.map(({ letter, starts_at, persons }) => ({ letter, starts: starts_at, persons })),
  };
}

/** Until the transaction ends: what changes a poll itself does so one after the other. */
export async function holdPoll(store: Store, poll: string): Promise<void> {
  await store.db.selectFrom('practice_poll').where('id', '=', poll).select('id').forNoKeyUpdate().execute();
}

/** Where a poll stands, in the spaces that are in its community now. */
export async function pollPlaces(store: Store, poll: string): Promise<Place[]> {
  const rows = await store.db
    .selectFrom('practice_poll_place as place')
    .innerJoin('practice_poll as poll', 'poll.id', 'place.poll_id')
    .innerJoin('space', 'space.id', 'place.space_id')
    .where('place.poll_id', '=', poll)
    .whereRef('space.community_id', '=', 'poll.community_id')
    .where('space.left_at', 'is', null)
    .select(['place.space_id', 'place.channel'])
    .orderBy('space.arrived_at')
    .orderBy('space.id')
    .execute();
  return rows.map(({ space_id, channel }) => ({ space: space_id as SpaceId, channel }));
}

/** The accounts whose persons marked a time, one a person, in spaces where they can be written to. */
export async function markedBy(
  store: Store,
  { id, community }: Poll,
  letter: string,
): Promise<readonly { readonly identity: string; readonly space: SpaceId }[]> {
  const { rows } = await sql<{ identity: string; space: SpaceId }>`
    select distinct on (identity.person_id) identity.id as identity, identity.space_id as space
    from practice_poll_mark mark
    join identity on identity.id = mark.identity_id
    join space on space.id = identity.space_id
    where mark.poll_id = ${id} and mark.letter = ${letter}
      and space.community_id = ${community} and space.left_at is null
    order by identity.person_id, mark.marked_at, identity.id`.execute(store.db);
  return rows;
}

/** The letters that a person marked, by any of their accounts. */
export async function marksOf(store: Store, poll: string, person: string): Promise<ReadonlySet<string>> {
  const rows = await store.db
    .selectFrom('practice_poll_mark as mark')
    .innerJoin('identity', 'identity.id', 'mark.identity_id')
    .where('mark.poll_id', '=', poll)
    .where('identity.person_id', '=', person)
    .select('mark.letter')
    .execute();
  return new Set(rows.map(({ letter }) => letter));
}
