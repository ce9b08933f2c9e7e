import { setTimeout as wait } from 'node:timers/promises';
import { TestClock } from 'pg-boss';
import { systemClock } from '../chat/clock.ts';
import type { SchedulingClock } from './time.ts';

export interface MovableClock extends SchedulingClock {
  /** Moves on by this (days of 24 hours) and fires what the time has passed, each timer once; looks run on after it resolves. */
  advance(by: Temporal.DurationLike): Promise<void>;
  /** The same, to an instant, which may be earlier. */
  set(instant: Temporal.Instant): Promise<void>;
}

/** A clock that stands still until it is moved, for the store, the job queue and our own timers alike. */
export function movableClock(start = '2026-03-02T12:00:00Z'): MovableClock {
  const timers = new TestClock(start);
  const now = () => Temporal.Instant.fromEpochMilliseconds(timers.now());
  const set = async (instant: Temporal.Instant) => {
    await timers.setTime(instant.epochMilliseconds);
    await timers.tick(0);
  };
  // Two moves at once would interleave, which the job queue's clock refuses.
  let moves = Promise.resolve();
  const inTurn = (move: () => Promise<void>) => {
    moves = moves.catch(() => {}).then(move);
    return moves;
  };
  return {
    now,
    timers,
    advance: (by) => inTurn(() => set(now().toZonedDateTimeISO('UTC').add(by).toInstant())),
    set: (instant) => inTurn(() => set(instant)),
  };
}

export interface RunningClock extends SchedulingClock {
  /** Moves on by this (days of 24 hours) and fires what the time has passed. */
  advance(by: Temporal.DurationLike): Promise<void>;
  stop(): Promise<void>;
}

/** How often the hands of a running clock move, in ms. */
const TICK = 200;

/** A clock for the whole program: it goes with the machine's, and can be moved on. */
export function runningClock(): RunningClock {
  let ahead = Temporal.Duration.from({ seconds: 0 });
  const real = () => systemClock.now().add({ milliseconds: ahead.total('milliseconds') });
  const clock = movableClock(real().toString());
  const stopping = new AbortController();
  const going = (async () => {
    while (!stopping.signal.aborted) {
      await clock.set(real());
      await wait(TICK, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    now: clock.now,
    timers: clock.timers,
    async advance(by) {
      const from = real().toZonedDateTimeISO('UTC');
      ahead = ahead.add({ milliseconds: from.add(by).epochMilliseconds - from.epochMilliseconds });
      await clock.set(real());
    },
    async stop() {
      stopping.abort();
      await going;
    },
  };
}
