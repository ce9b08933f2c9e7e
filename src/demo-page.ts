import { commands } from '../commands/index.ts';
import type { Config } from './config.ts';
import { type Demo, runPrompt, startDemo } from './demo.ts';
import { setUpCourse } from './demo-course.ts';
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
}

/** The demo on a page: both platforms side by side in the browser, the bot connected to them, a clock that can be moved. */
export async function startPageDemo(config: Config, log: Logger): Promise<PageDemo> {
  const shown = Promise.withResolvers<Shown>();
  const page = await showPage('Slack and Discord side by side', config.port, shown.promise);
  const clock = runningClock();
  const end = async (): Promise<void> => {
    await Promise.all([page.close(), clock.stop()]);
  };
  try {
    const demo = await startDemo(config, log, clock);
    try {
      await setUpCourse(demo);
    } catch (error) {
      await demo.stop();
      throw error;
    }
    const unfollow = show(demo, { clock, page, shown });
    log.info({ page: page.url }, 'the page is shown');
    const stop = async (): Promise<void> => {
      unfollow();
      await demo.stop();
      await end();
    };
    return { ...demo, url: page.url, stop };
  } catch (error) {
    shown.reject(error);
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
}

interface Scene {
  readonly clock: ReturnType<typeof runningClock>;
  readonly page: Page;
  readonly shown: PromiseWithResolvers<Shown>;
}

/** Gives the page what it shows, and tells it of every change until the returned function is called. */
function show({ discord, slack, app }: Demo, { clock, page, shown }: Scene): () => void {
  const words = new Map(
    commands.flatMap(({ jobs }) => jobs.map(({ name, says = name }) => [name, says] as const)),
  );
  const time = createDemoTime({
    clock,
    words,
    platforms: (ms) => Promise.all([discord.advance(ms), slack.advance(ms)]),
    upcoming: () => app.upcoming(),
    changed: () => page.tell({ kind: 'clock' }),
  });
  shown.resolve(
    liveRoutes({
      ...{ slack, discord, first: { slack: 'Member', discord: 'Second member' }, tour: TOUR },
      clock: () => time.state(),
      move: (to) => time.move(to),
      waiting: async () => waitingIn(app),
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
  const { used } = await runPrompt(demo);
  if (!used) await new Promise(() => {});
}
