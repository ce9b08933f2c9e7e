import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { checkDiscord } from '../../../src/adapters/discord/check.ts';
import type { Finding } from '../../../src/chat/adapter.ts';
import { type LocalDiscord, startLocalDiscord } from '../../../src/local/discord/start.ts';
import { makeBot } from './bot.ts';

let local: LocalDiscord;
beforeAll(async () => {
  local = await startLocalDiscord();
});
afterAll(() => local.stop());
afterEach(() => local.clearFaults());

const examine = (
  settings: { token?: string; applicationId?: string; apiUrl?: string; devGuildId?: string } = {},
) => {
  const { token, applicationId, apiUrl } = local;
  return checkDiscord({ token, applicationId, apiUrl, ...settings });
};
const faults = (findings: Finding[]): Finding[] => findings.filter(({ level }) => level !== 'good');

test('commands that are not registered yet are said so, and come with the start', async () => {
  expect(faults(await examine())).toEqual([
    {
      level: 'warning',
      what: 'No commands are registered everywhere yet',
      cure: 'npm start registers them.',
    },
  ]);
});

test('all is well once it has started', async () => {
  const { adapter } = makeBot(local);
  await adapter.start();
  await adapter.stop();
  const findings = await examine();
  expect(faults(findings)).toEqual([]);
  expect(findings.map(({ what }) => what)).toContain('3 commands are registered everywhere');
});

test('a wrong token is told with the way to a new one, and not shown', async () => {
  const findings = await examine({ token: 'wrong.token.secret' });
  expect(faults(findings)).toEqual([
    expect.objectContaining({ level: 'bad', cure: expect.stringContaining('Reset Token') }),
  ]);
  expect(JSON.stringify(findings)).not.toContain('wrong.token.secret');
});

test('an application that the token does not belong to is told with the right one', async () => {
  const [fault] = faults(await examine({ applicationId: '100000000000000009' }));
  expect(fault?.cure).toContain(`DISCORD_APP_ID=${local.applicationId}`);
});

test('an address where nothing answers is told', async () => {
  const findings = await examine({ apiUrl: 'http://127.0.0.1:9/api' });
  expect(faults(findings)).toEqual([
    {
      level: 'bad',
      what: expect.stringContaining('127.0.0.1:9'),
      cure: expect.stringContaining('DISCORD_API_URL'),
    },
  ]);
});

test('a development server without the bot is told with the invitation', async () => {
  const [fault] = faults(await examine({ devGuildId: '100000000000000009' }));
  expect(fault?.cure).toContain('https://discord.com/oauth2/authorize');
});

test('a failure of Discord is told as such', async () => {
  await local.fault({ kind: 'status', status: 503, commit: 'before' });
  const [fault] = faults(await examine());
  expect(fault).toMatchObject({ level: 'bad', cure: expect.stringContaining('discordstatus.com') });
});

test('a clock that is off by more than half a minute is told', async () => {
  const { token, applicationId, apiUrl } = local;
  const ahead = { now: () => Temporal.Now.instant().add({ seconds: 90 }) };
  const findings = await checkDiscord({ token, applicationId, apiUrl }, ahead);
  expect(faults(findings).map(({ what }) => what)).toEqual([
    expect.stringMatching(/^This machine’s clock is \d+ seconds ahead of Discord’s$/),
  ]);
});

test('a bot in no server is told with the invitation', async () => {
  const other = await startLocalDiscord();
  await other.removeBot(other.guildId);
  const { token, applicationId, apiUrl } = other;
  const findings = await checkDiscord({ token, applicationId, apiUrl });
  await other.stop();
  expect(faults(findings).map(({ what }) => what)).toContain('The bot is in no server yet');
});

test('permissions that are missing in a server are named', async () => {
  const answers: Record<string, unknown> = {
    '/users/@me': { id: '1', username: 'parley' },
    '/applications/@me': { id: '1', name: 'Parley' },
    '/applications/1/commands': [{}],
    '/users/@me/guilds': [{ id: '2', permissions: String((1 << 10) | (1 << 11)) }],
  };
  const server = createServer(({ url = '' }, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answers[url.replace('/api/v10', '')]));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const apiUrl = `http://127.0.0.1:${port}/api`;
  const findings = await checkDiscord({ token: 'x', applicationId: '1', apiUrl });
  server.close();
  expect(faults(findings).map(({ level, what }) => `${level}: ${what}`)).toEqual([
    'warning: In the server 2 the bot lacks: Attach Files, Read Message History',
    'note: In the server 2 the bot lacks Create Events, so practice sessions do not stand in its list of events',
  ]);
});

test('commands that are registered in both places are told with the way to be rid of one', async () => {
  const { adapter } = makeBot(local, undefined, { devGuildId: local.guildId });
  await adapter.start();
  await adapter.stop();
  const [fault] = faults(await examine({ devGuildId: local.guildId }));
  expect(fault?.what).toMatch(/^3 commands are registered everywhere as well/);
  const [, url = ''] = /curl .* (http\S+)$/.exec(fault?.cure ?? '') ?? [];
  const headers = { authorization: `Bot ${local.token}`, 'content-type': 'application/json' };
  await fetch(url, { method: 'PUT', headers, body: '[]' });
  expect(faults(await examine({ devGuildId: local.guildId }))).toEqual([]);
});
