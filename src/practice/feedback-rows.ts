import { sql } from 'kysely';
import type { Store } from '../store/store.ts';
import type { Ratings } from './skills.ts';

/** What members said of a mediator, as it is kept: of one identity about another, in a cell. */

interface Said {
  readonly ratings: Ratings;
  readonly words: string | undefined;
}

export async function keepFeedback(
  { db }: Store,
  { cell, giver, mediator }: { readonly cell: string; readonly giver: string; readonly mediator: string },
  { ratings, words }: Said,
  at: Temporal.Instant,
): Promise<void> {
  const said = { ratings: JSON.stringify(ratings), words: words ?? null, given_at: at.toString() };
  await db
    .insertInto('practice_feedback')
    .values({ cell_id: cell, identity_id: giver, mediator_id: mediator, ...said })
    .onConflict((conflict) => conflict.columns(['cell_id', 'identity_id', 'mediator_id']).doUpdateSet(said))
    .execute();
}

/**
 * What was said of a person as a mediator in a cell, the earliest first, of each person once; nothing that they said of
 * themself, should two accounts turn out to be one person's. `name` as at the session; undefined where they left it.
 */
export async function feedbackAbout(
  store: Store,
  {
    cell,
    occurrence,
    person,
  }: { readonly cell: string; readonly occurrence: string; readonly person: string },
): Promise<readonly (Said & { readonly person: string; readonly name: string | undefined })[]> {
  const { rows } = await sql<{
    person_id: string;
    ratings: Ratings;
    words: string | null;
    given_at: Temporal.Instant;
    name: string | null;
  }>`
    select distinct on (giver.person_id) giver.person_id, said.ratings, said.words, said.given_at,
      (select seat.name from practice_seat seat join identity seated on seated.id = seat.identity_id
        where seated.person_id = giver.person_id and seat.occurrence_id = ${occurrence}
        order by seat.rank limit 1) as name
    from practice_feedback said
    join identity giver on giver.id = said.identity_id
    join identity mediator on mediator.id = said.mediator_id
    where said.cell_id = ${cell} and mediator.person_id = ${person} and giver.person_id <> mediator.person_id
    order by giver.person_id, said.given_at desc`.execute(store.db);
  return rows
    .toSorted((a, b) => Temporal.Instant.compare(a.given_at, b.given_at))
    .map(({ person_id, ratings, words, name }) => ({
      ...{ person: person_id, ratings },
      ...{ words: words ?? undefined, name: name ?? undefined },
    }));
}
