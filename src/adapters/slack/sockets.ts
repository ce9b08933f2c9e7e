import type { App, Receiver } from '@slack/bolt';
import { Link, type LinkParts } from './link.ts';

/** How many connections are kept: Slack sends each envelope by one of them, and one may break. */
const LINKS = 2;

/** Socket Mode over connections that do not depend on each other. */
export class Sockets implements Receiver {
  readonly #links: readonly Link[];

  constructor(parts: LinkParts) {
    this.#links = Array.from({ length: LINKS }, () => new Link(parts));
  }

  init(app: App): void {
    for (const link of this.#links) link.init(app);
  }

  /** Whether envelopes arrive just now. */
  get up(): boolean {
    return this.#links.some((link) => link.up);
  }

  /** Resolves when the first link is up; rejects with an OperatorError where Slack refuses the token. */
  async start(): Promise<void> {
    const [first, ...others] = this.#links;
    await first?.start();
    // The spare one may come later: commands are answered already.
    for (const link of others) void link.persist();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#links.map((link) => link.stop()));
  }
}
