import { z } from 'zod';
import { button, defineAction, select } from '../chat/action.ts';
import { shorten } from '../chat/clean.ts';
import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { pageOf } from '../chat/pages.ts';
import { note, rows, turning, words } from '../chat/parts.ts';
import type { Choice, Message } from '../chat/reply.ts';
import type { Case } from '../course/course.ts';
import { type Cell, playedIn, type RoleHolder, type RolePlan, roleName, slotsOf } from './cell.ts';
import { playedOrLost } from './cell-changes.ts';
import type { Candidate } from './cells.ts';
import { caseFileButton } from './facts-cards.ts';
import { occurrenceLine } from './occurrence-parts.ts';
import { cellRemade, type LedCell, ledCell } from './roles-cell-lead.ts';
import {
  caseChoices,
  chosenId,
  holderChoices,
  LABEL,
  MOST_CHOICES,
  NO_CASE,
  slotChoices,
} from './roles-choices.ts';
import { caseSaid, movesSaid, placeSaid, wholeCellBlocks } from './roles-parts.ts';
import { showPlan } from './roles-plan-actions.ts';
import { speakingFor } from './seat-context.ts';

/** One cell, for who leads the session: who plays what, and changes of it. Every click asks anew whether they lead. */

/** Of a cell that all who came are in, so many are shown at a time. */
const PER_PAGE = 15;

/** On the overview: opens one. */
export const pickCell = defineAction({
  name: 'practice.roles-pick',
  answer: 'private',
  run: async (context) => cellCard(context, await ledCell(context, chosenId(context.values))),
});

const turn = defineAction({
  name: 'practice.roles-cell',
  state: z.object({ cell: z.uuid(), page: z.int().min(0) }),
  answer: 'private',
  run: async (context) =>
    cellCard(context, await ledCell(context, context.state.cell), undefined, context.state.page),
});

/** The same cell once it has changed. */
async function changedCard(
  context: Context,
  { occurrence, cell: { id } }: LedCell,
  plan: RolePlan,
  said: string,
): Promise<Message> {
  const cell = plan.cells.find((each) => each.id === id);
  if (!cell) throw cellRemade();
  return cellCard(context, { occurrence, plan, cell }, said);
}

async function cellCard(
  context: Context,
  { occurrence, plan, cell }: LedCell,
  said?: string,
  wanted = 0,
): Promise<Message> {
  const { cases } = context.services.practice;
  const { space } = await speakingFor(context, occurrence.id).who();
  const mayOpen = (await context.services.community.members.standing(context.request)) !== 'member';
  const seen = await context.services.practice.roleChecks.seen(
    occurrence.community,
    cell.holders.map(({ person }) => person),
  );
  const { items, page, pages } = pageOf(cell.holders, wanted, PER_PAGE);
  const blocks = wholeCellBlocks(cases, cell, space, items);
  const here = { cell: cell.id };
  return {
    title: `Cell ${cell.number}: ${caseSaid(cases, cell)}`,
    parts: [
      ...(said === undefined ? [] : [words(said)]),
      words(...occurrenceLine(occurrence)),
      note(
        plan.confirmed
          ? 'A change takes effect at once: whoever gives up a role loses its facts, whoever gets one gets them when it is time.'
          : 'A proposal. Nobody else sees this before you confirm.',
      ),
      ...(blocks.length === 0 ? [] : [{ kind: 'text' as const, text: blocks }]),
      select(pickRole, here, 'Give a role to somebody else', slotChoices(cases, cell)),
      select(setCase, here, 'Case', caseChoices(cases, cell, seen), cell.caseId ?? NO_CASE),
      ...(items.length === 0
        ? []
        : [select(replace, here, 'Did not come: replace …', holderChoices(cases, cell, items))]),
      ...rows([
        ...turning(page, pages, (to, label) => button(turn, { ...here, page: to }, label)),
        ...(mayOpen && playedIn(cases, cell) ? [caseFileButton(cell)] : []),
        button(showPlan, { occurrence: occurrence.id, page: 0, late: 0 }, 'Back to all cells'),
      ]),
    ],
  };
}

const pickRole = defineAction({
  name: 'practice.roles-slot',
  state: z.object({ cell: z.uuid() }),
  answer: 'private',
  run: async (context) => whoCard(context, context.state.cell, context.values[0] ?? '', 0),
});

