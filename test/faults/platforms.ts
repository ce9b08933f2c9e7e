import { randomUUID } from 'node:crypto';
import type { Recipient } from '../../src/chat/outgoing.ts';
import type { SpaceId } from '../../src/chat/request.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/local/discord/start.ts';
import type { Call } from '../../src/local/shared/human.ts';
import { type LocalSlackClient, startLocalSlack } from '../../src/local/slack/start.ts';
import type { Places, SenderSettings } from './asks.ts';

/** How many conversations there are, on each platform. */
export interface Size {
  readonly channels: number;
  readonly members: number;
}

/** A delivery's number in what was said or sent. */
const NUMBER = /Delivery (\d+)/;

/** Both local platforms, with channels and members to write to. */
export interface Platforms {
  readonly discord: LocalDiscord;
  readonly slack: LocalSlackClient;
  readonly places: Places;
  /** Where something can be sent, by platform: channels first, then members. */
  readonly recipients: Readonly<Record<'discord' | 'slack', readonly Recipient[]>>;
  readonly settings: Pick<SenderSettings, 'discord' | 'slack'>;
  /** How often each delivery is read by members, by number. */
  seen(): Promise<ReadonlyMap<number, number>>;
  /** When each delivery was posted, in ms since the epoch. */
  received(): Promise<ReadonlyMap<number, number>>;
  clearCalls(): Promise<void>;
  stop(): Promise<void>;
}

export async function startPlatforms(size: Size, rateLimits = false): Promise<Platforms> {
  const [discord, slack] = await Promise.all([
    startLocalDiscord({ rateLimits }),
    startLocalSlack({ rateLimits }),
  ]);
  const team = `slack:${slack.teamId}` as SpaceId;
  const spaces: string[] = [team];
  const identities: Places['identities'][number][] = [];
  const recipients = { discord: [] as Recipient[], slack: [] as Recipient[] };
  const conversations: string[] = [];

  for (let n = 0; n < size.channels; n++) {
    const { guildId, conversations: made } = await discord.addGuild(`Course ${n}`);
    const space = `discord:${guildId}` as SpaceId;
    spaces.push(space);
    recipients.discord.push({ space, channel: made.general! });
    const channel = await slack.addChannel(`course-${n}`);
    conversations.push(channel);
    recipients.slack.push({ space: team, channel });
  }
  for (let n = 0; n < size.members; n++) {
    const space = spaces[1 + (n % size.channels)] as SpaceId;
    const onDiscord = await discord.addMember(space.slice('discord:'.length), `Who ${n}`);
    const onSlack = await slack.addMember(`Who ${n}`);
    conversations.push(await slack.openDirect(onSlack));
    for (const [name, at, external] of [
      ['discord', space, onDiscord],
      ['slack', team, onSlack],
    ] as const) {
      const id = randomUUID();
      identities.push({ id, space: at, external });
      recipients[name].push({ space: at, identity: id });
    }
  }

  return {
    ...{ discord, slack, recipients },
    places: { community: randomUUID(), spaces, identities },
    settings: {
      discord: { token: discord.token, apiUrl: discord.apiUrl },
      slack: { botToken: slack.botToken, apiUrl: slack.apiUrl, team: slack.teamId, user: BOT },
    },
    async seen() {
      const texts = (await discord.reading()).map(({ text }) => text);
      for (const id of conversations) {
        const kept = await slack.transcript(id);
        texts.push(...kept.map(({ text, blocks }) => `${text} ${JSON.stringify(blocks)}`));
      }
      const counts = new Map<number, number>();
      for (const text of texts) {
        const n = numberIn(text);
        if (n !== undefined) counts.set(n, (counts.get(n) ?? 0) + 1);
      }
      return counts;
    },
    async received() {
      const calls = await Promise.all([discord.calls(), slack.calls()]);
      return posts(calls.flat());
    },
    async clearCalls() {
      await Promise.all([discord.clearCalls(), slack.clearCalls()]);
    },
    async stop() {
      await Promise.all([discord.stop(), slack.stop()]);
    },
  };
}

/** The local Slack's bot user. */
const BOT = 'U0LOCALBOT1';

function numberIn(text: string): number | undefined {
  const found = NUMBER.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

function posts(calls: readonly Call[]): Map<number, number> {
  const taken = calls.filter(({ status }) => status === 200);
  return new Map(
    taken.flatMap(({ at, body }): [number, number][] => {
      const n = numberIn(JSON.stringify(body) ?? '');
      return n === undefined ? [] : [[n, at]];
    }),
  );
}
