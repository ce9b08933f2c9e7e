import { settings } from '../../commands/settings.ts';
import type { Command } from '../../src/chat/command.ts';
import type { Services } from '../../src/chat/context.ts';
import { createHandler } from '../../src/chat/handler.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { DeliveryWish } from '../../src/chat/outgoing.ts';
import type { Message, Reply } from '../../src/chat/reply.ts';
import type { Request, SpaceId, Standing, Who } from '../../src/chat/request.ts';
import { createCommunity } from '../../src/community/community.ts';
import { createPractice } from '../../src/practice/practice.ts';
import type { Store } from '../../src/store/store.ts';
import { alone, idOf, KeptLog, messageOf, withoutRecords, wordsOf } from '../asking.ts';
import type { HandClock } from '../store/clock.ts';

let counted = 0;

/** Names that no other test of the same store has. */
export function fresh(): string {
  counted += 1;
  return `${counted}${Math.floor(performance.now() * 1000) % 1e9}`;
}

export interface Asker {
  readonly space: string;
  readonly member: string;
  readonly standing?: Standing;
  readonly roles?: readonly string[];
  readonly guest?: boolean;
  readonly direct?: boolean;
  readonly zone?: string;
}

export function requestFrom({
  space,
  member,
  standing = 'member',
  roles = [],
  guest = false,
  direct = false,
  zone,
}: Asker): Request {
  return {
    id: 'R1',
    space: space as SpaceId,
    member: { id: member, name: 'Member' },
    conversation: { id: 'C1', direct },
    roles,
    guest,
    standing: async () => standing,
    zone: async () => zone,
  };
}

/** The settings over a real store, and what a test does with them. */
export function withStore(
  { store, clock }: { readonly store: Store; readonly clock: HandClock },
  services: object = {},
  commands: readonly Command[] = [settings],
) {
  const community = createCommunity({ store, clock });
  const sent: { readonly post: string; readonly wish: DeliveryWish<never> }[] = [];
  const log = new KeptLog();
  const deliveries = {
    send: async (post: { readonly name: string }, wish: unknown) => {
      store.afterCommit(() => sent.push({ post: post.name, wish: wish as DeliveryWish<never> }));
    },
    cancel: async () => {},
  };
  const practice = createPractice({ store, clock, wishes: community.preferences, cases: () => [] });
  const all = { ...withoutRecords, community, practice, ...services } as unknown as Services;
  const handler = createHandler({
    commands,
    services: all,
    clock,
    log,
    members: community.members,
    outgoing: { ...alone.outgoing, deliveries },
  });

  /** What the handler answers; an apology with a number fails the test. */
  async function reply(asker: Asker, incoming: Incoming): Promise<Reply> {
    const answer = await handler.plan(incoming, requestFrom(asker)).reply;
    if (log.lines.length > 0) throw new Error(`the handler logged ${JSON.stringify(log.lines)}`);
    return answer;
  }
  const message = async (asker: Asker, incoming: Incoming): Promise<Message> =>
    messageOf(await reply(asker, incoming));

  return {
    community,
    deliveries,
    sent,
    log,
    services: all,
    reply,
    message,
    /** Types a line after `/settings`, or after another command. */
    type: (asker: Asker, text: string, command = 'settings'): Promise<Message> =>
      message(asker, { kind: 'line', command, text: [text] }),
    press: (asker: Asker, on: Message, label: string): Promise<Message> =>
      message(asker, { kind: 'action', id: idOf(on, label), values: [], own: true }),
    click: (asker: Asker, id: string): Promise<Message> =>
      message(asker, { kind: 'action', id, values: [], own: true }),

    /** A space that the bot is in, with a community of its own. */
    async space(name = 'A space', platform = 'discord'): Promise<SpaceId> {
      const id = `${platform}:${fresh()}` as SpaceId;
      await community.members.who(requestFrom({ space: id, member: `first${fresh()}` }));
      await store.db.updateTable('space').set({ name }).where('id', '=', id).execute();
      return id;
    },
    who: (asker: Asker): Promise<Who> => community.members.who(requestFrom(asker)),
  };
}

export type Scene = ReturnType<typeof withStore>;

/** A member of a space, new to it. */
export const someone = (space: string, more: Partial<Asker> = {}): Asker => ({
  space,
  member: `M${fresh()}`,
  ...more,
});

/** The code that stands on a card. */
export function codeOn(card: Message): string {
  const [code] = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/.exec(wordsOf(card)) ?? [];
  if (code === undefined) throw new Error(`no code on: ${wordsOf(card)}`);
  return code;
}

export const labelsOf = ({ parts }: Message): string[] =>
  parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons.map(({ label }) => label) : []));
