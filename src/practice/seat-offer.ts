import { rows, words } from '../chat/parts.ts';
import type { PostContext } from '../chat/post.ts';
import type { Message } from '../chat/reply.ts';
import { time } from '../chat/text.ts';
import { timeWords, whereText } from './occurrence-parts.ts';
import { hasLapsed, offerEnds } from './roster.ts';
import { offerButtons, type SeatSubject } from './seat-cards.ts';

/** A free seat that is kept for somebody: nothing where they answered meanwhile, or its time has passed. */
export async function offerMessage({
  subject,
  services,
  clock,
}: PostContext<SeatSubject>): Promise<Message | undefined> {
  const found = await services.practice.rosters.offered(subject.seat);
  const until = found && offerEnds(found.occurrence, found.seat);
  if (!until || hasLapsed(found.occurrence, found.seat, clock.now())) return undefined;
  const { occurrence } = found;
  const where = whereText(occurrence);
  return {
    title: `A seat is free: ${occurrence.title}`,
    parts: [
      words(...timeWords(occurrence)),
      ...(where === undefined ? [] : [words(where)]),
      words('It is kept for you until ', time(until), '; after that it goes to who waits next.'),
      ...rows(offerButtons(occurrence)),
    ],
  };
}
