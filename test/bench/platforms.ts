import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { commands } from '../../commands/index.ts';
import { definitions } from '../../src/adapters/discord/definitions.ts';
import { manifestFor } from '../../src/adapters/slack/register.ts';
import { startLocalDiscord } from '../../src/local/discord/start.ts';
import { startLocalSlack } from '../../src/local/slack/start.ts';

/** Slack by Socket Mode, and by signed HTTP. */
export type PlatformName = 'discord' | 'slack' | 'slack-http';

/** What became of many commands. */
export interface Burst {
  /** From dispatch to the answer, one for each command that was answered. */
  readonly ms: readonly number[];
  /** Commands without an answer within the platform's 3 s. */
  readonly unanswered: number;
}

/** A local platform in a process of its own: it is also the load generator. The load is `/glossary batna`. */
export interface Platform {
  /** What connects a program to it: the same for Parley and for the bare clients. */
  readonly env: Readonly<Record<string, string>>;
  /** One command, as a member types it. Rejects where it is not answered with a message. */
  ask(): Promise<void>;
  burst(count: number, concurrency: number): Promise<Burst>;
  /** What the last command was answered with, as the platform received it. */
  lastAnswer(): Promise<unknown>;
  stop(): Promise<void>;
}

export const startPlatform = (name: PlatformName): Promise<Platform> =>
  name === 'discord' ? startDiscord() : startSlack(name === 'slack' ? 'socket' : 'http');

/** With Parley's commands registered, so that each program finds them, and none has to register them. */
async function startDiscord(): Promise<Platform> {
  const local = await startLocalDiscord();
  const registered = await fetch(`${local.apiUrl}/v10/applications/${local.applicationId}/commands`, {
    method: 'PUT',
    headers: { authorization: `Bot ${local.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(definitions(commands, 'global')),
  });
  if (!registered.ok) throw new Error(`the commands were refused: ${await registered.text()}`);
  const memberId = idOf(local.members, 'Member');
  const conversationId = idOf(local.conversations, 'general');
  return {
    env: {
      DISCORD_TOKEN: local.token,
      DISCORD_APP_ID: local.applicationId,
      DISCORD_API_URL: local.apiUrl,
    },
    async ask() {
      await answered(() => local.slash(memberId, conversationId, '/glossary term:batna'));
    },
    async burst(count, concurrency) {
      await local.clearCalls();
      const load = { memberId, conversationId, name: 'glossary', options: { term: 'batna' } };
      return local.burst({ ...load, count, concurrency });
    },
    async lastAnswer() {
      const body = (await local.calls()).findLast(({ path }) => path.endsWith('/callback'))?.body;
      return (body as { data?: unknown } | undefined)?.data;
    },
    stop: () => local.stop(),
  };
}

async function startSlack(mode: 'socket' | 'http'): Promise<Platform> {
  const local = await startLocalSlack();
  const memberId = idOf(local.members, 'Member');
  const conversationId = idOf(local.conversations, 'general');
  await local.install(manifestFor({ commands, mode }));
  const env: Record<string, string> = { SLACK_BOT_TOKEN: local.botToken, SLACK_API_URL: local.apiUrl };
  if (mode === 'socket') env.SLACK_APP_TOKEN = local.appToken;
  else {
    const port = String(await freePort());
    Object.assign(env, { SLACK_SIGNING_SECRET: local.signingSecret, HOST: '127.0.0.1', PORT: port });
    await local.useHttp(`http://127.0.0.1:${port}/slack/events`);
  }
  return {
    env,
    async ask() {
      await answered(() => local.slash(memberId, conversationId, '/glossary batna'));
    },
    async burst(count, concurrency) {
      await local.clearCalls();
      const load = { memberId, conversationId, command: '/glossary', text: 'batna' };
      return local.burst({ ...load, count, concurrency });
    },
    lastAnswer: async () => (await local.calls()).findLast(({ path }) => path === '/glossary')?.body,
    stop: () => local.stop(),
  };
}

function idOf(ids: Readonly<Record<string, string>>, name: string): string {
  const id = ids[name];
  if (id === undefined) throw new Error(`the local platform has nobody and nothing called "${name}"`);
  return id;
}

/** As a member would, who is told that the bot did not answer in time: a busy machine may need a second try. */
async function answered(ask: () => Promise<{ kind: string; failure?: string }>): Promise<void> {
  let last = '';
  for (let tries = 0; tries < 3; tries++) {
    const { kind, failure } = await ask();
    if (kind === 'message') return;
    last = failure ?? kind;
  }
  throw new Error(`/glossary batna was answered with "${last}"`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
