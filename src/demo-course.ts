import type { Platforms } from './demo-platforms.ts';
import type { Outcome, Seen } from './local/shared/human.ts';

const CHANNEL = 'general';

/** A platform's id of somebody or something that it has from the start. */
export function idIn(ids: Readonly<Record<string, string>>, name: string): string {
  const id = ids[name];
  if (id === undefined) throw new Error(`the local platform has nobody and nothing called “${name}”`);
  return id;
}

function answerOf({ message, failure }: Outcome): Seen {
  if (!message) throw new Error(`there was no answer: ${failure ?? ''}`);
  return message;
}

/** Joins the server and the workspace into one community, as their administrators do it; gives what was answered. */
export async function linkSpaces({ discord, slack }: Platforms): Promise<{ discord: Seen[]; slack: Seen[] }> {
  const [here, there] = [idIn(discord.members, 'Administrator'), idIn(slack.members, 'Administrator')];
  const [general, other] = [idIn(discord.conversations, CHANNEL), idIn(slack.conversations, CHANNEL)];
  const issued = answerOf(await discord.slash(here, general, '/settings link'));
  const [code] = /\b[A-Z0-9]{4}-[A-Z0-9]{4}\b/.exec(issued.text) ?? [];
  if (code === undefined) throw new Error(`there is no code in “${issued.text}”`);
  const typed = answerOf(await slack.slash(there, other, `/settings link ${code}`));
  await discord.click(here, issued.id, 'Was it typed?');
  const linked = answerOf(await discord.click(here, issued.id, 'Confirm'));
  if (!linked.text.startsWith('Linked')) throw new Error(`the spaces were not linked: ${linked.text}`);
  return { discord: [issued], slack: [typed] };
}

/**
 * What an operator would have set up by now: one community on both platforms, its facilitator, its channel. Private
 * answers to that are dismissed, so that a newcomer finds the channels empty.
 */
export async function setUpCourse({ discord, slack }: Platforms): Promise<void> {
  const [here, there] = [idIn(discord.members, 'Administrator'), idIn(slack.members, 'Administrator')];
  const [general, other] = [idIn(discord.conversations, CHANNEL), idIn(slack.conversations, CHANNEL)];
  const said = await linkSpaces({ discord, slack });
  const facilitator = idIn(discord.members, 'Facilitator');
  const options = { facilitator, channel: general };
  said.discord.push(answerOf(await discord.slash(here, general, '/settings community', options)));
  const typed = `/settings community facilitator:@facilitator channel:#${CHANNEL}`;
  said.slack.push(answerOf(await slack.slash(there, other, typed)));
  await Promise.all([
    ...said.discord.map(({ id }) => discord.dismiss(here, id)),
    ...said.slack.map(({ id }) => slack.dismiss(there, id)),
  ]);
}
