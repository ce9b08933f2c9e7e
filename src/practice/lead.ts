import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { usage } from '../chat/text.ts';
import { speakingFor } from './seat-context.ts';
import type { Occurrence } from './session.ts';

/** Whether who asks may change a session: who opened it, and facilitators. */
export async function mayLead(
  context: Context,
  { id, session }: Pick<Occurrence, 'id' | 'session'>,
): Promise<boolean> {
  const { practice, community } = context.services;
  const speaking = await speakingFor(context, id).who();
  if (await practice.sessions.isOrganiser(speaking, session)) return true;
  // In a direct message the standing is that of the community chosen there, which may be another than the session's.
  const { request } = context;
  if (request.conversation.direct) {
    const chosen = await community.members.known(request);
    if (chosen?.community !== speaking.community) return false;
  }
  return (await community.members.standing(context.request)) !== 'member';
}

/** The occurrence of a button as it is now, of the asker's community only. */
export async function occurrenceHere(context: Context, id: string): Promise<Occurrence> {
  const { community } = await speakingFor(context, id).who();
  const found = await context.services.practice.sessions.occurrence(id, community);
  if (!found) throw new UserError('That session is gone. See which are coming: ', usage('practice list'));
  return found;
}

/** The same, for those who may change it. */
export async function ledOccurrence(context: Context, id: string): Promise<Occurrence> {
  const occurrence = await occurrenceHere(context, id);
  if (await mayLead(context, occurrence)) return occurrence;
  throw new UserError('Only who opened a session, and facilitators, can change it.');
}
