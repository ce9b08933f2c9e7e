import { type OutgoingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SAFETY } from '../../../src/local/page/guard.ts';
import { type Page, type Shown, startPage } from '../../../src/local/page/server.ts';

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

interface Asking {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  /** In pieces: sent without saying beforehand how much it is. */
  readonly body?: string | readonly string[];
}

const portOf = (page: Page): number => Number(new URL(page.url).port);

/** Asks as anything but a browser can: the path is sent as it is, and Host as it is given. */
function ask(page: Page, path: string, { method = 'GET', headers, body = '' }: Asking = {}): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const asked = request({
    ...{ host: '127.0.0.1', port: portOf(page), path, method, agent: false },
    headers: { host: `localhost:${portOf(page)}`, ...headers },
  });
  asked.once('error', reject);
  asked.once('response', (response) => {
    text(response).then(
      (said) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: said }),
      reject,
    );
  });
  if (typeof body === 'string') asked.end(body);
  else {
    for (const piece of body) asked.write(piece);
    asked.end();
  }
  return promise;
}

const post = (page: Page, name: string, body: Asking['body'], headers: OutgoingHttpHeaders = {}) =>
  ask(page, `/api/${name}`, {
    method: 'POST',
    headers: { origin: page.url, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body }),
  });

const json = ({ body }: Answer): unknown => JSON.parse(body);

/** The paths of files that were asked for. */
const filesAsked: string[] = [];
const shown: Shown = {
  get: {
    start: async () => ({ mode: 'cards' }),
    echo: async (query) => Object.fromEntries(query),
    nothing: async () => undefined,
    fails: async () => {
      throw new Error('nobody is called that');
    },
  },
  post: { echo: async (body) => body },
  file: async (path) => {
    filesAsked.push(path);
    const [, type, words = ''] = path.split('/');
    if (type === 'none') return undefined;
    if (type === 'refused') return new Response('no', { status: 403 });
    return new Response(words, { headers: { 'content-type': decodeURIComponent(type ?? '') } });
  },
};

let page: Page;
beforeAll(async () => {
  page = await startPage(0, Promise.resolve(shown));
});
afterAll(() => page.close());

test('listens on loopback alone', async () => {
  const others = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, scopeid }) => !internal && !scopeid)
    .map(({ address }) => address);
  const reached = await Promise.all(
    ['::1', ...others].map(
      (host) =>
        new Promise<boolean>((resolve) => {
          const socket = connect({ host, port: portOf(page) });
          socket.once('connect', () => resolve(true));
          socket.once('error', () => resolve(false));
          socket.unref();
        }),
    ),
  );
  expect(reached).not.toContain(true);
});

describe('the page', () => {
  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/page.js', 'text/javascript; charset=utf-8'],
    ['/page.css', 'text/css; charset=utf-8'],
  ])('has %s', async (path, type) => {
    const { status, headers, body } = await ask(page, path);
    expect([status, headers['content-type'], body.length > 100]).toEqual([200, type, true]);
  });

  test('tells a browser that only looks whether it is there', async () => {
    const { status, body } = await ask(page, '/', { method: 'HEAD' });
    expect([status, body]).toEqual([200, '']);
  });

  test.each([
    '/favicon.ico',
    '/start',
    '/index.html',
    '/page.js/',
    '/browser/main.ts',
    '/static/../server.ts',
    '/..%2f..%2fpackage.json',
    '/api',
    '/api/',
    '/api/start/',
    '/api/unknown',
    '/api/constructor',
    '/api/__proto__',
    '/api/toString',
    '/files',
    '//',
    '//[',
    '*',
  ])('has nothing at %s', async (path) => {
    expect((await ask(page, path)).status).toBe(404);
  });

  test.each(['constructor', '__proto__', 'toString', 'start', 'events'])('takes no act %s', async (name) => {
    expect((await post(page, name, '{}')).status).toBe(404);
  });

  test.each(['/', '/page.js', '/files/image%2Fpng/x'])('takes no act at %s', async (path) => {
    const headers = { origin: page.url, 'content-type': 'application/json' };
    expect((await ask(page, path, { method: 'POST', headers, body: '{}' })).status).toBe(404);
  });

  test('is the same by its whole address', async () => {
    expect(json(await ask(page, `http://elsewhere.example/api/start`))).toEqual({ value: { mode: 'cards' } });
  });
});

