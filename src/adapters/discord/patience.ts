import { setTimeout as wait } from 'node:timers/promises';
import { type Client, Events, SimpleShardingStrategy, Status, type WebSocketOptions } from 'discord.js';

/** At most this long between two tries: Discord allows a bot 1,000 sessions a day, and this makes 720. In ms. */
const LONGEST = 120_000;
const SHORTEST = 1_000;
/** Reconnections that discord.js may make at its own pace, half a second, before they are held back. */
const FREE = 6;

/** How long before the next try, in ms: twice as long each time, by chance up to a half less, so that copies part. */
export function pauseAfter(failures: number, random = Math.random()): number {
  const full = Math.min(SHORTEST * 2 ** Math.min(failures, 20), LONGEST);
  return Math.round(full * (1 - random / 2));
}

type BuildStrategy = NonNullable<WebSocketOptions['buildStrategy']>;

/**
 * Holds back a client's reconnections: alone, discord.js tries twice a second for ever, even where it was destroyed
 * in between. Before it connects, it asks for the session to resume, and here that answer waits.
 * Gives a look at whether a connection is being made at this moment.
 */
export function holdBackReconnections(client: Client, givenUp: AbortSignal): () => boolean {
  const failures = new Map<number, number>();
  /** Shards that were let through and have not been closed since. */
  const letThrough = new Set<number>();
  const statusOf = (shard: number): Status | undefined => client.ws.shards.get(shard)?.status;
  client.on(Events.ShardReconnecting, (shard) => {
    failures.set(shard, (failures.get(shard) ?? 0) + 1);
    letThrough.delete(shard);
  });
  client.on(Events.ShardReady, (shard) => failures.delete(shard));
  client.on(Events.ShardResume, (shard) => failures.delete(shard));
  const buildStrategy: BuildStrategy = (manager) => {
    const { retrieveSessionInfo } = manager.options;
    manager.options.retrieveSessionInfo = (shard) => {
      if (givenUp.aborted) return never();
      // It is asked for with every event as well.
      if (statusOf(shard) !== Status.Connecting) return retrieveSessionInfo(shard);
      const tries = (failures.get(shard) ?? 0) - FREE;
      return holdBack(tries > 0 ? pauseAfter(tries) : 0, givenUp).then(() => {
        if (givenUp.aborted) return never();
        letThrough.add(shard);
        return retrieveSessionInfo(shard);
      });
    };
    return new SimpleShardingStrategy(manager);
  };
  client.options.ws = { ...client.options.ws, buildStrategy };
  return () => [...letThrough].some((shard) => BEING_MADE.has(statusOf(shard)));
}

/** From the opening of the socket to Discord's READY. */
const BEING_MADE: ReadonlySet<Status | undefined> = new Set([Status.Connecting, Status.Identifying]);

/** What a client that was given up waits for: with any answer it would connect, and a rejection ends the process. */
const never = (): Promise<never> => new Promise(() => {});

async function holdBack(pause: number, givenUp: AbortSignal): Promise<void> {
  if (pause > 0) await wait(pause, undefined, { signal: givenUp }).catch(() => {});
}
