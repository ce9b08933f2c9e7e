import { note, rows } from '../chat/parts.ts';
import type { PostContext } from '../chat/post.ts';
import type { Message } from '../chat/reply.ts';
import { checkInButtons } from './attendance-cards.ts';
import { factParts, newsParts, repeatWords } from './occurrence-parts.ts';
import { type OccurrenceSubject, seatButtons } from './seat-cards.ts';
import { isOver } from './session.ts';

export { sessionPost } from './seat-cards.ts';

/** The announcement of an occurrence, as it stands in a channel. */
export async function sessionMessage({
  subject,
  space,
  services: { practice },
  clock,
}: PostContext<OccurrenceSubject>): Promise<Message | undefined> {
  const occurrence = await practice.sessions.occurrence(subject.occurrence);
  if (!occurrence) return undefined;
  const now = clock.now();
  const roster = await practice.sessions.roster(occurrence);
  const open = occurrence.state === 'planned' && !isOver(occurrence, now);
  const repeat = open ? repeatWords(await practice.sessions.session(occurrence.session)) : undefined;
  return {
    title: occurrence.title,
    parts: [
      ...newsParts(occurrence, now),
      ...factParts(occurrence, roster, space),
      ...(repeat === undefined ? [] : [note(repeat)]),
      ...(open ? rows([...seatButtons(occurrence), ...checkInButtons(occurrence, now)]) : []),
    ],
  };
}
