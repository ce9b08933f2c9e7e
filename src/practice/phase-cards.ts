import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import { rows, words } from '../chat/parts.ts';
import type { PostContext } from '../chat/post.ts';
import type { Button, Message } from '../chat/reply.ts';
import { strong, time } from '../chat/text.ts';
import { PHASES, type Phase } from './cell.ts';
import { cellButton, cellCard, type PhaseSubject } from './cell-cards.ts';
import { speakingInCell } from './cell-context.ts';
import { timerParts } from './cell-parts.ts';
import type { CellPlace } from './cell-place.ts';
import { PHASE_AFTER, PHASE_NAMES, phaseMinutes, runningTimer, timersAt } from './phases.ts';

/** A cell's timer: no phase has one unless somebody presses. */

const start = defineAction({
  name: 'practice.phase-start',
  state: z.object({ cell: z.uuid(), phase: z.enum(PHASES) }),
  answer: 'private',
  run: async (context) => {
    const { cell, phase } = context.state;
    const who = await (await speakingInCell(context, cell)).who();
    await context.services.practice.debriefs.startPhase(who, cell, phase, context);
    return cellCard(context, cell, 'The timer runs; I write to everybody in the cell when it is over.');
  },
});

const stop = defineAction({
  name: 'practice.phase-stop',
  state: z.object({ cell: z.uuid() }),
  answer: 'private',
  run: async (context) => {
    const { cell } = context.state;
    const who = await (await speakingInCell(context, cell)).who();
    await context.services.practice.debriefs.stopPhase(who, cell, context);
    return cellCard(context, cell, 'The timer is stopped.');
  },
});

const startButton = ({ cell, played, occurrence }: CellPlace, phase: Phase): Button =>
  button(
    start,
    { cell: cell.id, phase },
    `Start ${PHASE_NAMES[phase].toLowerCase()} (${phaseMinutes(played, occurrence)[phase]} min)`,
  );

const canStart = ({ occurrence }: CellPlace, now: Temporal.Instant): boolean =>
  occurrence.state === 'planned' && timersAt(occurrence, now) === 'now';

/** For those in the cell. */
export function phaseButtons(place: CellPlace, now: Temporal.Instant): Button[] {
  const runs = runningTimer(place.cell, now);
  const phases = canStart(place, now) ? PHASES.filter((phase) => phase !== runs?.phase) : [];
  return [
    ...phases.map((phase) => startButton(place, phase)),
    ...(runs ? [button(stop, { cell: place.cell.id }, 'Stop the timer')] : []),
  ];
}

/** To each in the cell, when the time is up. */
export async function phaseMessage({
  subject,
  services,
  clock,
}: PostContext<PhaseSubject>): Promise<Message | undefined> {
  const place = await services.practice.debriefs.ofHolder(subject.holder);
  if (!place || place.occurrence.state === 'cancelled') return undefined;
  const { phase, ends } = subject;
  const now = clock.now();
  const next = PHASE_AFTER[phase];
  const goesOn = runningTimer(place.cell, now) !== undefined;
  return {
    title: `${PHASE_NAMES[phase]} is over`,
    parts: [
      words(
        strong(place.occurrence.title),
        `: the time for ${phase === 'preparation' ? 'preparation' : `the ${phase}`} was up at `,
        time(Temporal.Instant.fromEpochMilliseconds(ends * 1000), 'time'),
        '.',
      ),
      ...(goesOn
        ? timerParts(place, now)
        : [words(next ? NEXT[next] : 'That was the last part. Thank you for practising together.')]),
      ...rows([
        ...(next && !goesOn && canStart(place, now) ? [startButton(place, next)] : []),
        cellButton(place.cell),
      ]),
    ],
  };
}

const NEXT: Readonly<Record<Exclude<Phase, 'preparation'>, string>> = {
  mediation: 'Next comes the mediation. Whoever starts its timer starts it for all.',
  debrief:
    'Next comes the debrief. The mediator, or who leads the session, opens it on the cell’s card; its timer is a wish, as before.',
};

export const phaseActions = [start, stop];
