import type { Clock } from '../../src/chat/clock.ts';
import { NOW } from '../asking.ts';

/** A clock that a test moves by hand. */
export class HandClock implements Clock {
  #now = NOW;

  now(): Temporal.Instant {
    return this.#now;
  }

  set(at: Temporal.Instant | string): void {
    this.#now = Temporal.Instant.from(at);
  }

  advance(by: Temporal.DurationLike): void {
    this.#now = this.#now.add(by);
  }
}
