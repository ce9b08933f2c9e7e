import { AsyncLocalStorage } from 'node:async_hooks';
import { describeError, type Log } from '../chat/failure.ts';
import type { SchedulingClock } from './time.ts';
import type { Queue } from './wakes.ts';

/** After something was given out or looked at: what is due within this is taken together, in ms. */
const GATHER = 10;

interface WakerParts {
  readonly clock: SchedulingClock;
  /** How long until the next wake of each queue is due, in ms; 0 or less: it is. */
  readonly waits: () => Promise<ReadonlyMap<Queue, number>>;
  /** How often that is looked at in any case, in ms: for wakes made elsewhere, and those that are made again. */
  readonly lookEvery: number;
  /** Has the queue looked into now. */
  readonly ring: (queue: Queue) => void;
  readonly log: Log;
}

interface Waker {
  /** Not inside a transaction. */
  start(): void;
  stop(): void;
  /** A wake was made for this time, in ms since 1970. */
  expect(queue: Queue, at: number): void;
  /** Some were looked at, and others may have come due meanwhile. */
  soon(): void;
}

/** Rings each queue when its next wake is due: the job queue itself would only look now and then. */
export function createWaker({ clock: { timers }, waits, lookEvery, ring, log }: WakerParts): Waker {
  type Timer = ReturnType<typeof timers.setTimeout>;
  const armed = new Map<Queue, { readonly at: number; readonly timer: Timer }>();
  let running = false;
  let every: Timer | undefined;
  let gathering: Timer | undefined;
  let looking = false;
  let again = false;
  let failing = false;
  // A timer made inside a transaction would carry that transaction along.
  let outside = (run: () => void) => run();

  const disarm = (queue: Queue) => {
    const was = armed.get(queue);
    if (was) timers.clearTimeout(was.timer);
    armed.delete(queue);
  };
  const arm = (queue: Queue, at: number) => {
    const was = armed.get(queue);
    if (was && was.at <= at) return;
    disarm(queue);
    const fire = () => {
      armed.delete(queue);
      ring(queue);
      gather();
    };
    armed.set(queue, { at, timer: timers.setTimeout(fire, Math.max(0, at - timers.now())) });
  };
  const gather = () => {
    gathering ??= timers.setTimeout(() => {
      gathering = undefined;
      void look();
    }, GATHER);
  };

  const look = async () => {
    again = looking;
    if (!running || looking) return;
    looking = true;
    try {
      for (const [queue, wait] of await waits()) {
        if (!running) return;
        if (wait <= 0) ring(queue);
        else arm(queue, timers.now() + wait);
      }
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ error: describeError(error) }, 'the next due time cannot be read');
      failing = true;
    } finally {
      looking = false;
      if (again) gather();
    }
  };

  return {
    start() {
      outside = AsyncLocalStorage.snapshot();
      running = true;
      every = timers.setInterval(() => void look(), lookEvery);
      void look();
    },
    stop() {
      running = false;
      if (every) timers.clearInterval(every);
      if (gathering) timers.clearTimeout(gathering);
      for (const queue of [...armed.keys()]) disarm(queue);
    },
    expect(queue, at) {
      if (!running) return;
      if (at <= timers.now()) ring(queue);
      else outside(() => arm(queue, at));
    },
    soon() {
      if (running) gather();
    },
  };
}
