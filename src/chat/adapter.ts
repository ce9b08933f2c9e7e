import type { Outbox } from './outbox.ts';

/** One platform's connection; it keeps itself connected, and its failure leaves the other platform answering. */
export interface Adapter {
  readonly name: string;
  /** Only one process at a time may be connected; only then may it be started again once stopped. */
  readonly alone: boolean;
  /** Resolves once connected and registered; rejects with an OperatorError where only the operator can help. */
  start(): Promise<void>;
  /** Takes nothing new, finishes what is under way (up to 20 s), disconnects. */
  stop(): Promise<void>;
  /** Whether members' commands arrive just now. */
  reached(): boolean;
  /** How the bot speaks by itself here, connected or not. */
  readonly outbox: Outbox;
  /** Ends the outbox as well, when what is under way in it has ended. */
  close(): Promise<void>;
}

/** A failure for whoever runs the program: in plain words, with the cure, never with a secret's value. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

/** One line of `npm run doctor`. */
export interface Finding {
  /** `note`: neither well nor wrong, or not to be known from here. */
  readonly level: 'good' | 'note' | 'warning' | 'bad';
  readonly what: string;
  /** What to do about it; absent where there is nothing to do. */
  readonly cure?: string;
}
