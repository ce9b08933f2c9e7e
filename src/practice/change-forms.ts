import type { z } from 'zod';
import { cleanLine } from '../chat/clean.ts';
import type { Context } from '../chat/context.ts';
import { minutesInWords } from '../chat/duration.ts';
import { defineForm, openForm } from '../chat/form.ts';
import { leadsInWords, readLeads } from '../chat/leads.ts';
import { option } from '../chat/option.ts';
import { words } from '../chat/parts.ts';
import type { FormView, Message } from '../chat/reply.ts';
import { changeCard, proposalCard, savedCard } from './change-cards.ts';
import type { Edit, Scope } from './change-facts.ts';
import { changed, openOccurrence } from './change-open.ts';
import { wallOf } from './change-times.ts';
import { readLength, readLink, readOffer, readSeats, whereFields } from './draft-fields.ts';
import { readStart } from './draft-time.ts';
import { ledOccurrence } from './lead.ts';
import { readRepeat, repeatInWords } from './repeat.ts';
import type { Occurrence } from './session.ts';

/** The small forms of a change, with what stands already in their fields. */

const asked = { state: changed, answer: 'private' } as const;

const when = option.text({
  label: 'When it begins',
  description: 'As you would say it: Friday 7pm; on the session’s own clocks',
  max: 200,
  required: true,
});
const length = option.text({ label: 'How long', description: '90m, 2 hours', max: 30, required: true });

const whenForm = defineForm({
  ...asked,
  name: 'practice.change-when-form',
  title: 'When',
  submit: 'Check',
  fields: { when, length },
  run: (context) => propose(context, context.state, context.values),
});

const seriesForm = defineForm({
  ...asked,
  name: 'practice.change-series-form',
  title: 'When',
  submit: 'Check',
  fields: {
    when,
    length,
    repeat: option.text({
      label: 'How often, from this one on',
      description: 'once, every week, second Thursday of the month, until 20 March, 6 times',
      max: 200,
      required: true,
    }),
  },
  run: (context) => propose(context, context.state, context.values),
});

const minutely = (wall: Temporal.PlainDateTime): string =>
  wall.toString({ smallestUnit: 'minute' }).replace('T', ' ');

/** What stands in the fields, so that what is left as it was is known as such. */
async function timesOf(context: Context, occurrence: Occurrence) {
  const starts = wallOf(occurrence);
  const rule = await context.services.practice.changes.rule(occurrence);
  return {
    when: minutely(starts),
    length: minutesInWords(occurrence.minutes),
    repeat: repeatInWords(rule, starts),
  };
}

export async function openWhen(context: Context, occurrence: Occurrence, scope: Scope): Promise<FormView> {
  const state = { occurrence: occurrence.id, scope };
  const { repeat, ...values } = await timesOf(context, occurrence);
  return scope === 'one'
    ? openForm(whenForm, state, values)
    : openForm(seriesForm, state, { ...values, repeat });
}

interface TypedTimes {
  readonly when: string;
  readonly length: string;
  readonly repeat?: string;
}

/** Shows what was understood; nothing is changed before it is saved. */
async function propose(
  context: Context,
  { occurrence: id, scope }: z.output<typeof changed>,
  typed: TypedTimes,
): Promise<Message> {
  const occurrence = await openOccurrence(context, id);
  const stands = await timesOf(context, occurrence);
  const differs = (name: keyof TypedTimes): boolean =>
    typed[name] !== undefined && cleanLine(typed[name]) !== stands[name];
  const { zone } = occurrence;
  const starts = differs('when')
    ? readStart(typed.when, { now: context.clock.now(), zone }).starts
    : wallOf(occurrence);
  const edit: Edit = {
    ...(differs('when') && { starts }),
    ...(differs('length') && { minutes: readLength(typed.length) }),
    ...(typed.repeat !== undefined &&
      differs('repeat') && { rule: readRepeat(typed.repeat, starts) ?? null }),
  };
  const proposal = await context.services.practice.changes.propose(occurrence, scope, edit);
  if (!proposal) return changeCard(context, occurrence, scope, [words('That is as it is already.')]);
  return proposalCard(occurrence, scope, proposal);
}

const whatForm = defineForm({
  ...asked,
  name: 'practice.change-what-form',
  title: 'What',
  fields: {
    title: option.text({ description: 'What it is called', max: 100, required: true }),
    about: option.text({ description: 'What it is about', max: 1000, lines: 'many' }),
  },
  run: async (context) => {
    const { title, about } = context.values;
    return save(context, context.state, { title, about: about ?? null });
  },
});

const whereForm = defineForm({
  ...asked,
  name: 'practice.change-where-form',
  title: 'Where and who',
  fields: {
    ...whereFields,
  },
  run: async (context) => {
    const { place, link, seats = 'any' } = context.values;
    return save(context, context.state, {
      place: place ?? null,
      link: link === undefined ? null : readLink(link),
      seats: readSeats(seats) ?? null,
    });
  },
});

async function save(
  context: Context,
  { occurrence: id, scope }: z.output<typeof changed>,
  edit: Edit,
): Promise<Message> {
  const { changes } = context.services.practice;
  const occurrence = await openOccurrence(context, id);
  return savedCard(context, await changes.edit(occurrence, scope, edit, context, await context.who()));
}

const remindersForm = defineForm({
  ...asked,
  name: 'practice.change-remind-form',
  title: 'Reminders',
  fields: {
    leads: option.text({
      label: 'How long before',
      description: '1 day, 15 min; or “none”. Members can set their own',
      max: 100,
      required: true,
    }),
    post: option.choice({
      label: 'A post in the channel too',
      description: 'Beside the messages to those with a seat',
      choices: { no: 'No', yes: 'Yes' },
      required: true,
    }),
    offer: option.text({
      label: 'A free seat is kept for',
      description: 'How long who waits has to take it: 12 hours, 30 min',
      max: 30,
      required: true,
    }),
  },
  run: async (context) => {
    const { leads, post, offer } = context.values;
    const occurrence = await openOccurrence(context, context.state.occurrence);
    await context.services.practice.changes.reminders(
      occurrence,
      { leads: readLeads(leads), remindsChannel: post === 'yes', offerMinutes: readOffer(offer) },
      context,
    );
    return savedCard(context, await ledOccurrence(context, occurrence.id));
  },
});

export function openWhat({ id, title, about }: Occurrence, scope: Scope): FormView {
  return openForm(whatForm, { occurrence: id, scope }, { title, ...(about !== undefined && { about }) });
}

export function openWhere({ id, place, link, seats }: Occurrence, scope: Scope): FormView {
  return openForm(
    whereForm,
    { occurrence: id, scope },
    {
      ...(place !== undefined && { place }),
      ...(link !== undefined && { link }),
      seats: seats === undefined ? 'any' : String(seats),
    },
  );
}

export function openReminders(occurrence: Occurrence, scope: Scope): FormView {
  return openForm(
    remindersForm,
    { occurrence: occurrence.id, scope },
    {
      leads: leadsInWords(occurrence.leads),
      post: occurrence.remindsChannel ? 'yes' : 'no',
      offer: minutesInWords(occurrence.offerMinutes),
    },
  );
}

export const changeForms = [whenForm, seriesForm, whatForm, whereForm, remindersForm];
