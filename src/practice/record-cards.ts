import { z } from 'zod';
import { button, defineAction, select } from '../chat/action.ts';
import { shorten } from '../chat/clean.ts';
import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { pageOf } from '../chat/pages.ts';
import { note, rows, turning, words } from '../chat/parts.ts';
import type { Message } from '../chat/reply.ts';
import { strong, text, usage } from '../chat/text.ts';
import type { Attended } from './attendance.ts';
import { recordFile } from './attendance-file.ts';
import { hoursByRole, hoursInWords, minutesSaid } from './attendance-parts.ts';
import { rosterCard } from './attendance-roster-cards.ts';
import { wallInWords } from './draft-time.ts';
import { calendarFile } from './ics.ts';
import { occurrenceLine } from './occurrence-parts.ts';
import { UUID } from './record-choice.ts';
import type { Occurrence } from './session.ts';
import { ownTurnsInWords } from './turns-parts.ts';

/** One's own hours; and, for who led a session, who was there. */

const PER_PAGE = 10;

export async function recordCard(context: Context, session: string | undefined): Promise<Message> {
  return session === undefined ? ownCard(context, 0) : ledCard(context, session);
}

const ownRecord = async (context: Context): Promise<readonly Attended[]> =>
  context.services.practice.attendance.record(await context.who());

const turn = defineAction({
  name: 'practice.record',
  state: z.object({ page: z.int().min(0) }),
  answer: 'private',
  run: (context) => ownCard(context, context.state.page),
});

const files = defineAction({
  name: 'practice.record-files',
  answer: 'beside',
  run: async (context) => {
    const attended = await ownRecord(context);
    if (attended.length === 0) throw new UserError(NOTHING);
    const occurrences = attended.map(({ occurrence }) => occurrence);
    return {
      title: 'Your record as files',
      parts: [
        words('A table for a spreadsheet, and the same sessions for your calendar.'),
        recordFile(attended, await context.services.practice.turns.own(await context.who())),
        // What is over needs no way in.
        calendarFile(occurrences, { at: context.clock.now(), link: false }),
        note(NO_CREDIT),
      ],
    };
  },
});

const NOTHING =
  'There is nothing on your record yet: check in at a session with “I am here”, and it stands here afterwards.';
const TURNS_COUNT = 'Turns count what was confirmed and took place, hours count from the check-in. ';
const NO_CREDIT =
  'Records, not credits: they say when you were there, and whoever gives credit decides what they count for. Only you see yours.';

async function ownCard(context: Context, wanted: number): Promise<Message> {
  const attended = await ownRecord(context);
  const roles = await context.services.practice.turns.own(await context.who());
  const own = ownTurnsInWords(roles.values());
  const turnWords = own === undefined ? [] : [words(strong('Your turns: '), `${own}.`)];
  if (attended.length === 0) {
    return { title: 'Your record', parts: [words(NOTHING), ...turnWords, note(NO_CREDIT)] };
  }
  const { items, page, pages } = pageOf(attended, wanted, PER_PAGE);
  const total = attended.reduce((sum, { minutes }) => sum + minutes, 0);
  const byRole = hoursByRole(attended, roles);
  return {
    title: 'Your record',
    parts: [
      words(
        strong(hoursInWords(total)),
        ` in ${attended.length === 1 ? '1 session' : `${attended.length} sessions`}.`,
      ),
      ...(byRole === undefined ? [] : [words(byRole)]),
      ...turnWords,
      ...items.map(({ occurrence, minutes }) => {
        const role = roles.get(occurrence.id);
        return words(
          ...occurrenceLine(occurrence),
          text(`: ${minutesSaid(minutes)}${role ? `, ${role.name}` : ''}`),
        );
      }),
      ...rows([
        ...turning(page, pages, (to, label) => button(turn, { page: to }, label)),
        button(files, {}, 'As files'),
      ]),
      note(
        ...(pages > 1 ? [text(`Page ${page + 1} of ${pages}. `)] : []),
        ...(own === undefined ? [] : [text(TURNS_COUNT)]),
        text(NO_CREDIT),
      ),
    ],
  };
}

const open = defineAction({
  name: 'practice.record-session',
  answer: 'private',
  run: (context) => ledCard(context, context.values[0] ?? ''),
});

async function ledCard(context: Context, typed: string): Promise<Message> {
  const { attendance } = context.services.practice;
  const who = await context.who();
  const leads = (await context.services.community.members.standing(context.request)) !== 'member';
  const found = await attendance.held(who, { typed, all: leads });
  const [first] = found;
  if (!first) {
    const theirs = leads ? [] : await attendance.held(who, { typed, all: true });
    if (theirs.length > 0) {
      throw new UserError(
        'Only who led a session, and facilitators, see who was there. Your own hours: ',
        usage('practice record'),
      );
    }
    throw new UserError(
      UUID.test(typed)
        ? 'That session has not begun yet. Who was there can be seen from ten minutes before it begins.'
        : `No session that has begun has “${shorten(typed, 60)}” in its title.`,
    );
  }
  if (found.length === 1) return rosterCard(context, first.id, 0);
  return {
    title: 'Which session?',
    parts: [
      select(
        open,
        {},
        'The latest first',
        found.map((each) => ({
          label: shorten(each.title, 75),
          description: `${wallIn(each)}, ${each.zone}`,
          value: each.id,
        })),
      ),
    ],
  };
}

const wallIn = ({ starts, zone }: Occurrence): string =>
  wallInWords(starts.toZonedDateTimeISO(zone).toPlainDateTime());

export const recordActions = [turn, files, open];
