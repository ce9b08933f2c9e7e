import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import { shorten } from '../chat/clean.ts';
import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { defineForm, openForm } from '../chat/form.ts';
import { option } from '../chat/option.ts';
import { note, rows, turning, words } from '../chat/parts.ts';
import type { Button, Message, Part } from '../chat/reply.ts';
import { paragraph, type RichText, strong, text, time } from '../chat/text.ts';
import type { Question } from '../course/course.ts';
import type { Bank } from './bank.ts';
import type { Flag } from './flags.ts';

/** Reports that something is wrong with a question: the form for members, the list for facilitators. */

const PER_PAGE = 4;
/** Of the stem, so that a page of reports fits one message. In characters. */
const STEM = 240;

const state = z.object({ question: z.string().max(36), revision: z.string().max(8) });

const form = defineForm({
  name: 'quiz.flagged',
  title: 'Something wrong?',
  submit: 'Send',
  state,
  fields: {
    words: option.text({
      label: 'What should we look at?',
      description: 'A wrong key, a slip, two answers that both fit, words that hurt: all of it helps',
      max: 500,
      lines: 'many',
      required: true,
    }),
  },
  // The question must stay: it may be in the middle of a quiz.
  answer: 'beside',
  run: async (context) => {
    const { question, revision } = context.state;
    const { bank, flags } = context.services.quiz;
    if (!bank.question(question)) {
      throw new UserError('That question is no longer in the course, so there is nothing left to mend.');
    }
    await flags.flag(await context.who(), { question, revision, words: context.values.words });
    return {
      title: 'Thank you',
      parts: [words('Your facilitators will look at the question. They see your words, and not your name.')],
    };
  },
});

const flag = defineAction({
  name: 'quiz.flag',
  state,
  answer: 'form',
  run: (context) => openForm(form, context.state),
});

/** Stands on every question. */
export const flagButton = ({ id, revision }: Question): Button =>
  button(flag, { question: id, revision }, 'Something wrong?');

const show = defineAction({
  name: 'quiz.flags',
  state: z.object({ page: z.int().min(0) }),
  answer: 'private',
  audience: 'facilitator',
  run: (context) => flagsCard(context, context.state.page),
});

const settle = defineAction({
  name: 'quiz.flag-settled',
  state: z.object({ id: z.uuid(), page: z.int().min(0) }),
  answer: 'private',
  audience: 'facilitator',
  run: async (context) => {
    const { community } = await context.who();
    await context.services.quiz.flags.settle(community, context.state.id);
    return flagsCard(context, context.state.page);
  },
});

/** For facilitators, where something is reported. */
export const flagsButton = (count: number): Button[] =>
  count > 0 ? [button(show, { page: 0 }, `Reported questions (${count})`)] : [];

async function flagsCard(context: Context, wanted: number): Promise<Message> {
  const { bank, flags } = context.services.quiz;
  const { community } = await context.who();
  const count = await flags.count(community);
  const pages = Math.max(1, Math.ceil(count / PER_PAGE));
  const page = Math.min(wanted, pages - 1);
  const items = await flags.open(community, PER_PAGE, page * PER_PAGE);
  if (items.length === 0) {
    return { title: 'Reported questions', parts: [words('No report is waiting.')] };
  }
  const turn = (to: number, label: string): Button => button(show, { page: to }, label);
  return {
    title: 'Reported questions',
    parts: [
      ...items.flatMap((each, index): Part[] => [
        { kind: 'text', text: flagLines(bank, each, page * PER_PAGE + index + 1) },
        ...rows([button(settle, { id: each.id, page }, `Seen to: ${page * PER_PAGE + index + 1}`)]),
      ]),
      note(
        `${count} ${count === 1 ? 'report' : 'reports'}, page ${page + 1} of ${pages}. A question is mended in its file, which bears its topic’s name.`,
      ),
      ...rows(turning(page, pages, turn)),
    ],
  };
}

function flagLines(bank: Bank, { question: id, revision, words: said, at }: Flag, number: number): RichText {
  const question = bank.question(id);
  const since = !question
    ? ' (no longer in the course)'
    : question.revision === revision
      ? ''
      : ' (changed since)';
  return [
    paragraph(
      strong(`${number}. `),
      { kind: 'code', text: id },
      ...(question ? [text(`, topic ${question.topic}`)] : []),
      text(`${since}, `),
      time(at, 'date'),
    ),
    ...(question ? [paragraph(shorten(question.stem, STEM))] : []),
    { kind: 'quote', children: said.split('\n').map((line) => paragraph(line)) },
  ];
}

export const flagActions = [flag, show, settle];
export const flagForms = [form];
