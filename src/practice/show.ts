import { EVENTS } from '../chat/outbox.ts';
import type { Outgoing } from '../chat/outgoing.ts';
import type { Store } from '../store/store.ts';
import { eventPost } from './event-post.ts';
import { isOver, type Occurrence } from './session.ts';
import { sessionPost } from './session-post.ts';
import { placesOf } from './session-rows.ts';

interface Parts {
  readonly store: Store;
  readonly now: Temporal.Instant;
}

/** Brings an occurrence's posts in the channels up to date; after its end for the last time. */
export async function showOccurrence(
  { store, now }: Parts,
  occurrence: Occurrence,
  { announcements }: Outgoing,
): Promise<void> {
  if (!occurrence.announced) return;
  const { id, session, community } = occurrence;
  for (const { space, channel } of await placesOf(store, session)) {
    const key = `practice.session:${id}:${space}`;
    await announcements.refresh(sessionPost, { key, community, space, channel, subject: { occurrence: id } });
    if (isOver(occurrence, now)) await announcements.close(key);
  }
}

/** The same for its entries in the platforms' lists of events, which end by themselves. */
export async function showEvents(
  { store, now }: Parts,
  occurrence: Occurrence,
  { announcements }: Outgoing,
): Promise<void> {
  const { id, session, community } = occurrence;
  for (const { space } of await placesOf(store, session)) {
    const key = `practice.event:${id}:${space}`;
    if (isOver(occurrence, now)) await announcements.close(key);
    else {
      const wish = { key, community, space, channel: EVENTS, subject: { occurrence: id } };
      await announcements.refresh(eventPost, wish);
    }
  }
}
