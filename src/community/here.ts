import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import { rows, words } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';

/** Chooses for which of one's servers direct messages count. */
export const here = defineAction({
  name: 'settings.here',
  state: z.object({ space: z.string() }),
  answer: 'private',
  run: async ({ request, services, state }) => {
    const name = await services.community.members.choose(request, state.space);
    return {
      parts: [words(`From now on, what you do in direct messages counts for ${name}. Please ask again.`)],
    };
  },
});

/** A button a space. */
export const hereButtons = (spaces: readonly { readonly id: string; readonly name: string }[]): Part[] =>
  rows(spaces.slice(0, 25).map(({ id, name }) => button(here, { space: id }, name)));
