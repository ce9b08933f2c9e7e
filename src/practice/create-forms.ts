import { z } from 'zod';
import type { Context } from '../chat/context.ts';
import { defineForm } from '../chat/form.ts';
import { option } from '../chat/option.ts';
import type { Message } from '../chat/reply.ts';
import { draftCard, draftHere, readingAt } from './create-cards.ts';
import { whereFields } from './draft-fields.ts';
import { readPlace, readReminders, readTiming, type Understood } from './draft-reading.ts';
import type { Draft, DraftPlan } from './drafts.ts';

/** The small forms of a session in the making; each brings its card up to date. */

const state = z.object({ draft: z.uuid() });
const asked = { state, answer: 'private' } as const;

export const whatForm = defineForm({
  ...asked,
  name: 'practice.what-form',
  title: 'What',
  fields: {
    title: option.text({ description: 'What it is called', max: 100 }),
    about: option.text({ description: 'What it is about', max: 1000, lines: 'many' }),
  },
  run: async (context) => {
    const { title, about } = context.values;
    return changed(context, await draftHere(context, context.state.draft), { title, about });
  },
});

export const whenForm = defineForm({
  ...asked,
  name: 'practice.when-form',
  title: 'When',
  fields: {
    when: option.text({
      label: 'When it begins',
      description: 'As you would say it: Thursday 7pm; in your own time zone',
      max: 200,
    }),
    length: option.text({ label: 'How long', description: '90m, 2 hours', max: 30 }),
    repeat: option.text({
      description: 'once, every week, second Thursday, last weekday, until 20 March, 6 times',
      max: 200,
    }),
    'left-out': option.text({
      label: 'Days left out',
      description: 'Days on which it does not take place: 24 December, 31 December',
      max: 300,
    }),
  },
  run: async (context) => {
    const draft = await draftHere(context, context.state.draft);
    const typed = { ...context.values, leftOut: context.values['left-out'] };
    return understood(context, draft, readTiming(typed, draft, await readingAt(context)));
  },
});

export const whereForm = defineForm({
  ...asked,
  name: 'practice.where-form',
  title: 'Where and who',
  fields: {
    ...whereFields,
    offer: option.text({
      label: 'A free seat is kept for',
      description: 'How long who waits has to take it: 12 hours, 30 min',
      max: 30,
    }),
    channel: option.channel({ description: 'Where it is announced' }),
  },
  run: async (context) => {
    const draft = await draftHere(context, context.state.draft);
    const { channel, ...typed } = context.values;
    return understood(context, draft, readPlace(typed, draft), channel);
  },
});

export const remindersForm = defineForm({
  ...asked,
  name: 'practice.remind-form',
  title: 'Reminders',
  fields: {
    leads: option.text({
      label: 'How long before',
      description: '1 day, 15 min; or “none”. Members can set their own',
      max: 100,
    }),
    post: option.choice({
      label: 'A post in the channel too',
      description: 'Beside the messages to those with a seat',
      choices: { no: 'No', yes: 'Yes' },
    }),
  },
  run: async (context) => {
    const draft = await draftHere(context, context.state.draft);
    const { leads, post } = context.values;
    const { change, ...rest } = readReminders(leads ?? 'none', draft);
    const remindsChannel = post === undefined ? draft.remindsChannel : post === 'yes';
    return understood(context, draft, { ...rest, change: { ...change, remindsChannel } });
  },
});

const changed = async (context: Context, { id }: Draft, change: Partial<DraftPlan>): Promise<Message> =>
  draftCard(context, await context.services.practice.drafts.change(await context.who(), id, change));

/** Saves what was understood; the card says what was not. */
async function understood(
  context: Context,
  { id, places: before }: Draft,
  read: Understood,
  channel?: string,
): Promise<Message> {
  const { drafts } = context.services.practice;
  const who = await context.who();
  const stands = before.some((place) => place.space === who.space && place.channel === channel);
  const found =
    channel === undefined || stands
      ? undefined
      : await drafts.placesIn(who.community, { space: who.space, channel });
  return draftCard(context, await drafts.change(who, id, read.change, found?.places), read);
}
