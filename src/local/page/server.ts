import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendJson } from '../shared/http.ts';
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
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { refused: sentenceOf(error) }, SAFETY);
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', headers } = request;
    const url = URL.parse(request.url ?? '/', 'http://page');
    const path = url?.pathname ?? '';
    const refused = refusal({ method, path, headers }, listening);
    if (refused !== undefined) return sendJson(response, 403, { refused }, SAFETY);
    const name = /^\/api\/(.*)$/.exec(path)?.[1];
    if (name !== undefined) {
      if (name === 'events' && method === 'GET') return listeners.add(response, SAFETY);
      const routes = await shown;
      const post = method === 'POST' ? own(routes.post, name) : undefined;
      const get = method === 'POST' ? undefined : own(routes.get, name);
      if (post) return answer(response, async () => post(await bodyOf(request)));
      if (get && url) return answer(response, () => get(url.searchParams));
    } else if (method !== 'POST') {
      if (path.startsWith('/files/')) return passOn(await (await shown).file(path.slice(6)), response);
      const asset = (await code).get(path);
      if (asset) {
        response.writeHead(200, { ...SAFETY, 'content-type': asset.type }).end(asset.body);
        return;
      }
    }
    sendJson(response, 404, { refused: 'there is nothing here' }, SAFETY);
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

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function answer(response: ServerResponse, run: () => Promise<unknown>): Promise<void> {
  try {
    sendJson(response, 200, { value: (await run()) ?? null }, SAFETY);
  } catch (error) {
    // What a member cannot do is no fault of the page: a browser would list another status as one.
    sendJson(response, 200, { refused: sentenceOf(error) }, SAFETY);
  }
}

/** Too much is read to its end all the same, and thrown away, so that whoever sends it hears the answer. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST) chunks.push(chunk);
  }
  if (size > MOST) throw new Error('that is too much at once');
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new Error('that is no JSON');
  }
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
