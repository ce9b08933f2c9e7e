import { z } from 'zod';
import { defineJob } from '../chat/job.ts';
import { note, rows, words } from '../chat/parts.ts';
import { definePost } from '../chat/post.ts';
import type { Message, Part } from '../chat/reply.ts';
import { paragraph, strong, time } from '../chat/text.ts';
import type { QuestionOption } from '../course/course.ts';
import type { Bank } from './bank.ts';
import { flagButton } from './flag-cards.ts';
import { letterOf, orderedOptions } from './order.ts';
import { feedbackButton, voteButtons } from './post-answers.ts';
import { countParts } from './post-counts.ts';
import type { QuizPost } from './post-rows.ts';
import { explanationParts, questionParts } from './question-parts.ts';

/** The message that stands in a channel, and its end. */

const subject = z.object({ post: z.uuid() });

export const questionPost = definePost({
  name: 'quiz.question',
  subject,
  make: async ({ subject: { post: id }, services: { quiz } }) => {
    const post = await quiz.posts.find(id);
    if (!post) return undefined;
    return post.closed ? closedCard(quiz.bank, post, await quiz.posts.counts(post)) : openCard(post);
  },
});

export const closePost = defineJob({
  name: 'quiz.close-post',
  says: 'a posted question closes',
  subject,
  // However late: a question that nobody can answer any more must not look open.
  lateWithin: 366 * 24 * 60,
  run: ({ subject: { post }, services, ...outgoing }) => services.quiz.posts.close(post, outgoing),
});

/** Says neither what is right nor how others answered. */
function openCard(post: QuizPost): Message {
  const { question, id, closes } = post;
  return {
    title: 'A question for everyone',
    parts: [
      ...questionParts(question, orderedOptions(question, id)),
      ...rows([...voteButtons(post), flagButton(question)]),
      note('Everyone answers privately; one change is yours. Answers are taken until ', time(closes), '.'),
    ],
  };
}

async function closedCard(bank: Bank, post: QuizPost, counts: ReadonlyMap<string, number>): Promise<Message> {
  const { question, id } = post;
  const options = orderedOptions(question, id);
  return {
    title: 'A question for everyone: the answer',
    parts: [
      words(question.stem),
      lettered(options),
      ...explanationParts(bank, question, { options }),
      ...(await countParts(options, counts)),
      ...rows([feedbackButton(post), flagButton(question)]),
    ],
  };
}

/** Every option under its letter: there are no buttons any more that would say what the letters mean. */
const lettered = (options: readonly QuestionOption[]): Part => ({
  kind: 'text',
  text: options.map(({ text }, place) => paragraph(strong(`${letterOf(place)}.`), ` ${text}`)),
});
