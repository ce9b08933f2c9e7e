import { UserError } from '../chat/errors.ts';
import type { Outgoing } from '../chat/outgoing.ts';
import type { Who } from '../chat/request.ts';
import type { Phase } from './cell.ts';
import { phaseJob, phaseKey, phasePost } from './cell-cards.ts';
import { ownCell, readCell, setTimer } from './cell-place.ts';
import { bellUntil, phaseMinutes, runningTimer, timersAt } from './phases.ts';
import type { PracticeParts } from './practice.ts';
import { secondsOf } from './reminder-reading.ts';
import { isLater } from './reminder-times.ts';

/** A cell's timer: it runs only where somebody presses. */
export interface PhaseTimers {
  /**
   * Starts a phase's timer, in place of another phase's; the one that runs already goes on, so that two who press at
   * once start one. Anybody in the cell, from ten minutes before the beginning on.
   */
  startPhase(who: Who, cell: string, phase: Phase, outgoing: Outgoing): Promise<void>;
  stopPhase(who: Who, cell: string, outgoing: Outgoing): Promise<void>;
  /** Tells the cell that a phase is over, where its timer still runs for it. */
  ring(cell: string, outgoing: Outgoing): Promise<void>;
}

/** They sit there and wait for it. */
const AT_ONCE = 10;

export function createPhaseTimers(parts: PracticeParts): PhaseTimers {
  const { store, clock } = parts;
  return {
    startPhase: (who, id, phase, { schedule }) =>
      store.transaction(async () => {
        const { occurrence, cell, played } = await ownCell(parts, who, id, true);
        const now = clock.now();
        if (occurrence.state === 'cancelled') throw new UserError('That session was cancelled.');
        const when = timersAt(occurrence, now);
        if (when === 'early') {
          throw new UserError('It is too early: timers start from ten minutes before the beginning.');
        }
        if (when === 'over') throw new UserError('That session is over, so there is nothing to time.');
        if (runningTimer(cell, now)?.phase === phase) return;
        const ends = now.add({ minutes: phaseMinutes(played, occurrence)[phase] });
        await setTimer(store, id, { phase, ends });
        await schedule.at(phaseJob, {
          ...{ key: phaseKey(id), community: occurrence.community },
          ...{ subject: { cell: id }, due: ends },
        });
      }),

    stopPhase: (who, id, { schedule }) =>
      store.transaction(async () => {
        await ownCell(parts, who, id, true);
        await setTimer(store, id, undefined);
        await schedule.cancel(phaseKey(id));
      }),

    ring: (id, { deliveries }) =>
      store.transaction(async () => {
        const found = await readCell(parts, id, true);
        const timer = found?.cell.timer;
        const now = clock.now();
        // Where it was started anew meanwhile, this is not its end.
        if (!timer || isLater(timer.ends, now)) return;
        await setTimer(store, id, undefined);
        const { community, state } = found.occurrence;
        const expires = bellUntil(timer.ends);
        if (state === 'cancelled' || !isLater(expires, now)) return;
        const { phase } = timer;
        const ends = secondsOf(timer.ends);
        await deliveries.send(
          phasePost,
          ...found.cell.holders.map(({ id: holder, space, identity }) => ({
            ...{ key: `practice.phase-over:${holder}:${phase}:${ends}`, community },
            ...{ to: { space, identity }, subject: { holder, phase, ends } },
            ...{ due: timer.ends, expires, urgency: AT_ONCE },
          })),
        );
      }),
  };
}
