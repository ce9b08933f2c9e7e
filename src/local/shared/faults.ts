import { setTimeout as wait } from 'node:timers/promises';

/** Which calls a fault meets: both match everything when left out. `path` is a regular expression. */
export interface Aim {
  method?: string;
  path?: string;
}

/** What can go wrong with a call that the bot makes. `times` is 1 unless told. */
export type CallFault = { on?: Aim; times?: number } & (
  | { kind: 'rate-limit'; scope: 'user' | 'shared' | 'global'; retryAfterMs: number }
  /** An error answer; `commit: 'after'` means that the call was carried out all the same. */
  | { kind: 'status'; status: number; commit: 'before' | 'after' }
  /** An error answer at once, a reset or no answer at all; the call is carried out `ms` later. */
  | { kind: 'late'; status: number | 'reset' | 'hang'; ms: number }
  /** Carried out and answered `ms` later. */
  | { kind: 'slow'; ms: number }
  /** No answer at all; the connection stays open. */
  | { kind: 'hang'; commit: 'before' | 'after' }
  /** The connection is reset instead of an answer. */
  | { kind: 'reset'; commit: 'before' | 'after' }
);

const KINDS = ['rate-limit', 'status', 'late', 'slow', 'hang', 'reset'];

export const isCallFault = (fault: { kind: string }): fault is CallFault => KINDS.includes(fault.kind);

/** The faults that are still to come, in the order they were written. */
export class FaultScript {
  #coming: { fault: CallFault; left: number }[] = [];

  add(fault: CallFault): void {
    this.#coming.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#coming = [];
  }

  /** The fault that meets this call, used up once. */
  take(method: string, path: string): CallFault | undefined {
    if (this.#coming.length === 0) return undefined;
    const entry = this.#coming.find(
      ({ fault: { on } }) =>
        (on?.method === undefined || on.method === method) &&
        (on?.path === undefined || new RegExp(on.path).test(path)),
    );
    if (entry === undefined) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.#coming = this.#coming.filter((each) => each !== entry);
    return entry.fault;
  }
}

/** Resolves after `ms`, without keeping the process alive. */
export const later = (ms: number): Promise<void> => wait(ms, undefined, { ref: false });
