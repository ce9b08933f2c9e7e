import {
  type APIChannel,
  type APIMessage,
  ChannelType,
  MessageFlags,
  REST,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from 'discord.js';
import { describeError, type Log } from '../../chat/failure.ts';
import { InFlight } from '../../chat/late.ts';
import { EVENTS, type Found, type Outbox, type Outcome } from '../../chat/outbox.ts';
import type { EventEntry, Message } from '../../chat/reply.ts';
import type { SpaceId } from '../../chat/request.ts';
import { type EventList, editEvent, findEvent, postEvent } from './events.ts';
import { isMarked, type Mark, marked, markOf } from './mark.ts';
import { outcomeOf } from './outcomes.ts';
import { renderMessage } from './render.ts';
import { type Account, restOptions } from './rest.ts';

/** What takes longer than this, the wait behind others included, is given up and not sent later. In ms. */
const TIMEOUT = 10_000;
/** How many messages one look brings, and how many looks at most are taken at a channel. */
const PAGE = 100;
const PAGES = 5;
/** Ours and Discord's clock may differ by this much, in ms. */
const CLOCKS_DIFFER = 60_000;
/** Discord's ids count from the first moment of 2015. */
const EPOCH = 1_420_070_400_000;

/** The bot's own voice on Discord. */
export interface DiscordOutbox extends Outbox {
  /** From now on everything is unsent; waits up to `patience` ms for what is under way. */
  close(patience: number): Promise<void>;
}

/** Speaks by a connection of its own, so that commands never wait for what the bot says by itself. */
export function createOutbox(account: Account, log: Log): DiscordOutbox {
  const rest = new REST({
    ...restOptions(account),
    version: '10',
    timeout: TIMEOUT,
    rejectOnRateLimit: () => true,
    // Whoever sends counts for all processes together; Discord's own word is taken beside that.
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
  });
  const self = userOf(account.token);
  const inFlight = new InFlight();
  let isOpen = true;

  /** A call that ends in an outcome, whatever happens. */
  async function attempt<Done>(
    what: string,
    call: (signal: AbortSignal) => Promise<Done>,
  ): Promise<Done | Outcome<never>> {
    if (!isOpen) return { kind: 'unsent' };
    // After a refused token discord.js forgets it.
    rest.setToken(account.token);
    const done = call(AbortSignal.timeout(TIMEOUT)).catch((error: unknown): Outcome<never> => {
      const outcome = outcomeOf(error);
      const reason = outcome.kind === 'refused' ? outcome.reason : undefined;
      // What is refused as no such payload is a mistake of ours; all else is for whoever asked to judge.
      log[reason === 'rejected' ? 'error' : 'debug'](
        { what, outcome: outcome.kind, reason, error: describeError(error) },
        'a call to Discord failed',
      );
      return outcome;
    });
    inFlight.track(done.then(() => {}));
    return done;
  }

  /** A channel that is closed to the bot: it may not be in its server any more. */
  async function closedOr<Done extends { readonly kind: string }>(
    space: SpaceId,
    outcome: Done | Outcome<never>,
  ): Promise<Done | Outcome<never>> {
    const server = serverOf(space);
    if (!isClosed(outcome) || server === undefined) return outcome;
    const seen = await attempt('server', async (signal) => {
      await rest.get(Routes.guild(server), { signal });
      return { kind: 'there' } as const;
    });
    return seen.kind === 'refused' ? { kind: 'refused', reason: 'space-gone' } : outcome;
  }

  /** Does something in a space's list of events. */
  async function inList<Done>(
    space: SpaceId,
    { event }: Message,
    signal: AbortSignal,
    act: (list: EventList, entry: EventEntry) => Promise<Done>,
  ): Promise<Done | Outcome<never>> {
    const server = serverOf(space);
    if (server === undefined || event === undefined) return { kind: 'refused', reason: 'rejected' };
    return act({ rest, server, signal }, event);
  }

  return {
    async close(patience) {
      isOpen = false;
      await inFlight.drain(patience);
      rest.clearHandlerSweeper();
      rest.clearHashSweeper();
    },

    async post(space, channel, id, message) {
      const posted = await attempt('post', async (signal) => {
        if (channel === EVENTS)
          return inList(space, message, signal, (list, entry) => postEvent(list, id, entry));
        const { components, ...rendered } = payloadOf(message);
        const body = {
          ...rendered.body,
          flags: rendered.body.flags | (message.silent ? MessageFlags.SuppressNotifications : 0),
          components: marked(components, markOf(id)),
          nonce: id,
          enforce_nonce: true,
        } satisfies RESTPostAPIChannelMessageJSONBody;
        const made = (await rest.post(Routes.channelMessages(channel), {
          body,
          files: rendered.files,
          signal,
        })) as APIMessage;
        return { kind: 'posted', channel: made.channel_id, message: made.id } as const;
      });
      return closedOr(space, posted);
    },

    async edit(space, channel, messageId, message) {
      const edited = await attempt('edit', async (signal) => {
        if (channel === EVENTS)
          return inList(space, message, signal, (list, entry) => editEvent(list, messageId, entry));
        const { components, body, files } = payloadOf(message);
        const route = Routes.channelMessage(channel, messageId);
        await rest.patch(route, { body: { ...body, components }, files, signal });
        return { kind: 'edited' } as const;
      });
      return closedOr(space, edited);
    },

    async find(space, channel, id, since) {
      const server = serverOf(space);
      const found = await attempt('find', (signal) =>
        channel === EVENTS && server !== undefined
          ? findEvent({ rest, server, signal }, self, id)
          : look({ rest, channel, signal }, { self, mark: markOf(id), since }),
      );
      const settled = await closedOr(space, found);
      // It says nothing of whether the message stands there.
      return isClosed(settled) ? { kind: 'unreadable' } : settled;
    },

    openDirect(_space, member) {
      return attempt('open', async (signal) => {
        const direct = (await rest.post(Routes.userChannels(), {
          body: { recipient_id: member },
          signal,
        })) as APIChannel;
        return { kind: 'opened', channel: direct.id } as const;
      });
    },
  };
}

const serverOf = (space: SpaceId): string | undefined => /^discord:(\d+)$/.exec(space)?.[1];

const isClosed = (outcome: { readonly kind: string; readonly reason?: string }): boolean =>
  outcome.kind === 'refused' && outcome.reason === 'no-permission';

/** A bot's token begins with its user's id. */
const userOf = (token: string): string => Buffer.from(token.split('.', 1)[0] ?? '', 'base64').toString();

function payloadOf(message: Message) {
  const { components, files, attachments } = renderMessage(message);
  const body = {
    flags: MessageFlags.IsComponentsV2 as number,
    allowed_mentions: { parse: [] },
    // An edit keeps the old files unless those that stay are named.
    attachments,
  };
  return { components, body, files };
}

interface Reader {
  readonly rest: REST;
  readonly channel: string;
  readonly signal: AbortSignal;
}

interface Sought {
  readonly self: string;
  readonly mark: Mark;
  readonly since: Temporal.Instant;
}

/** Reads a channel on from the moment, oldest first. */
async function look(reader: Reader, { self, mark, since }: Sought): Promise<Found> {
  let after = snowflakeAt(since.epochMilliseconds - CLOCKS_DIFFER);
  for (let page = 0; page < PAGES; page += 1) {
    const messages = await read(reader, { after, limit: `${PAGE}` });
    const found = messages.find((each) => each.author.id === self && isMarked(each, mark));
    if (found) return { kind: 'found', message: found.id };
    if (messages.length < PAGE) {
      const readable = page > 0 || messages.length > 0 || (await isReadable(reader));
      return { kind: readable ? 'absent' : 'unreadable' };
    }
    after = messages.map(({ id }) => id).reduce((most, id) => (BigInt(id) > BigInt(most) ? id : most));
  }
  return { kind: 'unreadable' };
}

async function read({ rest, channel, signal }: Reader, query: Record<string, string>): Promise<APIMessage[]> {
  const route = Routes.channelMessages(channel);
  return (await rest.get(route, { query: new URLSearchParams(query), signal })) as APIMessage[];
}

/** Without Read Message History Discord shows a channel as empty: it is believed only of one that never held a message. */
async function isReadable(reader: Reader): Promise<boolean> {
  if ((await read(reader, { limit: '1' })).length > 0) return true;
  const { rest, channel, signal } = reader;
  const { type, ...seen } = (await rest.get(Routes.channel(channel), { signal })) as APIChannel;
  if (type === ChannelType.DM) return true;
  return !('last_message_id' in seen) || seen.last_message_id === null;
}

const snowflakeAt = (ms: number): string => (BigInt(Math.max(Math.floor(ms) - EPOCH, 0)) << 22n).toString();
