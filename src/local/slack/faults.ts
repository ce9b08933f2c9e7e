/** What can be told to go wrong, and the faults still to come. */
import type { Aim } from '../shared/faults.ts';

/** Whether a call without an answer is carried out: never, at once, or so many ms later. */
type Commit = 'before' | 'after' | number;

/** Meets the next `times` (1) calls of a Web API method, `response_url` or `upload` (`on.method`; all when left out). */
export type CallFault = { on?: Aim; times?: number } & (
  | { kind: 'rate-limit'; retryAfter: number | null }
  /** `commit: 'after'`: the call was carried out all the same. */
  | { kind: 'status'; status: number; commit: 'before' | 'after' }
  /** An error answer at once; the call is carried out `ms` later. */
  | { kind: 'late'; status: number; ms: number }
  /** Carried out and answered `ms` later. */
  | { kind: 'slow'; ms: number }
  | { kind: 'hang'; commit: Commit }
  | { kind: 'reset'; commit: Commit }
  /** HTTP 200 with `internal_error`, although the call was carried out. */
  | { kind: 'internal-error' }
  /** `apps.connections.open` answers with this instead of a usable address. */
  | { kind: 'bad-open'; answer: object }
);

export type SocketFault =
  /** Every socket breaks off without a word. */
  | { kind: 'drop' }
  /** The platform asks for a new connection; `warning` comes about ten seconds ahead of the end. */
  | { kind: 'disconnect'; reason: 'warning' | 'refresh_requested' }
  /** The next envelope is followed at once by a disconnect, which races its acknowledgement. */
  | { kind: 'disconnect-racing' }
  /** The next envelope (over HTTP: the next event) is delivered twice. */
  | { kind: 'duplicate' };

export type Fault = CallFault | SocketFault | { kind: 'revoke-token' };

const SOCKET_KINDS = ['drop', 'disconnect', 'disconnect-racing', 'duplicate'];

export const isSocketFault = (fault: Fault): fault is SocketFault => SOCKET_KINDS.includes(fault.kind);

export class Faults {
  #coming: { fault: CallFault; left: number }[] = [];

  add(fault: CallFault): void {
    this.#coming.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#coming = [];
  }

  /** The fault that meets this call, used up once. */
  take(method: string): CallFault | undefined {
    const entry = this.#coming.find(({ fault }) =>
      fault.kind === 'bad-open'
        ? method === 'apps.connections.open'
        : (fault.on?.method ?? method) === method,
    );
    if (!entry) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.#coming = this.#coming.filter((each) => each !== entry);
    return entry.fault;
  }
}
