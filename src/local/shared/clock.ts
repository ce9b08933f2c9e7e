/** Two clocks: what members see, which a test may set, and transport time, which runs and can only be moved forward. */
export class Clocks {
  #shown: number | undefined;
  #shownAhead = 0;
  #ahead = 0;

  /** The instant that members' screens show, in milliseconds. */
  shown(): number {
    return this.#shown ?? Date.now() + this.#shownAhead;
  }

  /** Stops the shown clock at an instant (ISO 8601), or lets it run again with the machine's (null). */
  set(iso: string | null): void {
    const instant = iso === null ? undefined : Date.parse(iso);
    if (Number.isNaN(instant)) throw new Error(`"${iso}" is not an instant; write 2026-11-26T19:00:00Z`);
    this.#shown = instant;
    this.#shownAhead = 0;
  }

  /** Moves the shown clock forward; whether it runs stays as it is. */
  advance(ms: number): void {
    if (this.#shown === undefined) this.#shownAhead += ms;
    else this.#shown += ms;
  }

  /** The platform's own time: deadlines, token lifetimes, rate limits. */
  transport(): number {
    return Date.now() + this.#ahead;
  }

  /** Makes the platform older, so that a test need not wait 15 minutes for a token to die. */
  age(ms: number): void {
    this.#ahead += ms;
  }
}
