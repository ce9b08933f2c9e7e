/** An app of bare HTTP, for what Bolt would not do: it sees every request and answers as a test says. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'node:querystring';
import { type LocalSlackClient, startLocalSlack } from '../../../src/local/slack/start.ts';
import { manifest } from './app.ts';

// biome-ignore lint/suspicious/noExplicitAny: payloads are looked into freely here
export type Loose = any;

interface Received {
  headers: IncomingHttpHeaders;
  raw: string;
  payload: Loose;
}

interface Answer {
  status?: number;
  body?: unknown;
}

export interface RawApp {
  slack: LocalSlackClient;
  received: Received[];
  /** How the next requests are answered; empty 200s unless told. */
  answer(how: (payload: Loose) => Answer | Promise<Answer>): void;
  /** Calls a Web API method with the bot's token; `args` go as JSON. */
  call(method: string, args?: object, token?: string): Promise<Loose>;
  /** The request that came after the ones already taken. */
  next(): Promise<Received>;
  stop(): Promise<void>;
}

function decode(raw: string, type: string): Loose {
  if (type === 'application/json') return JSON.parse(raw);
  const form = parse(raw);
  return typeof form.payload === 'string' ? JSON.parse(form.payload) : form;
}

export async function rawApp(): Promise<RawApp> {
  const slack = await startLocalSlack();
  const received: Received[] = [];
  let taken = 0;
  let wake = (): void => {};
  let how: (payload: Loose) => Answer | Promise<Answer> = () => ({});
  const server = createServer(async (request, response) => {
    let raw = '';
    for await (const chunk of request) raw += chunk;
    const payload = decode(raw, request.headers['content-type'] ?? '');
    received.push({ headers: request.headers, raw, payload });
    wake();
    const { status = 200, body } = await how(payload);
    const json = typeof body === 'object';
    response.writeHead(status, json ? { 'content-type': 'application/json' } : {});
    response.end(json ? JSON.stringify(body) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await slack.install(manifest(false));
  await slack.useHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return {
    slack,
    received,
    answer: (next) => {
      how = next;
    },
    call: async (method, args = {}, token = slack.botToken) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const response = await fetch(`${slack.apiUrl}${method}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(args),
      });
      return response.json();
    },
    next: async () => {
      while (received.length <= taken) await new Promise<void>((resolve) => (wake = resolve));
      taken += 1;
      return received[taken - 1]!;
    },
    stop: async () => {
      await slack.stop();
      server.closeAllConnections();
      server.close();
    },
  };
}
