import { randomUUID } from 'node:crypto';
import { createDue, type Due } from './chat/due.ts';
import { describeError } from './chat/failure.ts';
import { createHandler } from './chat/handler.ts';
import type { Outbox } from './chat/outbox.ts';
import type { Request } from './chat/request.ts';
import { createCommunity } from './community/community.ts';
import { createSpaces } from './community/spaces.ts';
import type { Config } from './config.ts';
import { loadCourse } from './course/load.ts';
import { watchCourse } from './course/watch.ts';
import { createGlossary } from './glossary/glossary.ts';
import { createLookUps } from './glossary/look-ups.ts';
import { createTermRequests } from './glossary/requests.ts';
import { agenda, type Upcoming } from './jobs/agenda.ts';
import { type SchedulingClock, schedulingClock } from './jobs/time.ts';
import { createUnreached } from './jobs/unreached.ts';
import type { Logger } from './logger.ts';
import { adapterMakers, connect, platformOf } from './platforms.ts';
import { createPractice } from './practice/practice.ts';
import { publicPages } from './public-pages.ts';
import { createBank } from './quiz/bank.ts';
import { createQuiz } from './quiz/quiz.ts';
import { emptyStore } from './store/empty.ts';
import { openStore } from './store/open.ts';
import { watchOver } from './watch-over.ts';
import { createWork } from './work.ts';

export interface App {
  /** Resolves when everything that is configured is connected; rejects when nothing could be. */
  readonly ready: Promise<void>;
  /** What the program will do by itself, the soonest first; what is under way or overdue stands first. */
  upcoming(): Promise<readonly Upcoming[]>;
  /** Deliveries that are not done with, by state. */
  deliveries(): Promise<Readonly<Record<string, number>>>;
  /** Takes nothing new, finishes what is under way (at most 20 s), closes everything. */
  stop(): Promise<void>;
}

/** What is not as usual. */
interface Differences {
  readonly content?: string;
  readonly clock?: SchedulingClock;
  /** The records are emptied first: for a world that is new at each start. */
  readonly anew?: boolean;
}

/** How much is told of what comes. */
const UPCOMING = 50;

/** Where the course's files are: beside the program. */
export const CONTENT = new URL('../content', import.meta.url).pathname;

/**
 * Puts the parts together: the store, content, commands, one handler, an adapter for each platform, and what is due.
 * What is due follows the clock; transport does not.
 */
export async function startApp(
  config: Config,
  log: Logger,
  { content = CONTENT, clock = schedulingClock, anew = false }: Differences = {},
): Promise<App> {
  const { databaseUrl, dataDir: directory } = config;
  const store = openStore({ ...(databaseUrl === undefined ? {} : { url: databaseUrl }), directory, log });
  try {
    // The platforms' libraries load while the course is read: together they are most of the time to start.
    const [{ commands, termButtons }, course, makers] = await Promise.all([
      import('../commands/index.ts'),
      loadCourse(content),
      adapterMakers(config),
    ]);
    // In the program's own folder it holds everything else up while it opens, so it comes before the platforms.
    if (store.home === 'embedded') await store.ready;
    if (anew) await emptyStore(store);

    let glossary = createGlossary(course);
    let bank = createBank(course);
    let { cases } = course;
    const lookUps = createLookUps({ store, clock, log });
    const community = createCommunity({ store, clock });
    const services = {
      get glossary() {
        return glossary;
      },
      community,
      termRequests: createTermRequests({ store, clock }),
      lookUps,
      termButtons,
      quiz: createQuiz({ store, clock, bank: () => bank }),
      practice: createPractice({
        ...{ store, clock, wishes: community.preferences, publicUrl: config.publicUrl },
        cases: () => cases,
      }),
    };
    const watching = config.development
      ? watchCourse(content, {
          good: (changed) => {
            glossary = createGlossary(changed);
            bank = createBank(changed);
            ({ cases } = changed);
            const read = { terms: changed.terms.length, questions: changed.questions.length };
            log.info(read, 'the course was read anew');
          },
          broken: (error) =>
            log.warn({ problems: error.problems }, 'the course has mistakes; the last good one stays'),
        })
      : undefined;

    const outboxes = new Map<string, Outbox>();
    let due: Due;
    const overseer = await watchOver(config, log);
    const { onSettled, onAnswered, onReconnect } = overseer.meter;
    const work = createWork({ store, clock, log, outboxes, due: () => due, onSettled });
    const { outgoing } = work;
    due = createDue({ commands, services, clock, outgoing });
    const { members } = community;
    const known = (request: Request) => members.known(request);
    const unreached = createUnreached({ store, clock, log, due: () => due, known });
    const handler = createHandler({
      ...{ commands, services, clock, log, members, outgoing, unreached, onAnswered },
    });
    const { spaceLeft } = work;
    const spaces = createSpaces({ store, clock, log, spaceLeft, deliveries: () => outgoing.deliveries });

    const shown = await publicPages(config, log, services.practice.feeds);

    const process = randomUUID();
    const platforms = makers.map((make) =>
      platformOf(make({ handler, log, spaces, onReconnect, pages: shown.pages }), store, log, process),
    );
    for (const { adapter } of platforms) outboxes.set(adapter.name, adapter.outbox);
    for (const notice of config.notices) log.info({}, notice);

    const everything = [
      { name: 'store', reached: () => store.ping() },
      ...platforms.map(({ adapter, reached }) => ({ name: adapter.name, reached })),
    ];
    await overseer.start({ everything, work });
    await shown.start();

    const ready = Promise.all([connect(platforms, log), work.start()]).then(([failed]) => {
      if (failed.length === 0) log.info({ platforms: [...outboxes.keys()] }, 'ready');
    });

    // Whoever waits for it is told.
    ready.catch(() => {});
    return {
      ready,
      upcoming: () => agenda(store, UPCOMING),
      deliveries: () => work.deliveries(),
      async stop() {
        watching?.close();
        await Promise.allSettled([...platforms.map((platform) => platform.stop()), work.stop()]);
        const ends = [...platforms.map(({ adapter }) => adapter.close()), overseer.stop(), shown.stop()];
        await Promise.allSettled([...ends, lookUps.flush()]);
        await store.close();
      },
    };
  } catch (error) {
    await store.close().catch((fault: unknown) => log.warn({ error: describeError(fault) }, 'not closed'));
    throw error;
  }
}
