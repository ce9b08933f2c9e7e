import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { pageOf } from '../chat/pages.ts';
import { note, rows, turning, words } from '../chat/parts.ts';
import type { PostContext } from '../chat/post.ts';
import type { Button, Message } from '../chat/reply.ts';
import { text, time } from '../chat/text.ts';
import { cellButton, type HolderSubject } from './cell-cards.ts';
import { speakingInCell } from './cell-context.ts';
import type { CellPlace } from './cell-place.ts';
import { allFacts, STEPS, stepParts } from './debrief-parts.ts';
import type { Revealed } from './debriefs.ts';
import { giveButtons } from './feedback-cards.ts';
import { isOpen, openUntil } from './phases.ts';

/** The debrief of a cell, and all facts of its case: each click asks anew whether who clicked may read them. */

const where = z.object({ cell: z.uuid(), page: z.int().min(0) });

async function revealedTo(context: Context, cell: string): Promise<Revealed> {
  const who = await (await speakingInCell(context, cell)).who();
  return context.services.practice.debriefs.revealed(who, cell);
}

/** Beside what was clicked: in a direct message, what takes its place would stay there when all is closed again. */
const debrief = defineAction({
  name: 'practice.debrief',
  state: where,
  answer: 'beside',
  run: (context) => debriefCard(context, context.state.cell, context.state.page),
});

const debriefTurn = defineAction({
  name: 'practice.debrief-page',
  state: where,
  answer: 'private',
  run: (context) => debriefCard(context, context.state.cell, context.state.page),
});

/** One step a page. `said`: what was changed just now. */
export async function debriefCard(
  context: Context,
  cell: string,
  wanted = 0,
  said?: string,
): Promise<Message> {
  const revealed = await revealedTo(context, cell);
  const { items, page, pages } = pageOf(STEPS, wanted, 1);
  return {
    title: 'Debrief',
    discreet: true,
    parts: [
      ...(said === undefined ? [] : [words(said)]),
      ...items.flatMap((step) => stepParts(step, revealed.played)),
      ...rows(turning(page, pages, (to, label) => button(debriefTurn, { cell, page: to }, label))),
      ...rows([
        ...factsButtons(revealed),
        ...(page + 1 === pages ? giveButtons(revealed, revealed.holder) : []),
        cellButton(revealed.cell),
      ]),
      note(text(`Step ${page + 1} of ${pages}. Open to your cell until `), time(revealed.until), text('.')),
    ],
  };
}

const facts = defineAction({
  name: 'practice.all-facts',
  state: where,
  answer: 'beside',
  run: (context) => factsCard(context, context.state.cell, context.state.page),
});

const factsTurn = defineAction({
  name: 'practice.all-facts-page',
  state: where,
  answer: 'private',
  run: (context) => factsCard(context, context.state.cell, context.state.page),
});

async function factsCard(context: Context, id: string, wanted: number): Promise<Message> {
  const revealed = await revealedTo(context, id);
  const { cell, played, until } = revealed;
  if (!played) {
    throw new UserError(
      cell.caseId === undefined
        ? 'Your cell played a situation of its own, so I have no facts to show.'
        : 'The course no longer has this case, so its facts cannot be read any more.',
    );
  }
  const { items, page, pages } = pageOf(allFacts(played, cell), wanted, 1);
  return {
    title: played.title,
    discreet: true,
    parts: [
      ...items.map((body) => ({ kind: 'text' as const, text: body })),
      ...rows([
        ...turning(page, pages, (to, label) => button(factsTurn, { cell: id, page: to }, label)),
        button(debrief, { cell: id, page: 0 }, 'Debrief'),
        cellButton(cell),
      ]),
      note(
        text(`Page ${page + 1} of ${pages}. Open to your cell until `),
        time(until),
        text('. Please keep it there.'),
      ),
    ],
  };
}

const factsButtons = ({ cell, played }: CellPlace): Button[] =>
  played ? [button(facts, { cell: cell.id, page: 0 }, 'All the facts')] : [];

/** For those in the cell, once the facts are open. */
export const debriefButtons = (place: CellPlace): Button[] => [
  button(debrief, { cell: place.cell.id, page: 0 }, 'Debrief', { style: 'primary' }),
  ...factsButtons(place),
];

/** To each in the cell, at the reveal. None of the facts stand in it: it stays when they are closed again. */
export async function debriefMessage({
  subject,
  services,
  clock,
}: PostContext<HolderSubject>): Promise<Message | undefined> {
  const place = await services.practice.debriefs.ofHolder(subject.holder);
  const until = place && openUntil(place.cell);
  if (!until || !isOpen(place.cell, clock.now())) return undefined;
  const [first] = STEPS;
  return {
    title: 'Your debrief is open',
    discreet: true,
    parts: [
      words(
        place.played
          ? 'The facts of your cell are open to the cell now, for seven days: until '
          : 'The debrief of your cell is open now, for seven days: until ',
        time(until),
        '.',
      ),
      ...(first ? stepParts(first, place.played) : []),
      ...rows([...debriefButtons(place), ...giveButtons(place, place.holder), cellButton(place.cell)]),
    ],
  };
}

export const debriefActions = [debrief, debriefTurn, facts, factsTurn];
