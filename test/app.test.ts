import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { commands } from '../commands/index.ts';
import { manifestFor } from '../src/adapters/slack/register.ts';
import { type App, startApp } from '../src/app.ts';
import { type Config, demoConfig } from '../src/config.ts';
import { ContentError } from '../src/course/problems.ts';
import { type LocalDiscord, startLocalDiscord } from '../src/local/discord/start.ts';
import { type LocalSlackClient, startLocalSlack } from '../src/local/slack/start.ts';
import { courseDirectory, KeptLog } from './asking.ts';
import { emptyRecords } from './store/stores.ts';

let discord: LocalDiscord;
let slack: LocalSlackClient;

beforeAll(async () => {
  [discord, slack] = await Promise.all([startLocalDiscord(), startLocalSlack()]);
  await slack.install(manifestFor({ commands, mode: 'socket' }));
}, 30_000);

afterAll(async () => {
  await Promise.all([discord.stop(), slack.stop()]);
});

const withDiscord = (token = discord.token): Partial<Config> => ({
  discord: { token, applicationId: discord.applicationId, apiUrl: discord.apiUrl },
});

const withSlack = (): Partial<Config> => ({
  slack: {
    botToken: slack.botToken,
    mode: { kind: 'socket', appToken: slack.appToken },
    apiUrl: slack.apiUrl,
  },
});

async function started(parts: Partial<Config>, content?: string): Promise<{ app: App; log: KeptLog }> {
  const log = new KeptLog();
  const app = await startApp(
    { ...demoConfig({}), ...(await records()), ...parts },
    log,
    content === undefined ? {} : { content },
  );
  onTestFinished(() => app.stop());
  return { app, log };
}

const messages = (log: KeptLog): string[] => log.lines.map(({ message }) => message);

const lookUp = async (typed: string): Promise<string | undefined> =>
  (await slack.slash(slack.members.Member ?? '', slack.conversations.general ?? '', `/glossary ${typed}`))
    .message?.text;

/** Empty records, as settings name them. */
async function records(): Promise<Pick<Config, 'dataDir' | 'databaseUrl'>> {
  const { place, remove } = await emptyRecords();
  onTestFinished(remove);
  return { dataDir: place.directory, ...(place.url === undefined ? {} : { databaseUrl: place.url }) };
}

/** A copy of the course that a test may spoil. */
async function copyOfCourse(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'parley-course-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  await cp(courseDirectory, directory, { recursive: true });
  return directory;
}

describe('the log says ready', () => {
  test('once everything that is configured is connected', async () => {
    const { app, log } = await started({ ...withDiscord(), ...withSlack() });
    await app.ready;
    expect(messages(log).filter((message) => message === 'ready')).toHaveLength(1);
  });

  test('never where something is not connected; the other platform answers all the same', async () => {
    const wrong = `${discord.token.slice(0, -4)}0000`;
    const { app, log } = await started({ ...withDiscord(wrong), ...withSlack() });
    await app.ready;
    expect(messages(log)).not.toContain('ready');
    expect(messages(log)).toContain('could not connect');
    expect(await lookUp('batna')).toContain('BATNA');
    expect(JSON.stringify(log.lines)).not.toContain(wrong);
  });
});

test('where no platform can be connected, the start fails with the cure', async () => {
  const { app } = await started(withDiscord(`${discord.token.slice(0, -4)}0000`));
  await expect(app.ready).rejects.toThrow('DISCORD_TOKEN');
});

test('calendars are shown under a public address, until the end', async () => {
  const publicUrl = 'https://parley.example';
  const { app, log } = await started({ ...withSlack(), publicUrl, port: 0 });
  await app.ready;
  const shown = log.lines.find(({ message }) => message === 'calendars are shown')?.fields;
  const get = () => fetch(`http://127.0.0.1:${(shown as { port: number }).port}/calendar/x.ics`);
  expect([(await get()).status, await (await get()).text()]).toEqual([404, 'not here\n']);
  await app.stop();
  await expect(get()).rejects.toThrow('fetch failed');
});

describe('the course', () => {
  test('with a mistake stops the start with the file and line', async () => {
    const content = await copyOfCourse();
    await writeFile(join(content, 'glossary/batna.md'), '---\nterm: BATNA\nshort:\n---\n');
    const config = { ...demoConfig({}), ...(await records()), ...withSlack() };
    const failure = await startApp(config, new KeptLog(), { content }).catch((error) => error);
    expect(failure).toBeInstanceOf(ContentError);
    expect((failure as ContentError).message).toMatch(/glossary\/batna\.md:\d+ /);
  });

  test('is read anew when it changes in development; a mistake keeps the last good one and says so', async () => {
    const content = await copyOfCourse();
    const file = join(content, 'glossary/batna.md');
    const text = await readFile(file, 'utf8');
    const { app, log } = await started(withSlack(), content);
    await app.ready;
    await writeFile(file, text.replace(/^term: .*$/m, 'term: BATNA anew'));
    await vi.waitFor(async () => expect(await lookUp('batna anew')).toMatch(/^BATNA anew/), 10_000);
    await writeFile(file, '---\nterm: BATNA broken\n---\n');
    await vi.waitFor(
      () => expect(messages(log)).toContain('the course has mistakes; the last good one stays'),
      10_000,
    );
    expect(await lookUp('batna anew')).toMatch(/^BATNA anew/);
  });
});
