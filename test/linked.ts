import type { LocalDiscord } from '../src/local/discord/start.ts';
import type { Outcome } from '../src/local/shared/human.ts';
import type { LocalSlackClient } from '../src/local/slack/start.ts';

/** A local platform's id of somebody or something that it has from the start. */
export function idIn(ids: Readonly<Record<string, string>>, name: string): string {
  const id = ids[name];
  if (id === undefined) throw new Error(`the local platform has nobody and nothing called “${name}”`);
  return id;
}

const saidIn = ({ message, failure }: Outcome): { readonly id: string; readonly text: string } => {
  if (!message) throw new Error(`there was no answer: ${failure ?? ''}`);
  return message;
};

/** Joins a Discord server and a Slack workspace into one community, as their administrators do it. */
export async function linkSpaces(discord: LocalDiscord, slack: LocalSlackClient): Promise<void> {
  const [here, there] = [idIn(discord.members, 'Administrator'), idIn(slack.members, 'Administrator')];
  const issued = saidIn(await discord.slash(here, idIn(discord.conversations, 'general'), '/settings link'));
  const [code] = /\b[A-Z0-9]{4}-[A-Z0-9]{4}\b/.exec(issued.text) ?? [];
  if (code === undefined) throw new Error(`there is no code in “${issued.text}”`);
  saidIn(await slack.slash(there, idIn(slack.conversations, 'general'), `/settings link ${code}`));
  await discord.click(here, issued.id, 'Was it typed?');
  const { text } = saidIn(await discord.click(here, issued.id, 'Confirm'));
  if (!text.startsWith('Linked')) throw new Error(`the spaces were not linked: ${text}`);
}
