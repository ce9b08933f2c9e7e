import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { defineForm, openForm } from '../chat/form.ts';
import { option } from '../chat/option.ts';
import { rows, words } from '../chat/parts.ts';
import type { Message, Part } from '../chat/reply.ts';
import { usage } from '../chat/text.ts';
import { countInWords, dayInWords, nudgeKey, readExam, readNudge, workInWords } from './nudge.ts';
import { nudgeJob, nudgePost, remind, stopNudge } from './nudge-cards.ts';
import { dueFor, startReview } from './review-start.ts';

/** What is due, the day of an exam, and the daily reminder. */

interface Typed {
  readonly exam?: string | undefined;
  readonly nudge?: string | undefined;
}

const showReview = defineAction({ name: 'quiz.review', answer: 'private', run: (context) => card(context) });

/** Opens the review, from other cards. */
export const reviewButton = button(showReview, {}, 'Review');

const form = defineForm({
  name: 'quiz.review-settings',
  title: 'Exam and reminder',
  fields: {
    exam: option.text({ label: 'The day of your exam', description: '2026-12-18; or none', max: 40 }),
    nudge: option.text({
      label: 'Remind me daily at',
      description: '07:30, in your time zone; or none',
      max: 20,
    }),
  },
  answer: 'private',
  // What was emptied is taken back.
  run: (context) => reviewCard(context, { exam: 'none', nudge: 'none', ...given(context.values) }),
});

const given = ({ exam, nudge }: Typed): Typed => ({
  ...(exam !== undefined && { exam }),
  ...(nudge !== undefined && { nudge }),
});

const change = defineAction({
  name: 'quiz.review-change',
  answer: 'form',
  run: async (context) => {
    const { identity } = await context.who();
    const { exam, nudge } = await context.services.community.preferences.of(identity);
    return openForm(form, {}, { ...(exam !== undefined && { exam }), ...(nudge && { nudge: nudge.time }) });
  },
});

/** `/quiz review`: what was typed is saved first, all of it or nothing. */
export async function reviewCard(context: Context, typed: Typed): Promise<Message> {
  if (typed.exam === undefined && typed.nudge === undefined) return card(context);
  const zone = await context.services.community.members.zone(context.request);
  const exam =
    typed.exam === undefined ? undefined : readExam(typed.exam, zone ?? 'UTC', context.clock.now());
  const time = typed.nudge === undefined ? undefined : readNudge(typed.nudge);
  if (time && zone === undefined) {
    throw new UserError(
      'Whose clock shall I go by? I do not know your time zone yet. Tell me once, by city: ',
      usage('settings show', { zone: 'Berlin' }),
      '. Nothing was changed yet.',
    );
  }
  const who = await context.who();
  const { preferences } = context.services.community;
  if (time !== undefined) {
    const nudge = time === null || zone === undefined ? null : { time, zone };
    // The timetable first: what reminds without being wanted says nothing, and what is shown as set does come.
    if (nudge) await remind(context, who, nudge);
    else await context.schedule.cancel(nudgeKey(who.identity));
    await preferences.set(who.identity, { nudge });
  }
  if (exam !== undefined) await preferences.set(who.identity, { exam });
  return card(context, [words('Saved.')]);
}

async function card(context: Context, first: readonly Part[] = []): Promise<Message> {
  const { preferred, zone, due } = await dueFor(context);
  const { exam, nudge, locale } = preferred;
  const today = context.clock.now().toZonedDateTimeISO(zone).toPlainDate();
  return {
    title: 'Review',
    parts: [
      ...first,
      due.now.length > 0 ? words(`Due now: ${workInWords(due.now)}.`) : words('Nothing is due now.'),
      due.next
        ? words(`Next: ${countInWords(due.next.count)} on ${dayInWords(due.next.day, locale)}.`)
        : due.now.length === 0
          ? words(
              'What you answer comes back here when it is worth repeating. To begin: ',
              usage('quiz start'),
            )
          : words('Nothing more has a day yet.'),
      ...examParts(exam, today, locale),
      words(
        nudge
          ? `Daily reminder: at ${nudge.time} (${nudge.zone}), on days when something is due.`
          : 'Daily reminder: none.',
      ),
      ...rows([
        ...(due.now.length > 0 ? [button(startReview, {}, 'Start', { style: 'primary' })] : []),
        button(change, {}, 'Exam and reminder'),
      ]),
    ],
  };
}

function examParts(exam: string | undefined, today: Temporal.PlainDate, locale: string | undefined): Part[] {
  if (exam === undefined) return [];
  const day = Temporal.PlainDate.from(exam);
  const { days } = today.until(day, { largestUnit: 'days' });
  if (days < 0) return [];
  const when = days === 0 ? 'today; good luck' : days === 1 ? 'tomorrow' : `in ${days} days`;
  return [
    words(
      `Exam: ${dayInWords(day, locale)}, ${when}.`,
      days > 0 ? ' In the fortnight before it, what you have learnt comes back once more.' : '',
    ),
  ];
}

export const reviewActions = [startReview, showReview, change, stopNudge];
export const reviewForms = [form];
export const reviewPosts = [nudgePost];
export const reviewJobs = [nudgeJob];
