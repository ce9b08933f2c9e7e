import type { Adapter } from './chat/adapter.ts';
import type { Log } from './chat/failure.ts';
import type { Handler } from './chat/handler.ts';
import type { Spaces } from './chat/spaces.ts';
import type { Config } from './config.ts';
import { Lease } from './jobs/lease.ts';
import type { Store } from './store/store.ts';
import type { PublicPages } from './web/public.ts';

interface AdapterParts {
  readonly handler: Handler;
  readonly log: Log;
  readonly spaces: Spaces;
  onReconnect(platform: string): void;
  /** Shown on the port on which a platform's requests come in. */
  readonly pages?: PublicPages | undefined;
}

export type MakeAdapter = (parts: AdapterParts) => Adapter;

/** Only the libraries of the platforms that are configured are loaded. */
export async function adapterMakers({ discord, slack }: Config): Promise<MakeAdapter[]> {
  const makers: Promise<MakeAdapter>[] = [];
  if (discord) {
    makers.push(
      import('./adapters/discord/adapter.ts').then(({ createDiscord }) => ({ onReconnect, ...parts }) => {
        const adapter = createDiscord({ ...parts, ...discord, onReconnect: () => onReconnect('discord') });
        parts.log.info({ invite: adapter.inviteUrl }, 'invite Parley to a Discord server by this link');
        return adapter;
      }),
    );
  }
  if (slack) {
    makers.push(
      import('./adapters/slack/adapter.ts').then(
        ({ createSlack }) =>
          ({ onReconnect, ...parts }) =>
            createSlack({ ...parts, ...slack, onReconnect: () => onReconnect('slack') }),
      ),
    );
  }
  return Promise.all(makers);
}

/** A platform as this process takes part in it. */
export interface Platform {
  readonly adapter: Adapter;
  /** Members' commands arrive here, or at the process whose turn it is. */
  reached(): boolean;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** On a server several processes may run, and only one of them may hold what is to be held alone. */
export function platformOf(adapter: Adapter, store: Store, log: Log, holder: string): Platform {
  if (!adapter.alone || store.home === 'embedded') {
    return {
      adapter,
      reached: () => adapter.reached(),
      start: () => adapter.start(),
      stop: () => adapter.stop(),
    };
  }
  const lease = new Lease({
    store,
    log,
    holder,
    name: adapter.name,
    begin: () => adapter.start(),
    end: () => adapter.stop(),
  });
  return {
    adapter,
    reached: () => !lease.held || adapter.reached(),
    start: () => lease.start(),
    stop: () => lease.stop(),
  };
}

/**
 * Resolves once all are connected, with the names of those that could not be: one platform's failure leaves the other
 * answering. Rejects when all have failed: then there is nothing left to do.
 */
export async function connect(platforms: readonly Platform[], log: Log): Promise<readonly string[]> {
  const results = await Promise.allSettled(
    platforms.map(async ({ adapter, start }) => {
      try {
        await start();
      } catch (error) {
        const cure = error instanceof Error ? error.message : '';
        log.error({ platform: adapter.name, cure }, 'could not connect');
        throw error;
      }
    }),
  );
  const failed = results.flatMap((result, index) =>
    result.status === 'rejected'
      ? [{ name: platforms[index]?.adapter.name ?? '', reason: result.reason }]
      : [],
  );
  if (failed.length === results.length && failed[0]) throw failed[0].reason;
  return failed.map(({ name }) => name);
}
