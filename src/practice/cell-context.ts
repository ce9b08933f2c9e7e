import type { Context } from '../chat/context.ts';
import type { Who } from '../chat/request.ts';
import { type CellPlace, cellGone, notInCell } from './cell-place.ts';
import { mayLead } from './lead.ts';
import { speakingFor } from './seat-context.ts';

/** A click in a direct message does not say for which community it is: the session of the cell says it. */
export async function speakingInCell<C extends Context>(context: C, cell: string): Promise<C> {
  const occurrence = await context.services.practice.debriefs.occurrenceOf(cell);
  if (occurrence === undefined) throw cellGone();
  return speakingFor(context, occurrence);
}

/** A cell as it is now, for who asks. */
export interface CellHere extends CellPlace {
  readonly who: Who;
  /** They lead the session, whether they are in the cell or not. */
  readonly leads: boolean;
}

/** For those who are in it, and for who leads its session. */
export async function cellHere(context: Context, id: string): Promise<CellHere> {
  const speaking = await speakingInCell(context, id);
  const who = await speaking.who();
  const place = await context.services.practice.debriefs.place(who, id);
  const leads = await mayLead(speaking, place.occurrence);
  if (!place.holder && !leads) throw notInCell();
  return { ...place, who, leads };
}
