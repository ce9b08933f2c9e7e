import type { TourStep } from './local/page/wire.ts';

/** A question of the course that can be told apart at a glance. */
const QUESTION = 'market-corner';

/** Two minutes with the program: what a newcomer is shown first. */
export const TOUR: readonly TourStep[] = [
  {
    title: 'Look a term up',
    says: 'A member on Slack wonders what `BATNA` means. The answer is there at once, and only they see it.',
    acts: [{ side: 'slack', member: 'Member', place: 'general', kind: 'type', typed: '/glossary batna' }],
  },
  {
    title: 'Set two side by side',
    says: 'Somebody on Discord mixes two words up. A comparison tells them apart row by row, and says where sources differ.',
    acts: [
      {
        side: 'discord',
        member: 'Second member',
        place: 'general',
        kind: 'type',
        typed: '/glossary term:mediation versus:negotiation',
      },
    ],
  },
  {
    title: 'Ask everyone a question',
    says: 'A facilitator posts one question to both platforms. Everyone answers privately; what is right, and how many chose what, is told when it closes.',
    acts: [
      {
        ...{ side: 'slack', member: 'Facilitator', place: 'general', kind: 'type' },
        typed: `/quiz post question:${QUESTION}`,
      },
      { side: 'slack', member: 'Member', place: 'general', kind: 'press', label: 'B' },
      { side: 'discord', member: 'Second member', place: 'general', kind: 'press', label: 'A' },
    ],
  },
  {
    title: 'Open a practice session',
    says: 'The facilitator says when in their own words, reads what was understood, and opens it. It is announced on both platforms, each reader’s own time zone in it.',
    acts: [
      {
        ...{ side: 'slack', member: 'Facilitator', place: 'general', kind: 'type' },
        typed: '/practice create in 3 days 18:00 "Caucus practice" 90m seats:4',
      },
      { side: 'slack', member: 'Facilitator', place: 'general', kind: 'press', label: 'Open it' },
    ],
  },
  {
    title: 'Join, wherever you are',
    says: 'One member joins on Slack, another on Discord. It is one session: watch the roster on both sides.',
    acts: [
      { side: 'slack', member: 'Member', place: 'general', kind: 'press', label: 'Join' },
      { side: 'discord', member: 'Second member', place: 'general', kind: 'press', label: 'Join' },
    ],
  },
  {
    title: 'Be reminded in time',
    says: 'The clock moves on to the first reminder. Both members get it as a direct message, in their own time zone; the question closed on the way.',
    acts: [
      { kind: 'clock', to: 'a reminder' },
      { side: 'slack', member: 'Member', kind: 'look', place: 'direct' },
      { side: 'discord', member: 'Second member', kind: 'look', place: 'direct' },
    ],
  },
  {
    title: 'Now it is yours',
    says: 'Type `/` in either window, become somebody else, move the clock, or open Faults and break something: nothing is lost, nothing comes twice. Your own community takes two tokens: see the README.',
    acts: [],
  },
];
