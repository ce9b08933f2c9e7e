import { z } from 'zod';
import { button, defineAction, select } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { defineForm, openForm } from '../chat/form.ts';
import { option } from '../chat/option.ts';
import { pageOf } from '../chat/pages.ts';
import { note, rows, turning, words } from '../chat/parts.ts';
import type { Button, Message } from '../chat/reply.ts';
import { attendanceFile } from './attendance-file.ts';
import { type Attendee, isComing, isListed, wasThere } from './attendance-minutes.ts';
import { attendeeLines, minutesSaid, personChoices, turnChoices } from './attendance-parts.ts';
import { ledOccurrence } from './lead.ts';
import { occurrenceLine } from './occurrence-parts.ts';
import type { Occurrence } from './session.ts';

/** Who was there, for who leads the session; every click asks anew whether they do. */

/** A list takes 25 choices; with the longest names and roles, so many lines still fit on a card. */
const PER_PAGE = 15;

const place = z.object({ occurrence: z.uuid(), page: z.int().min(0) });

/** From ten minutes before the beginning on, however long it is over. */
async function heldOccurrence(context: Context, id: string): Promise<Occurrence> {
  const occurrence = await ledOccurrence(context, id);
  if (isComing(occurrence, context.clock.now())) return occurrence;
  throw new UserError(
    occurrence.state === 'cancelled'
      ? 'That session was cancelled, so there is nothing to record.'
      : 'Who was there can be said from ten minutes before the beginning on.',
  );
}

const show = defineAction({
  name: 'practice.attendance',
  state: place,
  answer: 'private',
  run: (context) => rosterCard(context, context.state.occurrence, context.state.page),
});

const turn = defineAction({
  name: 'practice.attendance-turn',
  state: place,
  answer: 'private',
  run: async (context) => {
    const { occurrence: id, page } = context.state;
    const occurrence = await heldOccurrence(context, id);
    const [, what, seat = ''] = /^(not|there) (.+)$/.exec(context.values[0] ?? '') ?? [];
    const attendee = await attendeeAt(context, occurrence, seat);
    const there = what === 'there';
    if (there !== wasThere(attendee)) {
      const back = attendee.checkedIn && attendee.corrected ? undefined : occurrence.minutes;
      await context.services.practice.attendance.correct(id, seat, there ? back : 0);
    }
    return rosterCard(context, id, page, `${attendee.seat.name} was ${there ? '' : 'not '}there.`);
  },
});

async function attendeeAt({ services }: Context, occurrence: Occurrence, seat: string): Promise<Attendee> {
  const all = await services.practice.attendance.of(occurrence);
  const found = all.find((each) => each.seat.id === seat);
  if (!found) throw new UserError('They are not on the list any more. Please open the list anew.');
  return found;
}

const minutesForm = defineForm({
  name: 'practice.attendance-minutes',
  title: 'Minutes there',
  state: z.object({ seat: z.uuid(), page: z.int().min(0) }),
  fields: {
    minutes: option.integer({
      description: '0: not there. Empty: as they checked in',
      min: 0,
      max: 24 * 60,
    }),
  },
  answer: 'private',
  run: async (context) => {
    const { seat, page } = context.state;
    const { minutes } = context.values;
    const occurrence = await seatedAt(context, seat);
    const { name } = (await attendeeAt(context, occurrence, seat)).seat;
    await context.services.practice.attendance.correct(occurrence.id, seat, minutes);
    const said = minutes === undefined ? 'as they checked in' : minutesSaid(minutes);
    return rosterCard(context, occurrence.id, page, `${name}: ${said}.`);
  },
});

async function seatedAt(context: Context, seat: string): Promise<Occurrence> {
  const id = await context.services.practice.attendance.occurrenceOf(seat);
  if (id === undefined) throw new UserError('They are not on the list any more. Please open the list anew.');
  return heldOccurrence(context, id);
}

