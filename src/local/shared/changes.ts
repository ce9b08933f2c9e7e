import type { ServerResponse } from 'node:http';

/** Changes that come within this many milliseconds are told as one. */
const MERGE_MS = 30;

/** Tells those who watch a local platform, over connections that stay open, that something changed there. */
export class Changes {
  readonly #watchers = new Set<ServerResponse>();
  #timer: NodeJS.Timeout | undefined;

  /** Answers with a newline at once, and then with one for each change until the connection closes. */
  watch(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' });
    response.write('\n');
    this.#watchers.add(response);
    response.once('close', () => this.#watchers.delete(response));
  }

  notify(): void {
    if (this.#watchers.size === 0 || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      for (const watcher of this.#watchers) watcher.write('\n');
    }, MERGE_MS).unref();
  }
}
