import { z } from 'zod';
import { button, defineAction, select } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { rows, words } from '../chat/parts.ts';
import type { Message, Part } from '../chat/reply.ts';
import { usage } from '../chat/text.ts';
import { ankiText } from './interchange/anki.ts';
import { mistakesCsv } from './mistakes.ts';
import { workInWords } from './nudge.ts';
import { dimensionParts, weekParts } from './progress-parts.ts';
import { reviewButton } from './review-cards.ts';
import { dueFor } from './review-start.ts';

/** A member's own results, for them alone. */

/** Stands for all dimensions together in the list of what can be seen week by week. */
const ALL = 'all';

/** `/quiz progress`. */
export async function progressCard(context: Context, first: readonly Part[] = []): Promise<Message> {
  const { learning, bank } = context.services.quiz;
  const { who, preferred, zone, due } = await dueFor(context);
  const progress = await learning.progress(who, zone);
  const { all } = progress.all;
  const streak = preferred.streak ? await learning.streak(who, zone) : undefined;
  const mistakes = await learning.mistakes(who);
  if (all.answered === 0) {
    return {
      title: 'Your progress',
      parts: [
        ...first,
        words(
          'Nothing to show yet: your answers are collected here, for you alone. To begin: ',
          usage('quiz start'),
        ),
        ...rows([button(askErase, {}, 'Delete …', { style: 'danger' })]),
      ],
    };
  }
  return {
    title: 'Your progress',
    parts: [
      ...first,
      words(`${all.right} of ${all.answered} answers right, seen by you alone.`),
      ...(await dimensionParts(progress, bank)),
      ...(streak === undefined ? [] : [words(streakInWords(streak))]),
      words(due.now.length > 0 ? `Due for review: ${workInWords(due.now)}.` : 'Nothing is due for review.'),
      select(byWeek, {}, 'See it week by week', [
        { label: 'All together', value: ALL },
        ...[...progress.dimensions.keys()]
          .slice(0, 24)
          .map((id) => ({ label: bank.dimensionName(id), value: id })),
      ]),
      ...rows([
        ...(due.now.length > 0 ? [reviewButton] : []),
        button(
          setStreak,
          { on: streak === undefined },
          streak === undefined ? 'Show my streak' : 'Hide my streak',
        ),
        ...(mistakes.length > 0
          ? [
              button(exportMistakes, { as: 'csv' }, 'My mistakes as CSV'),
              button(exportMistakes, { as: 'anki' }, 'My mistakes for Anki'),
            ]
          : []),
        button(askErase, {}, 'Delete …', { style: 'danger' }),
      ]),
    ],
  };
}

const streakInWords = (days: number): string =>
  days === 0
    ? 'Streak: none at the moment; it begins with your next answer.'
    : `Streak: ${days} ${days === 1 ? 'day' : 'days'} in a row with an answer.`;

const byWeek = defineAction({
  name: 'quiz.progress-weeks',
  answer: 'private',
  run: async (context): Promise<Message> => {
    const { learning, bank } = context.services.quiz;
    const { who, zone } = await dueFor(context);
    const progress = await learning.progress(who, zone);
    const [id = ALL] = context.values;
    const results = id === ALL ? progress.all : progress.dimensions.get(id);
    const name = id === ALL ? 'All together' : bank.dimensionName(id);
    if (!results || results.weeks.length === 0) return progressCard(context);
    return { title: name, parts: [...(await weekParts(results, name)), ...rows([backButton('Back')])] };
  },
});

const back = defineAction({
  name: 'quiz.progress',
  answer: 'private',
  run: (context): Promise<Message> => progressCard(context),
});
const backButton = (label: string) => button(back, {}, label);

const setStreak = defineAction({
  name: 'quiz.streak',
  state: z.object({ on: z.boolean() }),
  answer: 'private',
  run: async (context): Promise<Message> => {
    const { identity } = await context.who();
    await context.services.community.preferences.set(identity, { streak: context.state.on });
    return progressCard(context);
  },
});

const exportMistakes = defineAction({
  name: 'quiz.mistakes',
  state: z.object({ as: z.enum(['csv', 'anki']) }),
  answer: 'private',
  run: async (context): Promise<Message> => {
    const { learning, bank } = context.services.quiz;
    const mistakes = await learning.mistakes(await context.who());
    if (mistakes.length === 0) return progressCard(context, [words('There are no mistakes to export.')]);
    const file =
      context.state.as === 'csv'
        ? {
            name: 'my-mistakes.csv',
            text: mistakesCsv(mistakes, bank),
            says: 'the questions that you answered wrong, with what is right and why, for a spreadsheet',
          }
        : {
            name: 'my-mistakes-anki.txt',
            text: ankiText(
              mistakes.map(({ question }) => question),
              bank,
            ),
            says: 'the questions that you answered wrong, as cards for Anki (File, Import)',
          };
    return {
      title: 'Your mistakes',
      parts: [
        { kind: 'file', name: file.name, content: new TextEncoder().encode(file.text), says: file.says },
        ...rows([backButton('Back')]),
      ],
    };
  },
});

const askErase = defineAction({
  name: 'quiz.erase',
  answer: 'private',
  run: (): Message => ({
    title: 'Delete your quiz results?',
    parts: [
      words(
        'This deletes all your answers, rounds and results in this community, in all your linked accounts, and your exam day, reminder, streak and place on the leaderboard. It cannot be undone.',
      ),
      words(
        'What you reported about questions stays; all that I keep about you is under ',
        usage('settings show'),
        '.',
      ),
      ...rows([button(erase, {}, 'Delete it all', { style: 'danger' }), backButton('Keep it')]),
    ],
  }),
});

const erase = defineAction({
  name: 'quiz.erase-now',
  answer: 'private',
  run: async (context): Promise<Message> => {
    await context.services.quiz.learning.erase(await context.who(), context.schedule);
    return {
      title: 'Deleted',
      parts: [words('No answer or result of yours is kept in this community any more.')],
    };
  },
});

export const progressActions = [byWeek, back, setStreak, exportMistakes, askErase, erase];
