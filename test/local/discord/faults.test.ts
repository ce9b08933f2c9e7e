import { type Client, Events, MessageFlags } from 'discord.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalDiscord, startLocalDiscord } from '../../../src/local/discord/start.ts';
import { answer, COMMANDS, login, newClient } from './course-bot.ts';

let discord: LocalDiscord;
let client: Client;
/** Messages that stood there before the test. */
let before: Set<string>;

beforeAll(async () => {
  discord = await startLocalDiscord({ heartbeatMs: 400, rateLimits: true });
});

afterAll(() => discord.stop());

// A client of its own for each test, since a client remembers limits and sessions.
beforeEach(async () => {
  await discord.clearFaults();
  await discord.age(10_000);
  await discord.clearCalls();
  before = new Set((await screen()).map((each) => each.id));
  client = newClient(discord);
  client.on('interactionCreate', (interaction) => {
    // What a fault makes fail is looked at in the calls.
    answer(interaction).catch(() => undefined);
  });
  await login(client, discord);
  await client.application!.commands.set(COMMANDS as never);
});

afterEach(() => client.destroy());

const once = (event: string) => new Promise<unknown>((resolve) => client.once(event as 'debug', resolve));
const ask = () =>
  discord.slash(discord.members.Member!, discord.conversations.general!, '/glossary term:batna');
const post = async (nonce?: string) => {
  const channel = await client.channels.fetch(discord.conversations.general!);
  return channel!.isSendable()
    ? channel.send({ content: 'x', ...(nonce ? { nonce, enforceNonce: true } : {}) })
    : undefined;
};
const screen = () => discord.read(discord.members.Member!, discord.conversations.general!);
const posted = async () => (await screen()).filter((each) => !each.private && !before.has(each.id));

describe('the gateway fails, and the client comes back', () => {
  test.each([
    ['a dropped connection', { kind: 'drop' }],
    ['a request to reconnect', { kind: 'reconnect' }],
    ['an invalid session that can be resumed', { kind: 'invalid-session', resumable: true }],
    ['a session that timed out', { kind: 'close', code: 4009 }],
    ['heartbeats that nobody answers', { kind: 'mute-heartbeats', times: 1 }],
  ] as const)('after %s it resumes', async (_what, fault) => {
    const resumed = once(Events.ShardResume);
    await discord.fault(fault);
    await resumed;
    expect((await ask()).message?.text).toBe('batna');
  });

  test('after an invalid session that cannot be resumed it identifies afresh', async () => {
    const ready = once(Events.ShardReady);
    await discord.fault({ kind: 'invalid-session', resumable: false });
    await ready;
    expect((await ask()).message?.text).toBe('batna');
  });

  test('a command given while the connection is down is delivered by the resume', async () => {
    await discord.fault({ kind: 'drop' });
    expect((await ask()).message?.text).toBe('batna');
  });

  test('while connections are refused it goes on trying', async () => {
    await discord.fault([{ kind: 'refuse', times: 3 }, { kind: 'drop' }]);
    await expect.poll(() => discord.connected(), { timeout: 15_000 }).toBe(true);
  });

  test.each([4004, 4014])('a close with %i is final', async (code) => {
    const gone = once(Events.ShardDisconnect);
    await discord.fault({ kind: 'close', code, identifies: 1 });
    await gone;
    expect(await discord.connected()).toBe(false);
  });
});

