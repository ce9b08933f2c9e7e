import { commands } from '../commands/index.ts';
import { manifestFor } from './adapters/slack/register.ts';
import { startApp } from './app.ts';
import type { Config } from './config.ts';
import { startLocalDiscord } from './local/discord/start.ts';
import { startLocalSlack } from './local/slack/start.ts';
import { runTerminal, type Side } from './local/terminal.ts';
import { createLogger } from './logger.ts';

/**
 * The demo: a Discord and a Slack on this machine, the bot connected to both through the real clients, and a prompt
 * at which one is a member of either. Ends when the input does.
 */
export async function runDemo(config: Config, { json = false } = {}): Promise<void> {
  const log = createLogger(config, 'stderr');
  const [discord, slack] = await Promise.all([startLocalDiscord(), startLocalSlack()]);
  try {
    await slack.install(manifestFor({ commands, mode: 'socket' }));
    const app = await startApp(
      {
        ...config,
        discord: { token: discord.token, applicationId: discord.applicationId, apiUrl: discord.apiUrl },
        slack: {
          botToken: slack.botToken,
          mode: { kind: 'socket', appToken: slack.appToken },
          apiUrl: slack.apiUrl,
        },
      },
      log,
    );
    try {
      await app.ready;
      const sides = [sideOf('discord', discord), sideOf('slack', slack)];
      const members = Object.keys(discord.members);
      await runTerminal({ sides, members, input: process.stdin, output: process.stdout, json });
    } finally {
      await app.stop();
    }
  } finally {
    await Promise.all([discord.stop(), slack.stop()]);
  }
}

type Local = Awaited<ReturnType<typeof startLocalDiscord>> | Awaited<ReturnType<typeof startLocalSlack>>;

/** A member of a local platform, sitting in the channel that everyone is in. */
function sideOf(platform: string, local: Local): Side {
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
