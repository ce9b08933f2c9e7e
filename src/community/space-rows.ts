import { randomUUID } from 'node:crypto';
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

/** The identity of an account in a space that is there; made where it is seen for the first time. */
export async function makeIdentity(
  store: Store,
  space: SpaceId,
  account: string,
  now: Temporal.Instant,
): Promise<void> {
  await store.db
    .insertInto('identity')
    .values({
      id: randomUUID(),
      space_id: space,
      external_id: account,
      person_id: randomUUID(),
      first_seen_at: now.toString(),
    })
    .onConflict((conflict) => conflict.columns(['space_id', 'external_id']).doNothing())
    .execute();
}
