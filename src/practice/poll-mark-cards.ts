import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { note, rows, words } from '../chat/parts.ts';
import type { Button, Message } from '../chat/reply.ts';
import { text, time } from '../chat/text.ts';
import type { Marked } from './poll-marks.ts';
import { lettered } from './poll-parts.ts';
import type { Poll, PollTime } from './poll-rows.ts';
import { hasBegun } from './session.ts';

/** Marking the times that suit; what one marked is told to oneself alone. */

const letter = z.string().length(1);

/** From the post that all see: it cannot know what a reader has marked. */
const turnRound = defineAction({
  name: 'practice.poll-mark',
  state: z.object({ poll: z.uuid(), letter }),
  answer: 'private',
  run: async (context) => {
    const { poll, letter: chosen } = context.state;
    const { polls } = context.services.practice;
    return marksCard(context, await polls.mark(await context.who(), poll, chosen, undefined, context));
  },
});

/** From one's own card, which says what it will do. */
const set = defineAction({
  name: 'practice.poll-set',
  state: z.object({ poll: z.uuid(), letter, on: z.boolean() }),
  answer: 'private',
  run: async (context) => {
    const { poll, letter: chosen, on } = context.state;
    const { polls } = context.services.practice;
    return marksCard(context, await polls.mark(await context.who(), poll, chosen, on, context));
  },
});

const none = defineAction({
  name: 'practice.poll-none',
  state: z.object({ poll: z.uuid() }),
  answer: 'private',
  run: async (context) => {
    const { polls } = context.services.practice;
    return marksCard(context, await polls.unmark(await context.who(), context.state.poll, context));
  },
});

export const markActions = [turnRound, set, none];

export const markButtons = ({ id }: Poll, times: readonly PollTime[]): Button[] =>
  times.map(({ letter: each }) => button(turnRound, { poll: id, letter: each }, each));

function marksCard({ clock }: Context, { poll, mine }: Marked): Message {
  if (poll.state === 'closed') {
    return {
      title: poll.title,
      parts: [words('A time was chosen already, so no more marks are taken. The poll’s post says which.')],
    };
  }
  const coming = poll.times.filter((each) => !hasBegun(each, clock.now()));
  return {
    title: `Your times: ${poll.title}`,
    parts: [
      lettered(
        coming.map((each) => ({
          letter: each.letter,
          says: [time(each.starts), text(mine.has(each.letter) ? ': suits you' : ': not marked')],
        })),
      ),
      ...rows([
        ...coming.map(({ letter: each }): Button => {
          const on = !mine.has(each);
          return button(set, { poll: poll.id, letter: each, on }, on ? each : `${each} ✓`, {
            style: on ? 'plain' : 'primary',
          });
        }),
        button(none, { poll: poll.id }, 'None of these'),
      ]),
      note('Only you see this. A letter marks its time, or takes the mark back.'),
    ],
  };
}
