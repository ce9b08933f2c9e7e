import { type LocalDiscord, startLocalDiscord } from './local/discord/start.ts';
import { type LocalSlackClient, startLocalSlack } from './local/slack/start.ts';

/** A Discord and a Slack on this machine. */
export interface Platforms {
  readonly discord: LocalDiscord;
  readonly slack: LocalSlackClient;
}

/** Starts both, each in a process of its own. */
export async function startPlatforms(): Promise<Platforms> {
  const [discord, slack] = await Promise.all([startLocalDiscord(), startLocalSlack()]);
  return { discord, slack };
}
