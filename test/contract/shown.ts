import type { Outcome, Seen } from '../../src/local/shared/human.ts';

/** The message that an act led to; fails where there is none. */
export function shown({ message, failure }: Outcome): Seen {
  if (!message) throw new Error(`there was no answer: ${failure ?? ''}`);
  return message;
}
