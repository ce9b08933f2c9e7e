import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { minutesInWords } from '../chat/duration.ts';
import { openForm } from '../chat/form.ts';
import { fitInId } from '../chat/id.ts';
import { leadsInWords } from '../chat/leads.ts';
import { note, rows, words } from '../chat/parts.ts';
import { placeOf, withoutParts } from '../chat/place-parts.ts';
import type { FormView, Message, Part } from '../chat/reply.ts';
import { bullets, paragraph } from '../chat/text.ts';
import type { Reading } from '../chat/when.ts';
import { remindersForm, whatForm, whenForm, whereForm } from './create-forms.ts';
import { mustOpen } from './create-rights.ts';
import { readLine } from './draft-line.ts';
import { draftParts } from './draft-parts.ts';
import {
  BLANK,
  readPlace,
  readReminders,
  readTiming,
  together,
  type Understood,
  type Unread,
  whenField,
} from './draft-reading.ts';
import { type Draft, goneDraft, hasPassed, missingOf } from './drafts.ts';
import { occurrenceCard } from './occurrence-card.ts';
import { repeatInWords } from './repeat.ts';

/** A session in the making: all that was understood on a card, with a small form for each part of it. */

interface Typed {
  readonly when?: string | undefined;
  readonly title?: string | undefined;
  readonly length?: string | undefined;
  readonly seats?: string | undefined;
  readonly place?: string | undefined;
  readonly link?: string | undefined;
  readonly repeat?: string | undefined;
  readonly about?: string | undefined;
  readonly remind?: string | undefined;
  readonly channel?: string | undefined;
}

/** Makes a draft of what is typed; nobody else sees anything before it is opened. */
export async function createCard(context: Context, typed: Typed): Promise<Message> {
  await mustOpen(context);
  const { drafts } = context.services.practice;
  const who = await context.who();
  const at = await readingAt(context);
  const { when, title } = inOrder(typed, at);
  const blank = { ...BLANK, title, about: typed.about };
  const understood = together(
    readTiming({ ...typed, when }, blank, at),
    readPlace(typed, blank),
    readReminders(typed.remind, blank),
  );
  const here =
    typed.channel === undefined ? placeOf(context, who.space) : { space: who.space, channel: typed.channel };
  const { places } = await drafts.placesIn(who.community, here);
  const draft = await drafts.make(who, { ...blank, ...understood.change }, places);
  return draftCard(context, draft, understood);
}

/** In a line with the title before the time, each took the other's place. */
function inOrder({ when, title, length }: Typed, at: Reading): Pick<Typed, 'when' | 'title'> {
  if (when === undefined || title === undefined) return { when, title };
  const anywhere = { ...at, zone: at.zone ?? 'UTC' };
  const isTime = (words: string) =>
    readLine(words, { title: true, length: length !== undefined }, anywhere).start !== undefined;
  return !isTime(when) && isTime(title) ? { when: title, title: when } : { when, title };
}

/** The zone is read anew each time: one may have told it only now. */
export const readingAt = async ({ services, request, clock }: Context): Promise<Reading> => ({
  now: clock.now(),
  zone: await services.community.members.zone(request),
});

const PLAIN: Pick<Understood, 'problems' | 'notes' | 'unread'> = { problems: [], notes: [], unread: {} };

export async function draftCard(
  context: Context,
  draft: Draft,
  { problems, notes, unread } = PLAIN,
): Promise<Message> {
  const { space, community } = await context.who();
  const here = draft.places.find((place) => place.space === space);
  const found = await context.services.practice.drafts.placesIn(community, here);
  const { id } = draft;
  const passed = hasPassed(draft, context.clock.now());
  const missing = missingOf(draft);
  const ready = missing.length === 0 && !passed;
  return {
    title: 'A new session',
    parts: [
      words(
        missing.length === 0
          ? 'This is what I understood. Nobody sees it before you open it.'
          : `This is what I understood. Before it can be opened, it needs ${missing.join(' and ')}.`,
      ),
      ...(passed ? [words('Its time has passed. Please give one that is still to come: “When”.')] : []),
      ...(problems.length === 0 ? [] : [notTaken(problems)]),
      ...notes.map((each) => note(each)),
      ...draftParts(draft, space),
      ...withoutParts(found),
      ...rows([
        ...(ready ? [button(open, { draft: id }, 'Open it', { style: 'primary' })] : []),
        button(what, { draft: id }, 'What'),
        button(when, { draft: id, ...fitting(id, unread) }, 'When'),
        button(where, { draft: id }, 'Where and who'),
        button(reminders, { draft: id }, 'Reminders'),
        button(discard, { draft: id }, 'Throw away', { style: 'danger' }),
      ]),
    ],
  };
}

