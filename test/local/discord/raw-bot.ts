import { WebSocket } from 'ws';
import type { LocalDiscord } from '../../../src/local/discord/start.ts';
import { type Fields, fields } from '../../../src/local/shared/json.ts';

export interface Answered {
  status: number;
  body: Fields;
  headers: Headers;
}

export interface Packet {
  op: number;
  s: number | null;
  t: string | null;
  d: unknown;
}

/** One connection to the gateway, packet by packet. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #packets: Packet[] = [];
  #wake: () => void = () => undefined;
  /** The code with which the other side closed. */
  readonly closed: Promise<number>;

  constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.closed = new Promise((resolve) => this.#socket.once('close', (code: number) => resolve(code)));
    this.#socket.on('error', () => undefined);
    this.#socket.on('message', (raw) => {
      this.#packets.push(JSON.parse(String(raw)) as Packet);
      this.#wake();
    });
  }

  send(op: number, d: unknown = null): void {
    this.#socket.send(JSON.stringify({ op, d }));
  }

  /** The next packet of that opcode or event; those before it are passed over. */
  async next(what: number | string): Promise<Packet> {
    for (;;) {
      const at = this.#packets.findIndex((each) =>
        typeof what === 'number' ? each.op === what : each.t === what,
      );
      if (at >= 0) return this.#packets.splice(0, at + 1).at(-1)!;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  terminate(): void {
    this.#socket.terminate();
  }
}

/** A bot without a library: plain HTTP and a plain gateway connection. */
export class RawBot {
  readonly discord: LocalDiscord;
  #gateway: Connection | undefined;

  constructor(discord: LocalDiscord) {
    this.discord = discord;
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    const response = await fetch(`${this.discord.apiUrl}/v10${path}`, {
      method,
      headers: {
        authorization: `Bot ${this.discord.token}`,
        ...(body instanceof FormData || body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? {} : JSON.parse(text)) as Fields,
      headers: response.headers,
    };
  }

  async connect(): Promise<Connection> {
    const connection = new Connection(this.discord.url.replace('http', 'ws'));
    await connection.next(10);
    return connection;
  }

  async identified(intents = 1, token = this.discord.token): Promise<Connection> {
    const connection = await this.connect();
    connection.send(2, { token, intents, properties: {} });
    return connection;
  }

  /** Lets a member act, and gives the interaction that the bot receives. The act itself goes on by itself. */
  async receive(act: () => Promise<unknown>): Promise<Fields> {
    if (this.#gateway === undefined) {
      this.#gateway = await this.identified();
      await this.#gateway.next('READY');
    }
    act().catch(() => undefined);
    return fields((await this.#gateway.next('INTERACTION_CREATE')).d);
  }

  answer(interaction: Fields, type: number, data?: unknown): Promise<Answered> {
    const path = `/interactions/${interaction.id}/${interaction.token}/callback?with_response=true`;
    return this.call('POST', path, { type, data });
  }

  /** A request to the interaction's webhook. */
  webhook(interaction: Fields, method: string, message: string, body?: unknown): Promise<Answered> {
    const base = `/webhooks/${this.discord.applicationId}/${interaction.token}`;
    return this.call(method, message === '' ? base : `${base}/messages/${message}`, body);
  }

  /** Time enough for every rate limit to have passed. */
  rest(): Promise<void> {
    return this.discord.age(5_000);
  }

  disconnect(): void {
    this.#gateway?.terminate();
  }
}
