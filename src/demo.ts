import { commands } from '../commands/index.ts';
import { manifestFor } from './adapters/slack/register.ts';
import { type App, startApp } from './app.ts';
import type { Config } from './config.ts';
import { type Platforms, startPlatforms } from './demo-platforms.ts';
import type { SchedulingClock } from './jobs/time.ts';
import type { LocalDiscord } from './local/discord/start.ts';
import type { LocalSlackClient } from './local/slack/start.ts';
import { runTerminal, type Side } from './local/terminal.ts';
import { createLogger, type Logger } from './logger.ts';

/** A Discord and a Slack on this machine, and the bot connected to both through the real clients. */
export interface Demo extends Platforms {
  readonly app: App;
  stop(): Promise<void>;
}

/**
 * Connects the bot to both, on records that are emptied first (the platforms are new at each start, so whoever was
 * known is gone). They are in the demo's own folder always, whatever DATABASE_URL says.
 */
export async function startDemo(
  config: Config,
  log: Logger,
  { clock, platforms = startPlatforms() }: { clock?: SchedulingClock; platforms?: Promise<Platforms> } = {},
): Promise<Demo> {
  const { databaseUrl, ...own } = config;
  if (databaseUrl !== undefined)
    log.info({}, 'the demo keeps its records in its own folder, not at DATABASE_URL');
  // The platforms' libraries load while the platforms start.
  const [{ discord, slack }] = await Promise.all([
    platforms,
    import('./adapters/discord/adapter.ts'),
    import('./adapters/slack/adapter.ts'),
  ]);
  try {
    await slack.install(manifestFor({ commands, mode: 'socket' }));
    const app = await startApp(
      {
        ...own,
        discord: { token: discord.token, applicationId: discord.applicationId, apiUrl: discord.apiUrl },
        slack: {
          botToken: slack.botToken,
          mode: { kind: 'socket', appToken: slack.appToken },
          apiUrl: slack.apiUrl,
        },
      },
      log,
      { anew: true, ...(clock && { clock }) },
    );
    const stop = async (): Promise<void> => {
      await app.stop();
      await Promise.all([discord.stop(), slack.stop()]);
    };
    try {
      await app.ready;
    } catch (error) {
      await stop();
      throw error;
    }
    return { discord, slack, app, stop };
  } catch (error) {
    await Promise.all([discord.stop(), slack.stop()]);
    throw error;
  }
}

/** The demo in the terminal: a prompt at which one is a member of either platform. Ends when the input does. */
export async function runDemo(config: Config, { json }: { readonly json: boolean }): Promise<void> {
  const demo = await startDemo(config, createLogger(config, 'stderr'));
  try {
    await runPrompt(demo, { json });
  } finally {
    await demo.stop();
  }
}

/** The prompt on standard input and output, until the input ends; says whether anything was typed. */
export function runPrompt(
  { discord, slack }: Platforms,
  { json = false } = {},
): Promise<{ readonly used: boolean }> {
  const sides = [sideOf('discord', discord), sideOf('slack', slack)];
  const members = Object.keys(discord.members);
  return runTerminal({ sides, members, input: process.stdin, output: process.stdout, json });
}

/** A member of a local platform, sitting in the channel that everyone is in. */
function sideOf(platform: string, local: LocalDiscord | LocalSlackClient): Side {
  const id = (member: string): string => local.members[member] ?? '';
  const channel = local.conversations.general ?? '';
  return {
    platform,
    slash: (member, typed) =>
      local.slash(id(member), channel, platform === 'discord' ? asPicked(typed) : typed),
    click: (member, messageId, label) => local.click(id(member), messageId, label),
    submit: (member, formId, values) => local.submit(id(member), formId, values),
  };
}

/** Words after a command go into its first option, as Discord's client does while one types. */
export function asPicked(typed: string): string {
  const [, name = '', words = ''] = /^\/(\S+)\s+(.*)$/s.exec(typed) ?? [];
  const command = commands.find((each) => each.name === name.toLowerCase());
  const [first, rest] = words.split(/\s+(.*)/s);
  const leaf = command?.leaves.find((each) => each.name === undefined || each.name === first);
  const given = leaf?.name === undefined ? words : (rest ?? '');
  const options = Object.keys(leaf?.options ?? {});
  if (given === '' || options.length === 0 || options.some((option) => given.includes(`${option}:`)))
    return typed;
  return `/${[name, leaf?.name, `${options[0]}:${given}`].filter((part) => part !== undefined).join(' ')}`;
}
