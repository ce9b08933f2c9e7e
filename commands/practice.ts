import { defineCommand, defineSubcommand } from '../src/chat/command.ts';
import { option } from '../src/chat/option.ts';
import { attendanceActions, attendanceForms, recordCard } from '../src/practice/attendance-cards.ts';
import { calendarActions } from '../src/practice/calendar-cards.ts';
import { cellActions, cellForms, cellJobs, cellPosts } from '../src/practice/cell-cards.ts';
import { changeActions, changeForms, changePosts } from '../src/practice/change-cards.ts';
import { createActions, createCard, createForms } from '../src/practice/create-cards.ts';
import { eventPosts } from '../src/practice/event-post.ts';
import { factsActions, factsJobs, factsPosts } from '../src/practice/facts-cards.ts';
import { homeParts, listActions, listCard, mineCard, showCard } from '../src/practice/list-cards.ts';
import { completeOccurrence } from '../src/practice/occurrence-choice.ts';
import { pollActions, pollCard, pollForms, pollJobs, pollPosts } from '../src/practice/poll-cards.ts';
import type { Practice } from '../src/practice/practice.ts';
import {
  reminderActions,
  reminderForms,
  reminderJobs,
  reminderPosts,
} from '../src/practice/reminder-cards.ts';
import { rolesActions, rolesCard } from '../src/practice/roles-cards.ts';
import { seatActions, seatJobs, seatPosts } from '../src/practice/seat-cards.ts';
import { turnJobs } from '../src/practice/turn-job.ts';
import { turnsActions } from '../src/practice/turns-cards.ts';
import { vacancyPosts } from '../src/practice/vacancy-post.ts';

declare module '../src/chat/context.ts' {
  interface Services {
    readonly practice: Practice;
  }
}

const session = option.text({ description: 'Which session', max: 100, complete: completeOccurrence });

export const practice = defineCommand({
  name: 'practice',
  description: 'Practice sessions: open one, join, be reminded, find a time',
  subcommands: {
    create: defineSubcommand({
      description: 'Open a practice session; all is shown before anything is saved',
      options: {
        when: option.text({ description: 'When it begins, as you would say it: Thursday 7pm', max: 200 }),
        title: option.text({ description: 'What it is called', max: 100 }),
        length: option.text({ description: 'How long: 90m, 2 hours', max: 30 }),
        seats: option.text({ description: 'How many can come; as many as want unless given', max: 10 }),
        place: option.text({ description: 'Where, in words', max: 200 }),
        link: option.text({ description: 'Of the video call; only those with a seat see it', max: 500 }),
        repeat: option.text({
          description: 'How often: every week, second Thursday; once unless given',
          max: 100,
        }),
        about: option.text({ description: 'What it is about', max: 1000 }),
        remind: option.text({ description: 'How long before: 1 day, 15 min; these unless given', max: 100 }),
        channel: option.channel({ description: 'Where it is announced; this channel unless given' }),
      },
      visibility: 'private',
      examples: [
        {
          values: { when: 'Thursday 7pm', title: 'Shuttle mediation', length: '90m', seats: '6' },
          typed: 'Thursday 7pm "Shuttle mediation" 90m seats:6',
          does: 'drafts a session of 90 minutes with six seats',
        },
      ],
      run: (context) => createCard(context, context.options),
    }),
    list: defineSubcommand({
      description: 'The sessions that are coming',
      options: {},
      visibility: 'private',
      examples: [{ values: {}, does: 'shows what is coming, and lets you join' }],
      run: (context) => listCard(context),
    }),
    mine: defineSubcommand({
      description: 'The sessions that you come to or lead, your reminders and calendar',
      options: {},
      visibility: 'private',
      examples: [{ values: {}, does: 'shows your own sessions' }],
      run: (context) => mineCard(context),
    }),
    show: defineSubcommand({
      description: 'One session: who comes, where, and what you can do',
      options: { session },
      visibility: 'private',
      examples: [{ values: {}, does: 'shows the next session' }],
      run: (context) => showCard(context, context.options.session),
    }),
    poll: defineSubcommand({
      description: 'Find a time that suits most',
      options: {
        times: option.text({ description: 'Two to ten times: Thu 7pm, Fri 6pm, Sat 10am', max: 500 }),
        title: option.text({ description: 'What the session will be called', max: 100 }),
        length: option.text({ description: 'How long: 90m, 2 hours', max: 30 }),
      },
      visibility: 'private',
      examples: [
        {
          values: { times: 'Thursday 7pm, Friday 6pm', title: 'Caucus practice' },
          typed: '"Thursday 7pm, Friday 6pm" "Caucus practice"',
          does: 'asks who can come when',
        },
      ],
      run: (context) => pollCard(context, context.options),
    }),
    roles: defineSubcommand({
      description: 'Who plays which role: cells, cases, and whose turn it is',
      options: { session },
      visibility: 'private',
      examples: [{ values: {}, does: 'shows your role, or proposes all roles of a session that you lead' }],
      run: (context) => rolesCard(context, context.options.session),
    }),
    record: defineSubcommand({
      description: 'Your hours of practice, as a list and as files',
      options: { session },
      visibility: 'private',
      examples: [{ values: {}, does: 'shows your own hours' }],
      run: (context) => recordCard(context, context.options.session),
    }),
  },
  actions: [
    ...createActions,
    ...listActions,
    ...seatActions,
    ...changeActions,
    ...reminderActions,
    ...calendarActions,
    ...pollActions,
    ...attendanceActions,
    ...rolesActions,
    ...factsActions,
    ...cellActions,
    ...turnsActions,
  ],
  forms: [...createForms, ...changeForms, ...reminderForms, ...pollForms, ...attendanceForms, ...cellForms],
  posts: [
    ...seatPosts,
    ...changePosts,
    ...reminderPosts,
    ...eventPosts,
    ...pollPosts,
    ...factsPosts,
    ...cellPosts,
    ...vacancyPosts,
  ],
  jobs: [...turnJobs, ...seatJobs, ...reminderJobs, ...pollJobs, ...factsJobs, ...cellJobs],
  home: homeParts,
});
