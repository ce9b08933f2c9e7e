/** Remembers the latest ids, so that an event delivered twice is handled once. Oldest are forgotten first. */
export class RecentIds {
  readonly #max: number;
  readonly #ids = new Set<string>();
  /** The same in the order of their coming, the oldest at `#next`: a set's first entry is slow to find after many deletions. */
  readonly #order: string[] = [];
  #next = 0;

  constructor(max = 5_000) {
    this.#max = max;
  }

  /** True the first time an id is seen. */
  first(id: string): boolean {
    if (this.#ids.has(id)) return false;
    const oldest = this.#order[this.#next];
    if (oldest !== undefined) this.#ids.delete(oldest);
    this.#ids.add(id);
    this.#order[this.#next] = id;
    this.#next = (this.#next + 1) % this.#max;
    return true;
  }
}
