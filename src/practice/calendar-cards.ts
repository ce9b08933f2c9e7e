import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { note, rows, words } from '../chat/parts.ts';
import type { Button, Message } from '../chat/reply.ts';
import { usage } from '../chat/text.ts';
import { feedActions, feedsButton } from './feed-cards.ts';
import { calendarFile } from './ics.ts';
import { occurrenceHere } from './lead.ts';
import { occurrenceLine } from './occurrence-parts.ts';
import { seatOf } from './roster.ts';
import { speakingFor } from './seat-context.ts';
import { isOver, type Occurrence } from './session.ts';

/** Calendar files: for those with a seat, since the link is in them. */

const one = defineAction({
  name: 'practice.calendar',
  state: z.object({ occurrence: z.uuid() }),
  answer: 'beside',
  run: async (context) => {
    const occurrence = await occurrenceHere(context, context.state.occurrence);
    const here = speakingFor(context, occurrence.id);
    const [seated] = await withSeat(here, [occurrence]);
    if (!seated)
      throw new UserError('The calendar file is for those with a seat. Join first, then ask again.');
    const coming = occurrence.repeats ? await comingOf(here, occurrence.session) : [];
    return {
      title: 'For your calendar',
      parts: [
        words(...occurrenceLine(occurrence)),
        calendarFile([occurrence], { at: context.clock.now(), link: true }),
        note(
          'Open the file, and your calendar takes it in. After a change, the new file brings the same entry up to date.',
        ),
        ...rows(
          coming.length > 1 ? [button(all, { session: occurrence.session }, allOf(coming.length))] : [],
        ),
      ],
    };
  },
});

const all = defineAction({
  name: 'practice.calendar-all',
  state: z.object({ session: z.uuid() }),
  answer: 'beside',
  run: async (context) => filesCard(context, await comingOf(context, context.state.session)),
});

/** Every coming occurrence in which one has a seat, where no address can be given. */
const mine = defineAction({
  name: 'practice.calendar-mine',
  answer: 'beside',
  run: async (context) => {
    const { community } = await context.who();
    const coming = await context.services.practice.sessions.coming(community);
    return filesCard(context, await withSeat(context, coming));
  },
});

const allOf = (count: number): string => `All ${count} coming ones`;

/** The calendar file of an occurrence, for somebody with a seat. */
export const calendarButtons = ({ id, state }: Occurrence): Button[] => [
  button(one, { occurrence: id }, state === 'cancelled' ? 'Take out of my calendar' : 'Add to my calendar'),
];

/** Opens the calendar addresses: on one's own sessions' card. */
export const feedButtons = (): Button[] => [feedsButton()];

/** All that one comes to as a file: for cards where there is no address. */
export const fileButtons = (): Button[] => [button(mine, {}, 'All my sessions as a file')];

export const calendarActions = [one, all, mine, ...feedActions];

function filesCard({ clock }: Context, occurrences: readonly Occurrence[]): Message {
  if (occurrences.length === 0) {
    throw new UserError(
      'You have no seat in a coming session. See which are coming: ',
      usage('practice list'),
    );
  }
  return {
    title: 'For your calendar',
    parts: [
      calendarFile(occurrences, { at: clock.now(), link: true }),
      note(
        'Open the file, and your calendar takes them in. A later file brings the same entries up to date.',
      ),
    ],
  };
}

/** Those of a session that are not over and in which the asker has a seat; cancelled ones too, so that calendars take them out. */
async function comingOf(context: Context, session: string): Promise<readonly Occurrence[]> {
  const { community } = await context.who();
  const { sessions } = context.services.practice;
  if (!(await sessions.session(session, community))) return [];
  const now = context.clock.now();
  const coming = (await sessions.occurrences(session)).filter((each) => !isOver(each, now));
  return withSeat(context, coming);
}

async function withSeat(context: Context, occurrences: readonly Occurrence[]): Promise<Occurrence[]> {
  const { person } = await context.who();
  const rosters = await context.services.practice.sessions.rosters(occurrences);
  return occurrences.filter(({ id }) => {
    const roster = rosters.get(id);
    return roster && seatOf(roster, person)?.state === 'seated';
  });
}
