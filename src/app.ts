import type { Adapter } from './chat/adapter.ts';
import { systemClock } from './chat/clock.ts';
import type { Services } from './chat/context.ts';
import { createHandler } from './chat/handler.ts';
import type { Config } from './config.ts';
import { loadCourse } from './course/load.ts';
import { watchCourse } from './course/watch.ts';
import { createGlossary } from './glossary/glossary.ts';
import type { Logger } from './logger.ts';

export interface App {
  /** Resolves when everything that is configured is connected; rejects when nothing could be. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

/** Where the course's files are: beside the program. */
export const CONTENT = new URL('../content', import.meta.url).pathname;

/** Puts the parts together: content, commands, one handler, an adapter for each platform that is configured. */
export async function startApp(config: Config, log: Logger, content = CONTENT): Promise<App> {
  // The platforms' libraries load while the course is read: together they are most of the time to start.
  const [{ commands }, course, adapters] = await Promise.all([
    import('../commands/index.ts'),
    loadCourse(content),
    adapterMakers(config),
  ]);
  let glossary = createGlossary(course);
  const services: Services = {
    get glossary() {
      return glossary;
    },
  };
  const watching = config.development
    ? watchCourse(content, {
        good: (changed) => {
          glossary = createGlossary(changed);
          log.info({ terms: changed.terms.length }, 'the course was read anew');
        },
        broken: (error) =>
          log.warn({ problems: error.problems }, 'the course has mistakes; the last good one stays'),
      })
    : undefined;
  const handler = createHandler({ commands, services, clock: systemClock, log });
  const running = adapters.map((make) => make(handler, log));
  for (const notice of config.notices) log.info({}, notice);
  return {
    ready: connect(running, log),
    async stop() {
      watching?.close();
      await Promise.allSettled(running.map((adapter) => adapter.stop()));
    },
  };
}

type MakeAdapter = (handler: ReturnType<typeof createHandler>, log: Logger) => Adapter;

/** Only the libraries of the platforms that are configured are loaded. */
async function adapterMakers({ discord, slack }: Config): Promise<MakeAdapter[]> {
  const makers: Promise<MakeAdapter>[] = [];
  if (discord) {
    makers.push(
      import('./adapters/discord/adapter.ts').then(({ createDiscord }) => (handler, log) => {
        const adapter = createDiscord({ handler, log, ...discord });
        log.info({ invite: adapter.inviteUrl }, 'invite Parley to a Discord server by this link');
        return adapter;
      }),
    );
  }
  if (slack) {
    makers.push(
      import('./adapters/slack/adapter.ts').then(
        ({ createSlack }) =>
          (handler, log) =>
            createSlack({ handler, log, ...slack }),
      ),
    );
  }
  return Promise.all(makers);
}

/** One platform's failure leaves the other answering; when all have failed there is nothing left to do. */
async function connect(adapters: readonly Adapter[], log: Logger): Promise<void> {
  const results = await Promise.allSettled(
    adapters.map(async (adapter) => {
      try {
        await adapter.start();
      } catch (error) {
        log.error(
          { platform: adapter.name, cure: error instanceof Error ? error.message : '' },
          'could not connect',
        );
        throw error;
      }
    }),
  );
  const failed = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  if (failed.length === results.length && failed.length > 0) throw failed[0];
  if (failed.length === 0) log.info({ platforms: adapters.map(({ name }) => name) }, 'ready');
}
