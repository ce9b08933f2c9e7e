/** Signed HTTP: everything goes to one request URL, as Slack signs and encodes it. */
import { createHmac } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { stringify } from 'node:querystring';
import { readBody } from '../shared/http.ts';
import type { Ack, Parcel } from './delivery.ts';

/** The body of a request and its exact content type. */
function encode(parcel: Parcel): { body: string; type: string } {
  if (parcel.kind === 'events_api') return { body: JSON.stringify(parcel.payload), type: 'application/json' };
  // Slash commands carry every value as text, `is_enterprise_install` included.
  const fields =
    parcel.kind === 'interactive'
      ? { payload: JSON.stringify(parcel.payload) }
      : Object.fromEntries(Object.entries(parcel.payload).map(([key, value]) => [key, String(value)]));
  return { body: stringify(fields), type: 'application/x-www-form-urlencoded' };
}

/** The v0 signature over a timestamp in seconds and the raw body. */
const sign = (secret: string, timestamp: number, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

function read(body: string, type: string): unknown {
  if (body.trim() === '') return undefined;
  if (!type.startsWith('application/json')) return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

export class HttpTransport {
  // Idle connections are given up before a Node server's 5 s: one closed just as it is used would lose a request.
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256, timeout: 4_000 });
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  send(url: string, parcel: Parcel, deadline: number): Promise<Ack> {
    const { body, type } = encode(parcel);
    const timestamp = Math.floor(Date.now() / 1000);
    const headers: Record<string, string | number> = {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': sign(this.#secret, timestamp, body),
    };
    if (parcel.retry) {
      headers['x-slack-retry-num'] = parcel.retry.num;
      headers['x-slack-retry-reason'] = parcel.retry.reason;
    }
    return new Promise((resolve) => {
      const outgoing = request(url, { method: 'POST', agent: this.#agent, headers });
      const timer = setTimeout(() => {
        resolve({ ok: false, status: 0, reason: 'http_timeout' });
        outgoing.destroy();
      }, deadline);
      const settle = (ack: Ack): void => {
        clearTimeout(timer);
        resolve(ack);
      };
      const answered = async (response: IncomingMessage): Promise<void> => {
        const status = response.statusCode ?? 0;
        const content = (await readBody(response)).toString();
        if (status !== 200) settle({ ok: false, status, reason: 'http_error' });
        else settle({ ok: true, status, body: read(content, response.headers['content-type'] ?? '') });
      };
      const broken = (): void => settle({ ok: false, status: 0, reason: 'connection_failed' });
      outgoing.on('response', (response) => void answered(response).catch(broken));
      outgoing.on('error', broken);
      outgoing.end(body);
    });
  }
}
