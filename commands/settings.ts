import { defineCommand, defineSubcommand } from '../src/chat/command.ts';
import { option } from '../src/chat/option.ts';
import type { Community } from '../src/community/community.ts';
import { courseActions, courseSettings } from '../src/community/course-cards.ts';
import { accountLink, spaceLink } from '../src/community/link-cards.ts';
import { noticeActions, noticeCard } from '../src/community/notice-cards.ts';
import { dataCard, ownActions, ownForms, ownSettings } from '../src/community/own-cards.ts';
import { linkClaimed, welcome } from '../src/community/posts.ts';
import { completeZone } from '../src/community/zone-choice.ts';

declare module '../src/chat/context.ts' {
  interface Services {
    readonly community: Community;
  }
}

export const settings = defineCommand({
  name: 'settings',
  description: 'Your time zone, reminders and data; for administrators, the community',
  subcommands: {
    show: defineSubcommand({
      description: 'Your time zone, how dates are written, quiet hours, reminders, linked accounts',
      options: {
        zone: option.text({
          description: 'Your city, or a zone such as Europe/Berlin',
          max: 60,
          complete: completeZone,
        }),
        locale: option.text({
          description: 'How dates are written: a code such as en-GB, de or fr-CA',
          max: 35,
        }),
        quiet: option.text({ description: 'When no reminder comes: 22:00-07:00, or none', max: 40 }),
        leads: option.text({
          description: 'How long before a session to remind: 1 day, 30 min; or none',
          max: 80,
        }),
      },
      visibility: 'private',
      examples: [
        { values: {}, does: 'shows your settings' },
        { values: { zone: 'Berlin' }, does: 'sets your time zone' },
      ],
      run: (context) => ownSettings(context, context.options),
    }),
    data: defineSubcommand({
      description: 'All that is kept about you: have it as a file, or delete it',
      options: {},
      visibility: 'private',
      examples: [{ values: {}, does: 'exports or deletes your data' }],
      run: dataCard,
    }),
    account: defineSubcommand({
      description: 'Link your account on the other platform with this one',
      options: { code: option.text({ description: 'The code from your other account', max: 20 }) },
      visibility: 'private',
      examples: [{ values: {}, does: 'links your own accounts' }],
      run: (context) => accountLink.run(context, context.options.code),
    }),
    community: defineSubcommand({
      description: 'Facilitators, announcements, time zone, who may open sessions, links',
      options: {
        facilitator: option.mentionable({
          description: 'Who is a facilitator; who is one already is removed',
        }),
        channel: option.channel({ description: 'Where announcements go' }),
        zone: option.text({
          description: 'The course’s time zone: a city, or none',
          max: 60,
          complete: completeZone,
        }),
        locale: option.text({
          description: 'How the course writes dates: a code such as en-GB, or none',
          max: 35,
        }),
        sessions: option.choice({
          description: 'Who may open sessions',
          choices: { everyone: 'Everyone', facilitators: 'Facilitators' },
        }),
      },
      visibility: 'private',
      audience: 'administrator',
      examples: [{ values: {}, does: 'shows and changes the community’s settings' }],
      run: (context) => courseSettings(context, context.options),
    }),
    link: defineSubcommand({
      description: 'Join a Discord server and a Slack workspace into one community',
      options: { code: option.text({ description: 'The code from the other side', max: 20 }) },
      visibility: 'private',
      audience: 'administrator',
      examples: [{ values: {}, does: 'links a server and a workspace' }],
      run: (context) => spaceLink.run(context, context.options.code),
    }),
    notices: defineSubcommand({
      description: 'What could not be sent or done, and the cure',
      options: {},
      visibility: 'private',
      audience: 'facilitator',
      examples: [{ values: {}, does: 'shows what could not be sent' }],
      run: (context) => noticeCard(context, 0),
    }),
  },
  actions: [...ownActions, ...courseActions, ...noticeActions],
  forms: ownForms,
  posts: [welcome, linkClaimed],
});
