import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { SpaceId } from '../chat/request.ts';
import type { Store } from '../store/store.ts';

/** Direct messages of Discord belong to no server, and so to no space. */
export const isNoSpace = (space: string): boolean => space.endsWith(':@me');

/** All spaces of a platform, for `like`; no id has a sign that `like` reads otherwise. */
export const ofPlatform = (platform: string): string => `${platform}:%`;

/** The space with a community of its own, if it is not there yet; without a name, nobody has been welcomed there yet. */
export async function makeSpace(store: Store, space: SpaceId, now: Temporal.Instant): Promise<void> {
  await store.transaction(async () => {
    const home = randomUUID();
    const at = now.toString();
    await store.db.insertInto('community').values({ id: home, created_at: at }).execute();
    const made = await store.db
      .insertInto('space')
      .values({ id: space, community_id: home, home_id: home, arrived_at: at })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .execute();
    if (made.length === 0) await store.db.deleteFrom('community').where('id', '=', home).execute();
  });
}

/** An account in a space: ids of ours. */
export interface AccountRow {
  readonly id: string;
  readonly person_id: string;
  readonly community_id: string;
}

/** The identity that was made; undefined where it is there already, or the space is not. */
export async function makeIdentity(
  store: Store,
  space: SpaceId,
  account: string,
  now: Temporal.Instant,
): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`
    with made as (
      insert into identity (id, space_id, external_id, person_id, first_seen_at)
      select ${randomUUID()}, id, ${account}, ${randomUUID()}, ${now.toString()}
      from space where id = ${space}
      on conflict (space_id, external_id) do nothing
      returning id, person_id, space_id
    )
    select made.id, person_id, community_id from made join space on space.id = space_id`.execute(store.db);
  return rows[0];
}