const minutes = defineAction({
  name: 'practice.attendance-time',
  state: place,
  answer: 'form',
  run: async (context) => {
    const occurrence = await heldOccurrence(context, context.state.occurrence);
    const { seat, minutes: known } = await attendeeAt(context, occurrence, context.values[0] ?? '');
    return openForm(
      minutesForm,
      { seat: seat.id, page: context.state.page },
      known === undefined ? {} : { minutes: String(known) },
    );
  },
});

/** Those who answered but have no seat, and may have come all the same. */
const others = defineAction({
  name: 'practice.attendance-others',
  state: place,
  answer: 'private',
  run: async (context): Promise<Message> => {
    const { occurrence: id, page: wanted } = context.state;
    const occurrence = await heldOccurrence(context, id);
    const all = (await context.services.practice.attendance.of(occurrence)).filter((each) => !isListed(each));
    const { items, page, pages } = pageOf(all, wanted, PER_PAGE);
    return {
      title: 'Who came without a seat?',
      parts: [
        words(...occurrenceLine(occurrence)),
        ...(items.length > 0
          ? [select(turn, { occurrence: id, page: 0 }, 'Add somebody', turnChoices(items))]
          : [words('Everyone who answered is on the list.')]),
        ...rows([
          ...turning(page, pages, (to, label) => button(others, { occurrence: id, page: to }, label)),
          button(show, { occurrence: id, page: 0 }, 'Back to the list'),
        ]),
        note('Those who have not answered at all can press Maybe or Join while it lasts.'),
      ],
    };
  },
});

const file = defineAction({
  name: 'practice.attendance-file',
  state: z.object({ occurrence: z.uuid() }),
  answer: 'beside',
  run: async (context) => {
    const occurrence = await heldOccurrence(context, context.state.occurrence);
    const { attendance, turns } = context.services.practice;
    const attendees = await attendance.of(occurrence);
    const roles = await turns.at(occurrence.id);
    return {
      title: 'Who was there, as a file',
      parts: [words(...occurrenceLine(occurrence)), attendanceFile(occurrence, attendees, roles)],
    };
  },
});

/** `said`: what was changed just now. */
export async function rosterCard(
  context: Context,
  id: string,
  wanted: number,
  said?: string,
): Promise<Message> {
  const occurrence = await heldOccurrence(context, id);
  const { space } = await context.who();
  const { attendance, turns } = context.services.practice;
  const all = await attendance.of(occurrence);
  const roles = await turns.at(id);
  const listed = all.filter(isListed);
  const { items, page, pages } = pageOf(listed, wanted, PER_PAGE);
  const here = { occurrence: id, page };
  return {
    title: 'Who was there',
    parts: [
      ...(said === undefined ? [] : [words(said)]),
      words(...occurrenceLine(occurrence)),
      ...(items.length === 0
        ? [words('Nobody has a seat.')]
        : [
            attendeeLines(items, roles, page * PER_PAGE + 1, space),
            select(turn, here, 'Was somebody there, or not?', turnChoices(items)),
            select(minutes, here, 'Correct the minutes of …', personChoices(items)),
          ]),
      note(
        `${listed.filter(wasThere).length} there, of ${listed.length} on the list. Minutes count from the check-in to the end; what you correct counts instead.`,
      ),
      ...rows([
        ...turning(page, pages, (to, label) => button(show, { occurrence: id, page: to }, label)),
        ...(all.length > listed.length ? [button(others, { occurrence: id, page: 0 }, 'Add somebody')] : []),
        ...(items.length > 0 ? [button(file, { occurrence: id }, 'As a file')] : []),
      ]),
    ],
  };
}

/** Who was there, for who leads the session; from ten minutes before its beginning on. */
export const attendanceButtons = (occurrence: Occurrence, now: Temporal.Instant): Button[] =>
  isComing(occurrence, now) ? [button(show, { occurrence: occurrence.id, page: 0 }, 'Who was there')] : [];

export const rosterActions = [show, turn, minutes, others, file];
export const rosterForms = [minutesForm];
