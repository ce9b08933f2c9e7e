import type { Answered } from './chat/handler.ts';
import { platformOf } from './chat/request.ts';
import type { Config } from './config.ts';
import type { Settled } from './jobs/deliveries.ts';
import type { Logger } from './logger.ts';
import type { Work } from './work.ts';

/** What must be reached for the program to be whole; `reached` is false or rejects where it is not. */
export interface Reached {
  readonly name: string;
  reached(): boolean | Promise<void>;
}

/** Health and figures for whoever runs the program, where a port for them is set; else nothing is counted. */
export interface Overseer {
  readonly meter: {
    readonly onAnswered?: (event: Answered) => void;
    readonly onSettled?: (event: Settled) => void;
    onReconnect(platform: string): void;
  };
  start(watched: {
    readonly everything: readonly Reached[];
    readonly work: Pick<Work, 'deliveries' | 'depth'>;
  }): Promise<void>;
  stop(): Promise<void>;
}

export async function watchOver({ admin }: Config, log: Logger): Promise<Overseer> {
  if (!admin) return { meter: { onReconnect() {} }, start: async () => {}, stop: async () => {} };
  const [{ createMetrics }, { startAdmin }] = await Promise.all([
    import('./web/metrics.ts'),
    import('./web/admin.ts'),
  ]);
  let work: Pick<Work, 'deliveries' | 'depth'> | undefined;
  const metrics = createMetrics({
    deliveries: async () => (await work?.deliveries()) ?? {},
    depth: async () => (await work?.depth()) ?? {},
  });
  let close = async (): Promise<void> => {};
  return {
    meter: {
      onAnswered: ({ space, ...event }) => metrics.answered({ platform: platformOf(space), ...event }),
      onSettled: ({ state, platform, latenessMs }) =>
        metrics.settled({ platform, state, ...(state === 'sent' ? { latenessMs } : {}) }),
      onReconnect: metrics.reconnected,
    },
    async start(watched) {
      work = watched.work;
      const server = await startAdmin({
        ...admin,
        log,
        metrics: metrics.text,
        readiness: async () => ({ degraded: await missing(watched.everything) }),
      });
      log.info({ host: admin.host, port: server.port }, 'health and figures are shown');
      close = () => server.close();
    },
    stop: () => close(),
  };
}

async function missing(everything: readonly Reached[]): Promise<string[]> {
  const answers = await Promise.all(
    everything.map(async ({ name, reached }) => {
      try {
        return (await reached()) === false ? [name] : [];
      } catch {
        return [name];
      }
    }),
  );
  return answers.flat();
}
