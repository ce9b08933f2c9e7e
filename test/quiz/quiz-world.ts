import { quiz } from '../../commands/quiz.ts';
import type { Services } from '../../src/chat/context.ts';
import { createDue, type Due } from '../../src/chat/due.ts';
import { createHandler } from '../../src/chat/handler.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Message, Reply } from '../../src/chat/reply.ts';
import { createCommunity } from '../../src/community/community.ts';
import { createSchedule } from '../../src/jobs/schedule.ts';
import { createQuiz } from '../../src/quiz/quiz.ts';
import { idOf, messageOf } from '../asking.ts';
import { type Asker, requestFrom } from '../community/asking.ts';
import { world } from '../jobs/deliveries-world.ts';
import type { TestStore } from '../store/stores.ts';
import { quizBank } from './course.ts';

/** A member with an account in a space. */
export interface Player {
  readonly asker: Asker;
  readonly identity: string;
}

/** `/quiz` on the small course, in a space of its own, with the real jobs and deliveries on the store's clock. */
export async function quizWorld(store: TestStore) {
  const { clock, log } = store;
  let due: Due | undefined;
  const made = (): Due => {
    if (!due) throw new Error('not made yet');
    return due;
  };
  const { wakes, deliveries, announcements, platform, space, community, member, notices } = await world(
    store,
    {
      due: made,
    },
  );
  const schedule = createSchedule({ store, wakes, clock, due: made, log });
  schedule.start();
  const services = {
    community: createCommunity({ store, clock }),
    quiz: createQuiz({ store, clock, bank: () => quizBank }),
    glossary: {},
    termButtons: () => [],
  } as unknown as Services;
  const outgoing = { deliveries, announcements, schedule };
  due = createDue({ commands: [quiz], services, clock, outgoing });
  const handler = createHandler({
    commands: [quiz],
    services,
    clock,
    log,
    members: services.community.members,
    outgoing,
  });

  /** What the handler answers; an apology with a number fails the test. */
  async function reply(asker: Asker, incoming: Incoming): Promise<Reply> {
    log.lines.length = 0;
    const answer = await handler.plan(incoming, requestFrom(asker)).reply;
    if (log.lines.length > 0) throw new Error(`the handler logged ${JSON.stringify(log.lines)}`);
    return answer;
  }
  const message = async (asker: Asker, incoming: Incoming): Promise<Message> =>
    messageOf(await reply(asker, incoming));

  return {
    space,
    community,
    services,
    notices,
    /** Lets so much time pass, with all that falls due in it. */
    pass: (time: Temporal.DurationLike): Promise<void> => wakes.pass(time),
    /** Messages that the bot sent by itself, as JSON, the earliest first. */
    sent: (): string[] => platform.messages.map(({ words }) => words),
    /** Those whom it wrote to directly. */
    direct: (): string[] => platform.messages.map(({ channel }) => channel),
    async player(more: Partial<Asker> = {}): Promise<Player> {
      const { id, external } = await member();
      return { identity: id, asker: { space, member: external, ...more } };
    },
    /** A line after `/quiz`. */
    type: (asker: Asker, text: string): Promise<Message> =>
      message(asker, { kind: 'line', command: 'quiz', text: [text] }),
    press: (asker: Asker, on: Message, label: string): Promise<Message> =>
      message(asker, { kind: 'action', id: idOf(on, label), values: [], own: true }),
    choose: (asker: Asker, on: Message, value: string): Promise<Message> => {
      const list = on.parts.find((part) => part.kind === 'select');
      if (!list) throw new Error('there is no list on it');
      return message(asker, { kind: 'action', id: list.id, values: [value], own: true });
    },
    reply,
  };
}

export type QuizWorld = Awaited<ReturnType<typeof quizWorld>>;
