import { setTimeout as wait } from 'node:timers/promises';
import { type App, SocketModeReceiver } from '@slack/bolt';
import { OperatorError } from '../../chat/adapter.ts';
import type { Log } from '../../chat/failure.ts';
import { Backoff } from './backoff.ts';
import { boltLog } from './bolt-log.ts';
import { cureOf, slackCode } from './slack-error.ts';

/** Slack greets a new connection with `hello`; without it Bolt would wait for ever. In ms. */
const HELLO_WITHIN = 10_000;
/** Slack closes a connection about 10 s after it has asked for another; what it sends until then is answered. In ms. */
const OLD_ONE_STAYS = 15_000;
/** How long a connection may take to say goodbye, in ms. */
const GOODBYE = 1_000;

export interface LinkParts {
  readonly appToken: string;
  readonly slackApiUrl: string | undefined;
  readonly log: Log;
  /** Called each time that a lost connection is there again. */
  readonly onReconnect?: (() => void) | undefined;
}

/**
 * One connection to Slack, and the next one before it goes. Bolt's own reconnecting is off: it closes at the first
 * `disconnect`, waits 5 s, and ends in an unhandled rejection where Slack refuses the token.
 */
export class Link {
  readonly #parts: LinkParts;
  readonly #stopping = new AbortController();
  readonly #open = new Set<SocketModeReceiver>();
  #app: App | undefined;
  #current: SocketModeReceiver | undefined;
  #connecting: Promise<void> | undefined;

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  init(app: App): void {
    this.#app = app;
  }

  get up(): boolean {
    return this.#current !== undefined;
  }

  /** Resolves when connected, however long that takes; rejects with an OperatorError where Slack refuses the token. */
  async start(): Promise<void> {
    await this.#try((code, cure) => {
      throw new OperatorError(`Slack refused SLACK_APP_TOKEN (${code}). ${cure}`);
    });
  }

  /** The same once more, whatever happens; never rejects. */
  persist(): Promise<void> {
    this.#connecting ??= this.#try(() => {}).finally(() => {
      this.#connecting = undefined;
    });
    return this.#connecting;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    const closed = Promise.all([...this.#open].map(({ client }) => client.disconnect()));
    await Promise.race([closed, wait(GOODBYE, undefined, { ref: false })]);
  }

  async #try(refused: (code: string, cure: string) => void): Promise<void> {
    const { signal } = this.#stopping;
    const backoff = new Backoff();
    while (!signal.aborted) {
      try {
        this.#current = await this.#connect();
        return;
      } catch (error) {
        if (signal.aborted) return;
        const code = slackCode(error);
        const cure = cureOf(code);
        if (cure !== undefined) refused(code, cure);
        const pause = backoff.next();
        const fields = { slack: code, pause, ...(cure === undefined ? {} : { cure }) };
        this.#parts.log.warn(fields, 'Slack cannot be reached; trying again');
        await wait(pause, undefined, { signal }).catch(() => {});
      }
    }
  }

  async #connect(): Promise<SocketModeReceiver> {
    const { appToken, slackApiUrl, log } = this.#parts;
    const receiver = new SocketModeReceiver({
      appToken,
      logger: boltLog(log),
      autoReconnectEnabled: false,
      installerOptions: {
        clientOptions: {
          timeout: HELLO_WITHIN,
          retryConfig: { retries: 0 },
          rejectRateLimitedCalls: true,
          ...(slackApiUrl ? { slackApiUrl } : {}),
        },
      },
    });
    if (this.#app) receiver.init(this.#app);
    this.#open.add(receiver);
    receiver.client.once('disconnected', () => this.#lost(receiver));
    this.#holdBack(receiver);
    const settled = new AbortController();
    const signal = AbortSignal.any([settled.signal, this.#stopping.signal]);
    const started = receiver.start();
    // It may still fail after it was given up.
    started.catch(() => {});
    try {
      await Promise.race([started, wait(HELLO_WITHIN, undefined, { signal }).then(noHello)]);
      if (!this.#open.has(receiver)) throw new Error('lost at once');
    } catch (error) {
      void receiver.client.disconnect();
      throw error;
    } finally {
      settled.abort();
    }
    return receiver;
  }

  /** Bolt would close at a `disconnect` message: it gets to see it only when Slack has had time to close itself. */
  #holdBack(receiver: SocketModeReceiver): void {
    const { client } = receiver;
    const [handle] = client.listeners('ws_message');
    if (!handle) return;
    client.removeAllListeners('ws_message');
    client.on('ws_message', (data: unknown, isBinary: boolean) => {
      if (!isDisconnect(data)) return void handle.call(client, data, isBinary);
      if (receiver !== this.#current) return;
      this.#parts.log.info({}, 'Slack asked for a new connection');
      void this.persist().then(() => {
        setTimeout(() => handle.call(client, data, isBinary), OLD_ONE_STAYS).unref();
      });
    });
  }

  #lost(receiver: SocketModeReceiver): void {
    this.#open.delete(receiver);
    if (receiver !== this.#current || this.#stopping.signal.aborted) return;
    this.#current = undefined;
    this.#parts.log.info({}, 'a Slack connection broke off');
    void this.persist().then(() => {
      if (this.up) this.#parts.onReconnect?.();
    });
  }
}

const isDisconnect = (data: unknown): boolean =>
  typeof data === 'string' &&
  data.length < 1_000 &&
  data.includes('"disconnect"') &&
  /"type"\s*:\s*"disconnect"/.test(data);

function noHello(): never {
  throw new Error('no hello');
}
