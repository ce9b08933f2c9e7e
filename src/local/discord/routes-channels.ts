import { type Fields, list, text } from '../shared/json.ts';
import { may, Permission } from './permissions.ts';
import { problem } from './problem.ts';
import type { Ask, Discord, Route } from './route.ts';
import { NONCE_MS } from './rules-conduct.ts';
import { channelWire, permissionsIn } from './wire.ts';
import type { Channel, Message, World } from './world.ts';

/** The channel, if the bot may see it. */
function seen({ params }: Ask, { world }: Discord): { channel: Channel; bits: bigint } {
  const channel = world.channel(params.channel!);
  if (channel === undefined) throw problem('unknownChannel');
  const bits = permissionsIn(channel, world.bot);
  if (!may(bits, Permission.viewChannel)) throw problem('missingAccess');
  return { channel, bits };
}

function demand(bits: bigint, permission: bigint): void {
  if (!may(bits, permission)) throw problem('missingPermissions');
}

/** An ephemeral message does not exist for the channel routes. */
function found(channel: Channel, id: string): Message {
  const message = channel.messages.get(id);
  if (message === undefined || message.privateTo !== undefined) throw problem('unknownMessage');
  return message;
}

function mayPost(channel: Channel, bits: bigint, { fields, uploads }: Ask, world: World): void {
  if (channel.recipient) {
    const shared = world.botGuilds().some((guild) => guild.members.has(channel.recipient!.id));
    if (!shared) throw problem('noMutualGuild');
    if (!channel.recipient.directOpen) throw problem('closedDirect');
  }
  demand(bits, Permission.sendMessages);
  if (list(fields.embeds).length > 0) demand(bits, Permission.embedLinks);
  if (uploads.length > 0) demand(bits, Permission.attachFiles);
}

const nonces = new WeakMap<Channel, Map<string, { message: Message; at: number }>>();

/** The message that this author sent with the same enforced nonce a short while ago. */
function sentBefore(channel: Channel, fields: Fields, now: number): Message | undefined {
  if (fields.enforce_nonce !== true || fields.nonce === undefined) return undefined;
  const entry = nonces.get(channel)?.get(String(fields.nonce));
  return entry && now - entry.at <= NONCE_MS ? entry.message : undefined;
}

function remember(channel: Channel, fields: Fields, message: Message, at: number): void {
  if (fields.nonce === undefined || fields.nonce === null) return;
  const known = nonces.get(channel) ?? new Map();
  nonces.set(channel, known.set(String(fields.nonce), { message, at }));
}

function page(messages: readonly Message[], query: URLSearchParams): Message[] {
  const limit = Math.min(Math.max(Number(query.get('limit') ?? 50), 1), 100);
  const [before, after] = [query.get('before'), query.get('after')];
  const id = (message: Message): bigint => BigInt(message.id);
  const newestFirst = messages.toReversed();
  if (before) return newestFirst.filter((each) => id(each) < BigInt(before)).slice(0, limit);
  if (after) return newestFirst.filter((each) => id(each) > BigInt(after)).slice(-limit);
  return newestFirst.slice(0, limit);
}

const all = '/channels/:channel/messages';
const one = `${all}/:message`;
const limit = { requests: 5, ms: 5_000, by: 'channel' };

/** Conversations and the messages in them. */
export const channelRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/channels/:channel',
    answer: (ask, discord) => ({ status: 200, body: channelWire(seen(ask, discord).channel) }),
  },
  {
    method: 'GET',
    path: all,
    answer(ask, discord) {
      const { channel, bits } = seen(ask, discord);
      const readable = may(bits, Permission.readMessageHistory)
        ? [...channel.messages.values()].filter((message) => message.privateTo === undefined)
        : [];
      return { status: 200, body: page(readable, ask.query).map((each) => discord.messages.wire(each)) };
    },
  },
  {
    method: 'POST',
    path: all,
    limit,
    answer(ask, discord) {
      const { channel, bits } = seen(ask, discord);
      mayPost(channel, bits, ask, discord.world);
      const now = discord.clocks.transport();
      const before = sentBefore(channel, ask.fields, now);
      // An ordinary message cannot be ephemeral: the flag is passed over.
      const payload = { ...ask.fields, flags: Number(ask.fields.flags ?? 0) & ~64 };
      const { world, messages } = discord;
      const message =
        before ?? messages.create({ channel, author: world.bot, payload, uploads: ask.uploads });
      if (before === undefined) remember(channel, ask.fields, message, now);
      const nonce = ask.fields.nonce == null ? {} : { nonce: ask.fields.nonce };
      return { status: 200, body: { ...messages.wire(message), ...nonce } };
    },
  },
  {
    method: 'GET',
    path: one,
    answer(ask, discord) {
      const { channel, bits } = seen(ask, discord);
      demand(bits, Permission.readMessageHistory);
      return { status: 200, body: discord.messages.wire(found(channel, ask.params.message!)) };
    },
  },
  {
    method: 'PATCH',
    path: one,
    limit,
    answer(ask, discord) {
      const message = found(seen(ask, discord).channel, ask.params.message!);
      if (message.author !== discord.world.bot) throw problem('othersMessage');
      discord.messages.edit(message, ask.fields, ask.uploads);
      return { status: 200, body: discord.messages.wire(message) };
    },
  },
  {
    method: 'DELETE',
    path: one,
    limit,
    answer(ask, discord) {
      const { channel, bits } = seen(ask, discord);
      const message = found(channel, ask.params.message!);
      if (message.author !== discord.world.bot) demand(channel.guild ? bits : 0n, Permission.manageMessages);
      discord.messages.remove(message);
      return { status: 204 };
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/typing',
    answer(ask, discord) {
      seen(ask, discord);
      return { status: 204 };
    },
  },
  {
    method: 'POST',
    path: '/users/@me/channels',
    answer({ fields }, { world }) {
      const user = world.users.get(text(fields.recipient_id));
      if (user === undefined) throw problem('unknownUser');
      if (user.bot) throw problem('closedDirect');
      return { status: 200, body: channelWire(world.openDirect(user)) };
    },
  },
];
