import { setTimeout as wait } from 'node:timers/promises';
import { describeError, type Log } from '../chat/failure.ts';
import type { Store } from '../store/store.ts';

/** In ms. */
export interface Pace {
  /** How often the holder counts up, and the others look. */
  readonly beat: number;
  /** A holder whose beat has stood still for so long is gone. */
  readonly stale: number;
  /** A holder that cannot count up for so long leaves, if others wait; a process that has never reached the store begins. */
  readonly fence: number;
}

const PACE: Pace = { beat: 1_500, stale: 7_500, fence: 5_000 };

interface Parts {
  readonly store: Store;
  readonly name: string;
  /** This process. */
  readonly holder: string;
  readonly log: Log;
  /** Begins what only one may do; its rejection is `start`'s. Not called again before `end` has resolved. */
  begin(): Promise<void>;
  end(): Promise<void>;
  readonly pace?: Pace;
}

type Row = { readonly holder: string; readonly beat: number; readonly waiting: number };

/**
 * What exactly one process may do. Invariants:
 * - no clocks are compared: each process measures by its own how long the beat that it sees has stood still
 * - with others waiting, the holder ends before one of them begins (`fence` comes before `stale`), and by time alone:
 *   a store that hangs cannot hold that up
 * - alone, it stays while the store is away, since nobody could take over; and where the store was never reached since
 *   the start, it begins all the same, so that what needs no store is answered
 */
export class Lease {
  readonly #parts: Parts;
  readonly #pace: Pace;
  readonly #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();
  #task: Promise<void> | undefined;
  /** The latest row that was seen, and since when its beat has stood still. */
  #seen: Row | undefined;
  #still = performance.now();
  /** When the store last answered; undefined: never. */
  #answered: number | undefined;
  #contested = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#pace = parts.pace ?? PACE;
  }

  get held(): boolean {
    return this.#task !== undefined;
  }

  /** Others were seen waiting for it. */
  get contested(): boolean {
    return this.#contested;
  }

  /** Resolves once begun, or once another process is seen to hold it; rejects where `begin` does. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#loop = this.#run(resolve, reject);
    });
  }

  /** Ends what was begun and lets go, so that another process takes over at once. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
    if (!this.held) return;
    await this.#end();
    const { store, name, holder } = this.#parts;
    const released = async () => {
      await store.db.deleteFrom('lease').where('name', '=', name).where('holder', '=', holder).execute();
    };
    await this.#within(released()).catch(() => {});
  }

  async #run(known: () => void, failed: (error: unknown) => void): Promise<void> {
    const started = performance.now();
    const begin = () => {
      this.#task = this.#parts.begin();
      this.#task.then(known, failed);
    };
    // A beat that finds no store yet would cost a whole pause.
    await this.#opened();
    while (!this.#stopping.signal.aborted) {
      try {
        const holds = await this.#within(this.#beat());
        this.#answered = performance.now();
        if (holds && !this.held) {
          this.#parts.log.info({ lease: this.#parts.name }, 'this process holds it now');
          begin();
        } else if (!holds) {
          if (this.held) await this.#lose('another process holds it');
          known();
        }
      } catch (error) {
        this.#parts.log.debug({ lease: this.#parts.name, error: describeError(error) }, 'no beat');
        const silence = performance.now() - (this.#answered ?? started);
        if (silence >= this.#pace.fence) {
          if (this.held && this.#contested) await this.#lose('the store is silent, and others wait');
          else if (!this.held && this.#answered === undefined) begin();
        }
      }
      await wait(this.#pace.beat, undefined, { signal: this.#stopping.signal }).catch(() => {});
    }
  }

  /** The store is there, or has let itself be waited for long enough, or this process leaves. */
  async #opened(): Promise<void> {
    const enough = new AbortController();
    const signal = AbortSignal.any([enough.signal, this.#stopping.signal]);
    const { ready } = this.#parts.store;
    await Promise.race([ready, wait(this.#pace.fence, undefined, { signal })]).catch(() => {});
    enough.abort();
  }

  /** One look at the row: counts up as its holder, takes a free or an abandoned one, waits for another's. */
  async #beat(): Promise<boolean> {
    const { store, name, holder } = this.#parts;
    const mine = await store.db
      .updateTable('lease')
      .set((row) => ({ beat: row('beat', '+', 1) }))
      .where('name', '=', name)
      .where('holder', '=', holder)
      .returning(['holder', 'beat', 'waiting'])
      .executeTakeFirst();
    if (mine) {
      this.#contested = this.#seen?.holder === holder && this.#seen.waiting !== mine.waiting;
      this.#seen = mine;
      return true;
    }
    const theirs = await store.db
      .updateTable('lease')
      .set((row) => ({ waiting: row('waiting', '+', 1) }))
      .where('name', '=', name)
      .returning(['holder', 'beat', 'waiting'])
      .executeTakeFirst();
    if (!theirs) return this.#takeFree();
    const moved = this.#seen?.beat !== theirs.beat || this.#seen.holder !== theirs.holder;
    if (moved) this.#still = performance.now();
    this.#seen = theirs;
    return !moved && performance.now() - this.#still >= this.#pace.stale ? this.#takeFrom(theirs) : false;
  }

  async #takeFree(): Promise<boolean> {
    const { store, name, holder } = this.#parts;
    const taken = await store.db
      .insertInto('lease')
      .values({ name, holder, beat: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .returning('name')
      .executeTakeFirst();
    return taken !== undefined;
  }

  /** Only where its beat still stands: of several who wait one gets it, and a holder that came back keeps it. */
  async #takeFrom({ holder: former, beat }: Row): Promise<boolean> {
    const { store, name, holder } = this.#parts;
    const taken = await store.db
      .updateTable('lease')
      .set({ holder, beat: beat + 1 })
      .where('name', '=', name)
      .where('holder', '=', former)
      .where('beat', '=', beat)
      .returning('name')
      .executeTakeFirst();
    return taken !== undefined;
  }

  async #lose(why: string): Promise<void> {
    this.#parts.log.warn({ lease: this.#parts.name, why }, 'this process lets go');
    await this.#end();
  }

  async #end(): Promise<void> {
    await this.#parts.end();
    await this.#task?.catch(() => {});
    this.#task = undefined;
    this.#contested = false;
  }

  /** A query that hangs is a beat that failed. */
  #within<T>(query: Promise<T>): Promise<T> {
    return Promise.race([
      query,
      wait(this.#pace.beat, undefined, { ref: false }).then(() => {
        throw new Error('no answer in time');
      }),
    ]);
  }
}
