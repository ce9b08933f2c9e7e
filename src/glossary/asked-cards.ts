import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import { shorten } from '../chat/clean.ts';
import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { note, rows, turning, words } from '../chat/parts.ts';
import type { Button, Message } from '../chat/reply.ts';
import { bullets, strong } from '../chat/text.ts';

/** What members asked for, for facilitators: terms and numbers, never names. */

const PER_PAGE = 5;

const show = defineAction({
  name: 'glossary.asked',
  state: z.object({ page: z.int().min(0) }),
  answer: 'private',
  audience: 'facilitator',
  run: (context) => askedCard(context, context.state.page),
});

const answered = defineAction({
  name: 'glossary.answered',
  state: z.object({ folded: z.string(), page: z.int().min(0) }),
  answer: 'private',
  audience: 'facilitator',
  run: async (context) => {
    const { community } = await context.who();
    await context.services.termRequests.remove(community, context.state.folded);
    return askedCard(context, context.state.page);
  },
});

async function askedCard(context: Context, wanted: number): Promise<Message> {
  const { termRequests } = context.services;
  const { community } = await context.who();
  const count = await termRequests.count(community);
  const pages = Math.max(1, Math.ceil(count / PER_PAGE));
  const page = Math.min(wanted, pages - 1);
  const asked = await termRequests.ranked(community, PER_PAGE, page * PER_PAGE);
  if (asked.length === 0) {
    return { title: 'Asked-for terms', parts: [words('No term is asked for at the moment.')] };
  }
  const turn = (to: number, label: string): Button => button(show, { page: to }, label);
  return {
    title: 'Asked-for terms',
    parts: [
      {
        kind: 'text',
        text: [
          bullets(
            asked.map(({ words: said, members }) => [
              strong(said),
              `: asked for by ${members} ${members === 1 ? 'member' : 'members'}`,
            ]),
          ),
        ],
      },
      note(
        `${count} ${count === 1 ? 'term' : 'terms'}, page ${page + 1} of ${pages}. Once a term stands in the glossary, or never will, take it away here.`,
      ),
      ...rows([
        ...asked.map(({ folded, words: said }) =>
          button(answered, { folded, page }, `Answered: ${shorten(said, 50)}`),
        ),
        ...turning(page, pages, turn),
      ]),
    ],
  };
}

/** For facilitators, where something is asked for; none where that cannot be told. */
export async function askedButton({ services, request }: Context): Promise<Button[]> {
  const { community, termRequests } = services;
  try {
    // A platform that does not tell who leads must not keep the glossary away: its adapter has logged it.
    const standing = await community.members.standing(request).catch(() => 'member');
    if (standing === 'member') return [];
    const where = await community.members.communityOf(request);
    const count = where === undefined ? 0 : await termRequests.count(where);
    return count > 0 ? [button(show, { page: 0 }, `Asked-for terms (${count})`)] : [];
  } catch (error) {
    // The glossary is there without its store.
    if (error instanceof UserError) return [];
    throw error;
  }
}

export const askedActions = [show, answered];
