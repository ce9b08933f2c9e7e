import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { rows, words } from '../chat/parts.ts';
import type { Button, Message } from '../chat/reply.ts';
import { strong, time } from '../chat/text.ts';
import { letterOf, orderedOptions } from './order.ts';
import type { QuizPost } from './post-rows.ts';
import { explanationParts, optionLabel } from './question-parts.ts';
import type { Voted } from './vote.ts';

/** What members do with a posted question, and what is told to them alone. */

const vote = defineAction({
  name: 'quiz.vote',
  state: z.object({ post: z.uuid(), key: z.string().length(1) }),
  answer: 'private',
  run: async (context): Promise<Message> => {
    const { state, services } = context;
    const { post, voted } = await services.quiz.posts.vote(await context.who(), state.post, state.key);
    if (voted) return { parts: [words(keptInWords(post, voted))] };
    return {
      parts: [
        words('This question is closed: what is right stands there now, so no more answers are taken.'),
        ...rows([feedbackButton(post)]),
      ],
    };
  },
});

const feedback = defineAction({
  name: 'quiz.post-feedback',
  state: z.object({ post: z.uuid() }),
  answer: 'private',
  run: (context) => feedbackCard(context, context.state.post),
});

export const answerActions = [vote, feedback];

/** One to click for each option, in the order in which all members see them. */
export const voteButtons = ({ id, question }: QuizPost): Button[] => {
  const options = orderedOptions(question, id);
  return options.map(({ key }, place) => button(vote, { post: id, key }, optionLabel(options, place)));
};

export const feedbackButton = ({ id }: QuizPost): Button => button(feedback, { post: id }, 'My feedback');

/** The letter under which an option stands in a post. */
export const letterIn = ({ id, question }: QuizPost, key: string): string =>
  letterOf(orderedOptions(question, id).findIndex((option) => option.key === key));

/** Nothing about right or wrong, so that nobody spoils it. */
function keptInWords(post: QuizPost, { kind, vote: { latest, changes } }: Voted): string {
  const letter = letterIn(post, latest);
  if (kind === 'changed') return `Changed to ${letter}; that was your one change.`;
  if (kind === 'stays') return `Kept: ${letter}. Your one change is made, so it stays.`;
  return `Kept: ${letter}; ${changes === 0 ? 'one change left' : 'no change left'}.`;
}

/** What a member answered, and why it is right or tempts; for them alone, and not before the close. */
async function feedbackCard(context: Context, id: string): Promise<Message> {
  const { quiz, glossary, termButtons } = context.services;
  const who = await context.who();
  const post = await quiz.posts.find(id, who.community);
  if (!post) {
    throw new UserError(
      'This question was asked in another community; its members see their feedback there.',
    );
  }
  if (!post.closed) {
    throw new UserError(
      'Answers are still taken. Your feedback is here after the close: ',
      time(post.closes),
    );
  }
  const { question } = post;
  const own = await quiz.posts.voteOf(who, id);
  const options = orderedOptions(question, id);
  return {
    title: 'Your feedback',
    parts: [
      words(question.stem),
      own
        ? words('You chose ', strong(letterIn(post, own.latest)), firstInWords(post, own))
        : words('You did not answer this one, and that is fine: here is what it was about.'),
      ...explanationParts(quiz.bank, question, { options, chosen: own && [own.latest] }),
      ...rows(termButtons(glossary, question.terms)),
    ],
  };
}

const firstInWords = (post: QuizPost, { first, latest }: Voted['vote']): string =>
  first === latest ? '.' : `, and ${letterIn(post, first)} first. The group’s numbers count the first one.`;
