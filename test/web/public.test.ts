import { request as raw } from 'node:http';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { OperatorError } from '../../src/chat/adapter.ts';
import { StoreUnreachable } from '../../src/store/store.ts';
import { type PublicServer, publicPages, startPublic } from '../../src/web/public.ts';
import { KeptLog } from '../asking.ts';

const TOKEN = '0123456789abcdef0123456789abcdef';
const HERE = { host: '127.0.0.1', port: 0 };
let log: KeptLog;
let content: string;
let calendar: (token: string) => Promise<Uint8Array | undefined>;
let asked: string[];
let server: PublicServer;

beforeEach(async () => {
  log = new KeptLog();
  content = 'BEGIN:VCALENDAR 🤝';
  asked = [];
  calendar = async (token) => (token === TOKEN ? new TextEncoder().encode(content) : undefined);
  const pages = publicPages({
    log,
    calendar: (token) => {
      asked.push(token);
      return calendar(token);
    },
  });
  server = await startPublic(pages, HERE);
});
afterEach(() => server.close());

const get = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${server.port}${path}`, init);
const told = async (answer: Response) => [
  answer.status,
  await answer.text(),
  Object.fromEntries(
    [...answer.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name)),
  ),
];

describe('a calendar by its address', () => {
  test('is a calendar that is kept for five minutes, and not by others', async () => {
    const [status, body, headers] = await told(await get(`/calendar/${TOKEN}.ics`));
    expect([status, body]).toEqual([200, 'BEGIN:VCALENDAR 🤝']);
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-length': '20',
      'cache-control': 'private, max-age=300',
      'referrer-policy': 'no-referrer',
    });
  });

  test('is not sent again to who has it already, until it changes', async () => {
    const etag = (await get(`/calendar/${TOKEN}.ics`)).headers.get('etag') ?? '';
    const again = (tags: string) => get(`/calendar/${TOKEN}.ics`, { headers: { 'if-none-match': tags } });
    for (const tags of [etag, `"other", W/${etag}`, '*']) {
      const answer = await again(tags);
      expect([answer.status, await answer.text()]).toEqual([304, '']);
      expect(answer.headers.get('etag')).toBe(etag);
    }
    expect((await again('"other"')).status).toBe(200);
    content = 'changed';
    expect((await again(etag)).status).toBe(200);
  });

  test('can be asked about without being sent', async () => {
    const answer = await get(`/calendar/${TOKEN}.ics`, { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([
      200,
      '20',
      '',
    ]);
  });

  test('is found whatever a calendar program puts behind a question mark', async () => {
    expect((await get(`/calendar/${TOKEN}.ics?nocache=1`)).status).toBe(200);
  });

  test('is to be asked for later where the records cannot be reached', async () => {
    calendar = () => Promise.reject(new StoreUnreachable());
    const answer = await get(`/calendar/${TOKEN}.ics`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60']);
    expect(log.lines).toEqual([]);
  });

  test('that cannot be made is an answer, and a line in the log without the path', async () => {
    calendar = () => Promise.reject(new Error(`no /calendar/${TOKEN}.ics`));
    expect((await get(`/calendar/${TOKEN}.ics`)).status).toBe(500);
    expect(log.lines).toHaveLength(1);
    expect(JSON.stringify(log.lines)).not.toContain(TOKEN);
  });
});

describe('everything else', () => {
  test.each([
    ['GET', '/calendar'],
    ['GET', '/calendar/'],
    ['GET', '/calendar/x.ics'],
    ['GET', `/calendar/${TOKEN}`],
    ['GET', `/calendar/${TOKEN}.ics/`],
    ['GET', `/calendar/${TOKEN.slice(0, -1)}0.ics`],
    ['GET', `/calendar/%2e%2e.ics`],
    ['POST', `/calendar/${TOKEN}.ics`],
    ['DELETE', `/calendar/${TOKEN}.ics`],
  ])('under /calendar is told apart by nothing: %s %s', async (method, path) => {
    const wrong = await told(await get(`/calendar/${'0'.repeat(32)}.ics`));
    expect(wrong.slice(0, 2)).toEqual([404, 'not here\n']);
    expect(await told(await get(path, { method }))).toEqual(wrong);
    expect(log.lines).toEqual([]);
  });

  test.each(['/', '/calendars', '/healthz', `/x/calendar/${TOKEN}.ics`])('is not here: %s', async (path) => {
    expect((await get(path)).status).toBe(404);
    expect(asked).toEqual([]);
  });

  test('is not here either where the address is no path at all', async () => {
    const status = await new Promise((resolve, reject) => {
      raw({ port: server.port, host: '127.0.0.1', method: 'OPTIONS', path: '*' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(404);
  });
});

test('where the port is taken, the operator is told which setting helps', async () => {
  const other = await startPublic(async () => false, HERE);
  onTestFinished(() => other.close());
  const failed = await startPublic(async () => false, { ...HERE, port: other.port }).catch((error) => error);
  expect(failed).toBeInstanceOf(OperatorError);
  expect(failed.message).toMatch(new RegExp(`port ${other.port} \\(EADDRINUSE\\).*PORT.*HOST.*PUBLIC_URL`));
});
