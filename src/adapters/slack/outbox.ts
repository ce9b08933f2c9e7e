import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type {
  ChatPostMessageArguments,
  ChatUpdateArguments,
  WebAPICallResult,
  WebClient,
} from '@slack/web-api';
import type { Log } from '../../chat/failure.ts';
import {
  type Edited,
  EVENTS,
  type Found,
  type Opened,
  type Outbox,
  type Outcome,
  type Posted,
  type Refusal,
} from '../../chat/outbox.ts';
import type { Message, Part, Picture } from '../../chat/reply.ts';
import type { SpaceId } from '../../chat/request.ts';
import type { Installation } from './installation.ts';
import { outcomeOf } from './outcome.ts';
import { type Payload, renderMessage } from './render.ts';
import { slackCode } from './slack-error.ts';
import { upload } from './uploads.ts';

/** What marks a message as a delivery; Slack takes letters, digits and underscores. */
const EVENT = 'parley_delivery';
/** How far back beyond the attempt, for clocks that differ, in seconds. */
const EARLIER = 60;
/** What hides a channel from the bot; a private one that it has left looks as if it were gone. */
const HIDDEN = new Set<Refusal>(['not-member', 'no-permission', 'channel-gone']);
const PAGE = 100;
const PAGES = 5;
/** Pictures are worth so much waiting; their words say the same. In ms. */
const PICTURES_WITHIN = 4_000;
/** Slack takes a fresh file into a message only once it has processed it. In ms. */
const PROCESSED_AFTER = [0, 500, 1_000, 1_500];
/** No call begins later than this after the first, so that an attempt has an end. In ms. */
const LAST_CALL = 9_000;
/** Uploaded pictures that are remembered, so that another attempt need not upload them again. */
const REMEMBERED = 200;

interface OutboxParts {
  /** A client of its own, so that no command waits for a delivery; it must not retry. */
  readonly web: WebClient;
  readonly log: Log;
  readonly prefix: string;
}

/** How the bot speaks by itself in the workspace that its token belongs to. */
export class SlackOutbox implements Outbox {
  /** Known once connected. */
  installation: Installation | undefined;
  readonly #web: WebClient;
  readonly #log: Log;
  readonly #prefix: string;
  readonly #uploaded = new Map<string, string>();

  constructor({ web, log, prefix }: OutboxParts) {
    this.#web = web;
    this.#log = log;
    this.#prefix = prefix;
  }

