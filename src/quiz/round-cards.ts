import { z } from 'zod';
import { button, defineAction, select } from '../chat/action.ts';
import type { Context, Services } from '../chat/context.ts';
import { defineForm, openForm } from '../chat/form.ts';
import { option } from '../chat/option.ts';
import { note, rows, words } from '../chat/parts.ts';
import type { Message, Part } from '../chat/reply.ts';
import type { Who } from '../chat/request.ts';
import type { Question } from '../course/course.ts';
import { shuffled } from '../course/shuffle.ts';
import type { Bank } from './bank.ts';
import { feedbackParts, titleOf } from './feedback-parts.ts';
import { flagButton } from './flag-cards.ts';
import { isOneChoice } from './judge.ts';
import { orderedOptions } from './order.ts';
import { optionLabel, questionParts } from './question-parts.ts';
import type { Quiz } from './quiz.ts';
import { isReplaced, resultOf, resultParts } from './result-parts.ts';
import type { Round, RoundKind } from './round-rows.ts';
import type { Asked } from './rounds.ts';
import type { Given } from './ticks.ts';

/** A round in private: one question at a time, its explanation at once, the result at the end. */

/** The first question of a new round; ends the one under way. Rejects with a UserError where none can be asked now. */
export async function startRound(
  context: Context,
  kind: RoundKind,
  questions: readonly string[],
): Promise<Message> {
  const round = await context.services.quiz.rounds.start(await context.who(), kind, questions);
  return roundCard(context, round);
}

export const next = defineAction({
  name: 'quiz.next',
  state: z.object({ round: z.uuid() }),
  answer: 'private',
  run: async (context) =>
    roundCard(context, await context.services.quiz.rounds.round(await context.who(), context.state.round)),
});

const asked = { round: z.uuid(), n: z.int().min(0), revision: z.string().max(8) };

const choose = defineAction({
  name: 'quiz.answer',
  state: z.object({ ...asked, key: z.string().max(2) }),
  answer: 'private',
  run: (context) => answered(context, context.state, { kind: 'option', key: context.state.key }),
});

const tick = defineAction({
  name: 'quiz.tick',
  state: z.object({ ...asked, key: z.string().max(2) }),
  answer: 'private',
  run: (context) => ticked(context, context.state, context.state.key),
});

const match = defineAction({
  name: 'quiz.match',
  state: z.object({ ...asked, pair: z.string().max(2) }),
  answer: 'private',
  run: (context) => ticked(context, context.state, `${context.state.pair}:${context.values[0] ?? ''}`),
});

const check = defineAction({
  name: 'quiz.check',
  state: z.object(asked),
  answer: 'private',
  run: (context) => answered(context, context.state, { kind: 'picked' }),
});

const typedForm = defineForm({
  name: 'quiz.typed',
  title: 'Your answer',
  submit: 'Answer',
  state: z.object(asked),
  fields: {
    words: option.text({ label: 'Answer', description: 'A word or a few', max: 60, required: true }),
  },
  answer: 'private',
  run: (context) => answered(context, context.state, { kind: 'words', words: context.values.words }),
});

const type = defineAction({
  name: 'quiz.type',
  state: z.object(asked),
  answer: 'form',
  run: ({ state }) => openForm(typedForm, state),
});

const again = defineAction({
  name: 'quiz.again',
  state: z.object({ round: z.uuid() }),
  answer: 'private',
  run: async (context) => {
    const { bank, rounds } = context.services.quiz;
    const round = await rounds.round(await context.who(), context.state.round);
    return startRound(context, 'mistakes', resultOf(bank, round).mistakes);
  },
});

const show = defineAction({
  name: 'quiz.show',
  state: z.object({ round: z.uuid() }),
  answer: 'channel',
  run: async (context) => {
    const { bank, rounds } = context.services.quiz;
    const { right, of } = resultOf(bank, await rounds.round(await context.who(), context.state.round));
    const { id, name } = context.request.member;
    return {
      parts: [
        words({ kind: 'member', id, name }, ` shares a result: ${right} of ${of} right in a quiz.`),
        ...rows([button(takeBack, {}, 'Take back', { owner: id })]),
      ],
    };
  },
});

const takeBack = defineAction({
  name: 'quiz.take-back',
  answer: 'remove',
  owned: true,
  run: () => undefined,
});

async function ticked(context: Context, at: Asked, key: string): Promise<Message> {
  const round = await context.services.quiz.rounds.tick(await context.who(), at, key);
  return round.answers.has(round.questions[at.n] ?? '')
    ? feedbackCard(context, round, at.n, 'before')
    : roundCard(context, round);
}

