/** Handing something to the app and waiting for its acknowledgement, over whichever transport is set. */
import type { Fields } from '../shared/json.ts';
import { HttpTransport } from './delivery-http.ts';
import { SocketTransport } from './delivery-socket.ts';
import { limits } from './rules.ts';
import type { World } from './world.ts';

export interface Parcel {
  kind: 'slash_commands' | 'interactive' | 'events_api';
  /** How the list of calls names its acknowledgement: `/glossary`, `block_actions`, `app_home_opened`. */
  label: string;
  payload: Fields;
  /** The acknowledgement may carry an answer. */
  answerable: boolean;
  retry?: { num: number; reason: string };
}

/** `body` is undefined for an empty acknowledgement. `status`: the HTTP status, 200 for a socket, 0 for none. */
export type Ack =
  | { ok: true; status: number; body: unknown }
  | { ok: false; status: number; reason: 'http_timeout' | 'connection_failed' | 'http_error' };

export class Delivery {
  readonly sockets: SocketTransport;
  readonly #http: HttpTransport;
  readonly #world: World;
  #requestUrl: string | null = null;
  #duplicates = 0;

  constructor(world: World) {
    this.#world = world;
    this.sockets = new SocketTransport(() => world.changed());
    this.#http = new HttpTransport(world.signingSecret);
  }

  /** Delivers to a request URL from now on; null: through Socket Mode. */
  use(requestUrl: string | null): void {
    this.#requestUrl = requestUrl;
    this.#world.changed();
  }

  get overHttp(): boolean {
    return this.#requestUrl !== null;
  }

  /** Whether there is somewhere to deliver to: a request URL, or an open socket. */
  get connected(): boolean {
    return this.overHttp || this.sockets.size > 0;
  }

  /** Delivers the next parcel twice. */
  duplicateNext(): void {
    this.#duplicates += 1;
  }

  /** Resolves with the acknowledgement, or at the deadline. Never rejects. */
  async send(parcel: Parcel): Promise<Ack> {
    const started = performance.now();
    const twice = this.#duplicates > 0 && (this.#requestUrl === null || parcel.kind === 'events_api');
    if (twice) this.#duplicates -= 1;
    const deadline = limits('ack-deadline').max;
    const ack =
      this.#requestUrl === null
        ? await this.sockets.send(parcel, deadline, twice)
        : await this.#http.send(this.#requestUrl, parcel, deadline);
    const http = this.#requestUrl;
    if (twice && http !== null) {
      // Slack delivers again when it lost the first acknowledgement.
      const again: Parcel = { ...parcel, retry: { num: 1, reason: 'http_timeout' } };
      await this.#http.send(http, again, deadline);
    }
    this.#world.log({
      method: 'ack',
      path: parcel.label,
      status: ack.status,
      at: Date.now(),
      ms: performance.now() - started,
      body: ack.ok ? ack.body : undefined,
      ...(!ack.ok && { error: ack.reason }),
    });
    return ack;
  }
}