const turnWho = defineAction({
  name: 'practice.roles-who',
  // An id has room for a case's longest role and a page of two digits.
  state: z.object({ cell: z.uuid(), role: z.string(), page: z.int().min(0).max(99) }),
  answer: 'private',
  run: (context) => whoCard(context, context.state.cell, context.state.role, context.state.page),
});

/** A role that the cell has now: its case may be another one since. */
function slotOf(cases: readonly Case[], cell: Cell, role: string) {
  const slot = slotsOf(playedOrLost(cases, cell.caseId)).find((each) => each.role === role);
  if (!slot) throw new UserError('This cell does not have that role any more. Please open the cell anew.');
  return slot;
}

/** Who could take a role. */
async function whoCard(context: Context, id: string, role: string, wanted: number): Promise<Message> {
  const { cases, cells } = context.services.practice;
  const { occurrence, cell } = await ledCell(context, id);
  const { name } = slotOf(cases, cell, role);
  const others = (await cells.candidates(id, role)).filter(
    ({ place }) => place?.cell.id !== id || place.holder.role !== role,
  );
  const { items, page, pages } = pageOf(
    others.toSorted((a, b) => Number(a.knows) - Number(b.knows)),
    wanted,
    MOST_CHOICES,
  );
  return {
    title: `Who is ${name} in cell ${cell.number}?`,
    parts: [
      words(...occurrenceLine(occurrence)),
      ...(items.length === 0
        ? [words('Nobody else has a seat.')]
        : [
            select(
              give,
              { cell: id, role },
              `${name}: choose somebody`,
              items.map((each) => candidateChoice(cases, each)),
            ),
            note('Whoever has the role now takes what the other did before, or observes.'),
          ]),
      ...rows([
        ...turning(page, pages, (to, label) => button(turnWho, { cell: id, role, page: to }, label)),
        button(turn, { cell: id, page: 0 }, 'Back to the cell'),
      ]),
    ],
  };
}

const candidateChoice = (cases: readonly Case[], { seat, place, knows }: Candidate): Choice => ({
  label: shorten(seat.name, LABEL),
  value: seat.person,
  description: `${knows ? 'knows the case; ' : ''}${place ? placeSaid(cases, place) : 'no role yet'}`,
});

const give = defineAction({
  name: 'practice.roles-give',
  state: z.object({ cell: z.uuid(), role: z.string() }),
  answer: 'private',
  run: async (context) => {
    const { cases, cells } = context.services.practice;
    const { cell: id, role } = context.state;
    const led = await ledCell(context, id);
    const plan = await cells.give(id, role, chosenId(context.values), context);
    return changedCard(context, led, plan, movesSaid(cases, led.plan, plan));
  },
});

const setCase = defineAction({
  name: 'practice.roles-case',
  state: z.object({ cell: z.uuid() }),
  answer: 'private',
  run: async (context) => {
    const { cases, cells } = context.services.practice;
    const led = await ledCell(context, context.state.cell);
    const chosen = context.values[0] ?? NO_CASE;
    const plan = await cells.setCase(led.cell.id, chosen === NO_CASE ? undefined : chosen, context);
    const after = plan.cells.find(({ id }) => id === led.cell.id);
    return changedCard(
      context,
      led,
      plan,
      `Cell ${led.cell.number} plays ${caseSaid(cases, after ?? led.cell)} now; the parts follow the case.`,
    );
  },
});

const replace = defineAction({
  name: 'practice.roles-out',
  state: z.object({ cell: z.uuid() }),
  answer: 'private',
  run: async (context) => {
    const { cases, cells } = context.services.practice;
    const led = await ledCell(context, context.state.cell);
    const out = led.cell.holders.find(({ id }) => id === context.values[0]);
    if (!out) throw new UserError('They do not have that role any more. Please open the cell anew.');
    const { plan, by } = await cells.replace(out.id, context);
    return changedCard(context, led, plan, replacedSaid(cases, led.cell, out, by));
  },
});

function replacedSaid(
  cases: readonly Case[],
  cell: Cell,
  out: RoleHolder,
  by: RoleHolder | undefined,
): string {
  const played = playedOrLost(cases, cell.caseId);
  const name = roleName(played, out.role);
  if (by) return `${out.name} did not come: ${by.name} is ${name} now.`;
  const needed = slotsOf(played).some((slot) => slot.role === out.role && slot.needed);
  return needed
    ? `${out.name} did not come, and nobody is free to take over: give ${name} to somebody, or play with fewer cells.`
    : `${out.name} did not come and has no role any more.`;
}

export const cellEditActions = [pickCell, turn, pickRole, turnWho, give, setCase, replace];
