import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { rows, words } from '../chat/parts.ts';
import type { Button, Message } from '../chat/reply.ts';
import type { Quiz } from './quiz.ts';
import { next, roundActions, roundCard, roundForms } from './round-cards.ts';
import type { Round } from './round-rows.ts';
import type { Wanted } from './rounds.ts';

/** Starting a round in private, by command or from another card. */

const LENGTH = 5;

interface Typed {
  readonly topic?: string | undefined;
  readonly length?: number | undefined;
  /** '1', '2' or '3'. */
  readonly difficulty?: string | undefined;
}

/** `/quiz start`; with a round under way it offers to go on. Rejects with a UserError where nothing fits. */
export async function startCard(context: Context, typed: Typed): Promise<Message> {
  const { bank, rounds } = context.services.quiz;
  const wanted = {
    topic: typed.topic === undefined ? undefined : bank.readTopic(typed.topic).id,
    difficulty: difficulty.parse(typed.difficulty && Number(typed.difficulty)),
    length: typed.length ?? LENGTH,
  };
  const round = await rounds.current(await context.who());
  return round ? underWayCard(round, wanted) : practise(context, wanted);
}

const difficulty = z.literal([1, 2, 3]).optional();

const begin = defineAction({
  name: 'quiz.begin',
  state: z.object({
    topic: z.string().optional(),
    difficulty,
    length: z.int().min(1).max(20),
    term: z.string().optional(),
  }),
  answer: 'private',
  run: (context) => practise(context, context.state),
});

const quizOn = defineAction({
  name: 'quiz.on',
  state: z.object({ term: z.string() }),
  answer: 'private',
  run: async (context) => {
    const round = await context.services.quiz.rounds.current(await context.who());
    const wanted = { term: context.state.term, length: LENGTH };
    return round ? underWayCard(round, wanted) : practise(context, wanted);
  },
});

/** A button that starts a round on a term; undefined where no question has it. For cards of other subjects. */
export const quizOnButton = ({ bank }: Pick<Quiz, 'bank'>, term: string): Button | undefined =>
  bank.pool({ term }).length > 0 ? button(quizOn, { term }, 'Quiz me on this') : undefined;

const practise = async (context: Context, wanted: Wanted): Promise<Message> =>
  roundCard(context, await context.services.quiz.rounds.practise(await context.who(), wanted));

const underWayCard = (round: Round, wanted: Wanted): Message => ({
  title: 'You have a quiz under way',
  parts: [
    words(
      `${round.answers.size} of ${round.answers.size + round.left.length} questions are answered; what you answered is kept either way.`,
    ),
    ...rows([
      button(next, { round: round.id }, 'Go on', { style: 'primary' }),
      button(begin, wanted, 'Start anew'),
    ]),
  ],
});

export { startRound } from './round-cards.ts';
export const practiceActions = [begin, quizOn, ...roundActions];
export const practiceForms = roundForms;
