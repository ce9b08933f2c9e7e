import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OperatorError } from '../chat/adapter.ts';
import { describeError, type Log } from '../chat/failure.ts';
import { StoreUnreachable } from '../store/store.ts';

/** Answers a request that is for it; resolves to false, having done nothing, where it is for somebody else. */
export type PublicPages = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

interface Parts {
  readonly log: Log;
  /** The calendar behind a token; undefined where there is none. */
  calendar(token: string): Promise<Uint8Array | undefined>;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** How long a calendar program may keep what it read, in s. */
const FRESH = 300;
/** When to come again where the records cannot be reached, in s. */
const RETRY = 60;

const plain = (status: number, body: string, headers = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  body,
});
const NOT_HERE = plain(404, 'not here\n');

/**
 * What the outside world may read: `/calendar/<token>.ics` by GET and HEAD. The token in the path is a secret, so no
 * path is logged, and whatever else is asked for under /calendar gets one and the same answer.
 */
export function publicPages({ log, calendar }: Parts): PublicPages {
  async function answerTo({ method, headers }: IncomingMessage, path: string): Promise<Answer> {
    const [, token] = /^\/calendar\/([^/]+)\.ics$/.exec(path) ?? [];
    if (token === undefined || (method !== 'GET' && method !== 'HEAD')) return NOT_HERE;
    try {
      const body = await calendar(token);
      return body ? fileOf(body, headers['if-none-match']) : NOT_HERE;
    } catch (error) {
      if (error instanceof StoreUnreachable) return plain(503, 'come again\n', { 'retry-after': `${RETRY}` });
      log.error({ error: describeError(error) }, 'a calendar could not be made');
      return plain(500, 'failed\n');
    }
  }

  return async (request, response) => {
    const path = (request.url ?? '').replace(/\?.*/s, '');
    if (!/^\/calendar(?:\/|$)/.test(path)) return false;
    const { status, headers, body } = await answerTo(request, path);
    response.writeHead(status, {
      ...headers,
      ...(status === 304 ? {} : { 'content-length': Buffer.byteLength(body) }),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
    return true;
  };
}

function fileOf(body: Uint8Array, known: string | undefined): Answer {
  const tag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  const headers = { etag: tag, 'cache-control': `private, max-age=${FRESH}` };
  const tags = (known ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  if (tags.includes(tag) || tags.includes('*')) return { status: 304, headers, body: '' };
  return { status: 200, headers: { ...headers, 'content-type': 'text/calendar; charset=utf-8' }, body };
}

export interface PublicServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A server for these pages alone. Rejects with an OperatorError where the address cannot be listened on. */
export async function startPublic(
  pages: PublicPages,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<PublicServer> {
  const server = createServer({ requestTimeout: 5_000 }, async (request, response) => {
    if (!(await pages(request, response))) response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    throw new OperatorError(
      `The calendars cannot be shown at ${host}, port ${port} (${error.code ?? 'unknown'}). Choose a free port with PORT, or an address of this machine with HOST; or leave PUBLIC_URL empty, then nothing is listened for.`,
    );
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
