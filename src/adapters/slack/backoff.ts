const FIRST = 500;
const LONGEST = 60_000;

/** Growing pauses between attempts, half of each left to chance, so that many clients do not return at once. */
export class Backoff {
  #base = FIRST;

  /** The next pause in ms. */
  next(): number {
    const pause = Math.round(this.#base / 2 + (Math.random() * this.#base) / 2);
    this.#base = Math.min(this.#base * 2, LONGEST);
    return pause;
  }
}
