import { defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { words } from '../chat/parts.ts';
import type { Message } from '../chat/reply.ts';
import { usage } from '../chat/text.ts';
import { ROUND_LENGTH } from './nudge.ts';
import { startRound } from './practice-cards.ts';

/** What is due for a member, and the round that asks it. */

/** The days and dates of this member, and what is due on them. */
export async function dueFor(context: Context) {
  const { community, quiz } = context.services;
  const who = await context.who();
  const preferred = await community.preferences.of(who.identity);
  const zone = (await community.members.zone(context.request)) ?? 'UTC';
  return { who, preferred, zone, due: await quiz.learning.due(who, { zone, exam: preferred.exam }) };
}

export const startReview = defineAction({
  name: 'quiz.review-start',
  answer: 'private',
  run: async (context): Promise<Message> => {
    const { due } = await dueFor(context);
    if (due.now.length === 0) {
      return {
        title: 'Review',
        parts: [words('Nothing is due any more. What comes next: ', usage('quiz review'))],
      };
    }
    return startRound(
      context,
      'review',
      due.now.slice(0, ROUND_LENGTH).map(({ id }) => id),
    );
  },
});
