import { createDiscord } from '../../src/adapters/discord/adapter.ts';
import { createSlack } from '../../src/adapters/slack/adapter.ts';
import { manifestFor } from '../../src/adapters/slack/register.ts';
import type { Adapter } from '../../src/chat/adapter.ts';
import type { Command } from '../../src/chat/command.ts';
import type { Handler } from '../../src/chat/handler.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/local/discord/start.ts';
import { type LocalSlackClient, startLocalSlack } from '../../src/local/slack/start.ts';
import type { KeptLog } from '../asking.ts';
import { until } from '../until.ts';
import type { Seat } from './stage.ts';

/** A bot with its real client, connected to a local platform of its own. */
export interface Connected<Local> {
  readonly adapter: Adapter;
  readonly local: Local;
  readonly seat: Seat;
  stop(): Promise<void>;
}

const idIn = (ids: Readonly<Record<string, string>>, name: string): string => {
  const id = ids[name];
  if (id === undefined) throw new Error(`the local platform has no ${name}`);
  return id;
};

export async function connectDiscord(handler: Handler, log: KeptLog): Promise<Connected<LocalDiscord>> {
  const local = await startLocalDiscord();
  const { token, applicationId, apiUrl } = local;
  const adapter = createDiscord({ handler, log, token, applicationId, apiUrl });
  await adapter.start();
  const channel = idIn(local.conversations, 'general');
  const id = (member: string): string => idIn(local.members, member);
  return {
    adapter,
    local,
    seat: {
      platform: 'discord',
      run: (member, path, values) =>
        local.slash(id(member), channel, path, numbered(handler.commands, path, values)),
      click: (member, messageId, label) => local.click(id(member), messageId, label),
      choose: (member, messageId, placeholder, value) =>
        local.select(id(member), messageId, placeholder, [value]),
      pick: (member, messageId, placeholder, value) =>
        local.select(id(member), messageId, placeholder, [value]),
      submit: (member, formId, values) => local.submit(id(member), formId, values),
      menu: async (member, words, name) =>
        local.shortcut(id(member), channel, await local.say(id('Facilitator'), channel, words), name),
      read: (member) => local.read(id(member), channel),
      askedToWait: () =>
        until('the platform to be asked to wait', async () =>
          (await local.calls()).some(({ body }) => (body as { type?: number } | undefined)?.type === 5),
        ),
      forget: () => local.clearCalls(),
    },
    stop: async () => {
      await adapter.stop();
      await local.stop();
    },
  };
}

/** Discord's clients send a whole-number option as a number. */
function numbered(
  commands: readonly Command[],
  path: string,
  values: Readonly<Record<string, string>>,
): Record<string, string | number> {
  const [name, subcommand] = path.split(' ');
  const leaf = commands
    .find((command) => command.name === name)
    ?.leaves.find((each) => each.name === subcommand);
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      leaf?.options[key]?.kind === 'integer' ? Number(value) : value,
    ]),
  );
}

export async function connectSlack(
  handler: Handler,
  log: KeptLog,
  kind: 'socket' | 'http' = 'socket',
): Promise<Connected<LocalSlackClient>> {
  const local = await startLocalSlack();
  await local.install(
    manifestFor({
      commands: handler.commands,
      mode: kind,
      ...(kind === 'http' ? { publicUrl: 'https://parley.example.org' } : {}),
    }),
  );
  const adapter = createSlack({
    handler,
    log,
    botToken: local.botToken,
    mode:
      kind === 'socket'
        ? { kind, appToken: local.appToken }
        : { kind, signingSecret: local.signingSecret, host: '127.0.0.1', port: 0 },
    apiUrl: local.apiUrl,
  });
  await adapter.start();
  if (kind === 'http') await local.useHttp(`http://127.0.0.1:${adapter.port()}/slack/events`);
  const channel = idIn(local.conversations, 'general');
  const id = (member: string): string => idIn(local.members, member);
  return {
    adapter,
    local,
    seat: {
      platform: 'slack',
      run: (member, path, _, typed) => local.slash(id(member), channel, `/${path} ${typed}`.trim()),
      click: (member, messageId, label) => local.click(id(member), messageId, label),
      choose: (member, messageId, placeholder, value) =>
        local.select(id(member), messageId, placeholder, [value]),
      pick: async (member, messageId, placeholder, value) => {
        await local.suggest(id(member), messageId, placeholder, value.slice(0, 5));
        return local.select(id(member), messageId, placeholder, [value]);
      },
      submit: (member, formId, values) => local.submit(id(member), formId, values),
      menu: async (member, words, name) =>
        local.shortcut(id(member), channel, await local.say(id('Facilitator'), channel, words), name),
      read: (member) => local.read(id(member), channel),
      askedToWait: () =>
        until('the platform to be asked to wait', async () =>
          (await local.calls()).some(({ method, body }) => method === 'ack' && !hasWords(body)),
        ),
      forget: () => local.clearCalls(),
    },
    stop: async () => {
      await adapter.stop();
      await local.stop();
    },
  };
}

const hasWords = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && Object.keys(body).length > 0;
