import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { defineJob, type JobContext } from '../chat/job.ts';
import { rows, words } from '../chat/parts.ts';
import { definePost } from '../chat/post.ts';
import { usage } from '../chat/text.ts';
import { type Nudge, nudgeKey, workInWords } from './nudge.ts';
import { startReview } from './review-start.ts';

/** The daily reminder of what is due: its timetable, its message, and the button that stops it. */

const nudged = z.object({ identity: z.uuid() });

/** How late a reminder still helps. */
const LATE = Temporal.Duration.from({ hours: 3 });

/** Says on the day what is due then; nothing where nothing is. */
export const nudgeJob = defineJob({
  name: 'quiz.nudge',
  says: 'a daily review',
  subject: nudged,
  lateWithin: LATE.total('minutes'),
  run: async (context) => {
    const { services, deliveries, schedule, due: at } = context;
    const { identity } = context.subject;
    const found = await services.quiz.learning.reminded(identity);
    if (!found) return schedule.cancel(nudgeKey(identity));
    const { who, latest } = found;
    const { nudge, zone, exam } = await services.community.preferences.of(identity);
    // Taken back, or set with another of their accounts: that one reminds.
    if (!nudge || !latest) return;
    if (zone !== undefined && zone !== nudge.zone) {
      await remind(context, who, { time: nudge.time, zone });
      return services.community.preferences.set(identity, { nudge: { time: nudge.time, zone } });
    }
    const due = await services.quiz.learning.due(who, { zone: nudge.zone, exam });
    if (due.now.length === 0) return;
    const day = at.toZonedDateTimeISO(nudge.zone).toPlainDate();
    await deliveries.send(nudgePost, {
      key: `${nudgeKey(identity)}:${day}`,
      community: who.community,
      to: { space: who.space, identity },
      subject: { identity },
      expires: at.add(LATE),
    });
  },
});

/** Every day at that time from now on. */
export async function remind(
  { schedule, clock }: Pick<Context | JobContext<typeof nudged>, 'schedule' | 'clock'>,
  { identity }: { readonly identity: string },
  { time, zone }: Nudge,
): Promise<void> {
  await schedule.every(nudgeJob, {
    key: nudgeKey(identity),
    subject: { identity },
    rule: 'FREQ=DAILY',
    zone,
    starts: clock.now().toZonedDateTimeISO(zone).toPlainDate().toPlainDateTime(time),
  });
}

export const stopNudge = defineAction({
  name: 'quiz.nudge-stop',
  state: nudged,
  answer: 'private',
  run: async ({ services, request, schedule, state: { identity } }) => {
    // In a direct message it may not be clear for which of their courses they speak; the button says it.
    if (!(await services.quiz.learning.isOf(request, identity))) {
      throw new UserError('That reminder is not yours. Yours are here: ', usage('quiz review'));
    }
    await services.community.preferences.set(identity, { nudge: null });
    await schedule.cancel(nudgeKey(identity));
    return {
      title: 'Stopped',
      parts: [
        words(
          'I remind you no more. To have it again: ',
          usage('quiz review', { nudge: '07:30' }, 'nudge:07:30'),
        ),
      ],
    };
  },
});

export const nudgePost = definePost({
  name: 'quiz.nudge',
  subject: nudged,
  make: async ({ services, subject: { identity } }) => {
    const found = await services.quiz.learning.reminded(identity);
    const { nudge, exam } = await services.community.preferences.of(identity);
    if (!found || !nudge) return undefined;
    const due = await services.quiz.learning.due(found.who, { zone: nudge.zone, exam });
    if (due.now.length === 0) return undefined;
    return {
      title: 'Worth repeating today',
      parts: [
        words(`${workInWords(due.now)}. It can wait, too: nothing is lost.`),
        ...rows([
          button(startReview, {}, 'Start', { style: 'primary' }),
          button(stopNudge, { identity }, 'Stop these'),
        ]),
      ],
    };
  },
});
