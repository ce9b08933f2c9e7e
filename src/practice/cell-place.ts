import { UserError } from '../chat/errors.ts';
import type { Who } from '../chat/request.ts';
import { usage } from '../chat/text.ts';
import type { Case } from '../course/course.ts';
import type { Store } from '../store/store.ts';
import { type Cell, playedIn, type RoleHolder, type RolePlan } from './cell.ts';
import { occurrenceOfCell, occurrenceOfRole, readRolePlan } from './cell-rows.ts';
import type { PracticeParts } from './practice.ts';
import type { Occurrence } from './session.ts';
import { holdOccurrence, readOccurrence } from './session-rows.ts';

/** A cell of a confirmed plan, as it is now. */
export interface CellPlace {
  readonly occurrence: Occurrence;
  readonly plan: RolePlan;
  readonly cell: Cell;
  /** What who asks does in it; undefined: they are not in this cell. */
  readonly holder: RoleHolder | undefined;
  /** Undefined: a situation of their own, or the course has lost the case. */
  readonly played: Case | undefined;
}

/** The same for somebody who is in it. */
export type OwnCell = CellPlace & { readonly holder: RoleHolder };

type Parts = Pick<PracticeParts, 'store' | 'cases'>;

async function placeAt(
  { store, cases }: Parts,
  occurrence: Occurrence | undefined,
  isIt: (cell: Cell) => boolean,
): Promise<Omit<CellPlace, 'holder'> | undefined> {
  const plan = occurrence && (await readRolePlan(store, occurrence.id));
  const cell = plan?.confirmed ? plan.cells.find(isIt) : undefined;
  if (!occurrence || !plan || !cell) return undefined;
  return { occurrence, plan, cell, played: playedIn(cases(), cell) };
}

/** Undefined where it is gone, or not confirmed. In a transaction the occurrence is held where `hold` says so. */
export async function readCell(
  parts: Parts,
  id: string,
  hold = false,
): Promise<Omit<CellPlace, 'holder'> | undefined> {
  const { store } = parts;
  const of = await occurrenceOfCell(store, id);
  if (of === undefined) return undefined;
  const occurrence = await (hold ? holdOccurrence : readOccurrence)(store, of);
  return placeAt(parts, occurrence, (cell) => cell.id === id);
}

/** The cell of a holding, for a message to who has it; undefined where they have it no more. */
export async function readHolding(parts: Parts, id: string): Promise<OwnCell | undefined> {
  const { store } = parts;
  const of = await occurrenceOfRole(store, id);
  if (of === undefined) return undefined;
  const has = ({ holders }: Cell) => holders.find((each) => each.id === id);
  const found = await placeAt(parts, await readOccurrence(store, of), (cell) => has(cell) !== undefined);
  const holder = found && has(found.cell);
  return holder && { ...found, holder };
}

/** For who asks. Rejects where the cell is gone, of another community or not confirmed. */
export async function placeFor(parts: Parts, who: Who, id: string, hold = false): Promise<CellPlace> {
  const found = await readCell(parts, id, hold);
  if (!found || found.occurrence.community !== who.community) throw cellGone();
  return { ...found, holder: found.cell.holders.find(({ person }) => person === who.person) };
}

/** The same, and they are in it. */
export async function ownCell(parts: Parts, who: Who, id: string, hold = false): Promise<OwnCell> {
  const { holder, ...place } = await placeFor(parts, who, id, hold);
  if (!holder) throw notInCell();
  return { ...place, holder };
}

export const cellGone = (): UserError =>
  new UserError('That cell is gone: its roles were made anew. Look at yours: ', usage('practice roles'));

export const notInCell = (): UserError =>
  new UserError('That is for those who are in this cell. Look at yours: ', usage('practice roles'));

/** Sets what the timer runs for; undefined stops it. The occurrence is held. */
export async function setTimer({ db }: Store, cell: string, timer: Cell['timer']): Promise<void> {
  await db
    .updateTable('practice_cell')
    .set({ phase: timer?.phase ?? null, phase_ends_at: timer?.ends.toString() ?? null })
    .where('id', '=', cell)
    .execute();
}
