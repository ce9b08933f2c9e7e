import { sql } from 'kysely';
import type { Clock as Timers } from 'pg-boss';
import { type Clock, systemClock } from '../chat/clock.ts';

/** The clock with timers that run by it, as the job queue takes them: all of src/jobs sees one time. */
export interface SchedulingClock extends Clock {
  /** Its `now` is in ms since 1970. */
  readonly timers: Timers;
}

export const schedulingClock: SchedulingClock = {
  now: systemClock.now,
  timers: {
    now: () => systemClock.now().epochMilliseconds,
    setTimeout: (run, ms) => setTimeout(run, ms),
    clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
    setInterval: (run, ms) => setInterval(run, ms),
    clearInterval: (timer) => clearInterval(timer as NodeJS.Timeout),
  },
};

/** An instant to compare a column with: the drivers cannot write a Temporal.Instant themselves. */
export const moment = (instant: Temporal.Instant) =>
  sql<Temporal.Instant>`${instant.toString()}::timestamptz`;
