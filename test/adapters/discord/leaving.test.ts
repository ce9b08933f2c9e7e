import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LocalDiscord, startLocalDiscord } from '../../../src/local/discord/start.ts';
import { until } from '../../until.ts';
import { makeBot } from './bot.ts';

/** Twice what leaving may take, in ms: far less than the 15 and 30 s of the libraries. */
const SOON = 4_000;

let local: LocalDiscord;
beforeEach(async () => {
  local = await startLocalDiscord();
});
afterEach(() => local.stop());

const duration = async (work: Promise<unknown>): Promise<number> => {
  const before = performance.now();
  await work;
  return performance.now() - before;
};

test('stopping does not wait for a Discord that never says goodbye', async () => {
  const { adapter, log } = makeBot(local);
  await adapter.start();
  await local.fault({ kind: 'deaf' });
  expect(await duration(adapter.stop())).toBeLessThan(SOON);
  expect(log.lines.at(-1)?.message).toBe(
    'Discord has not ended the connection within 2 s; going on without it',
  );
});

test('an undisturbed goodbye takes no time, said once or twice', async () => {
  const { adapter } = makeBot(local);
  await adapter.start();
  expect(await duration(adapter.stop().then(() => adapter.stop()))).toBeLessThan(2_000);
  await until('the goodbye to arrive', async () => !(await local.connected()));
});

test('what the operator must mend is told though Discord never finishes the connection', async () => {
  const later = { kind: 'slow', ms: 300, on: { path: '/applications/@me' } } as const;
  await local.fault([{ kind: 'deaf', connections: 1 }, later]);
  const { adapter } = makeBot(local, undefined, { applicationId: '100000000000000009' });
  const refused = expect(adapter.start()).rejects.toThrow('Set DISCORD_APP_ID=');
  expect(await duration(refused)).toBeLessThan(SOON);
});

test('a start that fails at any moment of the connection is told at once and leaves nothing connected', async () => {
  for (let ms = 0; ms < 15; ms += 1) {
    await local.fault({ kind: 'slow', ms, on: { path: '/applications/@me' } });
    const { adapter } = makeBot(local, undefined, { applicationId: '100000000000000009' });
    await expect(adapter.start()).rejects.toThrow('Set DISCORD_APP_ID=');
  }
  await until('the last connection to end', async () => !(await local.connected()));
});

test('stopping does not wait for a gateway that never answers, and its later failure breaks nothing', async () => {
  const waiting: Socket[] = [];
  const silent = createServer((request, response) => {
    const { port } = silent.address() as AddressInfo;
    const gateway = {
      url: `ws://127.0.0.1:${port}`,
      shards: 1,
      session_start_limit: { total: 1_000, remaining: 1_000, reset_after: 60_000, max_concurrency: 1 },
    };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url?.endsWith('/gateway/bot') ? gateway : []));
  });
  silent.on('upgrade', (_request, socket: Socket) => waiting.push(socket));
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  const { port } = silent.address() as AddressInfo;
  const { adapter } = makeBot(local, undefined, { apiUrl: `http://127.0.0.1:${port}/api` });
  const started = adapter.start();
  await until('the connection to be asked for', () => waiting.length > 0);
  expect(await duration(adapter.stop())).toBeLessThan(SOON);
  await started;
  // Vitest fails a run in which an error is caught by nobody, as this one would be.
  for (const socket of waiting) socket.destroy();
  silent.closeAllConnections();
  await new Promise((resolve) => silent.close(resolve));
});