const notTaken = (problems: Understood['problems']): Part => ({
  kind: 'text',
  text: [paragraph('I could not take all of it:'), bullets(problems)],
});

/** The draft of a button as it is now, of who made it only. */
export async function draftHere(context: Context, id: string): Promise<Draft> {
  const draft = await context.services.practice.drafts.find(await context.who(), id);
  if (!draft) throw goneDraft();
  return draft;
}

const state = z.object({ draft: z.uuid() });

const open = defineAction({
  name: 'practice.open',
  state,
  answer: 'private',
  run: async (context) => {
    await mustOpen(context);
    const { drafts } = context.services.practice;
    const occurrence = await drafts.open(await context.who(), context.state.draft, context);
    return occurrenceCard(context, occurrence, [
      words('It is open. You have no seat by that: take one if you take part.'),
    ]);
  },
});

const discard = defineAction({
  name: 'practice.discard',
  state,
  answer: 'private',
  run: async (context) => {
    const { id } = await draftHere(context, context.state.draft);
    await context.services.practice.drafts.discard(await context.who(), id);
    return { title: 'Thrown away', parts: [words('Nobody but you ever saw it.')] };
  },
});

const what = defineAction({
  name: 'practice.what',
  state,
  answer: 'form',
  run: async (context): Promise<FormView> => {
    const { id, title, about } = await draftHere(context, context.state.draft);
    return openForm(whatForm, { draft: id }, { ...(title && { title }), ...(about && { about }) });
  },
});

const when = defineAction({
  name: 'practice.when',
  state: z.object({ draft: z.uuid(), when: z.string().optional(), repeat: z.string().optional() }),
  answer: 'form',
  run: async (context): Promise<FormView> => {
    const draft = await draftHere(context, context.state.draft);
    const { id, starts, rule, minutes, leftOut } = draft;
    const repeat = starts === undefined ? '' : repeatInWords(rule, starts);
    const values = {
      when: context.state.when || whenField(draft),
      length: minutesInWords(minutes),
      repeat: context.state.repeat || repeat,
      'left-out': leftOut.join(', '),
    };
    return openForm(whenForm, { draft: id }, values);
  },
});

/** As much of what could not be read as the button has room for. */
function fitting(draft: string, unread: Unread): Unread {
  const room = (given: Unread) =>
    `practice.when:${JSON.stringify([draft, given.when ?? null, null])}`.length - 2;
  const whenFits = unread.when === undefined ? undefined : fitInId(unread.when, room({}) - 4);
  if (unread.repeat === undefined) return { when: whenFits };
  return { when: whenFits, repeat: fitInId(unread.repeat, room({ when: whenFits }) - 4) };
}

const where = defineAction({
  name: 'practice.where',
  state,
  answer: 'form',
  run: async (context): Promise<FormView> => {
    const draft = await draftHere(context, context.state.draft);
    const { id, place, link, seats, offerMinutes, places } = draft;
    const { space } = await context.who();
    const channel = places.find((each) => each.space === space)?.channel;
    const values = {
      ...(place && { place }),
      ...(link && { link }),
      seats: seats === undefined ? 'any' : String(seats),
      offer: minutesInWords(offerMinutes),
      ...(channel && { channel }),
    };
    return openForm(whereForm, { draft: id }, values);
  },
});

const reminders = defineAction({
  name: 'practice.remind',
  state,
  answer: 'form',
  run: async (context): Promise<FormView> => {
    const { id, leads, remindsChannel } = await draftHere(context, context.state.draft);
    return openForm(
      remindersForm,
      { draft: id },
      { leads: leadsInWords(leads), post: remindsChannel ? 'yes' : 'no' },
    );
  },
});

export const createActions = [open, discard, what, when, where, reminders];
export const createForms = [whatForm, whenForm, whereForm, remindersForm];
