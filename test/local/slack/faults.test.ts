import { App, LogLevel } from '@slack/bolt';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type LocalSlackClient, startLocalSlack } from '../../../src/local/slack/start.ts';
import { manifest } from './app.ts';
import { type Loose, type RawApp, rawApp } from './raw-app.ts';

describe('calls', () => {
  let app: RawApp;
  let general: string;
  const on = { method: 'chat.postMessage' };

  beforeAll(async () => {
    app = await rawApp();
    general = app.slack.conversations.general!;
  });
  afterEach(() => app.slack.clearFaults());
  afterAll(() => app.stop());

  const post = (text: string): Promise<Response> =>
    fetch(`${app.slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${app.slack.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: general, text }),
      signal: AbortSignal.timeout(500),
    });
  const posted = async (text: string): Promise<number> =>
    (await app.slack.read(app.slack.members.Member!, general)).filter((seen) => seen.text === text).length;

  test.each([
    [30, '30'],
    [null, null],
  ])('a rate limit with Retry-After %s', async (retryAfter, header) => {
    await app.slack.fault({ kind: 'rate-limit', retryAfter, on });
    const response = await post('limited');
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, header]);
    expect(await response.json()).toEqual({ ok: false, error: 'ratelimited' });
    expect((await post('limited')).status).toBe(200);
  });

  test.each([
    ['before', 0],
    ['after', 1],
  ] as const)('a server error %s the message is stored', async (commit, stored) => {
    await app.slack.fault({ kind: 'status', status: 503, commit, on });
    expect((await post(`error ${commit}`)).status).toBe(503);
    expect(await posted(`error ${commit}`)).toBe(stored);
  });

  test('a message that is stored after its failure was told', async () => {
    await app.slack.fault({ kind: 'late', status: 504, ms: 200, on });
    expect((await post('late')).status).toBe(504);
    expect(await posted('late')).toBe(0);
    await expect.poll(() => posted('late')).toBe(1);
  });

  test('no answer at all', async () => {
    await app.slack.fault({ kind: 'hang', commit: 'after', on });
    await expect(post('hang')).rejects.toThrow('timeout');
    expect(await posted('hang')).toBe(1);
  });

  test('a reset connection', async () => {
    await app.slack.fault({ kind: 'reset', commit: 'before', on });
    await expect(post('reset')).rejects.toThrow('fetch failed');
    expect(await posted('reset')).toBe(0);
  });

  test.each(['hang', 'reset'] as const)('a message that is stored after a %s', async (kind) => {
    await app.slack.fault({ kind, commit: 1200, on });
    await expect(post(`late ${kind}`)).rejects.toThrow();
    expect(await posted(`late ${kind}`)).toBe(0);
    await expect.poll(() => posted(`late ${kind}`), { timeout: 5000 }).toBe(1);
  });

  test('internal_error although the message is stored', async () => {
    await app.slack.fault({ kind: 'internal-error', on });
    expect(await (await post('internal')).json()).toMatchObject({ ok: false, error: 'internal_error' });
    expect(await posted('internal')).toBe(1);
  });

  test('a revoked token', async () => {
    await app.slack.fault({ kind: 'revoke-token' });
    expect(await app.call('auth.test')).toMatchObject({ error: 'token_revoked' });
  });

  test('every call is listed with what became of it', async () => {
    await app.slack.clearCalls();
    await app.call('chat.postMessage', { channel: general });
    expect(await app.slack.calls()).toMatchObject([
      { method: 'chat.postMessage', status: 200, error: 'no_text' },
    ]);
  });
});

describe('sockets', () => {
  let slack: LocalSlackClient;
  let general: string;
  let member: string;

  beforeAll(async () => {
    slack = await startLocalSlack();
    await slack.install(manifest(true));
    general = slack.conversations.general!;
    member = slack.members.Member!;
  });
  afterAll(() => slack.stop());

  /** A bare Socket Mode client that acknowledges everything unless told. */
  async function connect(acknowledge = true): Promise<{ socket: WebSocket; messages: Loose[] }> {
    const response = await fetch(`${slack.apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.appToken}` },
    });
    const { url } = (await response.json()) as { url: string };
    const socket = new WebSocket(url);
    const messages: Loose[] = [];
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      messages.push(message);
      if (message.envelope_id && acknowledge)
        socket.send(JSON.stringify({ envelope_id: message.envelope_id, payload: { text: 'answer' } }));
    });
    await expect.poll(() => messages[0]?.type).toBe('hello');
    return { socket, messages };
  }

  test('without a connection a command fails at once', async () => {
    expect(await slack.slash(member, general, '/term x')).toMatchObject({
      kind: 'failed',
      failure: '/term failed with the error "dispatch_failed"',
    });
  });

  test('a ticket opens one connection', async () => {
    const { socket } = await connect();
    const refused = new WebSocket(socket.url);
    expect(
      await new Promise((resolve) => refused.once('error', ({ message }) => resolve(message))),
    ).toContain('403');
    socket.terminate();
  });

  test('a duplicate envelope comes twice with one id', async () => {
    const { socket, messages } = await connect();
    await slack.fault({ kind: 'duplicate' });
    await slack.slash(member, general, '/term x');
    await expect.poll(() => messages.length).toBe(3);
    expect(messages[1].envelope_id).toBe(messages[2].envelope_id);
    socket.terminate();
  });

  test('an envelope may come on any connection', async () => {
    const both = [await connect(), await connect()];
    for (let count = 0; count < 4; count += 1) await slack.slash(member, general, '/term x');
    expect(both.map(({ messages }) => messages.length)).toEqual([3, 3]);
    for (const { socket } of both) socket.terminate();
  });

  test('a drop closes every connection without a word', async () => {
    const { socket } = await connect();
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    await slack.fault({ kind: 'drop' });
    expect(await closed).toBe(1006);
  });

  test.each(['warning', 'refresh_requested'] as const)('a disconnect is announced as %s', async (reason) => {
    const { socket, messages } = await connect();
    await slack.fault({ kind: 'disconnect', reason });
    await expect.poll(() => messages.at(-1)).toMatchObject({ type: 'disconnect', reason });
    socket.terminate();
  });

  test('a disconnect may race an acknowledgement', async () => {
    const { socket, messages } = await connect(false);
    await slack.fault({ kind: 'disconnect-racing' });
    const outcome = slack.slash(member, general, '/term x');
    await expect
      .poll(() => messages.map(({ type }) => type))
      .toEqual(['hello', 'slash_commands', 'disconnect']);
    expect(await outcome).toMatchObject({ kind: 'failed' });
    socket.terminate();
  });

  test('Bolt comes back after a refresh', async () => {
    const app = new App({
      token: slack.botToken,
      appToken: slack.appToken,
      socketMode: true,
      clientOptions: { slackApiUrl: slack.apiUrl },
      logLevel: LogLevel.ERROR,
    });
    app.command('/term', async ({ ack }) => ack('back'));
    await app.start();
    await slack.fault({ kind: 'disconnect', reason: 'refresh_requested' });
    await expect.poll(() => slack.connections()).toBe(0);
    await expect.poll(() => slack.connections(), { timeout: 8000 }).toBe(1);
    expect(await slack.slash(member, general, '/term x')).toMatchObject({ message: { text: 'back' } });
    await app.stop();
  });

  test('a bad answer to apps.connections.open', async () => {
    await slack.fault({ kind: 'bad-open', answer: { ok: true } });
    const open = (): Promise<Loose> =>
      fetch(`${slack.apiUrl}apps.connections.open`, {
        headers: { authorization: `Bearer ${slack.appToken}` },
      }).then((response) => response.json());
    expect(await open()).toEqual({ ok: true });
    expect(await open()).toMatchObject({ url: expect.stringMatching(/^ws:/) });
  });
});