async function answered(context: Context, at: Asked, given: Given): Promise<Message> {
  const { round, answer, isNew } = await context.services.quiz.rounds.answer(await context.who(), at, given);
  if (answer) return feedbackCard(context, round, at.n, isNew ? 'now' : 'before');
  const skipped = note('That question has changed, or is being asked in a channel: nothing was counted.');
  return roundCard(context, round, round.ended ? [] : [skipped]);
}

/** What feedback is shown with. */
interface FeedbackDesk {
  readonly services: Pick<Services, 'glossary' | 'termButtons'> & { readonly quiz: Pick<Quiz, 'bank'> };
}

/** The question that is to be answered next, or the result. */
export async function roundCard(
  context: Context,
  round: Round,
  first: readonly Part[] = [],
): Promise<Message> {
  const [open] = round.left;
  if (!open || round.ended) return resultCard(context, round, await context.who());
  return questionCard(context.services.quiz.bank, round, open, first);
}

/** One question of a round, to be answered. */
export function questionCard(
  bank: Bank,
  round: Round,
  { n, question }: Round['left'][number],
  first: readonly Part[] = [],
): Message {
  const options = orderedOptions(question, round.id);
  return {
    title: titleOf(round, n),
    parts: [
      ...first,
      ...questionParts(question, options),
      ...controls(bank, round, { round: round.id, n, revision: question.revision }, question),
    ],
  };
}

function controls(bank: Bank, round: Round, at: Asked, question: Question): Part[] {
  const options = orderedOptions(question, round.id);
  const flag = flagButton(question);
  const labels = options.map((_, place) => optionLabel(options, place));
  const checked = button(check, at, 'Check', { style: 'primary' });
  if (isOneChoice(question)) {
    return rows([...options.map(({ key }, place) => button(choose, { ...at, key }, labels[place]!)), flag]);
  }
  switch (question.kind) {
    case 'match': {
      const terms = shuffled(
        [...question.pairs.map(({ term }) => term), ...question.others],
        round.id,
        String,
      );
      const choices = terms.map((id) => ({ label: bank.termName(id), value: id }));
      return [
        ...question.pairs.map(({ key }) => {
          const picked = round.picked.find((each) => each.startsWith(`${key}:`));
          return select(match, { ...at, pair: key }, `${key}: choose a term`, choices, picked?.split(':')[1]);
        }),
        ...rows([checked, flag]),
      ];
    }
    case 'several':
      return rows([
        ...options.map(({ key }, place) => {
          const isPicked = round.picked.includes(key);
          const label = isPicked ? `✓ ${labels[place]}` : labels[place]!;
          return button(tick, { ...at, key }, label, { style: isPicked ? 'primary' : 'plain' });
        }),
        checked,
        flag,
      ]);
    default:
      return rows([button(type, at, 'Answer', { style: 'primary' }), flag]);
  }
}

/** What is told of an answered question of a round; `when`: whether it was answered with this click. */
export function feedbackCard(
  { services }: FeedbackDesk,
  round: Round,
  n: number,
  when: 'now' | 'before',
): Message {
  const { bank } = services.quiz;
  const question = bank.question(round.questions[n] ?? '');
  const isMore = round.left.length > 0 && !round.ended;
  return {
    title: titleOf(round, n),
    parts: [
      ...feedbackParts(bank, round, n, when),
      ...rows(question ? services.termButtons(services.glossary, question.terms) : []),
      ...rows([
        button(next, { round: round.id }, isMore ? 'Next question' : 'See your result', { style: 'primary' }),
        ...(question ? [flagButton(question)] : []),
      ]),
    ],
  };
}

async function resultCard({ services, request }: Context, round: Round, who: Who): Promise<Message> {
  const { bank, rounds } = services.quiz;
  const { mistakes, of } = resultOf(bank, round);
  const other = isReplaced(round) ? await rounds.current(who) : undefined;
  return {
    title: 'Your result',
    parts: [
      ...resultParts(bank, round),
      ...rows([
        ...(other ? [button(next, { round: other.id }, 'Go on with that one', { style: 'primary' })] : []),
        ...(mistakes.length > 0 ? [button(again, { round: round.id }, 'Again, only my mistakes')] : []),
        ...(of > 0 && !request.conversation.direct
          ? [button(show, { round: round.id }, 'Show to the channel')]
          : []),
      ]),
    ],
  };
}

export const roundActions = [next, choose, tick, match, check, type, again, show, takeBack];
export const roundForms = [typedForm];
