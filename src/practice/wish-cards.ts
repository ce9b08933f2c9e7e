import type { Context } from '../chat/context.ts';
import { note } from '../chat/parts.ts';
import type { Message, Part } from '../chat/reply.ts';
import type { RoleWish } from './cell.ts';
import { wishSelect } from './facts-cards.ts';
import { occurrenceHere } from './lead.ts';
import { occurrenceCard } from './occurrence-card.ts';
import { speakingFor } from './seat-context.ts';
import type { Occurrence } from './session.ts';

/** What members would like to do at a session. */

const LABELS: Readonly<Record<RoleWish, string>> = {
  mediator: 'I would like to mediate',
  'not-mediator': 'I would rather not mediate',
  party: 'I would like to play a party',
  observer: 'I would like to observe',
  coach: 'I would like to coach',
};

/** For somebody with a seat, before roles are given. */
export const wishParts = (occurrence: Occurrence, wished: RoleWish | undefined): readonly Part[] => [
  wishSelect(occurrence, LABELS, wished),
  note('Turns come first, so that everybody mediates in time; your wish counts where they leave a choice.'),
];

/** Keeps a wish, and shows the session. */
export async function wishCard(
  context: Context,
  occurrence: string,
  wished: RoleWish | undefined,
): Promise<Message> {
  const who = await speakingFor(context, occurrence).who();
  await context.services.practice.roleWishes.set(who, occurrence, wished);
  return occurrenceCard(context, await occurrenceHere(context, occurrence));
}
