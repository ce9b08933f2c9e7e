import { z } from 'zod';
import { button, defineAction, select } from '../chat/action.ts';
import { shorten } from '../chat/clean.ts';
import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { type Page, pageOf } from '../chat/pages.ts';
import { note, rows, turning, words } from '../chat/parts.ts';
import type { Button, Message, Part } from '../chat/reply.ts';
import { flagsButton } from './flag-cards.ts';
import { reportFiles } from './report-file.ts';
import {
  dimensionParts,
  misconceptionParts,
  percent,
  questionDetail,
  questionLines,
} from './report-parts.ts';
import type { QuestionFigures, Statistics } from './statistics.ts';

/** What the group gets wrong, for facilitators: figures, never names. */

/** Of each list on the first card. */
const TOP = 5;
const PER_PAGE = 8;

const VIEWS = {
  overview: 'Overview',
  misconceptions: 'All misconceptions',
  dimensions: 'All dimensions',
  questions: 'Questions',
} as const;
type View = keyof typeof VIEWS;
const viewNames = Object.keys(VIEWS) as View[];

const show = defineAction({
  name: 'quiz.report',
  state: z.object({ view: z.enum(viewNames), page: z.int().min(0) }),
  answer: 'private',
  audience: 'facilitator',
  run: (context) => viewCard(context, context.state.view, context.state.page),
});

const open = defineAction({
  name: 'quiz.report-question',
  state: z.object({ page: z.int().min(0) }),
  answer: 'private',
  audience: 'facilitator',
  run: (context) => detailCard(context, context.values[0] ?? '', context.state.page),
});

const file = defineAction({
  name: 'quiz.report-file',
  answer: 'private',
  audience: 'facilitator',
  run: async (context) => {
    const { bank } = context.services.quiz;
    const files = reportFiles(bank, await statisticsIn(context));
    if (files.length === 0) throw new UserError(NOTHING);
    return {
      title: 'The report as tables',
      parts: [words(HOW), ...files, ...rows([viewButton('overview')])],
    };
  },
});

const HOW =
  'The first answer of each member to a question counts. Figures appear from five members on and move in steps of five, so that nobody can be singled out.';
const NOTHING = 'There are no figures yet: they appear once five members have answered the same question.';

const statisticsIn = async (context: Context): Promise<Statistics> =>
  context.services.quiz.report.statistics((await context.who()).community);

const viewButton = (view: View, page = 0): Button => button(show, { view, page }, VIEWS[view]);

export const reportCard = (context: Context): Promise<Message> => viewCard(context, 'overview', 0);

async function viewCard(context: Context, view: View, page: number): Promise<Message> {
  const statistics = await statisticsIn(context);
  switch (view) {
    case 'overview':
      return overviewCard(context, statistics);
    case 'misconceptions': {
      const listed = pageOf(statistics.misconceptions, page, PER_PAGE);
      return listCard(view, listed, await misconceptionParts(listed.items));
    }
    case 'dimensions': {
      const listed = pageOf(statistics.dimensions, page, PER_PAGE);
      return listCard(view, listed, await dimensionParts(context.services.quiz.bank, listed.items));
    }
    case 'questions': {
      const listed = pageOf(hardestFirst(statistics), page, PER_PAGE);
      return listCard(view, listed, tableParts(context, listed));
    }
  }
}

async function overviewCard(context: Context, statistics: Statistics): Promise<Message> {
  const { bank, flags } = context.services.quiz;
  const { community } = await context.who();
  const { questions, dimensions, misconceptions } = statistics;
  const held = misconceptions.filter(({ holders }) => holders > 0).slice(0, TOP);
  const missed = dimensions.filter(({ wrong }) => wrong > 0).slice(0, TOP);
  const views: View[] = [
    ...(misconceptions.length > 0 ? (['misconceptions'] as const) : []),
    ...(dimensions.length > 0 ? (['dimensions'] as const) : []),
    ...(questions.length > 0 ? (['questions'] as const) : []),
  ];
  return {
    title: 'What the group gets wrong',
    parts: [
      ...(views.length === 0 ? [words(NOTHING)] : []),
      ...(await misconceptionParts(held)),
      ...(await dimensionParts(bank, missed)),
      ...(views.length > 0 && held.length + missed.length === 0
        ? [words('Nothing at all: every answer that counts is right.')]
        : []),
      note(HOW),
      ...rows([
        ...views.map((view) => viewButton(view)),
        ...(views.length > 0 ? [button(file, {}, 'As files')] : []),
        ...flagsButton(await flags.count(community)),
      ]),
    ],
  };
}

function listCard(view: View, { items, page, pages }: Page<unknown>, parts: readonly Part[]): Message {
  const turn = (to: number, label: string): Button => button(show, { view, page: to }, label);
  return {
    title: VIEWS[view],
    parts: [
      ...(items.length > 0 ? parts : [words(NOTHING)]),
      note(`Page ${page + 1} of ${pages}. ${HOW}`),
      ...rows([...turning(page, pages, turn), viewButton('overview')]),
    ],
  };
}

const hardestFirst = ({ questions }: Statistics): readonly QuestionFigures[] =>
  questions.toSorted((a, b) => a.facility - b.facility);

function tableParts({ services }: Context, { items, page }: Page<QuestionFigures>): Part[] {
  const all = services.quiz.bank.course.questions.length;
  return [
    questionLines(items, page * PER_PAGE + 1),
    select(
      open,
      { page },
      'One question in detail',
      items.map(({ question, facility }) => ({
        label: shorten(question.stem, 75),
        value: question.id,
        description: `${question.id}, ${percent(facility)} right`,
      })),
    ),
    note(`Of ${all} questions; those with fewer than five answers are not listed. The hardest come first.`),
  ];
}

async function detailCard(context: Context, id: string, page: number): Promise<Message> {
  const { questions } = await statisticsIn(context);
  const found = questions.find(({ question }) => question.id === id);
  if (!found)
    throw new UserError(
      'There are no figures on that question any more: it has changed, or left the course.',
    );
  return {
    title: 'A question in detail',
    parts: [
      ...(await questionDetail(context.services.quiz.bank, found)),
      note(HOW),
      ...rows([viewButton('questions', page), viewButton('overview')]),
    ],
  };
}

export const reportActions = [show, open, file];