describe('calls fail, and the client does what it does', () => {
  test('a 429 is waited out, and the message arrives once', async () => {
    await discord.fault({ kind: 'rate-limit', scope: 'user', retryAfterMs: 50, on: { path: '/messages$' } });
    await post();
    expect((await posted()).length).toBe(1);
  });

  test('a global 429 stops messages, while interactions are still answered', async () => {
    await discord.fault({
      kind: 'rate-limit',
      scope: 'global',
      retryAfterMs: 300,
      on: { path: '/messages$' },
    });
    const sent = post();
    const { ms } = await ask();
    await sent;
    expect([ms < 300, (await posted()).length]).toEqual([true, 1]);
  });

  test('a 503 before the message is stored is tried again', async () => {
    await discord.fault({ kind: 'status', status: 503, commit: 'before', on: { path: '/messages$' } });
    await post();
    expect((await posted()).length).toBe(1);
  });

  test('a 503 after the message is stored makes two messages without an enforced nonce', async () => {
    const careless = newClient(discord, { enforceNonce: false });
    careless.rest.setToken(discord.token);
    await discord.fault({ kind: 'status', status: 503, commit: 'after', on: { path: '/messages$' } });
    await careless.rest.post(`/channels/${discord.conversations.general}/messages`, {
      body: { content: 'x' },
    });
    expect((await posted()).length).toBe(2);
  });

  test('a 503 after the message is stored makes one message with an enforced nonce', async () => {
    await discord.fault({ kind: 'status', status: 503, commit: 'after', on: { path: '/messages$' } });
    await post('delivery-1');
    expect((await posted()).length).toBe(1);
  });

  test('a 503 after a callback is stored shows the answer, and the retry hears 40060', async () => {
    await discord.fault({ kind: 'status', status: 503, commit: 'after', on: { path: '/callback$' } });
    const { message } = await ask();
    const answers = async () =>
      (await discord.calls()).filter((call) => call.path.endsWith('/callback')).map((call) => call.status);
    await expect.poll(answers).toEqual([503, 400]);
    expect(message?.text).toBe('batna');
  });

  test('a call that is carried out late stands there although it failed', async () => {
    await discord.fault({ kind: 'late', status: 503, ms: 200, on: { path: '/messages$' }, times: 4 });
    await expect(post('delivery-2')).rejects.toThrow('Service Unavailable');
    await expect.poll(async () => (await posted()).length).toBe(1);
  });

  test.each(['reset', 'hang'] as const)(
    'a call that is carried out late stands there though a %s was its answer',
    async (status) => {
      await discord.fault({ kind: 'late', status, ms: 1_000, on: { method: 'POST', path: '/messages$' } });
      const url = `${discord.apiUrl}/v10/channels/${discord.conversations.general}/messages`;
      const headers = { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' };
      const signal = AbortSignal.timeout(100);
      await expect(
        fetch(url, { method: 'POST', headers, body: '{"content":"x"}', signal }),
      ).rejects.toThrow();
      expect((await posted()).length).toBe(0);
      await expect.poll(async () => (await posted()).length, { timeout: 5_000 }).toBe(1);
    },
  );

  test('a slow call is answered after all', async () => {
    await discord.fault({ kind: 'slow', ms: 100, on: { path: '/messages$' } });
    const started = performance.now();
    await post();
    expect(performance.now() - started).toBeGreaterThan(99);
  });

  test('a reset connection is tried again, and an enforced nonce keeps it at one message', async () => {
    await discord.fault({ kind: 'reset', commit: 'after', on: { path: '/messages$' } });
    await post('delivery-3');
    expect([
      (await posted()).length,
      (await discord.calls()).filter((call) => call.path.endsWith('/messages')).length,
    ]).toEqual([1, 2]);
  });

  test('a call that hangs gives no answer', async () => {
    await discord.fault({ kind: 'hang', commit: 'after', on: { method: 'POST', path: '/messages$' } });
    const url = `${discord.apiUrl}/v10/channels/${discord.conversations.general}/messages`;
    const headers = { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(300);
    await expect(fetch(url, { method: 'POST', headers, body: '{"content":"x"}', signal })).rejects.toThrow(
      'timeout',
    );
    expect((await posted()).length).toBe(1);
  });

  test('an interaction that is delivered twice reaches the bot twice', async () => {
    const ids: string[] = [];
    client.on('interactionCreate', (interaction) => ids.push(interaction.id));
    await discord.fault({ kind: 'duplicate', times: 1 });
    await ask();
    await expect.poll(() => ids.length).toBe(2);
    expect(ids[0]).toBe(ids[1]);
  });

  test('faults that are cleared meet nobody', async () => {
    await discord.fault({ kind: 'status', status: 503, commit: 'before', times: 9 });
    await discord.clearFaults();
    expect((await ask()).message?.private).toBe(true);
  });
});

test('the calls of the bot are told, with the body of an answer', async () => {
  await discord.clearCalls();
  await ask();
  const [call] = await discord.calls();
  expect([call?.method, call?.status, call?.body]).toMatchObject([
    'POST',
    204,
    { type: 4, data: { flags: MessageFlags.Ephemeral } },
  ]);
});
