import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import { defineForm, openForm } from '../chat/form.ts';
import { defineJob } from '../chat/job.ts';
import { leadsInWords, readLeads } from '../chat/leads.ts';
import { option } from '../chat/option.ts';
import { note, rows, words } from '../chat/parts.ts';
import { definePost } from '../chat/post.ts';
import type { ActionButton, Message } from '../chat/reply.ts';
import { checkInButtons } from './attendance-cards.ts';
import { factsButton } from './facts-cards.ts';
import { showButton } from './list-cards.ts';
import { linkParts, whereText } from './occurrence-parts.ts';
import { closedParts, lateParts, whenParts, whereParts } from './reminder-parts.ts';
import { answered, seatButtons, seatCard } from './seat-cards.ts';
import type { Occurrence } from './session.ts';

const which = z.object({ occurrence: z.uuid(), starts: z.int(), lead: z.string() });

/** To a member with a seat. */
export const reminderPost = definePost({
  name: 'practice.reminder',
  subject: which.extend({ identity: z.uuid() }),
  make: async ({ subject, services, clock }) => {
    const reminder = await services.practice.reminders.own(subject, subject.identity);
    if (!reminder) return undefined;
    const { occurrence, quiet } = reminder;
    const now = clock.now();
    const reads = await services.practice.facts.canRead(occurrence, subject.identity);
    return {
      title: `Reminder: ${occurrence.title}`,
      silent: quiet,
      parts: [
        ...whenParts(reminder, now),
        ...whereParts(occurrence.place),
        ...linkParts(occurrence),
        ...lateParts(reminder),
        ...rows([
          ...checkInButtons(occurrence, now),
          ...(reads ? [factsButton(occurrence)] : []),
          leaveButton(occurrence),
          showButton(occurrence, 'Show'),
        ]),
      ],
    };
  },
});

/** In a channel, for all who read there. */
export const remindChannelPost = definePost({
  name: 'practice.remind-channel',
  subject: which,
  make: async ({ subject, space, services, clock }) => {
    const reminder = await services.practice.reminders.channel(subject, space);
    if (!reminder) return undefined;
    const { occurrence, closed } = reminder;
    return {
      title: `Reminder: ${occurrence.title}`,
      parts: [
        ...whenParts(reminder, clock.now()),
        ...whereParts(whereText(occurrence)),
        ...closedParts(closed),
        ...lateParts(reminder),
        ...rows([...seatButtons(occurrence), showButton(occurrence, 'Show')]),
      ],
    };
  },
});

export const remindJob = defineJob({
  name: 'practice.remind',
  says: 'a reminder',
  subject: z.object({ occurrence: z.uuid() }),
  // However late: it is looked at then whether the session is over.
  lateWithin: 366 * 24 * 60,
  run: ({ subject, services, ...outgoing }) => services.practice.reminders.send(subject.occurrence, outgoing),
});

/** The seat is free for somebody else. */
const leave = defineAction({
  name: 'practice.cannot-come',
  state: z.object({ occurrence: z.uuid() }),
  answer: 'private',
  run: async (context) =>
    seatCard(await answered(context, { occurrence: context.state.occurrence, answer: 'leave' })),
});

/** On what the bot writes to a member about a session that they come to. */
export const leaveButton = ({ id }: Pick<Occurrence, 'id'>): ActionButton =>
  button(leave, { occurrence: id }, 'Can’t make it after all');

const AS_THE_SESSION = /^(?:as (?:the|each) sessions?(?: says?| has it)?|default)$/i;

const form = defineForm({
  name: 'practice.leads',
  title: 'Your reminders',
  fields: {
    leads: option.text({
      label: 'How long before a session',
      description: '1 day, 15 min; or none; or as the session says',
      max: 80,
      required: true,
    }),
  },
  answer: 'private',
  run: async (context) => {
    const typed = context.values.leads;
    const leads = AS_THE_SESSION.test(typed) ? null : readLeads(typed);
    const { identity } = await context.who();
    await context.services.community.preferences.set(identity, { leads });
    await context.services.practice.reminders.replan(identity, context);
    return leadsCard(leads);
  },
});

const leadsCard = (leads: readonly string[] | null): Message => ({
  title: 'Your reminders',
  parts: [
    words(
      leads === null
        ? 'I remind you as each session says.'
        : leads.length === 0
          ? 'I remind you of no session any more. What changes in your sessions I still tell you.'
          : `I remind you before each session in which you have a seat: ${leadsInWords(leads)}.`,
    ),
    note('This holds for the seats you have and those you will have.'),
    ...rows([leadsButton('Change')]),
  ],
});

const openLeads = defineAction({
  name: 'practice.leads-open',
  answer: 'form',
  run: async (context) => {
    const { identity } = await context.who();
    const { leads } = await context.services.community.preferences.of(identity);
    return openForm(form, {}, { leads: leads ? leadsInWords(leads) : 'as the session says' });
  },
});

/** Opens how long before sessions one is reminded: on one's own sessions' card. */
export const leadsButton = (label = 'My reminders'): ActionButton => button(openLeads, {}, label);

export const reminderActions = [leave, openLeads];
export const reminderForms = [form];
export const reminderPosts = [reminderPost, remindChannelPost];
export const reminderJobs = [remindJob];
