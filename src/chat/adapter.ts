/** One platform's connection; it keeps itself connected, and its failure leaves the other platform answering. */
export interface Adapter {
  readonly name: string;
  /** Resolves once connected and registered; rejects with an OperatorError where only the operator can help. */
  start(): Promise<void>;
  /** Takes nothing new, finishes what is under way (up to a few seconds), disconnects. */
  stop(): Promise<void>;
}

/** A failure for whoever runs the program: in plain words, with the cure, never with a secret's value. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

/** One line of `npm run doctor`. */
export interface Finding {
  readonly level: 'good' | 'warning' | 'bad';
  readonly what: string;
  /** What to do about it; absent where all is well. */
  readonly cure?: string;
}
