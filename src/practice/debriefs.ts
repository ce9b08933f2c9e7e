import { UserError } from '../chat/errors.ts';
import type { Outgoing } from '../chat/outgoing.ts';
import type { Who } from '../chat/request.ts';
import { time } from '../chat/text.ts';
import { debriefPost } from './cell-cards.ts';
import { type CellPlace, type OwnCell, ownCell, placeFor, readHolding } from './cell-place.ts';
import { occurrenceOfCell } from './cell-rows.ts';
import { createFeedbackGiving, type FeedbackGiving } from './feedback.ts';
import { createPhaseTimers, type PhaseTimers } from './phase-timers.ts';
import { isOpen, openUntil } from './phases.ts';
import type { PracticeParts } from './practice.ts';
import { markSeen } from './seen-cases.ts';
import { hasBegun } from './session.ts';

export { REVEALED_FOR } from './phases.ts';

/** What a cell may read once it is revealed. */
export interface Revealed extends OwnCell {
  readonly until: Temporal.Instant;
}

/**
 * While a cell plays, and after; cells of confirmed plans only. Each click asks anew, and what cannot be done rejects
 * with a UserError that says why not.
 */
export interface Debriefs extends PhaseTimers, FeedbackGiving {
  /** Of a cell, for which it speaks; undefined where it is gone. */
  occurrenceOf(cell: string): Promise<string | undefined>;
  /** A cell of the asker's community, whether they are in it or not. */
  place(who: Who, cell: string): Promise<CellPlace>;
  /** For a message to a holder: undefined where they have the role no more. */
  ofHolder(holder: string): Promise<OwnCell | undefined>;
  /** Opens all facts to the cell; again, it changes nothing. `leads`: who leads the session may, else the mediator. Not before the beginning. */
  reveal(who: Who, cell: string, leads: boolean, outgoing: Outgoing): Promise<void>;
  /** For somebody in the cell, until the facts are closed again; kept as read. */
  revealed(who: Who, cell: string): Promise<Revealed>;
}

export function createDebriefs(parts: PracticeParts): Debriefs {
  const { store, clock } = parts;
  return {
    ...createPhaseTimers(parts),
    ...createFeedbackGiving(parts),
    occurrenceOf: (cell) => occurrenceOfCell(store, cell),
    place: (who, cell) => placeFor(parts, who, cell),
    ofHolder: (holder) => readHolding(parts, holder),

    reveal: (who, id, leads, { deliveries }) =>
      store.transaction(async () => {
        const place = await placeFor(parts, who, id, true);
        const { occurrence, cell, holder, played } = place;
        if (!leads && holder?.role !== 'mediator') {
          throw new UserError('The mediator of the cell opens the facts, or who leads the session.');
        }
        const now = clock.now();
        if (occurrence.state === 'cancelled') throw new UserError('That session was cancelled.');
        if (!hasBegun(occurrence, now)) {
          throw new UserError(
            'The facts can be opened once the session has begun: ',
            time(occurrence.starts),
          );
        }
        if (cell.revealed) return;
        await store.db
          .updateTable('practice_cell')
          .set({ revealed_at: now.toString() })
          .where('id', '=', id)
          .execute();
        if (played) {
          const all = cell.holders.map(({ identity }) => identity);
          await markSeen(store, all, { caseId: played.id, part: 'all', occurrence: occurrence.id }, now);
        }
        await deliveries.send(
          debriefPost,
          ...cell.holders.map(({ id: holding, space, identity }) => ({
            ...{ key: `practice.debrief:${holding}`, community: occurrence.community },
            ...{ to: { space, identity }, subject: { holder: holding } },
            ...{ expires: openUntil({ revealed: now })! },
          })),
        );
      }),

    async revealed(who, id) {
      const place = await ownCell(parts, who, id);
      const { cell, occurrence, holder, played } = place;
      const until = openUntil(cell);
      if (!until) {
        throw new UserError(
          'The facts are not open yet: the mediator, or who leads, opens them for the debrief.',
        );
      }
      const now = clock.now();
      if (!isOpen(cell, now)) {
        throw new UserError(
          'The facts were open to your cell until ',
          time(until),
          ', and are closed again.',
        );
      }
      if (played) {
        const own = [...new Set([who.identity, holder.identity])];
        await markSeen(store, own, { caseId: played.id, part: 'all', occurrence: occurrence.id }, now);
      }
      return { ...place, until };
    },
  };
}
