import type { Recipient } from '../../src/chat/outgoing.ts';
import type { Limits } from '../../src/jobs/lane-limits.ts';
import type { DeliveryState } from '../../src/store/database.ts';

/** How a sender is started: as JSON, its one argument. */
export interface SenderSettings {
  /** A PostgreSQL server; without it, the records are in `directory`. */
  readonly url?: string;
  readonly directory: string;
  readonly discord: { readonly token: string; readonly apiUrl: string };
  readonly slack: {
    readonly botToken: string;
    readonly apiUrl: string;
    readonly team: string;
    readonly user: string;
  };
  /** What a message says before its number. */
  readonly words: string;
  /** False: the control, which looks for nothing that was sent before. */
  readonly settling: boolean;
  /** Default: as in production. */
  readonly settleAfterMs?: number;
  /** Default: as in production. */
  readonly limits?: Limits;
  /** How long Slack's answer is waited for. Default: as in production. */
  readonly answerMs?: number;
  readonly logLevel: 'debug' | 'warn' | 'silent';
}

export interface Places {
  readonly community: string;
  readonly spaces: readonly string[];
  readonly identities: readonly { readonly id: string; readonly space: string; readonly external: string }[];
}

export interface Sent {
  readonly n: number;
  readonly community: string;
  readonly to: Recipient;
  /** ISO 8601. */
  readonly due: string;
}

export interface Row {
  readonly key: string;
  readonly state: DeliveryState;
  readonly reason: string | null;
}

/** What a sender does when asked. */
export interface Asks {
  place(places: Places): Promise<void>;
  send(wishes: readonly Sent[]): Promise<void>;
  /** Adds so many deliveries that are due in some weeks. */
  later(more: { readonly community: string; readonly space: string; readonly count: number }): Promise<void>;
  rows(): Promise<readonly Row[]>;
  /** How many deliveries are not settled, those of `later` aside. */
  open(): Promise<number>;
  /** Every delivery, notice and job row as text. */
  records(): Promise<readonly string[]>;
  /** Measures the event loop from now on. */
  watch(): Promise<void>;
  /** The longest stall since then, and the processor time of all threads. */
  watched(): Promise<{ readonly stallMs: number; readonly cpuMs: number }>;
  /** Resident, in MiB. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

export interface Asked {
  readonly id: number;
  readonly ask: keyof Asks;
  readonly given: unknown;
}
