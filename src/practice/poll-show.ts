import type { Outgoing } from '../chat/outgoing.ts';
import type { Store } from '../store/store.ts';
import { pollPost } from './poll-post.ts';
import { type Poll, pollPlaces } from './poll-rows.ts';

/** Shows in the channels how a poll stands now; in the end for the last time. */
export async function showPoll(
  store: Store,
  { id, community }: Pick<Poll, 'id' | 'community'>,
  { announcements }: Outgoing,
  last = false,
): Promise<void> {
  for (const { space, channel } of await pollPlaces(store, id)) {
    const key = `practice.poll:${id}:${space}`;
    await announcements.refresh(pollPost, { key, community, space, channel, subject: { poll: id } });
    if (last) await announcements.close(key);
  }
}
