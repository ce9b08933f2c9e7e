import { defineCommand, defineSubcommand } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { option } from '../src/chat/option.ts';
import type { Choice } from '../src/chat/reply.ts';
import { chosenZone, completeZone } from '../src/community/zone-choice.ts';
import { boardActions, boardCard, boardForms } from '../src/quiz/board-cards.ts';
import { flagActions, flagForms } from '../src/quiz/flag-cards.ts';
import { postActions, postCard, postJobs, postPosts } from '../src/quiz/post-cards.ts';
import { practiceActions, practiceForms, startCard } from '../src/quiz/practice-cards.ts';
import { progressActions, progressCard } from '../src/quiz/progress-cards.ts';
import type { Quiz } from '../src/quiz/quiz.ts';
import { reportActions, reportCard } from '../src/quiz/report-cards.ts';
import { reviewActions, reviewCard, reviewForms, reviewJobs, reviewPosts } from '../src/quiz/review-cards.ts';
import {
  scheduleActions,
  scheduleCard,
  scheduleForms,
  scheduleJobs,
  zoneButton,
} from '../src/quiz/schedule-cards.ts';

declare module '../src/chat/context.ts' {
  interface Services {
    readonly quiz: Quiz;
  }
}

const completeTopic = ({ services, text }: Context & { readonly text: string }): Choice[] =>
  services.quiz.bank.completeTopic(text);

const topic = option.text({ description: 'Only questions of this topic', max: 60, complete: completeTopic });
const closes = option.text({
  description: 'How long answers are taken: 2 h, 1 day; one day unless given',
  max: 30,
});

export const quiz = defineCommand({
  name: 'quiz',
  description: 'Mediation or negotiation? Practise, review, and answer together',
  subcommands: {
    start: defineSubcommand({
      description: 'A few questions for you alone, each with its explanation',
      options: {
        topic,
        length: option.integer({ description: 'How many questions; 5 unless given', min: 1, max: 20 }),
        difficulty: option.choice({
          description: 'Only questions of this difficulty',
          choices: { 1: 'Easy', 2: 'Medium', 3: 'Hard' },
        }),
      },
      visibility: 'private',
      examples: [{ values: {}, does: 'starts a quiz for you alone' }],
      run: (context) => startCard(context, context.options),
    }),
    review: defineSubcommand({
      description: 'What you are about to forget, at the time when it is worth repeating',
      options: {
        exam: option.text({ description: 'The day of an exam, as 2026-12-18; or none', max: 20 }),
        nudge: option.text({ description: 'A daily reminder at this time, as 07:30; or none', max: 20 }),
      },
      visibility: 'private',
      examples: [{ values: {}, does: 'repeats what is due' }],
      run: (context) => reviewCard(context, context.options),
    }),
    post: defineSubcommand({
      description: 'A question for this channel now; everyone answers privately',
      options: {
        topic,
        question: option.text({
          description: 'A certain question; one not asked here lately unless given',
          max: 100,
          complete: ({ services, text }) => services.quiz.posts.complete(text),
        }),
        closes,
      },
      visibility: 'private',
      audience: 'facilitator',
      examples: [{ values: {}, does: 'asks this channel a question' }],
      run: (context) => postCard(context, context.options),
    }),
    schedule: defineSubcommand({
      description: 'Questions that post themselves on certain days; see, pause, change, remove',
      options: {
        days: option.text({ description: 'On which days: Mon Wed Fri, weekdays, daily', max: 60 }),
        time: option.text({ description: 'At what time, as 09:00', max: 10 }),
        topic,
        channel: option.channel({ description: 'Where; this channel unless given' }),
        closes,
        zone: option.text({
          description: 'Whose 09:00: a city or a zone; the course’s unless given',
          max: 60,
          complete: completeZone,
        }),
      },
      visibility: 'private',
      audience: 'facilitator',
      examples: [{ values: {}, does: 'shows and changes when questions are posted' }],
      run: (context) => {
        const { zone } = context.options;
        const read = zone === undefined ? undefined : chosenZone(zone, context.clock.now(), zoneButton);
        return scheduleCard(context, { ...context.options, zone: read });
      },
    }),
    progress: defineSubcommand({
      description: 'Your results over time, what is due, your mistakes as a file',
      options: {},
      visibility: 'private',
      examples: [{ values: {}, does: 'shows how you are doing' }],
      run: (context) => progressCard(context),
    }),
    report: defineSubcommand({
      description: 'What the group gets wrong, without names; questions that members reported',
      options: {},
      visibility: 'private',
      audience: 'facilitator',
      examples: [{ values: {}, does: 'shows what the group gets wrong' }],
      run: (context) => reportCard(context),
    }),
    leaderboard: defineSubcommand({
      description: 'Who learns most, of those who want to be seen',
      options: {},
      visibility: 'private',
      examples: [{ values: {}, does: 'shows who learns most' }],
      run: (context) => boardCard(context),
    }),
  },
  actions: [
    ...practiceActions,
    ...reviewActions,
    ...postActions,
    ...scheduleActions,
    ...progressActions,
    ...reportActions,
    ...flagActions,
    ...boardActions,
  ],
  forms: [...practiceForms, ...reviewForms, ...scheduleForms, ...flagForms, ...boardForms],
  posts: [...postPosts, ...reviewPosts],
  jobs: [...postJobs, ...scheduleJobs, ...reviewJobs],
});
