import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import { ChoiceNeeded } from '../chat/errors.ts';
import { rows, words } from '../chat/parts.ts';
import type { Button } from '../chat/reply.ts';
import { time } from '../chat/text.ts';
import { takesCheckIns } from './attendance-minutes.ts';
import { rosterActions, rosterForms } from './attendance-roster-cards.ts';
import { showButton } from './list-cards.ts';
import { linkParts } from './occurrence-parts.ts';
import { recordActions } from './record-cards.ts';
import { seatButtons } from './seat-cards.ts';
import { speakingFor } from './seat-context.ts';
import type { Occurrence } from './session.ts';

export { attendanceButtons } from './attendance-roster-cards.ts';
export { recordCard } from './record-cards.ts';

/** Saying that one is there. */

const checkIn = defineAction({
  name: 'practice.check-in',
  state: z.object({ occurrence: z.uuid() }),
  answer: 'private',
  run: async (context) => {
    const { attendance } = context.services.practice;
    const id = context.state.occurrence;
    const { occurrence, seat } = await attendance.checkIn(await speakingFor(context, id).who(), id);
    if (seat?.state !== 'seated' || !seat.checkedIn) {
      throw new ChoiceNeeded(
        rows(seatButtons(occurrence, seat?.state ?? 'none')),
        'You have no seat in this session yet. Join first, then check in. Where it is full, who leads it can add you.',
      );
    }
    return {
      title: occurrence.title,
      parts: [
        words('You are checked in since ', time(seat.checkedIn, 'time'), '. Have a good session!'),
        ...linkParts(occurrence),
        ...rows([showButton(occurrence, 'More')]),
      ],
    };
  },
});

/** “I am here”: from ten minutes before to the end; none at other times. */
export const checkInButtons = (occurrence: Occurrence, now: Temporal.Instant): Button[] =>
  takesCheckIns(occurrence, now)
    ? [button(checkIn, { occurrence: occurrence.id }, 'I am here', { style: 'primary' })]
    : [];

export const attendanceActions = [checkIn, ...rosterActions, ...recordActions];
export const attendanceForms = [...rosterForms];
