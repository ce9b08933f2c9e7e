import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { note, rows, words } from '../chat/parts.ts';
import { nowhere, placeOf, placesInWords, withoutParts } from '../chat/place-parts.ts';
import type { Message } from '../chat/reply.ts';
import { time, usage } from '../chat/text.ts';
import { readCloses } from './closing.ts';
import { answerActions } from './post-answers.ts';
import { closePost, questionPost } from './post-message.ts';

/** Posting a question, for facilitators. */

interface Typed {
  readonly topic?: string | undefined;
  readonly question?: string | undefined;
  readonly closes?: string | undefined;
}

/** Posts a question here and in the other spaces' announcement channels; seen by the facilitator only. */
export async function postCard(context: Context, typed: Typed): Promise<Message> {
  const { bank, posts } = context.services.quiz;
  const who = await context.who();
  const ask =
    typed.question === undefined
      ? { filter: { topic: typed.topic === undefined ? undefined : bank.readTopic(typed.topic).id } }
      : { question: posts.readQuestion(typed.question) };
  const closes = readCloses(typed.closes);
  const found = await posts.placesIn(who.community, placeOf(context, who.space));
  if (found.places.length === 0) throw nowhere(found);
  const post = await posts.open({ community: who.community, ask, places: found.places, closes }, context);
  if (!post) {
    throw new UserError(
      'No question is left to post: each that one click can answer stands open already. Wait for a close, or choose another topic.',
    );
  }
  return {
    title: 'Posted',
    parts: [
      words(post.question.stem),
      words('It goes to ', ...placesInWords(found.places, who.space), '. It closes ', time(post.closes), '.'),
      ...withoutParts(found),
      note('Does it not appear? ', usage('settings notices'), ' says why.'),
      ...rows([button(closeNow, { post: post.id }, 'Close it now', { style: 'danger' })]),
    ],
  };
}

const closeNow = defineAction({
  name: 'quiz.close',
  state: z.object({ post: z.uuid() }),
  answer: 'private',
  audience: 'facilitator',
  run: async (context) => {
    const { posts } = context.services.quiz;
    const { community } = await context.who();
    const post = await posts.find(context.state.post, community);
    if (!post) throw new UserError('There is no such question in this community any more.');
    await posts.close(post.id, context);
    return {
      title: 'Closed',
      parts: [words('The answer and the explanation stand in place of the question in a moment.')],
    };
  },
});

export const postActions = [...answerActions, closeNow];
export const postPosts = [questionPost];
export const postJobs = [closePost];
