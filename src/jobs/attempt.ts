import { describeError, type Log } from '../chat/failure.ts';
import { StoreUnreachable } from '../store/store.ts';

/** How often a job that failed is run again. */
const AGAIN = 5;

/** `later`: in so many ms. `never`: it was tried often enough. */
export type Attempt = 'done' | 'never' | { readonly later: number };

/** One job that is due: `key` says which. */
export interface DueJob {
  readonly key: string;
  readonly job: string;
  readonly due: Temporal.Instant;
}

export interface Attempts {
  /** Runs it; rejects only where the store cannot be reached, which is not the job's fault. */
  attempt(what: DueJob, run: () => Promise<void>): Promise<Attempt>;
  /** It failed before, so that its being late is nothing new. */
  failedBefore(what: DueJob): boolean;
}

/** Counted in this process only: after a restart, or where another process goes on, a job may be tried more often. */
export function createAttempts(log: Log): Attempts {
  const failures = new Map<string, number>();
  const name = ({ key, due }: DueJob) => `${due} ${key}`;
  return {
    failedBefore: (what) => failures.has(name(what)),
    async attempt(what, run) {
      try {
        await run();
      } catch (error) {
        if (error instanceof StoreUnreachable) throw error;
        const failed = (failures.get(name(what)) ?? 0) + 1;
        log.error({ key: what.key, job: what.job, failed, error: describeError(error) }, 'a job failed');
        if (failed <= AGAIN) {
          failures.set(name(what), failed);
          return { later: 1000 * 2 ** (failed - 1) };
        }
        failures.delete(name(what));
        return 'never';
      }
      failures.delete(name(what));
      return 'done';
    },
  };
}

/** Whole minutes count, so that “within 0 minutes” is within the minute. */
export function tooLate(due: Temporal.Instant, now: Temporal.Instant, lateWithin: number): boolean {
  return now.epochMilliseconds - due.epochMilliseconds >= (lateWithin + 1) * 60_000;
}

/** A wake may come early, by clocks that differ: it waits for the rest. Earlier than this it was moved, and has its own. */
const EARLY = 60_000;

export function comesEarly(due: Temporal.Instant, now: Temporal.Instant): boolean {
  return due.epochMilliseconds - now.epochMilliseconds <= EARLY;
}
