import type { Reply } from './reply.ts';

/** How long an answer may take before the platform is told to wait; both platforms give up after 3 s. In ms. */
export const DEFER_AFTER = 1_500;

/** The reply, or `late` where it is not there in time to be the platform's first response. */
export async function unlessLate(reply: Promise<Reply>, ms = DEFER_AFTER): Promise<Reply | 'late'> {
  // Most replies are there at once, and a timer would be the dearest part of answering them.
  const soon = await Promise.race([reply, nextTurn()]);
  if (soon !== 'waiting') return soon;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  return Promise.race([reply, late]).finally(() => clearTimeout(timer));
}

const nextTurn = (): Promise<'waiting'> =>
  new Promise((resolve) => {
    setImmediate(resolve, 'waiting');
  });

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
