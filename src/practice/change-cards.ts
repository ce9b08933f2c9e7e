import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { note, rows, words } from '../chat/parts.ts';
import type { Button, FormView, Message, Part } from '../chat/reply.ts';
import { cancelActions, cancelButton, cancelForms, skipButton } from './change-cancel.ts';
import type { Scope } from './change-facts.ts';
import { changeForms as forms, openReminders, openWhat, openWhen, openWhere } from './change-forms.ts';
import { changed, openOccurrence } from './change-open.ts';
import { proposalParts, scopeInWords, wallWords } from './change-parts.ts';
import { changePost } from './change-post.ts';
import { type Proposal, proposalGone } from './change-proposals.ts';
import { wallOf } from './change-times.ts';
import { occurrenceCard } from './occurrence-card.ts';
import type { Occurrence } from './session.ts';

/** Changing a session, for who leads it. */

/** For who leads the session: Change, Cancel. */
export const changeButtons = (occurrence: Occurrence): Button[] =>
  occurrence.state === 'cancelled'
    ? []
    : [button(change, { occurrence: occurrence.id }, 'Change'), cancelButton(occurrence)];

const change = defineAction({
  name: 'practice.change',
  state: z.object({ occurrence: z.uuid() }),
  answer: 'private',
  run: async (context) => {
    const occurrence = await openOccurrence(context, context.state.occurrence);
    // What takes place once is changed as a whole.
    return occurrence.repeats ? scopeCard(occurrence) : changeCard(context, occurrence, 'following');
  },
});

const scopeCard = (occurrence: Occurrence): Message => ({
  title: `Change “${occurrence.title}”`,
  parts: [
    words('It is on ', ...wallWords(wallOf(occurrence), occurrence.zone), ', and repeats.'),
    words('What would you like to change?'),
    ...rows([
      button(chosen, { occurrence: occurrence.id, scope: 'one' }, 'Only this one'),
      button(chosen, { occurrence: occurrence.id, scope: 'following' }, 'This and all that follow'),
    ]),
  ],
});

const chosen = defineAction({
  name: 'practice.change-scope',
  state: changed,
  answer: 'private',
  run: async (context) => {
    const { occurrence, scope } = context.state;
    return changeCard(context, await openOccurrence(context, occurrence), scope);
  },
});

/** What can be changed, of one or of all that follow; `first` stands on top. */
export async function changeCard(
  context: Context,
  occurrence: Occurrence,
  scope: Scope,
  first: readonly Part[] = [],
): Promise<Message> {
  const { seated } = await context.services.practice.sessions.roster(occurrence);
  const state = { occurrence: occurrence.id, scope };
  return {
    title: `Change “${occurrence.title}”`,
    parts: [
      ...first,
      words('It is on ', ...wallWords(wallOf(occurrence), occurrence.zone), '.'),
      words(
        `You are changing ${scopeInWords(occurrence, scope)}. Those who come, wait or said maybe are told.`,
      ),
      ...rows([
        button(when, state, 'When'),
        button(what, state, 'What'),
        button(where, state, 'Where and who'),
        button(reminders, state, 'Reminders'),
        ...(scope === 'one' ? [skipButton(occurrence)] : []),
      ]),
      ...(seated.length > 0
        ? [note(`${seated.length} have a seat. With fewer seats than that, all of them keep theirs.`)]
        : []),
      ...(occurrence.repeats ? [note('Reminders are the same for all of this session.')] : []),
    ],
  };
}

const opens = (
  name: string,
  open: (context: Context, occurrence: Occurrence, scope: Scope) => FormView | Promise<FormView>,
) =>
  defineAction({
    name,
    state: changed,
    answer: 'form',
    run: async (context) => {
      const { occurrence, scope } = context.state;
      return open(context, await openOccurrence(context, occurrence), scope);
    },
  });

const when = opens('practice.change-when', openWhen);
const what = opens('practice.change-what', (_context, occurrence, scope) => openWhat(occurrence, scope));
const where = opens('practice.change-where', (_context, occurrence, scope) => openWhere(occurrence, scope));
const reminders = opens('practice.change-remind', (_context, occurrence, scope) =>
  openReminders(occurrence, scope),
);

/** A new time in full, before it is saved. */
export const proposalCard = (occurrence: Occurrence, scope: Scope, proposal: Proposal): Message => ({
  title: 'Is this right?',
  parts: [
    words(`This is what I understood for ${scopeInWords(occurrence, scope)}. Nothing is changed yet.`),
    ...proposalParts(occurrence, scope, proposal),
    ...rows([
      button(saveProposal, { proposal: proposal.id }, 'Save', { style: 'primary' }),
      button(chosen, { occurrence: occurrence.id, scope }, 'Back'),
    ]),
  ],
});

const saveProposal = defineAction({
  name: 'practice.change-save',
  state: z.object({ proposal: z.uuid() }),
  answer: 'private',
  run: async (context) => {
    const { changes } = context.services.practice;
    const { proposal } = context.state;
    const occurrence = await changes.proposed(proposal);
    if (occurrence === undefined) throw proposalGone();
    await openOccurrence(context, occurrence);
    return savedCard(context, await changes.save(proposal, context, await context.who()));
  },
});

export const savedCard = (context: Context, occurrence: Occurrence): Promise<Message> =>
  occurrenceCard(context, occurrence, [words('Saved. Whoever it concerns is told.')]);

export const changeActions = [change, chosen, when, what, where, reminders, saveProposal, ...cancelActions];
export const changeForms = [...forms, ...cancelForms];
export const changePosts = [changePost];
