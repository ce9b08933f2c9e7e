import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import { defineForm, openForm } from '../chat/form.ts';
import { option } from '../chat/option.ts';
import { rows, words } from '../chat/parts.ts';
import type { Button, Message } from '../chat/reply.ts';
import type { Scope } from './change-facts.ts';
import { changed, openOccurrence } from './change-open.ts';
import { scopeInWords, wallWords } from './change-parts.ts';
import { wallOf } from './change-times.ts';
import { ledOccurrence } from './lead.ts';
import { occurrenceCard } from './occurrence-card.ts';
import type { Occurrence } from './session.ts';

/** Cancelling a session, or skipping one of its times. */

const form = defineForm({
  name: 'practice.cancel-form',
  title: 'Cancel',
  submit: 'Cancel it',
  state: changed,
  fields: {
    reason: option.text({
      label: 'Why (may stay empty)',
      description: 'All who see the session read it',
      max: 300,
      lines: 'many',
    }),
  },
  answer: 'private',
  run: async (context) => {
    const { changes } = context.services.practice;
    const { occurrence: id, scope } = context.state;
    const occurrence = await openOccurrence(context, id);
    await changes.cancel(occurrence, scope, context.values.reason, context, await context.who());
    return occurrenceCard(context, await ledOccurrence(context, id), [
      words(`Cancelled: ${scopeInWords(occurrence, scope)}. Those who come, wait or said maybe are told.`),
    ]);
  },
});

/** Asks why, and cancels. */
const cancelForm = defineAction({
  name: 'practice.cancel-why',
  state: changed,
  answer: 'form',
  run: async (context) => {
    const { occurrence, scope } = context.state;
    await openOccurrence(context, occurrence);
    return openForm(form, { occurrence, scope });
  },
});

/** Asks first what is meant, where it repeats. */
const cancelScope = defineAction({
  name: 'practice.cancel',
  state: z.object({ occurrence: z.uuid() }),
  answer: 'private',
  run: async (context): Promise<Message> => {
    const occurrence = await openOccurrence(context, context.state.occurrence);
    return {
      title: `Cancel “${occurrence.title}”`,
      parts: [
        words('It is on ', ...wallWords(wallOf(occurrence), occurrence.zone), ', and repeats.'),
        words('What does not take place? You can give a reason next.'),
        ...rows([
          whyButton(occurrence, 'one', 'Only this one'),
          whyButton(occurrence, 'following', 'This and all that follow'),
        ]),
      ],
    };
  },
});

const whyButton = ({ id }: Occurrence, scope: Scope, label: string): Button =>
  button(cancelForm, { occurrence: id, scope }, label, { style: 'danger' });

export const cancelButton = (occurrence: Occurrence): Button =>
  occurrence.repeats
    ? button(cancelScope, { occurrence: occurrence.id }, 'Cancel …', { style: 'danger' })
    : whyButton(occurrence, 'following', 'Cancel …');

export const skipButton = (occurrence: Occurrence): Button => whyButton(occurrence, 'one', 'Skip this one');

export const cancelActions = [cancelScope, cancelForm];
export const cancelForms = [form];
