import { UserError } from '../chat/errors.ts';

interface Waiting<Asked, Told> {
  readonly asked: Asked;
  readonly resolve: (told: Told) => void;
  readonly reject: (error: unknown) => void;
}

/** Of what is done together. */
const MOST = 500;

/**
 * One thing at a time for each key, in the order of asking; what comes meanwhile is then done together. So many who ask
 * at once cost little more than one, and hold one connection to the store. Not for use within a transaction.
 */
export function createQueue<Asked, Told>(
  work: (key: string, asked: readonly Asked[]) => Promise<readonly (Told | UserError)[]>,
): (key: string, asked: Asked) => Promise<Told> {
  const queues = new Map<string, Waiting<Asked, Told>[]>();

  async function answer(key: string, batch: readonly Waiting<Asked, Told>[]): Promise<void> {
    try {
      const told = await work(
        key,
        batch.map(({ asked }) => asked),
      );
      for (const [index, { resolve, reject }] of batch.entries()) {
        const one = told[index];
        if (one === undefined || one instanceof UserError) reject(one);
        else resolve(one);
      }
    } catch (error) {
      // What fails for one must not fail for all; but a store that is not there is not there for anybody.
      if (batch.length > 1 && !(error instanceof UserError)) {
        for (const one of batch) await answer(key, [one]);
      } else {
        for (const { reject } of batch) reject(error);
      }
    }
  }

  async function run(key: string, queue: Waiting<Asked, Told>[]): Promise<void> {
    while (queue.length > 0) await answer(key, queue.splice(0, MOST));
    queues.delete(key);
  }

  return (key, asked) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(key);
      if (queue) {
        queue.push({ asked, resolve, reject });
        return;
      }
      const made = [{ asked, resolve, reject }];
      queues.set(key, made);
      void run(key, made);
    });
}
