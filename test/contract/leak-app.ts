import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commands } from '../../commands/index.ts';
import { manifestFor } from '../../src/adapters/slack/register.ts';
import { type RunningClock, runningClock } from '../../src/jobs/movable-clock.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/local/discord/start.ts';
import { type LocalSlackClient, startLocalSlack } from '../../src/local/slack/start.ts';
import { openStore } from '../../src/store/open.ts';
import { KeptLog } from '../asking.ts';
import { emptyRecords } from '../store/stores.ts';
import { advanceAll, startProgram } from './local-program.ts';
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
  const [discord, slack, { place, remove }, port] = await Promise.all([
    startLocalDiscord(),
    startLocalSlack(),
    emptyRecords(),
    freePort(),
  ]);
  await slack.install(manifestFor({ commands, mode: 'socket' }));
  const [log, clock, publicUrl] = [new KeptLog(), runningClock(), `http://127.0.0.1:${port}`];
  const app = await startProgram({ discord, slack, log, clock }, place, { port, publicUrl });

  return {
    ...{ discord, slack, log, clock, publicUrl },
    advance: (by) => advanceAll({ discord, slack, clock }, by),
    async records() {
      await app.stop();
      const store = openStore({ ...place, log });
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
      await Promise.all([discord.stop(), slack.stop(), remove()]);
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
