import { pack } from '../chat/pages.ts';
import type { SpaceId } from '../chat/request.ts';
import { type Block, type Inline, paragraph, plainText, strong, text } from '../chat/text.ts';
import type { Case } from '../course/course.ts';
import {
  type Cell,
  type PlayedCase,
  placeIn,
  playedIn,
  type RoleHolder,
  type RolePlan,
  roleName,
  vacantSlots,
} from './cell.ts';
import { playedOrLost } from './cell-changes.ts';

/** Cells and roles in words. Of a case only its title, its caution and the names of its roles stand here. */

/** `The hedge`, or what is played instead. */
export function caseSaid(cases: readonly Case[], cell: Pick<Cell, 'caseId'>): string {
  if (cell.caseId === undefined) return 'no case, a situation of their own';
  return playedIn(cases, cell)?.title ?? 'a case that the course no longer has';
}

const nameOf = ({ space: theirs, member, name }: RoleHolder, space: SpaceId): Inline =>
  theirs === space ? { kind: 'member', id: member, name } : text(name);

/** Roles with those who have them, in the order of the holders: `Observers: Ana, Ben`. */
function rolesSaid(
  played: PlayedCase | undefined,
  holders: readonly RoleHolder[],
  space: SpaceId,
  most: number,
): Inline[][] {
  const roles = [...new Set(holders.map(({ role }) => role))];
  return roles.map((role) => {
    const those = holders.filter((holder) => holder.role === role);
    const more = those.length - most;
    return [
      strong(`${roleName(played, role)}${those.length > 1 ? 's' : ''}: `),
      ...those
        .slice(0, most)
        .flatMap((holder, index): Inline[] => [...(index > 0 ? [text(', ')] : []), nameOf(holder, space)]),
      ...(more > 0 ? [text(` and ${more} more`)] : []),
    ];
  });
}

/** Roles that the cell cannot do without and nobody has; what to do where the course lost its case. */
function vacantSaid(cases: readonly Case[], cell: Cell): Block[] {
  const vacant = vacantSlots(playedOrLost(cases, cell.caseId), cell);
  const lost = cell.caseId !== undefined && playedIn(cases, cell) === undefined;
  return [
    ...(vacant.length === 0
      ? []
      : [paragraph(strong('Nobody has yet: '), vacant.map(({ name }) => name).join(', '))]),
    ...(lost ? [paragraph(strong('Please choose another case, or none: '), 'the parts follow it.')] : []),
  ];
}

/** What to know of a case before somebody takes part in it. */
const cautionSaid = (played: Case | undefined): Block[] =>
  played?.caution === undefined ? [] : [paragraph(strong('Good to know: '), played.caution)];

/** Names of one role in the overview; the cell's own card has them all. */
const FEW = 8;

/** A cell in the overview. `why`: a sentence each. */
export function cellBlocks(
  cases: readonly Case[],
  cell: Cell,
  space: SpaceId,
  why: readonly string[],
): readonly Block[] {
  const played = playedIn(cases, cell);
  const roles = rolesSaid(played, cell.holders, space, FEW);
  return [
    paragraph(strong(`Cell ${cell.number}: `), caseSaid(cases, cell)),
    ...cautionSaid(played),
    ...(roles.length === 0
      ? []
      : [paragraph(...roles.flatMap((role, index) => [...(index > 0 ? [text('; ')] : []), ...role]))]),
    ...vacantSaid(cases, cell),
    ...(why.length === 0 ? [] : [paragraph(strong('Why: '), why.join(' '))]),
  ];
}

/** A cell alone, a line each role; only these of its holders. */
export function wholeCellBlocks(
  cases: readonly Case[],
  cell: Cell,
  space: SpaceId,
  holders: readonly RoleHolder[],
): readonly Block[] {
  const played = playedIn(cases, cell);
  return [
    ...cautionSaid(played),
    ...rolesSaid(played, holders, space, holders.length).map((role) => paragraph(...role)),
    ...vacantSaid(cases, cell),
  ];
}

/** Characters of all cells on one page: beside them stand sentences and controls, and markup takes room too. */
const PAGE = 2_300;
/** Components are counted as well. */
const CELLS = 8;
/** What a member's name may take where it stands as a mention. */
const MENTION = 20;

/** Cells in pages that either platform shows whole. */
export const cellPages = <T extends { readonly cell: Cell; readonly blocks: readonly Block[] }>(
  shown: readonly T[],
): readonly (readonly T[])[] =>
  pack(
    shown,
    ({ cell, blocks }) =>
      Math.max(PAGE / CELLS, plainText(blocks).length + MENTION * Math.min(cell.holders.length, 2 * FEW)),
    PAGE,
  );

/** `Observer in cell 2`. */
export const placeSaid = (
  cases: readonly Case[],
  { cell, holder }: { readonly cell: Cell; readonly holder: RoleHolder },
): string => `${roleName(playedIn(cases, cell), holder.role)} in cell ${cell.number}`;

/** What became of those whose place changed: `Ben is Mediator in cell 1 now.` */
export function movesSaid(cases: readonly Case[], before: RolePlan, after: RolePlan): string {
  const named = new Map(
    [before, after].flatMap(({ cells }) =>
      cells.flatMap(({ holders }) => holders.map(({ person, name }) => [person, name] as const)),
    ),
  );
  const moved = [...named].flatMap(([person, name]) => {
    const [was, is] = [placeIn(before, person), placeIn(after, person)];
    if (was?.cell.id === is?.cell.id && was?.holder.role === is?.holder.role) return [];
    return [is ? `${name} is ${placeSaid(cases, is)} now.` : `${name} has no role now.`];
  });
  return moved.length === 0 ? 'That is as it was.' : moved.join(' ');
}
