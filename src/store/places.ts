import type { Place, Places } from '../chat/place-parts.ts';
import type { SpaceId } from '../chat/request.ts';
import type { Store } from './store.ts';

/** Where what a community posts goes: to `here`, and to the announcement channel of each other space. */
export async function placesIn(store: Store, community: string, here?: Place): Promise<Places> {
  const spaces = await store.db
    .selectFrom('space')
    .where('community_id', '=', community)
    .where('left_at', 'is', null)
    .select(['id', 'name', 'announcement_channel'])
    .orderBy('arrived_at')
    .orderBy('id')
    .execute();
  const found = spaces.map(({ id, name, announcement_channel }) => ({
    space: id as SpaceId,
    name: name ?? 'a space without a name',
    channel: id === here?.space ? here.channel : announcement_channel,
  }));
  const first = found.filter(({ space }) => space === here?.space);
  const others = found.filter(({ space }) => space !== here?.space);
  return {
    places: [...first, ...others].flatMap(({ space, channel }) =>
      channel === null ? [] : [{ space, channel }],
    ),
    without: others.flatMap(({ channel, name }) => (channel === null ? [name] : [])),
  };
}
