import { describeError } from './chat/failure.ts';
import type { Config } from './config.ts';
import type { Demo } from './demo.ts';
import { setUpCourse } from './demo-course.ts';
import { type Platforms, startPlatforms } from './demo-platforms.ts';
import { createDemoTime } from './demo-time.ts';
import { TOUR } from './demo-tour.ts';
import { runningClock } from './jobs/movable-clock.ts';
import { follow } from './local/page/follow.ts';
import { liveRoutes } from './local/page/live.ts';
import type { Page, Shown } from './local/page/server.ts';
import { type Ledger, SIDES } from './local/page/wire.ts';
import { createLogger, type Logger } from './logger.ts';
import { showPage, untilTold } from './show-page.ts';

export interface PageDemo extends Demo {
  readonly url: string;
  /** Resolves once both platforms are one community, as the tour expects. */
  readonly setUp: Promise<void>;
}

/**
 * The demo on a page: both platforms side by side in the browser, the bot connected to them, a clock that can be moved.
 * The platforms are shown as soon as they are there; what a member does on them waits for the bot.
 */
export async function startPageDemo(config: Config, log: Logger): Promise<PageDemo> {
  const shown = Promise.withResolvers<Shown>();
  const page = await showPage('Slack and Discord side by side', config.port, shown.promise);
  const starting = startPlatforms();
  const clock = runningClock();
  const ready = Promise.withResolvers<Demo>();
  // Whoever acts before that is told.
  ready.promise.catch(() => {});
  let unfollow = (): void => {};
  const end = async (): Promise<void> => {
    unfollow();
    await Promise.all([page.close(), clock.stop()]);
  };
  try {
    const loading = import('./demo.ts');
    unfollow = show(await starting, { clock, page, shown, ready: ready.promise });
    const { startDemo } = await loading;
    const demo = await startDemo(config, log, { clock, platforms: starting });
    const setUp = setUpCourse(demo);
    ready.resolve(demo);
    setUp.then(
      () => log.info({ page: page.url }, 'the page is shown'),
      (error: unknown) => log.error({ error: describeError(error) }, 'the platforms could not be linked'),
    );
    const stop = async (): Promise<void> => {
      await setUp.catch(() => {});
      await demo.stop();
      await end();
    };
    return { ...demo, url: page.url, setUp, stop };
  } catch (error) {
    shown.reject(error);
    ready.reject(error);
    await end();
    throw error;
  }
}

/**
 * The same until it is told to end. Commands can be typed at the terminal as well; where any were, the end of the
 * terminal's input ends it too.
 */
export async function runPageDemo(config: Config): Promise<void> {
  const ending = untilTold();
  const demo = await startPageDemo(config, createLogger(config, 'stderr'));
  await Promise.race([ending, promptEnded(demo)]);
  await demo.stop();
  // Whoever holds the other end open, as a supervisor does, does not keep the program running.
  process.stdin.destroy();
}

interface Scene {
  readonly clock: ReturnType<typeof runningClock>;
  readonly page: Page;
  readonly shown: PromiseWithResolvers<Shown>;
  readonly ready: Promise<Demo>;
}

/** Gives the page what it shows, and tells it of every change until the returned function is called. */
function show({ discord, slack }: Platforms, { clock, page, shown, ready }: Scene): () => void {
  let app: Demo['app'] | undefined;
  const words = new Map<string, string>();
  ready
    .then(async (demo) => {
      const { commands } = await import('../commands/index.ts');
      for (const { jobs } of commands) for (const { name, says = name } of jobs) words.set(name, says);
      ({ app } = demo);
    })
    .catch(() => {});
  const time = createDemoTime({
    clock,
    words,
    platforms: (ms) => Promise.all([discord.advance(ms), slack.advance(ms)]),
    upcoming: async () => (await app?.upcoming()) ?? [],
    changed: () => page.tell({ kind: 'clock' }),
  });
  shown.resolve(
    liveRoutes({
      ...{ slack, discord, first: { slack: 'Member', discord: 'Second member' }, tour: TOUR, ready },
      clock: () => time.state(),
      move: async (to) => {
        await ready;
        await time.move(to);
      },
      waiting: async () => (app ? waitingIn(app) : []),
    }),
  );
  const followed = SIDES.map((side) =>
    follow({ slack, discord }[side].url, () => page.tell({ kind: 'screen', side })),
  );
  return () => {
    for (const unfollow of followed) unfollow();
  };
}

/** Deliveries that are not done with, in words by state. */
const STATES: Readonly<Record<string, string>> = {
  due: 'waiting to be sent',
  sending: 'being sent, or looked for after a lost reply',
  refused: 'refused by the platform',
  doubtful: 'doubtful: never sent again',
};

async function waitingIn(app: Demo['app']): Promise<Ledger['waiting']> {
  const states = Object.entries(await app.deliveries());
  return states.map(([state, count]) => ({ says: STATES[state] ?? state, count }));
}

/** Resolves when the terminal's input ends after something was typed; where nobody types, the page alone goes on. */
async function promptEnded(demo: Demo): Promise<void> {
  const { runPrompt } = await import('./demo.ts');
  const { used } = await runPrompt(demo);
  if (!used) await new Promise(() => {});
}
