import type { Case } from '../course/course.ts';
import type { Cell, Phase } from './cell.ts';
import { isLater } from './reminder-times.ts';
import { CHECK_IN_BEFORE, type Occurrence } from './session.ts';

/** What a cell goes through, how long that takes, and how long its facts stay open afterwards. */

export const PHASE_NAMES: Readonly<Record<Phase, string>> = {
  preparation: 'Preparation',
  mediation: 'Mediation',
  debrief: 'Debrief',
};

/** Where no case says so. */
const USUAL: Case['minutes'] = { preparation: 10, mediation: 60, debrief: 45 };

/** Nobody mediates for longer than the session lasts. */
export function phaseMinutes(
  played: Pick<Case, 'minutes'> | undefined,
  { minutes }: Pick<Occurrence, 'minutes'>,
): Readonly<Record<Phase, number>> {
  const { preparation, mediation, debrief } = played?.minutes ?? USUAL;
  return { preparation, mediation: Math.min(mediation, minutes), debrief };
}

/** What comes next; undefined after the last. */
export const PHASE_AFTER = {
  preparation: 'mediation',
  mediation: 'debrief',
  debrief: undefined,
} as const satisfies Record<Phase, Phase | undefined>;

/** Sessions run over, and a debrief may come after the end. */
const AFTER_END = Temporal.Duration.from({ hours: 2 });

/** Whether a timer can be started: from ten minutes before the beginning until two hours after the end. */
export function timersAt(
  { starts, ends }: Pick<Occurrence, 'starts' | 'ends'>,
  now: Temporal.Instant,
): 'early' | 'now' | 'over' {
  if (isLater(starts.subtract(CHECK_IN_BEFORE), now)) return 'early';
  return isLater(ends.add(AFTER_END), now) ? 'now' : 'over';
}

/** What the timer runs for; undefined where it does not, or its end has come and nobody was told yet. */
export const runningTimer = ({ timer }: Pick<Cell, 'timer'>, now: Temporal.Instant): Cell['timer'] =>
  timer && isLater(timer.ends, now) ? timer : undefined;

/** Until when it is worth telling that a phase was over. */
export const bellUntil = (ends: Temporal.Instant): Temporal.Instant => ends.add({ minutes: 30 });

/** For so long after the reveal the cell can read all facts; then they are closed to it again. */
export const REVEALED_FOR = Temporal.Duration.from({ hours: 7 * 24 });

/** Undefined before the reveal. */
export const openUntil = ({ revealed }: Pick<Cell, 'revealed'>): Temporal.Instant | undefined =>
  revealed?.add(REVEALED_FOR);

/**
 * Whether the cell may read all facts now. What was revealed is purged by this alone: the store keeps the moment of the
 * reveal and no text, and the messages that tell of it have none of the facts either.
 */
export function isOpen(cell: Pick<Cell, 'revealed'>, now: Temporal.Instant): boolean {
  const until = openUntil(cell);
  return until !== undefined && isLater(until, now);
}
