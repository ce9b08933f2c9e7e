import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import { refusal } from '../../../src/local/page/guard.ts';

const PORT = 3000;
const HOST = `localhost:${PORT}`;
const ORIGIN = `http://${HOST}`;
const refusedTo = (method: string, headers: IncomingHttpHeaders, path = '/', port = PORT) =>
  refusal({ method, path, headers }, port);

const looking = (headers: IncomingHttpHeaders = {}, path = '/') =>
  refusedTo('GET', { host: HOST, ...headers }, path);
const acting = (headers: IncomingHttpHeaders = {}) =>
  refusedTo('POST', { host: HOST, origin: ORIGIN, 'content-type': 'application/json', ...headers });

const VISIT = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

describe('whoever is on this machine', () => {
  test.each([HOST, `127.0.0.1:${PORT}`])('may look by the name %s', (host) => {
    expect(looking({ host })).toBeUndefined();
  });

  test('may act from the page itself', () => {
    expect(acting({ 'sec-fetch-site': 'same-origin' })).toBeUndefined();
  });

  test('may act under the other name, from a page that was opened by it', () => {
    const host = `127.0.0.1:${PORT}`;
    expect(acting({ host, origin: `http://${host}` })).toBeUndefined();
  });

  test.each(['same-origin', 'none'])('may look where the browser says “%s”', (site) => {
    expect(looking({ 'sec-fetch-site': site })).toBeUndefined();
  });

  test('may come by a link on another page', () => {
    expect(looking(VISIT)).toBeUndefined();
  });

  test('may leave the port out where it is the usual one', () => {
    expect(refusedTo('GET', { host: 'localhost' }, '/', 80)).toBeUndefined();
  });
});

describe('refused is', () => {
  test.each([
    'localhost',
    'localhost:3001',
    '127.0.0.1',
    `localhost.evil.example:${PORT}`,
    `evil.example:${PORT}`,
    `[::1]:${PORT}`,
    `0.0.0.0:${PORT}`,
    `user@localhost:${PORT}`,
    `localhost:${PORT}, evil.example`,
    '',
  ])('a name that is not this machine’s: “%s”', (host) => {
    expect(looking({ host })).toMatch('this machine');
  });

  test('a request that names nobody', () => {
    expect(refusedTo('GET', {})).toMatch('this machine');
  });

  test.each([
    'http://evil.example',
    'null',
    `https://${HOST}`,
    'http://localhost',
    'http://localhost:3001',
    `http://127.0.0.1:${PORT}`,
    '',
  ])('what another page asks for: from “%s”', (origin) => {
    expect([looking({ origin }), acting({ origin })]).toEqual(Array(2).fill('not for other web pages'));
  });

  test.each(['cross-site', 'same-site', 'something new'])('what the browser calls %s', (site) => {
    expect([looking({ 'sec-fetch-site': site }), acting({ 'sec-fetch-site': site })]).toEqual(
      Array(2).fill('not for other web pages'),
    );
  });

  test.each([
    ['a picture', { ...VISIT, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }, '/'],
    ['a frame', { ...VISIT, 'sec-fetch-dest': 'iframe' }, '/'],
    ['a link to what lies behind the page', VISIT, '/api/start'],
    ['a link to a file', VISIT, '/files/slack/files/F1/plan.png'],
  ])('on another page, %s', (_what, headers, path) => {
    expect(looking(headers, path)).toBe('not for other web pages');
  });

  test('an act by a visit', () => {
    expect(acting({ ...VISIT, 'sec-fetch-mode': 'navigate' })).toBe('not for other web pages');
  });

  test('an act of which nobody says where it comes from', () => {
    expect(refusedTo('POST', { host: HOST, 'content-type': 'application/json' })).toMatch(
      'where it comes from',
    );
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; application/json',
    '',
  ])('an act that is not JSON but “%s”', (type) => {
    expect(acting({ 'content-type': type })).toBe('only JSON');
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', ''])('any other method: “%s”', (method) => {
    expect(refusedTo(method, { host: HOST, origin: ORIGIN })).toBe('only GET and POST');
  });
});
