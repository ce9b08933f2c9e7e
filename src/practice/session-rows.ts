import { sql } from 'kysely';
import type { Place } from '../chat/place-parts.ts';
import type { SpaceId } from '../chat/request.ts';
import type { Store } from '../store/store.ts';
import { planOf } from './draft-rows.ts';
import type { Occurrence, Seat, Session } from './session.ts';

/** Sessions, occurrences and seats as they are read from the store. */

const occurrences = (store: Store) =>
  store.db
    .selectFrom('practice_occurrence as occurrence')
    .innerJoin('practice_session as session', 'session.id', 'occurrence.session_id')
    .selectAll('occurrence')
    .select(['session.community_id', 'session.zone', 'session.rule'])
    .select(['session.leads', 'session.reminds_channel', 'session.offer_minutes']);

type OccurrenceRow = Awaited<ReturnType<ReturnType<typeof occurrences>['executeTakeFirstOrThrow']>>;

const occurrenceOf = (row: OccurrenceRow): Occurrence => ({
  id: row.id,
  session: row.session_id,
  community: row.community_id,
  original: Temporal.PlainDateTime.from(row.original),
  zone: row.zone,
  starts: row.starts_at,
  ends: row.starts_at.add({ minutes: row.minutes }),
  minutes: row.minutes,
  title: row.title,
  about: row.about ?? undefined,
  place: row.place ?? undefined,
  link: row.link ?? undefined,
  seats: row.seats ?? undefined,
  state: row.state,
  reason: row.reason ?? undefined,
  sequence: row.sequence,
  change: row.change_id ?? undefined,
  announced: row.announced,
  remindedUntil: row.reminded_until,
  remindAt: row.remind_at ?? undefined,
  repeats: row.rule !== null,
  leads: row.leads,
  remindsChannel: row.reminds_channel,
  offerMinutes: row.offer_minutes,
});

/** Undefined where there is none, or none in this community. */
export async function readOccurrence(
  store: Store,
  id: string,
  community?: string,
): Promise<Occurrence | undefined> {
  const row = await occurrences(store).where('occurrence.id', '=', id).executeTakeFirst();
  return row && (community ?? row.community_id) === row.community_id ? occurrenceOf(row) : undefined;
}

/** The same, held until the transaction ends: all that changes an occurrence or its roster does so one after the other. */
export async function holdOccurrence(store: Store, id: string): Promise<Occurrence | undefined> {
  await store.db
    .selectFrom('practice_occurrence')
    .where('id', '=', id)
    .select('id')
    .forNoKeyUpdate()
    .execute();
  return readOccurrence(store, id);
}

/** Those of a community that are not over, cancelled ones too, by the time they begin. */
export async function comingOccurrences(
  store: Store,
  community: string,
  now: Temporal.Instant,
): Promise<Occurrence[]> {
  const rows = await occurrences(store)
    .where('session.community_id', '=', community)
    .where('session.state', '!=', 'draft')
    .where(sql<boolean>`occurrence.starts_at + occurrence.minutes * interval '1 minute' > ${now.toString()}`)
    .orderBy('occurrence.starts_at')
    .orderBy('occurrence.id')
    .execute();
  return rows.map(occurrenceOf);
}

/** All occurrences of a session that were made, by their original time. */
export async function occurrencesOf(store: Store, session: string): Promise<Occurrence[]> {
  const rows = await occurrences(store)
    .where('occurrence.session_id', '=', session)
    .orderBy('occurrence.original')
    .execute();
  return rows.map(occurrenceOf);
}

/** Undefined where there is none, a draft only, or none in this community. */
export async function readSession(
  store: Store,
  id: string,
  community?: string,
): Promise<Session | undefined> {
  const row = await store.db
    .selectFrom('practice_session')
    .where('id', '=', id)
    .where('state', '!=', 'draft')
    .selectAll()
    .executeTakeFirst();
  if (!row || (community ?? row.community_id) !== row.community_id) return undefined;
  const { title, starts, ...plan } = planOf(row);
  if (row.state === 'draft' || title === undefined || starts === undefined) return undefined;
  const organisers = await store.db
    .selectFrom('practice_organiser')
    .where('session_id', '=', id)
    .select('identity_id')
    .execute();
  return {
    id,
    community: row.community_id,
    state: row.state,
    organisers: organisers.map(({ identity_id }) => identity_id),
    ...plan,
    title,
    starts,
  };
}

/** Where a session is announced, in the spaces that are in its community now. */
export async function placesOf(store: Store, session: string): Promise<Place[]> {
  const rows = await store.db
    .selectFrom('practice_place')
    .innerJoin('practice_session', 'practice_session.id', 'practice_place.session_id')
    .innerJoin('space', 'space.id', 'practice_place.space_id')
    .where('practice_place.session_id', '=', session)
    .whereRef('space.community_id', '=', 'practice_session.community_id')
    .where('space.left_at', 'is', null)
    .select(['practice_place.space_id', 'practice_place.channel'])
    .orderBy('space.arrived_at')
    .orderBy('space.id')
    .execute();
  return rows.map(({ space_id, channel }) => ({ space: space_id as SpaceId, channel }));
}

/**
 * Every account's answer, in the order of their coming; of accounts that are in the occurrence's community now.
 * `identity`: only the answers of the person behind it.
 */
export async function seatsOf(
  store: Store,
  occurrences: readonly string[],
  identity?: string,
): Promise<Map<string, Seat[]>> {
  const found = new Map<string, Seat[]>(occurrences.map((id) => [id, []]));
  if (occurrences.length === 0) return found;
  const rows = await store.db
    .selectFrom('practice_seat as seat')
    .innerJoin('practice_occurrence as occurrence', 'occurrence.id', 'seat.occurrence_id')
    .innerJoin('practice_session as session', 'session.id', 'occurrence.session_id')
    .innerJoin('identity', 'identity.id', 'seat.identity_id')
    .innerJoin('space', 'space.id', 'identity.space_id')
    .where('seat.occurrence_id', 'in', occurrences)
    .whereRef('space.community_id', '=', 'session.community_id')
    .$if(identity !== undefined, (query) =>
      query.where('identity.person_id', '=', ({ selectFrom }) =>
        selectFrom('identity as own').select('own.person_id').where('own.id', '=', identity!),
      ),
    )
    .selectAll('seat')
    .select(['identity.person_id', 'identity.space_id', 'identity.external_id'])
    .orderBy('seat.rank')
    .orderBy('seat.id')
    .execute();
  for (const row of rows) {
    found.get(row.occurrence_id)?.push({
      id: row.id,
      identity: row.identity_id,
      person: row.person_id,
      space: row.space_id as SpaceId,
      member: row.external_id,
      name: row.name,
      state: row.state,
      rank: row.rank,
      since: row.since,
      offeredUntil: row.offered_until ?? undefined,
      checkedIn: row.checked_in_at ?? undefined,
      attendedMinutes: row.attended_minutes ?? undefined,
    });
  }
  return found;
}

/** The same of one occurrence. */
export const seatsIn = async (
  store: Store,
  occurrence: string,
  identity?: string,
): Promise<readonly Seat[]> => (await seatsOf(store, [occurrence], identity)).get(occurrence) ?? [];
