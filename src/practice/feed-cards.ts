import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { note, rows, words } from '../chat/parts.ts';
import type { Button, Message, Part } from '../chat/reply.ts';
import { text, time } from '../chat/text.ts';
import { fileButtons } from './calendar-cards.ts';
import type { Whose } from './feeds.ts';

/** Addresses from which calendar programs keep themselves up to date: one's own, and the community's. */

const whose = z.object({ whose: z.enum(['own', 'community']) });

const show = defineAction({
  name: 'practice.feeds',
  answer: 'private',
  run: (context) => feedsCard(context),
});

const renew = defineAction({
  name: 'practice.feed-new',
  state: whose,
  answer: 'private',
  run: async (context): Promise<Message> => {
    const { whose } = context.state;
    await mustBeAllowed(context, whose);
    const address = await context.services.practice.feeds.renew(await context.who(), whose);
    return {
      title: whose === 'own' ? 'Your calendar address' : 'The community’s calendar address',
      parts: [
        { kind: 'text', text: [{ kind: 'code', text: address }] },
        words(
          'Copy it now: I keep no copy, so it is shown this once. In your calendar program choose to subscribe, or to add a calendar from an address (URL), and paste it there.',
        ),
        note(
          whose === 'own'
            ? 'Whoever has this address sees your sessions with their links, so keep it to yourself. If it gets about, make a new one.'
            : 'You may share it with everyone in the community. No links and no names are in it.',
        ),
        ...rows([button(show, {}, 'Back')]),
      ],
    };
  },
});

const remove = defineAction({
  name: 'practice.feed-remove',
  state: whose,
  answer: 'private',
  run: async (context) => {
    await mustBeAllowed(context, context.state.whose);
    await context.services.practice.feeds.remove(await context.who(), context.state.whose);
    return feedsCard(context);
  },
});

export const feedsButton = (): Button => button(show, {}, 'Calendar address');

export const feedActions = [show, renew, remove];

const isFacilitator = async ({ services, request }: Context): Promise<boolean> =>
  (await services.community.members.standing(request)) !== 'member';

async function mustBeAllowed(context: Context, whose: Whose): Promise<void> {
  if (whose === 'own' || (await isFacilitator(context))) return;
  throw new UserError('Only facilitators can change the community’s address. Your own is yours to change.');
}

async function feedsCard(context: Context): Promise<Message> {
  if (!context.services.practice.feeds.there) {
    return {
      title: 'Calendar addresses',
      parts: [
        words(
          'Your calendar could keep itself up to date from an address of mine, but none can be given here yet: whoever runs Parley has to set PUBLIC_URL first.',
        ),
        words('Until then I can give you files: one for each session, on its card, or all of yours at once.'),
        ...rows(fileButtons()),
      ],
    };
  }
  return {
    title: 'Calendar addresses',
    parts: [
      words(
        'Subscribe to an address in your calendar program, and it keeps itself up to date, usually within some hours.',
      ),
      ...(await feedParts(context, 'own')),
      ...((await isFacilitator(context)) ? await feedParts(context, 'community') : []),
    ],
  };
}

interface Face {
  readonly shows: string;
  readonly none: string;
  readonly make: string;
  readonly remove: string;
}

const FACES: Readonly<Record<Whose, Face>> = {
  own: {
    shows: 'Yours shows the sessions in which you have a seat, with their links. ',
    none: 'You have none yet.',
    make: 'New address for me',
    remove: 'Remove mine',
  },
  community: {
    shows: 'The community’s shows all coming sessions, without links or names, and may be shared. ',
    none: 'There is none yet.',
    make: 'New address for all',
    remove: 'Remove the one for all',
  },
};

async function feedParts(context: Context, whose: Whose): Promise<Part[]> {
  const since = await context.services.practice.feeds.since(await context.who(), whose);
  const face = FACES[whose];
  const told = since
    ? [text('There is one since '), time(since), text('. A new address takes its place: the old one stops.')]
    : [text(face.none)];
  return [
    words(face.shows, ...told),
    ...rows([
      button(renew, { whose }, face.make, { style: whose === 'own' ? 'primary' : 'plain' }),
      ...(since ? [button(remove, { whose }, face.remove, { style: 'danger' })] : []),
    ]),
  ];
}
