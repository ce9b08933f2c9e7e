import { type App, startApp } from '../../src/app.ts';
import { demoConfig } from '../../src/config.ts';
import type { RunningClock } from '../../src/jobs/movable-clock.ts';
import type { LocalDiscord } from '../../src/local/discord/start.ts';
import type { LocalSlackClient } from '../../src/local/slack/start.ts';
import type { KeptLog } from '../asking.ts';
import type { EmptyRecords } from '../store/stores.ts';

/** What the whole program runs with in a test. */
interface LocalProgram {
  readonly discord: LocalDiscord;
  readonly slack: LocalSlackClient;
  readonly log: KeptLog;
  readonly clock: RunningClock;
}

/** The program, connected to both platforms through the real clients. */
export async function startProgram(
  { discord, slack, log, clock }: LocalProgram,
  { url, directory }: EmptyRecords['place'],
  settings: { readonly port?: number; readonly publicUrl?: string } = {},
): Promise<App> {
  const app = await startApp(
    {
      ...demoConfig({}),
      ...settings,
      ...{ dataDir: directory, ...(url === undefined ? {} : { databaseUrl: url }) },
      discord: { token: discord.token, applicationId: discord.applicationId, apiUrl: discord.apiUrl },
      slack: {
        botToken: slack.botToken,
        mode: { kind: 'socket', appToken: slack.appToken },
        apiUrl: slack.apiUrl,
      },
    },
    log,
    { clock },
  );
  await app.ready;
  return app;
}

/** What the platforms stamp their messages with goes along: the bot looks for a message by when it was sent. */
export async function advanceAll(
  { discord, slack, clock }: Omit<LocalProgram, 'log'>,
  by: Temporal.DurationLike,
): Promise<void> {
  const ms = Temporal.Duration.from(by).total({ unit: 'milliseconds', relativeTo: '2026-01-01' });
  await Promise.all([discord.advance(ms), slack.advance(ms)]);
  await clock.advance(by);
}
