import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../commands/index.ts';
import { manifestFor } from '../../src/adapters/slack/register.ts';
import { startApp } from '../../src/app.ts';
import { demoConfig } from '../../src/config.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/local/discord/start.ts';
import { type LocalSlackClient, startLocalSlack } from '../../src/local/slack/start.ts';
import { openStore } from '../../src/store/open.ts';
import { KeptLog } from '../asking.ts';
import { type RunningClock, runningClock } from '../jobs/clock.ts';
import { copyTemplate } from '../store/template.ts';
import { recordsOf } from './records.ts';

/** The whole program with both platforms at hand, calendars over HTTP, and its records to be read at the end. */
export interface LeakApp {
  readonly discord: LocalDiscord;
  readonly slack: LocalSlackClient;
  readonly log: KeptLog;
  readonly clock: RunningClock;
  /** Where its calendars are. */
  readonly publicUrl: string;
  advance(by: Temporal.DurationLike): Promise<void>;
  /** Ends the program alone, and reads every row that it leaves behind. */
  records(): Promise<ReadonlyMap<string, string>>;
  stop(): Promise<void>;
}

export async function startLeakApp(): Promise<LeakApp> {
  const [discord, slack, dataDir, port] = await Promise.all([
    startLocalDiscord(),
    startLocalSlack(),
    mkdtemp(join(tmpdir(), 'parley-leak-app-')),
    freePort(),
  ]);
  await Promise.all([slack.install(manifestFor({ commands, mode: 'socket' })), copyTemplate(dataDir)]);
  const [log, clock, publicUrl] = [new KeptLog(), runningClock(), `http://127.0.0.1:${port}`];
  const app = await startApp(
    {
      ...demoConfig({}),
      ...{ dataDir, port, publicUrl },
      discord: { token: discord.token, applicationId: discord.applicationId, apiUrl: discord.apiUrl },
      slack: {
        botToken: slack.botToken,
        mode: { kind: 'socket', appToken: slack.appToken },
        apiUrl: slack.apiUrl,
      },
    },
    log,
    undefined,
    clock,
  );
  await app.ready;

  return {
    ...{ discord, slack, log, clock, publicUrl },
    async advance(by) {
      const ms = Temporal.Duration.from(by).total({ unit: 'milliseconds', relativeTo: '2026-01-01' });
      await Promise.all([discord.advance(ms), slack.advance(ms)]);
      await clock.advance(by);
    },
    async records() {
      await app.stop();
      const store = openStore({ directory: dataDir, log });
      try {
        await store.ready;
        return await recordsOf(store);
      } finally {
        await store.close();
      }
    },
    async stop() {
      await app.stop();
      await clock.stop();
      await Promise.all([discord.stop(), slack.stop(), rm(dataDir, { recursive: true })]);
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
