import { sql } from 'kysely';
import type { Store } from '../store/store.ts';
import type { CalendarEntry } from './ics.ts';

/** What stands behind a calendar address. */
interface Feed {
  readonly community: string;
  /** Undefined: the community's. */
  readonly person: string | undefined;
}

/** An occurrence in a calendar, and when it was last changed. */
interface FeedEntry extends CalendarEntry {
  readonly changed: Temporal.Instant;
}

/** Undefined where there is none, or its member or all of its community's spaces have gone. */
export async function readFeed(store: Store, hash: string): Promise<Feed | undefined> {
  const row = await store.db
    .selectFrom('calendar_feed as feed')
    .leftJoin('identity', 'identity.id', 'feed.identity_id')
    .innerJoin('space', 'space.community_id', 'feed.community_id')
    .where('feed.token_hash', '=', hash)
    .where('space.left_at', 'is', null)
    .where(({ eb, or, ref }) =>
      or([eb('feed.identity_id', 'is', null), eb('space.id', '=', ref('identity.space_id'))]),
    )
    .select(['feed.community_id', 'identity.person_id'])
    .limit(1)
    .executeTakeFirst();
  return row && { community: row.community_id, person: row.person_id ?? undefined };
}

/** What is over stays for a while: a calendar that forgets yesterday looks broken. */
const KEPT = Temporal.Duration.from({ hours: 30 * 24 });
/** Those nearest to now: to write more would hold up everything else. */
const MOST = 1_000;

/** What an address shows, by the time it begins: where a person has a seat, cancelled ones too; else all that is planned. */
export async function feedEntries(
  store: Store,
  { community, person }: Feed,
  now: Temporal.Instant,
): Promise<FeedEntry[]> {
  const moment = (at: Temporal.Instant) => sql<Temporal.Instant>`${at.toString()}::timestamptz`;
  const all = store.db
    .selectFrom('practice_occurrence as occurrence')
    .innerJoin('practice_session as session', 'session.id', 'occurrence.session_id')
    .leftJoin('practice_change as change', 'change.id', 'occurrence.change_id')
    .where('session.community_id', '=', community)
    .where('session.state', '!=', 'draft')
    .where('occurrence.starts_at', '>', moment(now.subtract(KEPT)));
  const shown =
    person === undefined
      ? all.where('occurrence.state', '=', 'planned')
      : all.where(({ exists, selectFrom }) =>
          exists(
            selectFrom('practice_seat as seat')
              .innerJoin('identity', 'identity.id', 'seat.identity_id')
              .innerJoin('space', 'space.id', 'identity.space_id')
              .whereRef('seat.occurrence_id', '=', 'occurrence.id')
              .whereRef('space.community_id', '=', 'session.community_id')
              .where('seat.state', '=', 'seated')
              .where('identity.person_id', '=', person)
              .select('seat.id'),
          ),
        );
  const rows = await shown
    .selectAll('occurrence')
    .select(['session.made_at', 'change.made_at as changed_at'])
    .orderBy(sql`abs(extract(epoch from occurrence.starts_at - ${moment(now)}))`)
    .orderBy('occurrence.id')
    .limit(MOST)
    .execute();
  const inOrder = rows.toSorted((a, b) => Temporal.Instant.compare(a.starts_at, b.starts_at));
  return inOrder.map((row) => ({
    id: row.id,
    title: row.title,
    about: row.about ?? undefined,
    place: row.place ?? undefined,
    link: row.link ?? undefined,
    starts: row.starts_at,
    ends: row.starts_at.add({ minutes: row.minutes }),
    state: row.state,
    reason: row.reason ?? undefined,
    sequence: row.sequence,
    changed: row.changed_at ?? row.made_at,
  }));
}
