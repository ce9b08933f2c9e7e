import { z } from 'zod';
import { shorten } from '../chat/clean.ts';
import { amountInWords } from '../chat/duration.ts';
import { UserError } from '../chat/errors.ts';
import type { Choice } from '../chat/reply.ts';
import type { Case } from '../course/course.ts';
import { type Cell, playedIn, plays, type RoleHolder, roleName, slotsOf } from './cell.ts';
import { playedOrLost } from './cell-changes.ts';

import { namesSaid } from './roles-reasons.ts';
import type { SeenCase } from './seen-cases.ts';

/** What who leads a session can choose among. */

/** What a list takes. */
export const MOST_CHOICES = 25;
/** Slack shows no more of a choice. */
export const LABEL = 75;

/** The places of a cell, those that nobody has first. */
export function slotChoices(cases: readonly Case[], cell: Cell): Choice[] {
  const slots = slotsOf(playedOrLost(cases, cell.caseId)).map(({ role, name }) => ({
    role,
    name,
    holders: cell.holders.filter((holder) => holder.role === role),
  }));
  return slots
    .toSorted((a, b) => Number(a.holders.length > 0) - Number(b.holders.length > 0))
    .map(({ role, name, holders }) => ({
      label: name,
      value: role,
      description: holders.length === 0 ? 'nobody yet' : shorten(namesSaid(holders, 1), LABEL),
    }));
}

/** The id that was chosen in a list; ids are never trusted. */
export function chosenId(values: readonly string[]): string {
  const { data } = z.uuid().safeParse(values[0]);
  if (data === undefined) throw new UserError('That cannot be chosen any more. Please open the roles anew.');
  return data;
}

/** No id of a case. */
export const NO_CASE = '*';

/** Cases that these people suffice for, those that the fewest here know first; and none at all. */
export function caseChoices(
  cases: readonly Case[],
  cell: Cell,
  seen: ReadonlyMap<string, readonly SeenCase[]>,
): Choice[] {
  const readers = (id: string): number =>
    cell.holders.filter(({ person }) =>
      // What they have read of this case for this session is no reason against it.
      (seen.get(person) ?? []).some(
        ({ caseId, occurrence }) => caseId === id && !(cell.caseId === id && occurrence === cell.occurrence),
      ),
    ).length;
  const fitting = cases
    .filter((each) => slotsOf(each).filter(({ needed }) => needed).length <= cell.holders.length)
    .map(({ id, title }) => ({ id, title, read: readers(id) }))
    .toSorted((a, b) => Number(b.id === cell.caseId) - Number(a.id === cell.caseId) || a.read - b.read)
    .slice(0, MOST_CHOICES - 1);
  return [
    ...fitting.map(({ id, title, read }) => ({
      label: `Case: ${title}`,
      value: id,
      description:
        read === 0 ? 'nobody here has read it' : `${read} here ${read === 1 ? 'has' : 'have'} read it`,
    })),
    { label: 'No case', value: NO_CASE, description: 'a situation of their own' },
  ];
}

export const holderChoices = (cases: readonly Case[], cell: Cell, holders: readonly RoleHolder[]): Choice[] =>
  holders.map(({ id, name, role }) => ({
    label: shorten(name, LABEL),
    value: id,
    description: `${roleName(playedIn(cases, cell), role)}${plays(role) ? ': somebody else takes over' : ''}`,
  }));

/** Earlier than any session is planned: facts go out with the confirmation. */
const AT_ONCE = 'P520W';
const LEADS = [AT_ONCE, 'PT15M', 'PT1H', 'P1D', 'P3D', 'P1W'];

/** When facts can go out; the value is how long before the beginning. */
export const leadChoices = (): Choice[] =>
  LEADS.map((lead) => ({
    label:
      lead === AT_ONCE
        ? 'Facts go out at once'
        : `Facts go out ${amountInWords(Temporal.Duration.from(lead))} before`,
    value: lead,
  }));
