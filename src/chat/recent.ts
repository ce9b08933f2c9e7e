/** Remembers the latest ids, so that an event delivered twice is handled once. Oldest are forgotten first. */
export class RecentIds {
  readonly #max: number;
  readonly #ids = new Set<string>();

  constructor(max = 5_000) {
    this.#max = max;
  }

  /** True the first time an id is seen. */
  first(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > this.#max) this.#ids.delete(this.#ids.values().next().value ?? id);
    return true;
  }
}
