/** How often the app may post. */
import type { Clocks } from '../shared/clock.ts';
import { limits } from './rules.ts';

export class Rates {
  readonly #clocks: Clocks;
  readonly #free = new Map<string, number>();
  #on = false;

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
  }

  limit(on: boolean): void {
    this.#on = on;
    this.#free.clear();
  }

  /** Whole seconds until the channel takes another message; 0: it takes one now, and this is it. */
  pause(channel: string): number {
    if (!this.#on) return 0;
    const now = this.#clocks.transport();
    const free = this.#free.get(channel) ?? 0;
    if (now < free) return Math.ceil((free - now) / 1000);
    this.#free.set(channel, now + limits('post-rate').min);
    return 0;
  }
}
