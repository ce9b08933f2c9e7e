import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { type App, HTTPReceiver, type Receiver } from '@slack/bolt';
import { OperatorError } from '../../chat/adapter.ts';
import type { Log } from '../../chat/failure.ts';
import { boltLog } from './bolt-log.ts';
import { EVENTS_PATH } from './register.ts';

const FORM = 'application/x-www-form-urlencoded';
/** How far a request's timestamp may lie ahead; Bolt itself refuses those that lie as far behind. In s. */
const AHEAD = 300;
/** Slack waits for an answer no longer than this; in ms. */
const LAST_ANSWER = 3_000;

/** Answers what is not Slack's on the same port; resolves to false where a request is not its own either. */
export type OtherPages = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

interface HttpParts {
  readonly signingSecret: string;
  readonly host: string;
  readonly port: number;
  readonly log: Log;
  readonly pages?: OtherPages | undefined;
}

/** Signed HTTP, with what Bolt leaves open: timestamps from the future, and content types with a charset. */
export class Http implements Receiver {
  readonly #receiver: HTTPReceiver;
  readonly #where: { readonly host: string; readonly port: number };
  #server: Server | undefined;

  constructor({ signingSecret, host, port, log, pages }: HttpParts) {
    this.#receiver = new HTTPReceiver({ signingSecret, endpoints: [EVENTS_PATH], logger: boltLog(log) });
    this.#where = { host, port };
    const bolt = this.#receiver.requestListener;
    this.#receiver.requestListener = (request, response) => {
      if (pages && pathOf(request) !== EVENTS_PATH) void show(pages, request, response);
      else if (isFromTheFuture(request)) refuse(response);
      else bolt(withPlainType(request), response);
    };
  }

  init(app: App): void {
    this.#receiver.init(app);
  }

  /** Whether requests are taken just now. */
  get up(): boolean {
    return this.port !== undefined;
  }

  /** The port that is listened on, once started. */
  get port(): number | undefined {
    const address = this.#server?.address();
    return typeof address === 'object' ? address?.port : undefined;
  }

  async start(): Promise<void> {
    try {
      this.#server = await this.#receiver.start({ ...this.#where });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
      const { host, port } = this.#where;
      throw new OperatorError(
        `Slack’s requests cannot be received at ${host}, port ${port} (${code}). Choose a free port with PORT, or an address of this machine with HOST.`,
      );
    }
  }

  /** Takes no new connection; requests under way are answered. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const rest = setTimeout(() => server.closeAllConnections(), LAST_ANSWER);
    await closed;
    clearInterval(idle);
    clearTimeout(rest);
  }
}

async function show(pages: OtherPages, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!(await pages(request, response))) response.writeHead(404).end();
}

const pathOf = ({ url }: IncomingMessage): string => (url ?? '').replace(/\?.*/s, '');

function isFromTheFuture({ headers }: IncomingMessage): boolean {
  const seconds = Number(headers['x-slack-request-timestamp'] ?? 0);
  return seconds > Date.now() / 1000 + AHEAD;
}

function refuse(response: ServerResponse): void {
  response.writeHead(401).end();
}

/** Bolt knows a form only without a charset behind its type. */
function withPlainType(request: IncomingMessage): IncomingMessage {
  const type = request.headers['content-type'];
  if (type?.startsWith(`${FORM};`)) request.headers['content-type'] = FORM;
  return request;
}
