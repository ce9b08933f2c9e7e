import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { note, rows, words } from '../chat/parts.ts';
import type { Button, Message } from '../chat/reply.ts';
import { strong, text, usage } from '../chat/text.ts';
import { occurrenceCard } from './occurrence-card.ts';
import type { Chosen } from './poll-choices.ts';
import { bothTimes, countInWords, lengthPart, lettered } from './poll-parts.ts';
import { gonePoll, type Poll, type PollTime } from './poll-rows.ts';
import { hasBegun } from './session.ts';

/** Making a session of a poll, for who asked it and facilitators. */

const open = defineAction({
  name: 'practice.poll-choice',
  state: z.object({ poll: z.uuid() }),
  answer: 'private',
  run: async (context) => {
    const poll = await ledPoll(context, context.state.poll);
    if (poll.state === 'open') return choiceCard(context, poll);
    return chosenCard(context, {
      occurrence: await context.services.practice.polls.became(poll),
      made: false,
    });
  },
});

const choose = defineAction({
  name: 'practice.poll-choose',
  state: z.object({ poll: z.uuid(), letter: z.string().length(1) }),
  answer: 'private',
  run: async (context) => {
    const { id } = await ledPoll(context, context.state.poll);
    const { polls } = context.services.practice;
    return chosenCard(context, await polls.choose(await context.who(), id, context.state.letter, context));
  },
});

export const choiceActions = [open, choose];

export const choiceButton = ({ id }: Pick<Poll, 'id'>): Button => button(open, { poll: id }, 'Choose a time');

/** The poll of a button, for those who may make it a session. */
async function ledPoll(context: Context, id: string): Promise<Poll> {
  const { practice, community } = context.services;
  const who = await context.who();
  const poll = await practice.polls.find(id, who.community);
  if (!poll) throw gonePoll();
  const own = await practice.polls.isPollOrganiser(who, id);
  if (own || (await community.members.standing(context.request)) !== 'member') return poll;
  throw new UserError('Only who asked, and facilitators, choose the time. Your marks count all the same.');
}

/** Most could come, then soonest. */
const bestFirst = (times: readonly PollTime[]): PollTime[] =>
  times.toSorted((a, b) => b.persons - a.persons || Temporal.Instant.compare(a.starts, b.starts));

function choiceCard({ clock }: Context, poll: Poll): Message {
  const coming = bestFirst(poll.times.filter((each) => !hasBegun(each, clock.now())));
  const [best] = coming;
  if (!best) {
    return {
      title: poll.title,
      parts: [words('All of its times have passed. To ask anew: ', usage('practice poll'))],
    };
  }
  return {
    title: `Choose a time: ${poll.title}`,
    parts: [
      best.persons === 0
        ? words('Nobody has marked a time yet.')
        : words('The best is ', strong(best.letter), `: ${countInWords(best.persons)}.`),
      lettered(
        coming.map((each) => ({
          letter: each.letter,
          says: [text(`${countInWords(each.persons)}. `), ...bothTimes(each, poll)],
        })),
      ),
      lengthPart(poll),
      ...rows(
        coming.map((each) =>
          button(choose, { poll: poll.id, letter: each.letter }, each.letter, {
            style: each === best ? 'primary' : 'plain',
          }),
        ),
      ),
      note('A letter opens the session at once, closes the poll, and tells those whom it suits.'),
    ],
  };
}

async function chosenCard(context: Context, { occurrence, made }: Chosen): Promise<Message> {
  if (!occurrence) {
    return { parts: [words('A time was chosen already, and the session that it became is gone.')] };
  }
  const first = made
    ? 'It is a session now. Those whom this time suits are told, and can join by one click.'
    : 'A time was chosen already; this is the session.';
  return occurrenceCard(context, occurrence, [words(first)]);
}
