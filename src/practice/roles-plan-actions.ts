import { z } from 'zod';
import { defineAction } from '../chat/action.ts';
import { UserError } from '../chat/errors.ts';
import { placeIn, type RolePlan } from './cell.ts';
import { factsAreOut } from './cell-held.ts';
import { ledOccurrence } from './lead.ts';
import { ledCell } from './roles-cell-lead.ts';
import { chosenId, leadChoices } from './roles-choices.ts';
import { placeSaid } from './roles-parts.ts';
import { cellsSaid, planCard } from './roles-plan-card.ts';

/** What who leads a session does with all of its cells; every click asks anew whether they do. */

const which = z.object({ occurrence: z.uuid() });

export const showPlan = defineAction({
  name: 'practice.roles',
  state: which.extend({ page: z.int().min(0), late: z.int().min(0) }),
  answer: 'private',
  run: async (context) => {
    const { occurrence, page, late } = context.state;
    return planCard(context, await ledOccurrence(context, occurrence), undefined, { page, late });
  },
});

export const propose = defineAction({
  name: 'practice.roles-propose',
  state: which,
  answer: 'private',
  run: async (context) => {
    const { cells } = context.services.practice;
    const occurrence = await ledOccurrence(context, context.state.occurrence);
    const before = await cells.plan(occurrence.id);
    const after = await cells.propose(occurrence.id);
    return planCard(context, occurrence, before && isSame(before, after) ? SAME : undefined);
  },
});

const SAME = 'It is the same again: nothing has changed that would make it another.';

const isSame = (a: RolePlan, b: RolePlan): boolean => {
  const said = ({ cells }: RolePlan) =>
    cells.map(({ caseId, holders }) => [caseId, holders.map(({ role, person }) => [role, person])]);
  return JSON.stringify(said(a)) === JSON.stringify(said(b));
};

export const proposeMany = defineAction({
  name: 'practice.roles-many',
  state: which,
  answer: 'private',
  run: async (context) => {
    const occurrence = await ledOccurrence(context, context.state.occurrence);
    const count = Number(/^[1-9]\d?$/.exec(context.values[0] ?? '')?.[0] ?? 1);
    const { cells } = await context.services.practice.cells.propose(occurrence.id, { cells: count });
    return planCard(context, occurrence, `Proposed anew: ${cellsSaid(cells.length)}.`);
  },
});

/** By the first cell of the proposal that is confirmed: another one, made meanwhile, nobody has looked at. */
export const confirm = defineAction({
  name: 'practice.roles-confirm',
  state: z.object({ cell: z.uuid() }),
  answer: 'private',
  run: async (context) => {
    const { occurrence } = await ledCell(context, context.state.cell);
    await context.services.practice.cells.confirm(occurrence.id, context);
    return planCard(context, occurrence);
  },
});

export const reopen = defineAction({
  name: 'practice.roles-reopen',
  state: which,
  answer: 'private',
  run: async (context) => {
    const occurrence = await ledOccurrence(context, context.state.occurrence);
    await context.services.practice.cells.reopen(occurrence.id, context);
    return planCard(context, occurrence, 'It is a proposal again.');
  },
});

export const setLead = defineAction({
  name: 'practice.roles-lead',
  state: which,
  answer: 'private',
  run: async (context) => {
    const occurrence = await ledOccurrence(context, context.state.occurrence);
    const { cells } = context.services.practice;
    const plan = await cells.plan(occurrence.id);
    if (plan && factsAreOut({ occurrence, plan }, context.clock.now())) {
      throw new UserError('The facts are out already, so it stays as it is.');
    }
    const chosen = leadChoices().find(({ value }) => value === context.values[0]);
    if (chosen) await cells.setLead(occurrence.id, chosen.value, context);
    return planCard(context, occurrence, chosen && `${chosen.label}.`);
  },
});

export const placeLate = defineAction({
  name: 'practice.roles-late',
  state: which,
  answer: 'private',
  run: async (context) => {
    const { cells, cases } = context.services.practice;
    const occurrence = await ledOccurrence(context, context.state.occurrence);
    const person = chosenId(context.values);
    const plan = await cells.place(occurrence.id, person, context);
    const placed = placeIn(plan, person);
    return planCard(
      context,
      occurrence,
      placed && `${placed.holder.name} is ${placeSaid(cases, placed)} now.`,
    );
  },
});

export const planActions = [showPlan, propose, proposeMany, confirm, reopen, setLead, placeLate];
