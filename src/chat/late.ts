import type { Reply } from './reply.ts';

/** How long an answer may take before the platform is told to wait; both platforms give up after 3 s. In ms. */
export const DEFER_AFTER = 1_500;

/** The reply, or `late` where it is not there in time to be the platform's first response. */
export function unlessLate(reply: Promise<Reply>, ms = DEFER_AFTER): Promise<Reply | 'late'> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    // Most replies are there at once, and a timer would be the dearest part of answering them.
    const turn = setImmediate(() => {
      timer = setTimeout(resolve, ms, 'late');
    });
    const settled = <T>(settle: (value: T) => void): ((value: T) => void) => {
      return (value) => {
        clearImmediate(turn);
        clearTimeout(timer);
        settle(value);
      };
    };
    reply.then(settled(resolve), settled(reject));
  });
}

/** Counts work under way, so that stopping can wait for it. */
export class InFlight {
  readonly #running = new Set<Promise<unknown>>();

  track<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    const done = () => this.#running.delete(work);
    work.then(done, done);
    return work;
  }

  /** Waits for all that is under way, at most `ms`. */
  async drain(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([Promise.allSettled([...this.#running]), enough]);
    clearTimeout(timer);
  }
}
