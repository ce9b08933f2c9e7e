import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OperatorError } from '../../../src/chat/adapter.ts';
import type { Fault, Outcome } from '../../../src/local/discord/human.ts';
import { type LocalDiscord, startLocalDiscord } from '../../../src/local/discord/start.ts';
import { until } from '../../until.ts';
import { type Bot, idIn, makeBot, routes, startBot } from './bot.ts';
import { gate } from './commands.ts';

const CALLBACK = { method: 'POST', path: '/callback$' };
const messages = (bot: Bot): string[] => bot.log.lines.map(({ message }) => message);
const ping = (bot: Bot): Promise<Outcome> => bot.local.slash(bot.member, bot.general, '/ping');

describe('while it runs', () => {
  let bot: Bot;
  beforeEach(async () => {
    bot = await startBot();
  });
  afterEach(() => bot.stop());

  const losses: [string, Fault][] = [
    ['the connection breaks', { kind: 'drop' }],
    ['Discord asks for a new connection', { kind: 'reconnect' }],
    ['the session times out', { kind: 'close', code: 4009 }],
    ['the session is over', { kind: 'invalid-session', resumable: false }],
  ];
  test.each(losses)('it answers again after %s', async (_name, fault) => {
    await bot.local.fault(fault);
    await until('the connection to end', async () => !(await bot.local.connected()));
    await until('a new connection', () => bot.local.connected());
    expect((await ping(bot)).message?.text).toContain('Pong');
  });

  test('it connects anew after Discord closed the connection for good', async () => {
    await bot.local.fault({ kind: 'close', code: 4004 });
    await until('the connection to end', async () => !(await bot.local.connected()));
    await until('a new connection', () => bot.local.connected());
    expect((await ping(bot)).message?.text).toContain('Pong');
    expect(messages(bot)).toContain('Discord closed the connection');
  });

  test('it slows down where Discord keeps refusing the connection', async () => {
    await bot.local.fault([{ kind: 'refuse', times: 100 }, { kind: 'drop' }]);
    const tries = () => messages(bot).filter((message) => message === 'connecting to Discord again').length;
    await until('the free tries', () => tries() >= 7);
    const before = performance.now();
    await until('two tries that are held back', () => tries() >= 9);
    // Twice half a second alone, without the growing pauses of 0.5 to 1 and of 1 to 2 seconds.
    expect(performance.now() - before).toBeGreaterThan(2_000);
  });

  const passing: [string, Fault][] = [
    ['Discord fails once', { kind: 'status', status: 503, commit: 'before', on: CALLBACK }],
    ['Discord fails for a moment', { kind: 'status', status: 503, commit: 'before', on: CALLBACK, times: 3 }],
    ['the connection is reset', { kind: 'reset', commit: 'before', on: CALLBACK }],
    ['the acknowledgement is lost', { kind: 'status', status: 503, commit: 'after', on: CALLBACK }],
    ['the answer is taken and the connection reset', { kind: 'reset', commit: 'after', on: CALLBACK }],
    ['Discord hangs', { kind: 'hang', commit: 'before', on: CALLBACK }],
    ['Discord limits the rate', { kind: 'rate-limit', scope: 'shared', retryAfterMs: 300, on: CALLBACK }],
  ];
  test.each(passing)('the member is answered once though %s', async (_name, fault) => {
    await bot.local.fault(fault);
    const outcome = await ping(bot);
    await until('a second call', async () => (await routes(bot.local)).length >= 2);
    const seen = await bot.local.read(bot.member, bot.general);
    expect([outcome.kind, seen.length]).toEqual(['message', 1]);
    expect(bot.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('an answer that comes too late is logged, and nothing breaks', async () => {
    gate.close();
    const asked = bot.local.slash(bot.member, bot.general, '/show slow', undefined, { waitMs: 500 });
    await until('Discord to be told to wait', async () =>
      (await bot.local.calls()).some(({ body }) => (body as { type?: number })?.type === 5),
    );
    await bot.local.age(16 * 60_000);
    gate.open();
    await until('the log line of the late answer', () =>
      messages(bot).includes('an answer came too late, or its message is gone'),
    );
    expect((await asked).kind).toBe('failed');
    expect((await ping(bot)).message?.text).toContain('Pong');
  });

  test('what is refused of an answer is told to the member in private, with a number', async () => {
    await bot.local.fault({ kind: 'status', status: 400, commit: 'before', on: CALLBACK });
    const { message } = await ping(bot);
    expect(message?.text).toMatch(/this number: [0-9a-f]{8}$/);
  });

  test('no log line holds a token or what a member wrote', async () => {
    await bot.local.fault({ kind: 'status', status: 400, commit: 'before', on: CALLBACK, times: 2 });
    await bot.local.slash(bot.member, bot.general, 'show values', { word: 'confidential' });
    const log = JSON.stringify(bot.log.lines);
    const [callback = ''] = (await bot.local.calls())
      .map(({ path }) => path)
      .filter((path) => path.endsWith('callback'));
    expect(log).not.toContain('confidential');
    expect(log).not.toContain(bot.local.token);
    expect(log).not.toContain(callback.split('/')[3]);
  });

  test('stopping waits for the answer under way and takes nothing new', async () => {
    gate.close();
    const slow = bot.local.slash(bot.member, bot.general, '/show slow');
    await until('Discord to be told to wait', async () =>
      (await bot.local.calls()).some(({ body }) => (body as { type?: number })?.type === 5),
    );
    const stopped = bot.adapter.stop();
    gate.open();
    await stopped;
    expect((await slow).message?.text).toBe('Late\nHere it is.');
    await until('the connection to end', async () => !(await bot.local.connected()));
  });
});

/** What the bot's start ends with; it is stopped all the same. */
async function refusal(local: LocalDiscord, settings: Parameters<typeof makeBot>[2]): Promise<unknown> {
  const { adapter } = makeBot(local, undefined, settings);
  const result = await adapter.start().catch((error: unknown) => error);
  await adapter.stop();
  return result;
}

describe('at the start', () => {
  // One for all: none of these looks at what the others left there.
  let local: LocalDiscord;
  beforeAll(async () => {
    local = await startLocalDiscord();
  });
  afterAll(() => local.stop());

  test('a wrong token is the operator’s to mend, and is not shown', async () => {
    const error = await refusal(local, { token: 'wrong.token.secret' });
    expect(error).toBeInstanceOf(OperatorError);
    expect(String(error)).toMatch(/DISCORD_TOKEN/);
    expect(String(error)).not.toContain('wrong.token.secret');
  });

  test('an application that the token does not belong to is the operator’s to mend', async () => {
    const error = await refusal(local, { applicationId: '100000000000000009' });
    expect(String(error)).toContain(`Set DISCORD_APP_ID=${local.applicationId}`);
  });

  test('a development server without the bot is the operator’s to mend', async () => {
    const error = await refusal(local, { devGuildId: '100000000000000009' });
    expect(String(error)).toMatch(/not in the development server 100000000000000009. Invite it by https:/);
  });

  test('refused intents are the operator’s to mend', async () => {
    await local.fault({ kind: 'close', code: 4014, identifies: 1 });
    expect(String(await refusal(local, {}))).toMatch(/4014/);
  });

  test('it keeps trying while Discord cannot be reached', async () => {
    await local.fault({
      kind: 'status',
      status: 503,
      commit: 'before',
      on: { path: '/gateway/bot' },
      times: 2,
    });
    const { adapter, log } = makeBot(local);
    await adapter.start();
    expect(log.lines.map(({ message }) => message)).toContain('Discord cannot be reached; trying again');
    await adapter.stop();
  });

  test('it can be stopped while it still tries', async () => {
    const { adapter, log } = makeBot(local, undefined, { apiUrl: 'http://127.0.0.1:9/api' });
    const started = adapter.start();
    await until('a second try', () => log.lines.length > 1);
    await adapter.stop();
    await expect(started).resolves.toBeUndefined();
  });
});

describe('the registration at the start', () => {
  let local: LocalDiscord;
  beforeEach(async () => {
    local = await startLocalDiscord();
  });
  afterEach(() => local.stop());

  test('commands are registered once, and again only when they changed', async () => {
    for (const _ of [1, 2]) {
      const { adapter } = makeBot(local);
      await adapter.start();
      await adapter.stop();
    }
    const puts = (await routes(local)).filter((route) => route.startsWith('PUT'));
    expect(puts).toHaveLength(1);
  });

  test('commands are registered in the development server alone where there is one', async () => {
    const { adapter } = makeBot(local, undefined, { devGuildId: local.guildId });
    await adapter.start();
    const offers = await local.offers(idIn(local.members, 'Member'), idIn(local.conversations, 'general'));
    await adapter.stop();
    expect(offers.map(({ name }) => name)).toContain('ping');
    expect((await routes(local)).filter((route) => route.startsWith('PUT'))).toEqual([
      'PUT /applications/guilds/commands',
    ]);
  });

  test('a long rate limit of the registration is tried again later', async () => {
    await local.fault({ kind: 'rate-limit', scope: 'shared', retryAfterMs: 90_000, on: { method: 'PUT' } });
    const { adapter, log } = makeBot(local);
    const started = adapter.start();
    await until('the registration to be limited', () =>
      log.lines.some(({ message }) => message.startsWith('the commands could not be registered')),
    );
    await started;
    await adapter.stop();
    expect((await routes(local)).filter((route) => route.startsWith('PUT'))).toHaveLength(2);
  });

  test('the day’s limit of new commands does not keep the bot from starting', async () => {
    for (const day of ['a', 'b']) {
      const full = Array.from({ length: 100 }, (_, index) => ({ name: `${day}-${index}`, description: 'x' }));
      await fetch(`${local.apiUrl}/v10/applications/${local.applicationId}/commands`, {
        method: 'PUT',
        headers: { authorization: `Bot ${local.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(full),
      });
    }
    const { adapter, log } = makeBot(local);
    await adapter.start();
    await adapter.stop();
    expect(log.lines.find(({ level }) => level === 'error')?.message).toMatch(/200 a day/);
  });
});
