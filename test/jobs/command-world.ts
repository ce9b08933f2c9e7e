import type { Command } from '../../src/chat/command.ts';
import type { Services } from '../../src/chat/context.ts';
import { createDue, type Due } from '../../src/chat/due.ts';
import { createHandler } from '../../src/chat/handler.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Message, Reply } from '../../src/chat/reply.ts';
import { type Community, createCommunity } from '../../src/community/community.ts';
import { createSchedule } from '../../src/jobs/schedule.ts';
import { idOf, messageOf } from '../asking.ts';
import { type Asker, requestFrom } from '../community/asking.ts';
import type { TestStore } from '../store/stores.ts';
import { world } from './deliveries-world.ts';

/** A member with an account in a space. */
export interface Player {
  readonly asker: Asker;
  readonly identity: string;
}

/** One command over its subject, in a space of its own, with the real jobs and deliveries on the store's clock. */
export async function commandWorld(
  store: TestStore,
  command: Command,
  subject: (community: Community) => Partial<Services>,
) {
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
  const known = createCommunity({ store, clock });
  const services = {
    community: known,
    glossary: {},
    termButtons: () => [],
    ...subject(known),
  } as unknown as Services;
  const outgoing = { deliveries, announcements, schedule };
  due = createDue({ commands: [command], services, clock, outgoing });
  const handler = createHandler({
    commands: [command],
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
    outgoing,
    platform,
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
    /** A line after the command. */
    type: (asker: Asker, text: string): Promise<Message> =>
      message(asker, { kind: 'line', command: command.name, text: [text] }),
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

export type CommandWorld = Awaited<ReturnType<typeof commandWorld>>;