describe('an answer', () => {
  test('is what the route gave', async () => {
    expect(json(await ask(page, '/api/echo?side=slack&member=U%201'))).toEqual({
      value: { side: 'slack', member: 'U 1' },
    });
  });

  test('is null where it gave nothing', async () => {
    expect(json(await ask(page, '/api/nothing'))).toEqual({ value: null });
  });

  test('is a sentence where it failed, and no fault of the page', async () => {
    const answer = await ask(page, '/api/fails');
    expect([answer.status, json(answer)]).toEqual([200, { refused: 'nobody is called that' }]);
  });

  test('to an act is what was done with it', async () => {
    expect(json(await post(page, 'echo', ['{"side":', '"slack"}']))).toEqual({ value: { side: 'slack' } });
  });
});

describe('what is sent', () => {
  const big = JSON.stringify('x'.repeat(300_000));
  const pieces = Array.from({ length: 10 }, () => 'x'.repeat(100_000));

  test.each<[string, string | readonly string[], string]>([
    ['and is no JSON', '{"side":', 'that is no JSON'],
    ['and is nothing', '', 'that is no JSON'],
    ['and is too much', big, 'that is too much at once'],
    ['and becomes too much bit by bit', pieces, 'that is too much at once'],
  ])('%s is refused in words', async (_what, body, refused) => {
    const answer = await post(page, 'echo', body);
    expect([answer.status, json(answer)]).toEqual([200, { refused }]);
  });

  test('may be as much as any payload is', async () => {
    const words = 'x'.repeat(200_000);
    expect(json(await post(page, 'echo', JSON.stringify(words)))).toEqual({ value: words });
  });

  test('and breaks off does no harm', async () => {
    const socket = connect(portOf(page), '127.0.0.1');
    const head = [
      'POST /api/echo HTTP/1.1',
      `Host: localhost:${portOf(page)}`,
      `Origin: ${page.url}`,
      'Content-Type: application/json',
      'Content-Length: 100',
    ].join('\r\n');
    await new Promise<void>((resolve) => socket.write(`${head}\r\n\r\n{"side"`, () => resolve()));
    await new Promise<void>((resolve) => socket.once('close', () => resolve()).destroy());
    expect((await ask(page, '/api/start')).status).toBe(200);
  });
});

describe('refused is', () => {
  const foreign = { origin: 'http://evil.example' };

  test.each<[string, string, Asking]>([
    ['a name of somebody else’s', '/', { headers: { host: 'evil.example' } }],
    ['a name that only begins like ours', '/api/start', { headers: { host: 'localhost.evil.example:3000' } }],
    ['a request from another page', '/api/start', { headers: foreign }],
    ['a listener from another page', '/api/events', { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['a method that changes something', '/api/echo', { method: 'PUT' }],
    ['a question before an act', '/api/echo', { method: 'OPTIONS', headers: foreign }],
  ])('%s', async (_what, path, asking) => {
    const answer = await ask(page, path, asking);
    expect([answer.status, json(answer)]).toEqual([403, { refused: expect.any(String) }]);
  });

  test.each<[string, OutgoingHttpHeaders]>([
    ['from another page', foreign],
    ['that is a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['under another port', { host: 'localhost:1' }],
  ])('an act %s', async (_what, headers) => {
    expect((await post(page, 'echo', '{}', headers)).status).toBe(403);
  });

  test('an act without an origin', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await ask(page, '/api/echo', { method: 'POST', headers, body: '{}' })).status).toBe(403);
  });
});

