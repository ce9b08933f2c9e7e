import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { defineJob } from '../chat/job.ts';
import { note, rows, words } from '../chat/parts.ts';
import { definePost } from '../chat/post.ts';
import type { ActionButton, Button, Message } from '../chat/reply.ts';
import { type Cell, PHASES } from './cell.ts';
import { type CellHere, cellHere } from './cell-context.ts';
import { caseParts, holderParts, revealParts, timerParts } from './cell-parts.ts';
import { debriefActions, debriefButtons, debriefCard, debriefMessage } from './debrief-cards.ts';
import { factsButton } from './facts-cards.ts';
import {
  feedbackActions,
  feedbackForms,
  feedbackMessage,
  giveButtons,
  gotButtons,
  WHO_READS,
} from './feedback-cards.ts';
import { phaseActions, phaseButtons, phaseMessage } from './phase-cards.ts';
import { isOpen } from './phases.ts';
import { isLater, reminderAt } from './reminder-times.ts';
import { hasBegun } from './session.ts';

/**
 * A cell for those in it: who plays, the timer, the reveal and the debrief. Whoever needs a post or a job of a cell
 * imports it from here: modules of cards import each other, and the lists below may name only what is there by then.
 */

const show = defineAction({
  name: 'practice.cell',
  state: z.object({ cell: z.uuid() }),
  answer: 'beside',
  run: (context) => cellCard(context, context.state.cell),
});

export const cellButton = ({ id }: Pick<Cell, 'id'>): ActionButton => button(show, { cell: id }, 'My cell');

/** One click: whoever may open the facts has a cell before them that waits. */
const reveal = defineAction({
  name: 'practice.reveal',
  state: z.object({ cell: z.uuid() }),
  answer: 'private',
  run: async (context) => {
    const { cell } = context.state;
    const { who, leads, holder } = await cellHere(context, cell);
    await context.services.practice.debriefs.reveal(who, cell, leads, context);
    const said = 'It is open to the cell now, and I write to each of them.';
    return holder ? debriefCard(context, cell, 0, said) : cellCard(context, cell, said);
  },
});

/** `said`: what was changed just now. */
export async function cellCard(context: Context, id: string, said?: string): Promise<Message> {
  const here = await cellHere(context, id);
  const { occurrence, plan, cell, holder, who } = here;
  const now = context.clock.now();
  const open = isOpen(cell, now);
  const number = plan.cells.length > 1 ? `Cell ${cell.number}` : 'The cell';
  return {
    title: `${number}: ${occurrence.title}`,
    parts: [
      ...(said === undefined ? [] : [words(said)]),
      ...caseParts(here),
      ...holderParts(here, who.space),
      ...timerParts(here, now),
      ...(holder ? rows(phaseButtons(here, now)) : []),
      ...revealParts(here, open),
      ...rows([...factButtons(here, now), ...revealButtons(here, now), ...afterwards(here, open)]),
      ...(holder && open && giveButtons(here, holder).length > 0 ? [note(WHO_READS)] : []),
    ],
  };
}

/** From when the facts are with their holders. */
const factButtons = ({ occurrence, plan, holder }: CellHere, now: Temporal.Instant): Button[] =>
  holder && !isLater(reminderAt(occurrence, plan.factsLead), now) ? [factsButton(occurrence)] : [];

function revealButtons(
  { occurrence, cell, holder, played, leads }: CellHere,
  now: Temporal.Instant,
): Button[] {
  const may = leads || holder?.role === 'mediator';
  if (!may || cell.revealed || occurrence.state === 'cancelled' || !hasBegun(occurrence, now)) return [];
  const label = played ? 'Reveal the facts and debrief' : 'Open the debrief';
  return [button(reveal, { cell: cell.id }, label, { style: 'primary' })];
}

/** Once it is revealed; nothing of it is for who only leads the session. */
function afterwards(here: CellHere, open: boolean): Button[] {
  const { cell, holder } = here;
  if (!holder || !cell.revealed) return [];
  return [
    ...(open ? [...debriefButtons(here), ...giveButtons(here, holder)] : []),
    ...gotButtons(here, holder, open),
  ];
}

const holderSubject = z.object({ holder: z.uuid() });
const phaseSubject = holderSubject.extend({ phase: z.enum(PHASES), ends: z.int() });
export type HolderSubject = typeof holderSubject;
export type PhaseSubject = typeof phaseSubject;

/** To each in the cell when a phase is over. */
export const phasePost = definePost({
  name: 'practice.phase-over',
  subject: phaseSubject,
  make: (context) => phaseMessage(context),
});

/** To each in the cell when the facts are revealed. */
export const debriefPost = definePost({
  name: 'practice.debrief',
  subject: holderSubject,
  make: (context) => debriefMessage(context),
});

/** To the mediator, once. */
export const feedbackPost = definePost({
  name: 'practice.feedback',
  subject: holderSubject,
  make: (context) => feedbackMessage(context),
});

export const phaseKey = (cell: string): string => `practice.phase:${cell}`;

/** When a phase's time is up. */
export const phaseJob = defineJob({
  name: 'practice.phase',
  says: 'a phase is over',
  subject: z.object({ cell: z.uuid() }),
  // However late: the timer is cleared; only whom it still helps is told.
  lateWithin: 366 * 24 * 60,
  run: ({ subject, services, ...outgoing }) => services.practice.debriefs.ring(subject.cell, outgoing),
});

export const cellActions = [show, reveal, ...phaseActions, ...debriefActions, ...feedbackActions];
export const cellForms = feedbackForms;
export const cellPosts = [phasePost, debriefPost, feedbackPost];
export const cellJobs = [phaseJob];
