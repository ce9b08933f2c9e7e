import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createSlack, type SlackAdapter, type SlackMode } from '../../../src/adapters/slack/adapter.ts';
import { OperatorError } from '../../../src/chat/adapter.ts';
import { startLocalSlack } from '../../../src/local/slack/start.ts';
import { handlerOf, KeptLog } from '../../asking.ts';
import { until } from '../../until.ts';
import { type Stage, startStage, type Transport } from './stage.ts';

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each();
});

async function staged(transport: Transport): Promise<Stage> {
  const stage = await startStage(transport);
  cleanUp.push(() => stage.stop());
  return stage;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function adapterAt(apiUrl: string, botToken: string, mode: SlackMode, log = new KeptLog()): SlackAdapter {
  const adapter = createSlack({ handler: handlerOf(undefined, [], log), log, botToken, mode, apiUrl });
  cleanUp.push(() => adapter.stop());
  return adapter;
}

describe('Socket Mode', () => {
  const echo = (stage: Stage, words: string) =>
    stage.local.slash(stage.id('Member'), stage.general, `/test echo ${words}`);
  const twoLinks = (stage: Stage) =>
    until('two connections', async () => (await stage.local.connections()) === 2);

  it('has a WebSocket library that can ping, whichever one is installed beside discord.js', () => {
    const require = createRequire(import.meta.url);
    const beside = createRequire(require.resolve('@slack/socket-mode'));
    expect(beside('undici').ping).toBeTypeOf('function');
  });

  it('keeps two connections', async () => {
    const stage = await staged('socket');
    await twoLinks(stage);
  });

  it('loses no command while Slack exchanges its connections', async () => {
    const stage = await staged('socket');
    await twoLinks(stage);
    const outcomes = [];
    for (let n = 0; n < 40; n += 1) {
      if (n % 10 === 5) await stage.local.fault({ kind: 'disconnect', reason: 'warning' });
      outcomes.push((await echo(stage, `${n}`)).kind);
    }
    expect(outcomes.filter((kind) => kind !== 'message')).toEqual([]);
  });

  it('answers a command whose acknowledgement races a disconnect', async () => {
    const stage = await staged('socket');
    await twoLinks(stage);
    await stage.local.fault({ kind: 'disconnect-racing' });
    expect((await echo(stage, 'now')).message?.text).toBe('Echo\nnow');
  });

  it('comes back after every connection broke off', async () => {
    const stage = await staged('socket');
    await twoLinks(stage);
    await stage.local.fault({ kind: 'drop' });
    await until('an answer', async () => (await echo(stage, 'again')).kind === 'message');
  });

  it('comes back after Slack refused the token for a while, and says what to do meanwhile', async () => {
    const stage = await staged('socket');
    await twoLinks(stage);
    await stage.local.fault({ kind: 'bad-open', answer: { ok: false, error: 'invalid_auth' }, times: 2 });
    await stage.local.fault({ kind: 'drop' });
    await twoLinks(stage);
    const told = stage.log.lines.find(
      ({ fields }) => (fields as { slack?: string }).slack === 'invalid_auth',
    );
    expect((told?.fields as { cure?: string } | undefined)?.cure).toMatch(/Copy it again/);
  });

  it('runs a command once that is delivered twice', async () => {
    const stage = await staged('socket');
    await stage.local.fault({ kind: 'duplicate' });
    await echo(stage, 'twice');
    // Both envelopes came by the same connection, so the second is through once a third is answered.
    await echo(stage, 'after');
    expect(stage.seen.runs).toBe(2);
  });

  it('stops answering a workspace that has removed the app', async () => {
    const stage = await staged('socket');
    await stage.local.uninstall();
    await until('the log line of the removal', () =>
      stage.log.lines.some(({ message }) => message.includes('was removed from the workspace')),
    );
  });
});

describe.each<Transport>(['socket', 'http'])('stopping over %s', (transport) => {
  it('waits for what is under way', async () => {
    const stage = await startStage(transport);
    cleanUp.push(() => stage.local.stop());
    stage.seen.slowMs = 2_000;
    const answered = stage.local.slash(stage.id('Member'), stage.general, '/test slow');
    await until('the command to begin', () => stage.seen.started === 1);
    await stage.adapter.stop();
    expect(stage.seen.finished).toBe(1);
    expect((await answered).message?.text).toBe('Late\nHere at last.');
  });
});

describe('starting', () => {
  it('waits for a Slack that cannot be reached yet', async () => {
    const [port, { botToken, appToken, stop }] = await Promise.all([freePort(), startLocalSlack()]);
    await stop();
    const log = new KeptLog();
    const adapter = adapterAt(`http://127.0.0.1:${port}/api/`, botToken, { kind: 'socket', appToken }, log);
    const started = adapter.start();
    await until('the first warning', () => log.lines.some(({ level }) => level === 'warn'));
    const local = await startLocalSlack({ port });
    cleanUp.push(() => local.stop());
    await expect(started).resolves.toBeUndefined();
  });

  it('can be given up while Slack cannot be reached', async () => {
    const port = await freePort();
    const adapter = adapterAt(`http://127.0.0.1:${port}/api/`, 'xoxb-x', {
      kind: 'socket',
      appToken: 'xapp-x',
    });
    const started = adapter.start();
    await adapter.stop();
    await expect(started).resolves.toBeUndefined();
  });

  it('refuses a wrong bot token with its cure, without showing it', async () => {
    const local = await startLocalSlack();
    cleanUp.push(() => local.stop());
    const adapter = adapterAt(local.apiUrl, 'xoxb-wrong', { kind: 'socket', appToken: local.appToken });
    const error = await adapter.start().catch((each: unknown) => each);
    expect(error).toBeInstanceOf(OperatorError);
    expect((error as Error).message).toMatch(
      /^Slack refused SLACK_BOT_TOKEN \(invalid_auth\)\. Copy it again/,
    );
    expect((error as Error).message).not.toContain('xoxb-wrong');
  });

  it('refuses a wrong app token with its cure', async () => {
    const local = await startLocalSlack();
    cleanUp.push(() => local.stop());
    const adapter = adapterAt(local.apiUrl, local.botToken, { kind: 'socket', appToken: 'xapp-wrong' });
    await expect(adapter.start()).rejects.toThrow(/^Slack refused SLACK_APP_TOKEN \(invalid_auth\)/);
  });

  it('refuses a port that is taken, with its cure', async () => {
    const local = await startLocalSlack();
    cleanUp.push(() => local.stop());
    const taken = Number(new URL(local.apiUrl).port);
    const adapter = adapterAt(local.apiUrl, local.botToken, {
      kind: 'http',
      signingSecret: local.signingSecret,
      host: '127.0.0.1',
      port: taken,
    });
    await expect(adapter.start()).rejects.toThrow(/EADDRINUSE.*PORT/);
  });
});
