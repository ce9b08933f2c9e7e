import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { pageOf } from '../chat/pages.ts';
import { note, rows, turning, words } from '../chat/parts.ts';
import type { ActionButton, Button, Message, Part } from '../chat/reply.ts';
import { paragraph, text, usage } from '../chat/text.ts';
import { feedButtons } from './calendar-cards.ts';
import { occurrenceHere } from './lead.ts';
import { occurrenceCard } from './occurrence-card.ts';
import { readOccurrenceChoice } from './occurrence-choice.ts';
import { occurrenceLine, seatsInWords } from './occurrence-parts.ts';
import { leadsButton } from './reminder-cards.ts';
import { type Roster, seatOf } from './roster.ts';
import { answered, seatCard } from './seat-cards.ts';
import { seatWords } from './seat-words.ts';
import type { Occurrence, SeatState } from './session.ts';

/** What is coming, for everyone and for oneself. */

const PER_PAGE = 5;

type View = 'list' | 'mine';

const turn = defineAction({
  name: 'practice.list',
  state: z.object({ view: z.enum(['list', 'mine']), page: z.int().min(0) }),
  answer: 'private',
  run: (context) => pageCard(context, context.state.view, context.state.page),
});

/** Joins, and the list says so. */
const add = defineAction({
  name: 'practice.add',
  state: z.object({ occurrence: z.uuid(), view: z.enum(['list', 'mine']), page: z.int().min(0) }),
  answer: 'private',
  run: async (context) => {
    const { occurrence, view, page } = context.state;
    await answered(context, { occurrence, answer: 'join' });
    return pageCard(context, view, page);
  },
});

/** The same on a member's home, which is made anew by itself. */
const addAtHome = defineAction({
  name: 'practice.add-home',
  state: z.object({ occurrence: z.uuid() }),
  answer: 'update',
  run: async (context) =>
    seatCard(await answered(context, { occurrence: context.state.occurrence, answer: 'join' })),
});

const show = defineAction({
  name: 'practice.show',
  state: z.object({ occurrence: z.uuid() }),
  answer: 'private',
  run: async (context) => {
    const { occurrence } = context.state;
    return occurrenceCard(context, await occurrenceHere(context, occurrence));
  },
});

/** Opens one session's card. */
export const showButton = ({ id }: Pick<Occurrence, 'id'>, label: string): ActionButton =>
  button(show, { occurrence: id }, label);

export const listCard = (context: Context): Promise<Message> => pageCard(context, 'list', 0);
export const mineCard = (context: Context): Promise<Message> => pageCard(context, 'mine', 0);

const planned = async (context: Context, community: string): Promise<readonly Occurrence[]> =>
  (await context.services.practice.sessions.coming(community)).filter(({ state }) => state === 'planned');

async function ownComing(context: Context): Promise<readonly Occurrence[]> {
  const who = await context.who();
  const own = await context.services.practice.rosters.ownOf(who);
  return (await planned(context, who.community)).filter(({ id }) => own.has(id));
}

async function pageCard(context: Context, view: View, wanted: number): Promise<Message> {
  const { community, person } = await context.who();
  const all = view === 'mine' ? await ownComing(context) : await planned(context, community);
  const { items, page, pages } = pageOf(all, wanted, PER_PAGE);
  const rosters = await context.services.practice.sessions.rosters(items);
  const entries = items.flatMap((each) => {
    const roster = rosters.get(each.id);
    const join = (label: string) =>
      button(add, { occurrence: each.id, view, page }, label, { style: 'primary' });
    return roster ? entryParts(each, roster, person, join) : [];
  });
  const more = pages > 1 ? [note(`${all.length} sessions, page ${page + 1} of ${pages}.`)] : [];
  const turns = turning(page, pages, (to, label) => button(turn, { view, page: to }, label));
  return view === 'mine'
    ? {
        title: 'Your practice sessions',
        parts: [
          ...(all.length === 0 ? [noneOfMine()] : entries),
          ...more,
          ...rows(turns),
          ...rows([leadsButton(), ...feedButtons()]),
        ],
      }
    : {
        title: 'Coming practice sessions',
        parts: [...(all.length === 0 ? [noneAtAll()] : entries), ...more, ...rows(turns)],
      };
}

const noneAtAll = (): Part =>
  words(
    'No session is coming. Open one: ',
    usage('practice create'),
    ', or ask when it suits most: ',
    usage('practice poll'),
    '.',
  );

const noneOfMine = (): Part =>
  words('You have no coming session. See what you can join: ', usage('practice list'), '.');

/** One session of a list: what it is, one's own answer, and a way in. */
function entryParts(
  occurrence: Occurrence,
  roster: Roster,
  person: string | undefined,
  join: (label: string) => Button,
): Part[] {
  const seat = person === undefined ? undefined : seatOf(roster, person);
  const joins = JOINS[seat?.state ?? 'none'];
  return [
    {
      kind: 'text',
      text: [
        paragraph(...occurrenceLine(occurrence)),
        paragraph(
          `${seatsInWords(occurrence, roster)}.`,
          ...(seat ? [text(' '), ...seatWords(occurrence, roster, seat)] : []),
        ),
      ],
    },
    ...rows([...(joins === undefined ? [] : [join(joins)]), showButton(occurrence, 'More')]),
  ];
}

/** What joining is called, where there is something to join. */
const JOINS: Readonly<Partial<Record<SeatState | 'none', string>>> = {
  none: 'Add me',
  declined: 'Add me',
  maybe: 'Add me',
  offered: 'Take the seat',
};

/** What was typed; else one's own next session, or else the community's. */
export async function showCard(context: Context, typed: string | undefined): Promise<Message> {
  if (typed !== undefined) return occurrenceCard(context, await readOccurrenceChoice(context, typed));
  const [own] = await ownComing(context);
  const [next] = own ? [own] : await planned(context, (await context.who()).community);
  return next ? occurrenceCard(context, next) : { title: 'Coming practice sessions', parts: [noneAtAll()] };
}

const AT_HOME = 5;

/** The next sessions; also for who has never used the bot, and nothing where records cannot be read. */
export async function homeParts(context: Context): Promise<readonly Part[]> {
  try {
    const { members } = context.services.community;
    const who = await members.known(context.request);
    const community = who?.community ?? (await members.communityOf(context.request));
    if (community === undefined) return [];
    const next = (await planned(context, community)).slice(0, AT_HOME);
    const rosters = await context.services.practice.sessions.rosters(next);
    return [
      { kind: 'text', text: [{ kind: 'heading', children: [text('Coming practice sessions')] }] },
      ...(next.length === 0 ? [noneAtAll()] : []),
      ...next.flatMap((each) => {
        const roster = rosters.get(each.id);
        const join = (label: string) =>
          button(addAtHome, { occurrence: each.id }, label, { style: 'primary' });
        return roster ? entryParts(each, roster, who?.person, join) : [];
      }),
    ];
  } catch (error) {
    // The home has more to say than this.
    if (error instanceof UserError) return [];
    throw error;
  }
}

export const listActions = [turn, add, addAtHome, show];