  async post(space: SpaceId, channel: string, id: string, message: Message): Promise<Posted> {
    // Slack keeps no list of events.
    if (channel === EVENTS) return { kind: 'refused', reason: 'rejected' };
    return this.#call(space, 'channel', { delivery: id }, async () => {
      const metadata = { event_type: EVENT, event_payload: { id } };
      const { ts } = await this.#show(message, ({ text, blocks, ...more }) =>
        this.#send('chat.postMessage', { channel, text, blocks, ...more, metadata }),
      );
      if (ts === undefined) return { kind: 'unknown' };
      await this.#showFiles(message, channel, ts, id);
      return { kind: 'posted', channel, message: ts };
    });
  }

  async edit(space: SpaceId, channel: string, messageId: string, message: Message): Promise<Edited> {
    return this.#call(space, 'space', { message: messageId }, async () => {
      // Without metadata of its own an update leaves the message's as they are.
      await this.#show(message, ({ text, blocks }) =>
        this.#send('chat.update', { channel, ts: messageId, text, blocks }),
      );
      return { kind: 'edited' };
    });
  }

  async find(space: SpaceId, channel: string, id: string, since: Temporal.Instant): Promise<Found> {
    const found = await this.#call<Found>(space, 'space', { delivery: id }, () =>
      this.#search(channel, id, since),
    );
    return found.kind === 'refused' && HIDDEN.has(found.reason) ? { kind: 'unreadable' } : found;
  }

  async openDirect(space: SpaceId, member: string): Promise<Opened> {
    return this.#call(space, 'space', { member }, async () => {
      const { channel } = await this.#web.conversations.open({ users: member });
      return channel?.id === undefined ? { kind: 'unknown' } : { kind: 'opened', channel: channel.id };
    });
  }

  async #call<Done>(
    space: SpaceId,
    scope: 'channel' | 'space',
    about: Readonly<Record<string, string>>,
    run: () => Promise<Done>,
  ): Promise<Done | Outcome<never>> {
    if (this.installation === undefined) return { kind: 'unsent' };
    // No token reaches there any more.
    if (space !== `slack:${this.installation.team}`) return { kind: 'refused', reason: 'space-gone' };
    try {
      return await run();
    } catch (error) {
      if (error instanceof TooLate) return { kind: 'unsent' };
      const outcome = outcomeOf(error, scope);
      if (outcome.kind === 'refused' && outcome.reason === 'rejected') {
        this.#log.error({ ...about, slack: slackCode(error) }, 'Slack refused a message that we made');
      }
      return outcome;
    }
  }

  /** Objects go as text already, as Slack takes them: the client would walk through all of them for its debug log. */
  async #send(
    method: 'chat.postMessage' | 'chat.update',
    payload: ChatPostMessageArguments | ChatUpdateArguments,
  ): Promise<WebAPICallResult & { readonly ts?: string }> {
    const asText = Object.entries(payload).map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : value,
    ]);
    return this.#web.apiCall(method, Object.fromEntries(asText));
  }

  async #search(channel: string, id: string, since: Temporal.Instant): Promise<Found> {
    const oldest = String(Math.floor(since.epochMilliseconds / 1_000) - EARLIER);
    let cursor: string | undefined;
    for (let page = 0; page < PAGES; page += 1) {
      const read = await this.#web.conversations.history({
        channel,
        oldest,
        limit: PAGE,
        include_all_metadata: true,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const message = read.messages?.find(
        ({ user, metadata }) =>
          user === this.installation?.user &&
          metadata?.event_type === EVENT &&
          (metadata.event_payload as { id?: unknown } | undefined)?.id === id,
      );
      if (message?.ts !== undefined) return { kind: 'found', message: message.ts };
      cursor = read.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return { kind: 'absent' };
    }
    // There is more than can be read, so it may stand in the rest.
    return { kind: 'unreadable' };
  }

  /** Sends a message with its pictures, or with their words where Slack will not have them. */
  async #show<Sent>(message: Message, send: (payload: Payload) => Promise<Sent>): Promise<Sent> {
    const started = performance.now();
    const elapsed = (): number => performance.now() - started;
    const pictures = await this.#pictures(message);
    for (const pause of pictures.size > 0 ? PROCESSED_AFTER : []) {
      await wait(pause);
      if (elapsed() > LAST_CALL) break;
      try {
        return await send(renderMessage(message, this.#prefix, pictures));
      } catch (error) {
        if (slackCode(error) !== 'invalid_blocks') throw error;
      }
    }
    if (elapsed() > LAST_CALL) throw new TooLate();
    return send(renderMessage(message, this.#prefix));
  }

  /** The files of a message's pictures at Slack; fewer, or none, where they do not get there in time. */
  async #pictures({ parts }: Message): Promise<ReadonlyMap<Part, string>> {
    const files = new Map<Part, string>();
    const uploads = parts
      .filter((part) => part.kind === 'picture')
      .map(async (picture) => {
        try {
          files.set(picture, await this.#upload(picture));
        } catch (error) {
          this.#log.warn({ slack: slackCode(error) }, 'a picture could not be uploaded');
        }
      });
    if (uploads.length > 0) {
      const enough = new AbortController();
      const late = wait(PICTURES_WITHIN, undefined, { signal: enough.signal }).catch(() => {});
      await Promise.race([Promise.all(uploads), late]);
      enough.abort();
    }
    return new Map(files);
  }

  async #upload({ name, png, alt }: Picture): Promise<string> {
    const hash = createHash('sha256').update(png).digest('base64');
    const known = this.#uploaded.get(hash);
    if (known !== undefined) return known;
    const id = await upload(this.#web, { name, content: png, alt });
    this.#uploaded.set(hash, id);
    const [oldest] = this.#uploaded.keys();
    if (this.#uploaded.size > REMEMBERED && oldest !== undefined) this.#uploaded.delete(oldest);
    return id;
  }

  /** A message that carries a delivery's id cannot carry a file, so that stands in its thread. */
  async #showFiles({ parts }: Message, channel: string, thread: string, id: string): Promise<void> {
    for (const part of parts) {
      if (part.kind !== 'file') continue;
      try {
        await upload(this.#web, part, { channel, thread });
      } catch (error) {
        this.#log.warn({ delivery: id, slack: slackCode(error) }, 'a file could not be shown');
      }
    }
  }
}

/** Every call so far was refused, and it is too late for another. */
class TooLate extends Error {
  override readonly name = 'TooLate';
}
