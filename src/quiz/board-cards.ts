import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import { cleanLine, shorten } from '../chat/clean.ts';
import type { Context } from '../chat/context.ts';
import { defineForm, openForm } from '../chat/form.ts';
import { option } from '../chat/option.ts';
import { pageOf } from '../chat/pages.ts';
import { note, rows, turning, words } from '../chat/parts.ts';
import type { Button, Message, Part } from '../chat/reply.ts';
import { paragraph, strong, usage } from '../chat/text.ts';
import { DAYS, type Standing } from './board.ts';

/** Who learns most, of those who want to be seen. */

const PER_PAGE = 10;
const NAME = 40;

const form = defineForm({
  name: 'quiz.board-name',
  title: 'Leaderboard: your name',
  fields: {
    name: option.text({
      label: 'The name to show',
      description: 'What others here may know you by',
      max: NAME,
      required: true,
    }),
  },
  answer: 'private',
  run: async (context) => {
    const who = await context.who();
    const { name } = context.values;
    await context.services.quiz.board.mustBeFree(who, name);
    await context.services.community.preferences.set(who.identity, { board: name });
    return boardCard(context);
  },
});

const join = defineAction({
  name: 'quiz.board-join',
  answer: 'form',
  run: async (context) => {
    const name = await context.services.quiz.board.nameOf(await context.who());
    return openForm(form, {}, { name: name ?? shorten(cleanLine(context.request.member.name), NAME) });
  },
});

const leave = defineAction({
  name: 'quiz.board-leave',
  answer: 'private',
  run: async (context) => {
    const { identity } = await context.who();
    await context.services.community.preferences.set(identity, { board: null });
    return boardCard(context, 0, [words('You have left the leaderboard. Your answers stay as they are.')]);
  },
});

const show = defineAction({
  name: 'quiz.board',
  state: z.object({ page: z.int().min(0) }),
  answer: 'private',
  run: (context) => boardCard(context, context.state.page),
});

export async function boardCard(context: Context, wanted = 0, first: readonly Part[] = []): Promise<Message> {
  const { board } = context.services.quiz;
  const who = await context.who();
  const own = await board.nameOf(who);
  const standings = await board.standings(who.community);
  const { items, page, pages } = pageOf(standings, wanted, PER_PAGE);
  const turn = (to: number, label: string): Button => button(show, { page: to }, label);
  return {
    title: 'Who learns most',
    parts: [
      ...first,
      ...(items.length > 0 ? [placesPart(items, who.person)] : [words('Nobody stands here yet.')]),
      ...(own === undefined ? [] : ownParts(standings, who.person, own)),
      note(
        `Of the last ${DAYS} days: questions kept in mind at their review, and mistakes made good. Speed never counts, and only those who joined are shown.`,
      ),
      ...rows([
        ...turning(page, pages, turn),
        ...(own === undefined
          ? [button(join, {}, 'Join', { style: 'primary' })]
          : [button(join, {}, 'Change my name'), button(leave, {}, 'Leave')]),
      ]),
    ],
  };
}

const placesPart = (items: readonly Standing[], person: string): Part => ({
  kind: 'text',
  text: items.map(({ place, name, kept, improved, person: each }) =>
    paragraph(
      strong(`${place}. `),
      name,
      ...(each === person ? [strong(' (you)')] : []),
      `: ${kept} kept, ${improved} made good`,
    ),
  ),
});

function ownParts(standings: readonly Standing[], person: string, name: string): Part[] {
  const own = standings.find((each) => each.person === person);
  if (own) return [words(`You take part as “${name}”, at place ${own.place}.`)];
  return [
    words(`You take part as “${name}”. Your first `, usage('quiz review'), ' brings you into the list.'),
  ];
}

export const boardActions = [show, join, leave];
export const boardForms = [form];
