import { note, words } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';
import type { SpaceId } from '../chat/request.ts';
import { bullets, type Inline, strong, text, time } from '../chat/text.ts';
import { roleName } from './cell.ts';
import type { CellPlace } from './cell-place.ts';
import { nameOf } from './facts-parts.ts';
import { openUntil, PHASE_NAMES, runningTimer } from './phases.ts';

/** A cell as it is shown to those in it and to who leads: none of its facts are in these. */

/** Most names in one role; only observers can be so many. */
const NAMES = 20;

/** `Mediator: Ana`, a line each role. */
export function holderParts({ cell, played }: CellPlace, space: SpaceId): Part[] {
  if (cell.holders.length === 0) return [words('Nobody has a role in it just now.')];
  const byRole = Map.groupBy(cell.holders, ({ role }) => role);
  const lines = [...byRole].map(([role, holders]): Inline[] => {
    const names = holders
      .slice(0, NAMES)
      .flatMap((each, index) => [...(index > 0 ? [text(', ')] : []), ...nameOf(each, space)]);
    const more = holders.length - NAMES;
    return [
      strong(`${roleName(played, role)}: `),
      ...names,
      ...(more > 0 ? [text(` and ${more} more`)] : []),
    ];
  });
  return [{ kind: 'text', text: [bullets(lines)] }];
}

/** What is played. Its caution is for everybody before they play. */
export function caseParts({ cell, played }: CellPlace): Part[] {
  if (cell.caseId === undefined) return [words('You play a situation of your own.')];
  if (!played) {
    return [
      words(
        'The course no longer has the case that was chosen for this cell. Play a situation of your own, or ask who leads the session for another case.',
      ),
    ];
  }
  return [
    words('The case: ', strong(played.title)),
    ...(played.caution === undefined ? [] : [words(strong('Before you begin: '), played.caution)]),
  ];
}

export function timerParts({ cell }: CellPlace, now: Temporal.Instant): Part[] {
  const timer = runningTimer(cell, now);
  if (!timer) return [];
  const { phase, ends } = timer;
  return [
    words(strong(PHASE_NAMES[phase]), ': ends ', time(ends, 'relative'), ', at ', time(ends, 'time'), '.'),
  ];
}

/** Since when all may talk about everything, and until when it can be read. */
export function revealParts({ cell, played }: CellPlace, open: boolean): Part[] {
  const until = openUntil(cell);
  if (!until) return [];
  if (!open) return [note('The debrief was open until ', time(until), ', and is closed.')];
  return [
    note(played ? 'All facts are open to the cell until ' : 'The debrief is open until ', time(until), '.'),
  ];
}
