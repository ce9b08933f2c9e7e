import { z } from 'zod';
import { shorten } from '../chat/clean.ts';
import { definePost } from '../chat/post.ts';
import type { EventEntry } from '../chat/reply.ts';
import { whereText } from './occurrence-parts.ts';
import { hasBegun, isOver, type Occurrence } from './session.ts';

/** What everyone in the space may read of an occurrence: never its link. */
function entryOf(occurrence: Occurrence): EventEntry {
  const { title, starts, ends, about, state } = occurrence;
  const what = about === undefined ? [] : [shorten(about, MOST_ABOUT)];
  return {
    ...{ title, starts, ends, cancelled: state === 'cancelled' },
    where: whereText(occurrence) ?? 'To be announced',
    about: [...what, NO_SEAT].join('\n\n'),
  };
}

/** Leaves room for what stands below it, where an event is described in 1,000 characters. */
const MOST_ABOUT = 700;
const NO_SEAT = 'Following this event takes no seat: join in the channel, or see /practice list.';

/** An occurrence in a platform's own list of events. */
export const eventPost = definePost({
  name: 'practice.event',
  subject: z.object({ occurrence: z.uuid() }),
  async make({ subject, services, clock }) {
    const occurrence = await services.practice.sessions.occurrence(subject.occurrence);
    const now = clock.now();
    if (!occurrence || isOver(occurrence, now)) return undefined;
    // One that is under way goes on as it stands: the platform takes no new start for it.
    if (hasBegun(occurrence, now) && occurrence.state === 'planned') return undefined;
    return { title: occurrence.title, parts: [], event: entryOf(occurrence) };
  },
});

export const eventPosts = [eventPost];
