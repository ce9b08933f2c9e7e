import type { ServerResponse } from 'node:http';
import type { Told } from './wire.ts';

/** How often an open stream says that it is still there, in ms. */
const BEAT = 15_000;

/** The pages that listen, and what they are told (server-sent events). */
export class Listeners {
  readonly #open = new Set<ServerResponse>();
  readonly #beat: NodeJS.Timeout;

  constructor() {
    this.#beat = setInterval(() => this.#write(': still here\n\n'), BEAT);
    this.#beat.unref();
  }

  add(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' });
    // The first words tell the page that it is connected; after a restart it tries again every half second.
    response.write('retry: 500\n\n');
    this.#open.add(response);
    response.once('close', () => this.#open.delete(response));
  }

  tell(what: Told): void {
    this.#write(`data: ${JSON.stringify(what)}\n\n`);
  }

  #write(words: string): void {
    for (const response of this.#open) response.write(words);
  }

  close(): void {
    clearInterval(this.#beat);
    for (const response of this.#open) response.end();
    this.#open.clear();
  }
}
