/** What is woken: each row of these tables, by its key or id. The row is the truth; a wake says only “look now”. */
export type Queue = 'task' | 'timetable' | 'delivery' | 'announcement';

export interface Wake {
  readonly id: string;
  /** Default: now. */
  readonly at?: Temporal.Instant;
  /** Higher is looked at first where many are due. Default 0. */
  readonly priority?: number;
  /** Not made where one of the same id waits for this time or sooner: a look that comes sooner sees to what comes after. */
  readonly unlessSooner?: boolean;
}

/**
 * Wakes by the job queue. Invariants:
 * - a wake made inside a transaction of the store exists if and only if that commits
 * - each wake is given to one process; if that dies, or `look` rejects, it is given again, so nothing woken is lost
 * - what is due more than a quarter of an hour ahead is woken by its row's own due time; a row that is overdue without a
 *   wake (restored, or limited for long) gets one within about a minute
 * - a wake may come twice or early, never not at all: who looks must decide by the row alone
 */
export interface Wakes {
  wake(queue: Queue, wakes: readonly Wake[]): Promise<void>;
  /** `look` is given up to 200 ids at once, never the same id twice in one call; once it resolves they are done with. */
  work(queue: Queue, look: (ids: readonly string[]) => Promise<void>): void;
}
