import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { rows, turning, words } from '../chat/parts.ts';
import type { Button, Message, Part } from '../chat/reply.ts';
import { text, time } from '../chat/text.ts';

/** What facilitators are told of, with its buttons. */

const show = defineAction({
  name: 'settings.notices',
  state: z.object({ page: z.int().min(0) }),
  answer: 'private',
  audience: 'facilitator',
  run: (context) => noticeCard(context, context.state.page),
});

const dismiss = defineAction({
  name: 'settings.dismiss',
  state: z.object({ id: z.uuid(), page: z.int().min(0) }),
  answer: 'private',
  audience: 'facilitator',
  run: async (context) => {
    await context.services.community.notices.dismiss(await context.who(), context.state.id);
    return noticeCard(context, context.state.page);
  },
});

const dismissAll = defineAction({
  name: 'settings.dismiss-all',
  answer: 'private',
  audience: 'facilitator',
  run: async (context) => {
    await context.services.community.notices.dismissAll(await context.who());
    return noticeCard(context, 0);
  },
});

export async function noticeCard(context: Context, wanted: number): Promise<Message> {
  const { items, page, pages } = await context.services.community.notices.page(await context.who(), wanted);
  if (items.length === 0) {
    return { title: 'Notices', parts: [words('Nothing to tell: all that was to be sent or done was.')] };
  }
  const turn = (to: number, label: string): Button => button(show, { page: to }, label);
  return {
    title: 'Notices',
    parts: [
      ...items.flatMap(({ id, at, words: said }): Part[] => [
        words(time(at), text(': '), ...said),
        ...rows([button(dismiss, { id, page }, 'Done')]),
      ]),
      ...rows([...turning(page, pages, turn), button(dismissAll, {}, 'All done')]),
    ],
  };
}

export const noticesButton = (count: number): Button[] =>
  count > 0 ? [button(show, { page: 0 }, `Notices (${count})`)] : [];

export const noticeActions = [show, dismiss, dismissAll];
