import { setTimeout as wait } from 'node:timers/promises';
import { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { type Adapter, OperatorError } from '../../chat/adapter.ts';
import { describeError, type Log } from '../../chat/failure.ts';
import type { Handler } from '../../chat/handler.ts';
import { InFlight } from '../../chat/late.ts';
import type { Outbox } from '../../chat/outbox.ts';
import type { SpaceId } from '../../chat/request.ts';
import type { Spaces } from '../../chat/spaces.ts';
import { Backoff } from './backoff.ts';
import { boltLog } from './bolt-log.ts';
import { Dispatcher } from './dispatch.ts';
import { Http, type OtherPages } from './http.ts';
import type { Installation } from './installation.ts';
import { SlackOutbox } from './outbox.ts';
import { People } from './people.ts';
import type { Body } from './receive.ts';
import { manifestFor } from './register.ts';
import { ResponseUrls } from './response-url.ts';
import type { Ack } from './send.ts';
import { cureOf, slackCode } from './slack-error.ts';
import { Sockets } from './sockets.ts';
import { createTransport } from './transport.ts';

export type SlackMode =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string; readonly host: string; readonly port: number };

export interface SlackOptions {
  readonly handler: Handler;
  readonly log: Log;
  readonly botToken: string;
  readonly mode: SlackMode;
  /** Stands before every command's name but `/parley`, such as `p-`. */
  readonly commandPrefix?: string;
  /** The Web API's address, where it is not Slack's own. */
  readonly apiUrl?: string;
  /** Told of the workspace that the app is in, and when it is removed. */
  readonly spaces?: Spaces;
  /** Called each time that a lost connection is there again. */
  readonly onReconnect?: () => void;
  /** In HTTP mode: what else is shown on the same port. */
  readonly pages?: OtherPages | undefined;
}

export interface SlackAdapter extends Adapter {
  readonly outbox: Outbox;
  /** The port that is listened on in HTTP mode, once started. */
  port(): number | undefined;
  /** The app manifest for the mode that is configured. */
  manifest(publicUrl?: string): object;
}

/** How long a call of the Web API may take, in ms. */
const CALL_TIMEOUT = 8_000;
/** How long stopping waits for what is under way, in ms. */
const DRAIN = 20_000;

/** Parley on Slack, by Bolt. One workspace: the one that the bot token belongs to. */
export function createSlack(options: SlackOptions): SlackAdapter {
  const { handler, log, botToken, mode, commandPrefix = '', apiUrl, spaces } = options;
  // Never `headers` here: Bolt writes one team's token into them. A call is tried once: who calls decides about more.
  const clientOptions = {
    timeout: CALL_TIMEOUT,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLog(log),
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
  };
  const web = new WebClient(botToken, { ...clientOptions });
  const receiver =
    mode.kind === 'socket'
      ? new Sockets({ appToken: mode.appToken, slackApiUrl: apiUrl, log, onReconnect: options.onReconnect })
      : new Http({ ...mode, log, pages: options.pages });
  // Bolt takes the events in and checks them; which bot this is was asked at the start, so `authorize` costs nothing.
  const app = new App({
    receiver,
    authorize: async () => ({}),
    deferInitialization: true,
    convoStore: false,
    ignoreSelf: false,
    logger: boltLog(log),
    clientOptions: { ...clientOptions },
  });
  const dispatcher = new Dispatcher({
    handler,
    log,
    web,
    people: new People(web, log),
    urls: new ResponseUrls(apiUrl),
    prefix: commandPrefix,
    spaces,
  });
  const outbox = new SlackOutbox({
    web: new WebClient(botToken, { ...clientOptions, timeout: 0, fetch: createTransport() }),
    log,
    prefix: commandPrefix,
  });
  const inFlight = new InFlight();
  const stopping = new AbortController();
  app.use(async ({ body, ack }) => {
    // Unanswered, so that Slack delivers it to another copy, or says that the app did not answer.
    if (stopping.signal.aborted && mode.kind === 'socket') return;
    await inFlight.track(dispatcher.take(body as unknown as Body, ack as Ack | undefined));
  });
  app.error(async (error) => log.error({ error: describeError(error) }, 'an event from Slack failed'));

  return {
    name: 'slack',
    // Slack shares out what happens among all who are connected.
    alone: false,
    reached: () => !stopping.signal.aborted && receiver.up,
    outbox,
    port: () => (receiver instanceof Http ? receiver.port : undefined),
    manifest: (publicUrl) =>
      manifestFor({
        commands: handler.commands,
        mode: mode.kind,
        ...(publicUrl ? { publicUrl } : {}),
        ...(commandPrefix ? { commandPrefix } : {}),
      }),
    async start() {
      const installation = await whoWeAre(web, log, stopping.signal);
      if (installation === undefined) return;
      dispatcher.installation = installation;
      outbox.installation = installation;
      // Not waited for: commands that need no store are answered without one.
      if (spaces) void introduce(spaces, installation);
      await app.init();
      await receiver.start();
      if (stopping.signal.aborted) return;
      log.info({ team: installation.team, mode: mode.kind }, 'connected to Slack');
    },
    async stop() {
      stopping.abort();
      if (mode.kind === 'http') await receiver.stop();
      await inFlight.drain(DRAIN);
      if (mode.kind === 'socket') await receiver.stop();
    },
    // Each call of the outbox is waited for by whoever made it.
    close: async () => {},
  };
}

async function introduce(spaces: Spaces, { team, name }: Installation): Promise<void> {
  const id = `slack:${team}` as SpaceId;
  await spaces.met({ id, name });
  await spaces.all('slack', [id]);
}

/** Where the token belongs to, however long Slack cannot be reached; undefined once stopped. */
async function whoWeAre(web: WebClient, log: Log, signal: AbortSignal): Promise<Installation | undefined> {
  const backoff = new Backoff();
  while (!signal.aborted) {
    try {
      const { team_id = '', team = '', user_id = '', enterprise_id } = await web.auth.test();
      return { team: team_id, name: team, user: user_id, enterprise: enterprise_id };
    } catch (error) {
      const code = slackCode(error);
      const cure = cureOf(code);
      if (cure !== undefined) throw new OperatorError(`Slack refused SLACK_BOT_TOKEN (${code}). ${cure}`);
      const pause = backoff.next();
      log.warn({ slack: code, pause }, 'Slack cannot be reached; trying again');
      await wait(pause, undefined, { signal }).catch(() => {});
    }
  }
  return undefined;
}
