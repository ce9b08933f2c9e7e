import type { FetchFunction } from '@slack/web-api';
import { Agent, request } from 'undici';
import { USUAL_PAUSE } from './outcome.ts';

/** How long a connection may take, and then the answer, in ms. */
const CONNECT = 3_000;
const ANSWER = 7_000;

/** How deliveries reach Slack: half the work of `fetch` for a call, which counts where thousands are due at once. */
export function createTransport(answer = ANSWER): FetchFunction {
  const dispatcher = new Agent({
    connect: { timeout: CONNECT },
    headersTimeout: answer,
    bodyTimeout: answer,
  });
  return async (url, { headers = {}, body } = {}) => {
    const { statusCode, ...response } = await request(url, {
      dispatcher,
      method: 'POST',
      headers,
      body: String(body),
    });
    const given = Object.entries(response.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    );
    const named = new Map(given);
    // Without a Retry-After the client would not tell a rate limit from another failure.
    if (statusCode === 429 && !named.has('retry-after')) named.set('retry-after', String(USUAL_PAUSE));
    return {
      ok: statusCode >= 200 && statusCode < 300,
      status: statusCode,
      statusText: '',
      url: String(url),
      headers: { get: (name) => named.get(name.toLowerCase()) ?? null, entries: () => named.entries() },
      arrayBuffer: () => response.body.arrayBuffer(),
      json: () => response.body.json(),
      text: () => response.body.text(),
    };
  };
}
