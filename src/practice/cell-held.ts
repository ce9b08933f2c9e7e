import { UserError } from '../chat/errors.ts';
import { usage } from '../chat/text.ts';
import type { Cell, RolePlan } from './cell.ts';
import { occurrenceOfCell, readRolePlan } from './cell-rows.ts';
import { factsAt } from './facts.ts';
import type { PracticeParts } from './practice.ts';
import { isLater } from './reminder-times.ts';
import { isOver, type Occurrence } from './session.ts';
import { holdOccurrence } from './session-rows.ts';

/** Plans as they are held for a change: nobody else changes them until the transaction ends. */

export interface HeldPlan {
  readonly occurrence: Occurrence;
  readonly plan: RolePlan;
}

export interface HeldCell extends HeldPlan {
  readonly cell: Cell;
}

type Held = Pick<PracticeParts, 'store' | 'clock'>;

/** Throws a UserError where the occurrence is over, cancelled or gone. */
export async function heldOccurrence({ store, clock }: Held, id: string | undefined): Promise<Occurrence> {
  const occurrence = id === undefined ? undefined : await holdOccurrence(store, id);
  if (!occurrence) {
    throw new UserError('Those roles are gone. See which sessions are coming: ', usage('practice list'));
  }
  if (occurrence.state === 'cancelled') {
    throw new UserError('That session was cancelled, so its roles stay as they are.');
  }
  if (isOver(occurrence, clock.now())) {
    throw new UserError('That session is over, so its roles stay as they are.');
  }
  return occurrence;
}

/** Throws a UserError also where nothing was proposed. */
export async function heldPlan(parts: Held, id: string | undefined): Promise<HeldPlan> {
  const occurrence = await heldOccurrence(parts, id);
  const plan = await readRolePlan(parts.store, occurrence.id);
  if (!plan) {
    throw new UserError('No roles have been proposed for that session yet: ', usage('practice roles'));
  }
  return { occurrence, plan };
}

export async function heldCell(parts: Held, id: string): Promise<HeldCell> {
  const held = await heldPlan(parts, (await occurrenceOfCell(parts.store, id)) ?? undefined);
  const cell = held.plan.cells.find((each) => each.id === id);
  // A new proposal came between.
  if (!cell)
    throw new UserError('The cells were made anew meanwhile. Look at them again: ', usage('practice roles'));
  return { ...held, cell };
}

/** Since then everybody could read their own. */
export const factsAreOut = ({ occurrence, plan }: HeldPlan, now: Temporal.Instant): boolean =>
  plan.confirmed !== undefined && !isLater(factsAt(occurrence, plan), now);
