import { type PlayedCase, plays, slotsOf } from '../../src/practice/cell.ts';
import type { Participant, ProposedCell } from '../../src/practice/cell-proposal.ts';
import { someone } from './random-groups.ts';

/** Reads proposals of cells, and says what is wrong with one. */

export const group = (count: number, more: (place: number) => Partial<Participant> = () => ({})) =>
  Array.from({ length: count }, (_, place) => someone(`person-${place}`, more(place)));
export const roleOf = (cells: readonly ProposedCell[], wanted: string) =>
  cells.flatMap(({ roles }) => roles).find(({ person }) => person === wanted)?.role;
export const holdersOf = (cells: readonly ProposedCell[], wanted: string) =>
  cells.flatMap(({ roles }) => roles.flatMap(({ role, person }) => (role === wanted ? [person] : [])));
export const sizes = (cells: readonly ProposedCell[]) =>
  cells.map(({ roles }) => roles.length).toSorted((a, b) => b - a);

/** What has to hold for any proposal. */
export function faultsOf(
  people: readonly Participant[],
  cases: readonly PlayedCase[],
  cells: readonly ProposedCell[],
): string[] {
  const faults: string[] = [];
  const is = (isRight: boolean, fault: string) => isRight || faults.push(fault);
  const placed = cells.flatMap(({ roles }) => roles.map(({ person }) => person));
  is(
    placed.toSorted().join() ===
      people
        .map(({ person }) => person)
        .toSorted()
        .join(),
    'not everybody once',
  );
  const [largest = 0, smallest = 0] = [sizes(cells)[0], sizes(cells).at(-1)];
  is(largest - smallest <= 1 && smallest >= 3, 'uneven cells');
  for (const { caseId, roles } of cells) {
    const played = cases.find(({ id }) => id === caseId);
    is(caseId === undefined || played !== undefined, 'a case that there is not');
    const slots = slotsOf(played);
    const taken = roles.map(({ role }) => role).filter((role) => role !== 'observer');
    is(new Set(taken).size === taken.length, 'two in one role');
    is(
      roles.every(({ role }) => slots.some((slot) => slot.role === role)),
      'a role that there is not',
    );
    is(
      slots.every(({ role, needed }) => !needed || taken.includes(role)),
      'a needed role is empty',
    );
    const members = roles.map(({ role, person }) => ({
      role,
      ...people.find((each) => each.person === person)!,
    }));
    const knows = (id: string) => members.filter(({ seen }) => seen.has(id)).length;
    is(
      members.every(({ role, seen }) => !caseId || !plays(role) || !seen.has(caseId)),
      'somebody plays a case that they know',
    );
    const free = cases.some(({ id, parties }) => knows(id) === 0 && parties.length < members.length);
    is(!free || (caseId !== undefined && knows(caseId) === 0), 'a case that nobody knows is left');
  }
  return faults;
}