describe('every answer says what a browser may do with it:', () => {
  const safe = Object.entries(SAFETY);

  test.each<[string, string, Asking]>([
    ['the page', '/', {}],
    ['its code', '/page.js', {}],
    ['an answer', '/api/start', {}],
    ['a failure', '/api/fails', {}],
    ['a file', '/files/image%2Fpng/x', {}],
    ['no such file', '/files/none', {}],
    ['nothing', '/unknown', {}],
    ['a refusal', '/', { headers: { host: 'evil.example' } }],
    ['an act that is refused', '/api/echo', { method: 'POST' }],
  ])('%s', async (_what, path, asking) => {
    const { headers } = await ask(page, path, asking);
    expect(Object.entries(headers)).toEqual(expect.arrayContaining(safe));
  });

  test('nobody else’s page may read any', async () => {
    const { headers } = await ask(page, '/', { headers: { origin: page.url } });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a file', () => {
  const type = (name: string) => `/files/${encodeURIComponent(name)}/words`;

  test.each(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])(
    'that is a picture is shown: %s',
    async (name) => {
      const { headers, body } = await ask(page, type(name));
      expect([headers['content-type'], headers['content-disposition'], body]).toEqual([
        name,
        undefined,
        'words',
      ]);
    },
  );

  test.each(['text/html', 'image/svg+xml', 'text/javascript', 'application/pdf', 'text/html; image/png'])(
    'that could do something is saved, not opened: %s',
    async (name) => {
      const { headers } = await ask(page, type(name));
      expect([headers['content-type'], headers['content-disposition']]).toEqual([name, 'attachment']);
    },
  );

  test.each(['none', 'refused'])('that there is not is not found: %s', async (name) => {
    const answer = await ask(page, `/files/${name}`);
    expect([answer.status, json(answer)]).toEqual([404, { refused: 'there is no such file' }]);
  });

  test('is never asked for outside of its folder', async () => {
    filesAsked.length = 0;
    const tricks = [
      '/files/../api/start',
      '/files/%2e%2e/',
      '/files/a/..\\..\\..',
      'http://evil.example/start',
    ];
    for (const path of tricks) await ask(page, path);
    expect(filesAsked).toEqual([]);
  });
});

describe('whoever listens', () => {
  const open: AbortController[] = [];
  afterEach(() => {
    for (const each of open.splice(0)) each.abort();
  });

  /** Hears what is told; `next` gives what is told from then on, until it has said so much. */
  async function listen(to = page) {
    const stopping = new AbortController();
    open.push(stopping);
    const response = await fetch(`http://127.0.0.1:${portOf(to)}/api/events`, { signal: stopping.signal });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const until = async (words: string): Promise<string> => {
      while (!heard.includes(words)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`it ended without ${words}: ${heard}`);
        heard += value;
      }
      return heard;
    };
    await until('retry: 500\n\n');
    return { response, reader, until, stop: () => stopping.abort() };
  }

  const clock = 'data: {"kind":"clock"}\n\n';

  test('is told what happens, in order', async () => {
    const { until } = await listen();
    page.tell({ kind: 'screen', side: 'slack' });
    page.tell({ kind: 'clock' });
    expect(await until(clock)).toBe(`retry: 500\n\ndata: {"kind":"screen","side":"slack"}\n\n${clock}`);
  });

  test('hears it as events, with what a browser may do', async () => {
    const { response } = await listen();
    const said = Object.entries({ ...SAFETY, 'content-type': 'text/event-stream; charset=utf-8' });
    expect([...response.headers]).toEqual(expect.arrayContaining(said));
  });

  test('hears all the same when another one goes away', async () => {
    const [gone, stays] = await Promise.all([listen(), listen()]);
    gone.stop();
    for (let time = 0; time < 20; time += 1) {
      page.tell({ kind: 'clock' });
      await ask(page, '/api/start');
    }
    page.tell({ kind: 'preview' });
    expect(await stays.until('preview')).toContain(clock.repeat(20));
  });

  test('is let go when the page is closed, and what is told after that is lost', async () => {
    const other = await startPage(0, Promise.resolve(shown));
    const { reader } = await listen(other);
    const closing = other.close();
    other.tell({ kind: 'clock' });
    await closing;
    await expect(reader.read().catch(() => ({ done: true }))).resolves.toMatchObject({ done: true });
  });
});

describe('what is shown may come later:', () => {
  test('the page is there before it, and whoever asks waits', async () => {
    const coming = Promise.withResolvers<Shown>();
    const early = await startPage(0, coming.promise);
    const asked = ask(early, '/api/start');
    const [there, missing] = await Promise.all([ask(early, '/'), ask(early, '/favicon.ico')]);
    coming.resolve(shown);
    expect([there.status, missing.status, json(await asked)]).toEqual([
      200,
      404,
      { value: { mode: 'cards' } },
    ]);
    await early.close();
  });

  test.each(['/api/start', '/files/image%2Fpng/x'])('where it never comes, %s says why', async (path) => {
    const failed = await startPage(0, Promise.reject(new Error('the records are in use')));
    const answer = await ask(failed, path);
    expect([answer.status, json(answer)]).toEqual([500, { refused: 'the records are in use' }]);
    await failed.close();
  });
});

test('a port that is taken is told by its error', async () => {
  await expect(startPage(portOf(page), Promise.resolve(shown))).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('a closed page is gone, and may be closed twice', async () => {
  const other = await startPage(0, Promise.resolve(shown));
  await Promise.all([other.close(), other.close()]);
  await expect(ask(other, '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
