import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { usage } from '../chat/text.ts';
import type { Cell, RolePlan } from './cell.ts';
import { speakingInCell } from './cell-context.ts';
import { ledOccurrence } from './lead.ts';
import type { Occurrence } from './session.ts';

/** A cell, proposed or confirmed, for who leads its session. */
export interface LedCell {
  readonly occurrence: Occurrence;
  readonly plan: RolePlan;
  readonly cell: Cell;
}

/** The cell of a button as it is now, for those who may change it. */
export async function ledCell(context: Context, id: string): Promise<LedCell> {
  const { community } = await (await speakingInCell(context, id)).who();
  const found = await context.services.practice.cells.cell(id, community);
  if (!found) throw cellRemade();
  return { ...found, occurrence: await ledOccurrence(context, found.occurrence.id) };
}

export const cellRemade = (): UserError =>
  new UserError(
    'That cell is gone: roles were proposed anew. See them as they are now: ',
    usage('practice roles'),
  );
