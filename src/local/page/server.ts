import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody, sendJson } from '../shared/http.ts';
import { loadCode } from './code.ts';
import { refusal, SAFETY } from './guard.ts';
import { Listeners } from './told.ts';
import type { Told } from './wire.ts';

/** What a page shows: what its routes answer (a path under /api to an answer in JSON), and files that lie elsewhere. */
export interface Shown {
  readonly get: Readonly<Record<string, (query: URLSearchParams) => Promise<unknown>>>;
  readonly post: Readonly<Record<string, (body: unknown) => Promise<unknown>>>;
  /** A file under /files; undefined where there is none. */
  file(path: string): Promise<Response | undefined>;
}

export interface Page {
  readonly url: string;
  tell(what: Told): void;
  close(): Promise<void>;
}

/** A page is asked for little; more than this is a mistake, in bytes. */
const MOST = 262_144;

/**
 * Serves the page on loopback alone. Rejects with the error of listening (EADDRINUSE where the port is taken); 0 is any
 * free port. `shown` may come later than the page itself: what asks for it waits.
 */
export async function startPage(port: number, shown: Promise<Shown>): Promise<Page> {
  // Whoever waits for it is told; nobody may be waiting yet.
  shown.catch(() => {});
  const listeners = new Listeners();
  const code = loadCode();
  code.catch(() => {});
  let listening = port;
  const server = createServer((request, response) => {
    serve(request, response).catch(() => {
      if (!response.headersSent) sendJson(response, 500, { refused: 'the page failed' });
      response.destroy();
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', headers } = request;
    const refused = refusal(method, headers, listening);
    if (refused !== undefined) return sendJson(response, 403, { refused });
    const url = new URL(request.url ?? '/', 'http://page');
    const { pathname } = url;
    if (pathname === '/api/events') return listeners.add(response, SAFETY);
    const asset = (await code).get(pathname);
    if (asset) {
      response.writeHead(200, { ...SAFETY, 'content-type': asset.type }).end(asset.body);
      return;
    }
    if (pathname.startsWith('/files/')) return passOn(await (await shown).file(pathname.slice(6)), response);
    const name = pathname.replace(/^\/api\//, '');
    const routes = await shown;
    const answer =
      method === 'POST'
        ? own(routes.post, name)?.(await bodyOf(request))
        : own(routes.get, name)?.(url.searchParams);
    if (answer === undefined) return sendJson(response, 404, { refused: 'there is nothing here' }, SAFETY);
    try {
      sendJson(response, 200, { value: (await answer) ?? null }, SAFETY);
    } catch (error) {
      // What a member cannot do is no fault of the page: a browser would list another status as one.
      sendJson(response, 200, { refused: error instanceof Error ? error.message : String(error) }, SAFETY);
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  listening = (server.address() as AddressInfo).port;
  return {
    url: `http://localhost:${listening}`,
    tell: (what) => listeners.tell(what),
    close: () =>
      new Promise((resolve) => {
        listeners.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const own = <Value>(all: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(all, name) ? all[name] : undefined;

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? 0) > MOST) throw new Error('that is too much at once');
  return JSON.parse((await readBody(request)).toString());
}

async function passOn(file: Response | undefined, response: ServerResponse): Promise<void> {
  if (!file?.ok) return sendJson(response, 404, { refused: 'there is no such file' }, SAFETY);
  const type = file.headers.get('content-type') ?? 'application/octet-stream';
  // A file is shown as a picture or saved, never opened as a page of this address.
  const shown = /^image\/(png|jpeg|gif|webp)$/.test(type);
  const headers = {
    ...SAFETY,
    'content-type': type,
    ...(shown ? {} : { 'content-disposition': 'attachment' }),
  };
  response.writeHead(200, headers).end(Buffer.from(await file.arrayBuffer()));
}
