import { z } from 'zod';
import { defineJob } from '../chat/job.ts';
import { note, rows, words } from '../chat/parts.ts';
import { definePost } from '../chat/post.ts';
import type { Message } from '../chat/reply.ts';
import { text, time, usage } from '../chat/text.ts';
import { showButton } from './list-cards.ts';
import { occurrenceLine } from './occurrence-parts.ts';
import { choiceButton } from './poll-choice-cards.ts';
import { markButtons } from './poll-mark-cards.ts';
import { countInWords, lengthPart, lettered } from './poll-parts.ts';
import type { Poll, PollTime } from './poll-rows.ts';
import { seatButtons } from './seat-cards.ts';
import { hasBegun, type Occurrence } from './session.ts';

/** The poll as it stands in channels, its end, and what those are told whom the chosen time suits. */

const subject = z.object({ poll: z.uuid() });

export const pollPost = definePost({
  name: 'practice.poll',
  subject,
  make: async ({ subject: { poll: id }, services: { practice }, clock }) => {
    const poll = await practice.polls.find(id);
    if (!poll) return undefined;
    return poll.state === 'closed'
      ? closedCard(poll, await practice.polls.became(poll))
      : openCard(poll, clock.now());
  },
});

/** With the last of its times. */
export const pollOver = defineJob({
  name: 'practice.poll-over',
  says: 'a poll ends',
  subject,
  // However late: times that have passed must not look as if one could still mark them.
  lateWithin: 366 * 24 * 60,
  run: ({ subject: { poll }, services, ...outgoing }) => services.practice.polls.end(poll, outgoing),
});

export const chosenPost = definePost({
  name: 'practice.poll-chosen',
  subject: z.object({ poll: z.uuid(), identity: z.uuid() }),
  make: async ({ subject: { poll, identity }, services: { practice } }) => {
    const occurrence = await practice.polls.news(poll, identity);
    if (!occurrence) return undefined;
    return {
      title: 'A time was chosen, and it suits you',
      parts: [
        words(...occurrenceLine(occurrence)),
        words('You marked this time. Marks are no seats: join if you still want to come.'),
        ...rows(seatButtons(occurrence, 'none')),
      ],
    };
  },
});

const lineOf = ({ letter, starts, persons }: PollTime, more = '') => ({
  letter,
  says: [time(starts), text(`: ${countInWords(persons)}${more}`)],
});

function openCard(poll: Poll, now: Temporal.Instant): Message {
  const coming = poll.times.filter((each) => !hasBegun(each, now));
  const lines = poll.times.map((each) => lineOf(each, hasBegun(each, now) ? ' (has passed)' : ''));
  if (coming.length === 0) {
    return {
      title: `When? ${poll.title}`,
      parts: [
        lettered(lines),
        words('All of these times have passed, and none was chosen. To ask anew: ', usage('practice poll')),
      ],
    };
  }
  return {
    title: `When? ${poll.title}`,
    parts: [
      words('Which of these times suit you? Mark as many as you like.'),
      lettered(lines),
      lengthPart(poll),
      ...rows(markButtons(poll, coming)),
      ...rows([choiceButton(poll)]),
      note('Everyone sees how many could come, and only you see your own marks. Times are in your own zone.'),
    ],
  };
}

function closedCard(poll: Poll, occurrence: Occurrence | undefined): Message {
  const chosen = (each: PollTime) =>
    occurrence && each.starts.equals(occurrence.starts) ? '. This one was chosen' : '';
  return {
    title: `Chosen: ${poll.title}`,
    parts: [
      ...(occurrence ? [words('It takes place ', time(occurrence.starts), '.')] : []),
      lettered(poll.times.map((each) => lineOf(each, chosen(each)))),
      ...(occurrence ? rows([showButton(occurrence, 'See the session')]) : []),
    ],
  };
}
