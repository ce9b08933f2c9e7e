import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { platformOf, type Request, type SpaceId, type Who } from '../chat/request.ts';
import type { Store } from '../store/store.ts';
import type { SeatChange } from './roster-answers.ts';

/** Seats as they are written, and whose they are. */

/** Accounts' seats are so from now on; their rows are made where there are none. */
export async function writeSeats(
  store: Store,
  occurrence: string,
  changes: readonly SeatChange[],
  since: Temporal.Instant,
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ identity, name, state, rank }) => ({
    ...{ id: randomUUID(), occurrence_id: occurrence, identity_id: identity },
    ...{ name, state, rank, since: since.toString() },
  }));
  await store.db
    .insertInto('practice_seat')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['occurrence_id', 'identity_id']).doUpdateSet(({ ref }) => ({
        name: ref('excluded.name'),
        state: ref('excluded.state'),
        rank: ref('excluded.rank'),
        since: ref('excluded.since'),
        offered_until: null,
      })),
    )
    .execute();
}

/** These seats are given up. */
export async function declineSeats(
  store: Store,
  seats: readonly string[],
  since: Temporal.Instant,
): Promise<void> {
  if (seats.length === 0) return;
  await store.db
    .updateTable('practice_seat')
    .set({ state: 'declined', since: since.toString(), offered_until: null })
    .where('id', 'in', seats)
    .execute();
}

/** A seat is kept for who has it until then. */
export async function offerSeat(
  store: Store,
  seat: string,
  since: Temporal.Instant,
  until: Temporal.Instant,
): Promise<void> {
  await store.db
    .updateTable('practice_seat')
    .set({ state: 'offered', since: since.toString(), offered_until: until.toString() })
    .where('id', '=', seat)
    .execute();
}

export async function occurrenceOfSeat(store: Store, seat: string): Promise<string | undefined> {
  const row = await store.db
    .selectFrom('practice_seat')
    .where('id', '=', seat)
    .select('occurrence_id')
    .executeTakeFirst();
  return row?.occurrence_id;
}

/** Ids of a community's occurrences that a person comes to, may come to, or leads; over or not. */
export async function occurrencesOfPerson(
  store: Store,
  { community, person }: Who,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select seat.occurrence_id as id
    from practice_seat seat
    join identity on identity.id = seat.identity_id
    join space on space.id = identity.space_id
    where identity.person_id = ${person} and space.community_id = ${community} and seat.state <> 'declined'
    union
    select occurrence.id
    from practice_occurrence occurrence
    join practice_session session on session.id = occurrence.session_id
    join practice_organiser organiser on organiser.session_id = session.id
    join identity on identity.id = organiser.identity_id
    where identity.person_id = ${person} and session.community_id = ${community}`.execute(store.db);
  return new Set(rows.map(({ id }) => id));
}

/** The asker's account in the community of an occurrence: a direct message does not say for which it is. */
export async function accountFor(
  store: Store,
  request: Request,
  occurrence: string,
): Promise<Who | undefined> {
  const row = await store.db
    .selectFrom('practice_occurrence')
    .innerJoin('practice_session', 'practice_session.id', 'practice_occurrence.session_id')
    .innerJoin('space', 'space.community_id', 'practice_session.community_id')
    .innerJoin('identity', 'identity.space_id', 'space.id')
    .where('practice_occurrence.id', '=', occurrence)
    .where('identity.external_id', '=', request.member.id)
    .where('space.id', 'like', `${platformOf(request.space)}:%`)
    .where('space.left_at', 'is', null)
    .select(['identity.id', 'identity.person_id', 'identity.space_id', 'space.community_id'])
    // Of somebody in several of its spaces, the account that has answered.
    .orderBy(
      ({ exists, selectFrom }) =>
        exists(
          selectFrom('practice_seat')
            .whereRef('practice_seat.identity_id', '=', 'identity.id')
            .where('practice_seat.occurrence_id', '=', occurrence)
            .select('practice_seat.id'),
        ),
      'desc',
    )
    .orderBy('identity.first_seen_at')
    .orderBy('identity.id')
    .executeTakeFirst();
  return (
    row && {
      community: row.community_id,
      space: row.space_id as SpaceId,
      identity: row.id,
      person: row.person_id,
    }
  );
}
