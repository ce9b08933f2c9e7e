import { setTimeout as pause } from 'node:timers/promises';
import type { Recipient } from '../../src/chat/outgoing.ts';
import { startPlatforms } from './platforms.ts';
import { type Home, newRecords, startSender } from './senders.ts';

/** What the platforms allow, as the local ones enforce it: calls in so many ms, for a channel and for all of the bot's. */
const ALLOWED = {
  discord: { channel: { count: 5, period: 5_000 }, all: { count: 50, period: 1_000 } },
  slack: { channel: { count: 1, period: 1_000 }, all: { count: Number.POSITIVE_INFINITY, period: 1_000 } },
};

export interface Limited {
  readonly kind: 'limited';
  readonly home: Home;
  readonly platforms: readonly {
    readonly platform: 'discord' | 'slack';
    readonly deliveries: number;
    readonly channels: number;
    /** From due to the last one received, in ms. */
    readonly took: number;
    /** The same where every call comes at the first moment that the limits allow. */
    readonly shortest: number;
    /** Calls that were refused as too many. */
    readonly refused: number;
  }[];
}

export interface LimitedSize {
  /** Due at once in each channel, by platform. */
  readonly discord: { readonly channels: number; readonly each: number };
  readonly slack: { readonly channels: number; readonly each: number };
}

/** How long it takes until all are received that are due at once, with the real limits on both sides. */
export async function measureLimited(home: Home, size: LimitedSize): Promise<Limited> {
  const channels = Math.max(size.discord.channels, size.slack.channels);
  const [platforms, records] = await Promise.all([
    startPlatforms({ channels, members: 0 }, true),
    newRecords(home),
  ]);
  const sender = startSender({
    ...{ ...records.place, ...platforms.settings },
    ...{ words: 'Delivery', settling: true, logLevel: 'warn' },
  });
  try {
    await sender.started;
    const { community } = platforms.places;
    await sender.place(platforms.places);
    const wishes: { n: number; community: string; to: Recipient; platform: 'discord' | 'slack' }[] = [];
    for (const platform of ['discord', 'slack'] as const) {
      for (const to of platforms.recipients[platform].slice(0, size[platform].channels)) {
        for (let n = 0; n < size[platform].each; n++) {
          wishes.push({ n: wishes.length, community, to, platform });
        }
      }
    }
    const due = Date.now() + 2_000 + 12 * wishes.length;
    const at = Temporal.Instant.fromEpochMilliseconds(due).toString();
    await sender.send(wishes.map(({ platform: _, ...wish }) => ({ ...wish, due: at })));
    if (Date.now() > due - 200) throw new Error('the deliveries were not written before they were due');
    await pause(due - Date.now());
    do await pause(500);
    while ((await sender.open()) > 0);
    const received = await platforms.received();
    const refusals = {
      discord: await platforms.discord.calls(),
      slack: await platforms.slack.calls(),
    };
    return {
      ...{ kind: 'limited', home },
      platforms: (['discord', 'slack'] as const).map((platform) => {
        const mine = wishes.filter((wish) => wish.platform === platform);
        return {
          ...{ platform, deliveries: mine.length, channels: size[platform].channels },
          took: Math.max(...mine.map(({ n }) => received.get(n) ?? Number.NaN)) - due,
          shortest: shortest(ALLOWED[platform], size[platform]),
          refused: refusals[platform].filter(({ status }) => status === 429).length,
        };
      }),
    };
  } finally {
    await sender.kill();
    await platforms.stop();
    await records.remove();
  }
}

interface Rate {
  readonly count: number;
  readonly period: number;
}

/** When the last of so many can come, in ms after the first. */
export function shortest(
  allowed: { readonly channel: Rate; readonly all: Rate },
  { channels, each }: { readonly channels: number; readonly each: number },
): number {
  const last = (calls: number, { count, period }: Rate): number => (Math.ceil(calls / count) - 1) * period;
  return Math.max(last(each, allowed.channel), last(channels * each, allowed.all));
}
