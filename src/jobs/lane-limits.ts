import { EVENTS } from '../chat/outbox.ts';
import { platformOf } from '../chat/request.ts';
import type { Lane, Rate } from './lanes.ts';

/** How a platform is called: each way may have a limit of its own beside those of the places. */
export type Way = 'post' | 'open' | 'find' | 'edit';

/** A platform's limits; what has none may still be closed for a while when the platform says so. */
export interface PlatformLimits {
  readonly platform?: Rate;
  readonly space?: Rate;
  readonly channel?: Rate;
  /** In each space. */
  readonly open?: Rate;
  readonly find?: Rate;
  readonly edit?: Rate;
}

export type Limits = Readonly<Record<string, PlatformLimits>>;

/** A little under what the platforms allow, for the way to them is not always equally long. */
export const LIMITS: Limits = {
  discord: {
    // 50 a second for all of the bot; two are left for what is not sent by a delivery.
    platform: { count: 48, period: 1_020 },
    channel: { count: 5, period: 5_100 },
    // Many new direct conversations at once look like spam.
    open: { count: 5, period: 6_000 },
    find: { count: 20, period: 5_100 },
  },
  slack: {
    space: { count: 20, period: 1_020 },
    channel: { count: 1, period: 1_020 },
    // 50 a minute for each of these methods.
    open: { count: 5, period: 6_000 },
    find: { count: 10, period: 12_000 },
    edit: { count: 10, period: 12_000 },
  },
};

export interface Lanes {
  readonly platform: Lane;
  readonly space: Lane;
  readonly channel?: Lane;
  /** The way's own. */
  readonly way?: Lane;
}

/** The lanes of one call; `channel` where it goes into one. To look for a message takes nothing from those that post there. */
export function lanesOf(limits: Limits, space: string, way: Way, channel?: string): Lanes {
  const platform = platformOf(space);
  const rates = limits[platform] ?? {};
  const lane = (key: string, rate: Rate | undefined): Lane => (rate ? { key, rate } : { key });
  // Discord's direct conversations are the same in every server.
  const place = platform === 'discord' && channel !== EVENTS ? platform : space;
  return {
    platform: lane(platform, rates.platform),
    space: lane(space, rates.space),
    ...(channel !== undefined &&
      way !== 'find' && { channel: lane(`${place}:channel:${channel}`, rates.channel) }),
    ...(way !== 'post' && { way: lane(`${space}:${way}`, rates[way]) }),
  };
}

/** The lane that a platform's “too many” closes. */
export function limitedLane(lanes: Lanes, scope: 'channel' | 'space' | 'platform'): string {
  if (scope === 'platform') return lanes.platform.key;
  const own = lanes.way ?? lanes.space;
  return scope === 'space' ? own.key : (lanes.channel ?? own).key;
}
