import type { Due } from './chat/due.ts';
import { describeError, type Log } from './chat/failure.ts';
import type { Outbox } from './chat/outbox.ts';
import type { Outgoing } from './chat/outgoing.ts';
import type { SpaceId } from './chat/request.ts';
import { createAnnouncements } from './jobs/announcements.ts';
import { createDeliveries, type Settled } from './jobs/deliveries.ts';
import { deliveryStats, endSpace, sweep } from './jobs/delivery-upkeep.ts';
import { createQueue } from './jobs/queue.ts';
import { createSchedule } from './jobs/schedule.ts';
import type { SchedulingClock } from './jobs/time.ts';
import type { Store } from './store/store.ts';

/** How often what is no longer needed is looked for, in ms. */
const SWEEP = 6 * 3_600_000;

interface Parts {
  readonly store: Store;
  readonly clock: SchedulingClock;
  readonly log: Log;
  /** By platform; filled before anything is due. */
  readonly outboxes: ReadonlyMap<string, Outbox>;
  /** Made later than this, since commands are given what is made here. */
  readonly due: () => Due;
  readonly onSettled?: ((event: Settled) => void) | undefined;
}

/** What the bot does by itself: the queue, and all that works on it. */
export interface Work {
  readonly outgoing: Outgoing;
  /** Ends what would be sent to a space that the bot was removed from. */
  spaceLeft(space: SpaceId): Promise<void>;
  /** Resolves once the store is there and everything due is worked on. */
  start(): Promise<void>;
  /** Takes nothing more, waits for what is under way. */
  stop(): Promise<void>;
  /** Deliveries by state. */
  deliveries(): Promise<Readonly<Record<string, number>>>;
  /** Wakes that wait, by queue. */
  depth(): Promise<Readonly<Record<string, number>>>;
}

export function createWork(parts: Parts): Work {
  const { store, clock, log } = parts;
  const wakes = createQueue({ store, clock, log });
  const shared = { ...parts, wakes };
  const [deliveries, announcements] = [createDeliveries(shared), createAnnouncements(shared)];
  const schedule = createSchedule(shared);
  let sweeping: unknown;

  const sweepNow = (): void => {
    sweep({ store, clock }).catch((error: unknown) =>
      log.warn({ error: describeError(error) }, 'what is no longer needed could not be removed'),
    );
  };

  return {
    outgoing: { deliveries, announcements, schedule },
    spaceLeft: (space) => endSpace({ store, clock }, space),
    async start() {
      await store.ready;
      for (const each of [deliveries, announcements, schedule]) each.start();
      await wakes.start();
      sweepNow();
      sweeping = clock.timers.setInterval(sweepNow, SWEEP);
    },
    async stop() {
      if (sweeping !== undefined) clock.timers.clearInterval(sweeping);
      await wakes.stop();
      await Promise.all([deliveries.stop(), announcements.stop()]);
    },
    deliveries: async () => (await deliveryStats({ store, clock })).byState,
    depth: () => wakes.depth(),
  };
}
