import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CallFault, FaultScript, later } from '../shared/faults.ts';
import { readBody, sendJson } from '../shared/http.ts';
import type { Call } from '../shared/human.ts';
import { fields } from '../shared/json.ts';
import { type Limited, Limits, tooFast } from './limits.ts';
import type { Upload } from './messages.ts';
import { Problem, problem } from './problem.ts';
import { type Discord, matchRoute, type Route } from './route.ts';
import { applicationRoutes } from './routes-application.ts';
import { channelRoutes } from './routes-channels.ts';
import { guildRoutes } from './routes-guilds.ts';
import { interactionRoutes } from './routes-interactions.ts';

const API = '/api/v10';
const KEPT_CALLS = 10_000;

const routes: readonly Route[] = [
  ...interactionRoutes,
  ...channelRoutes,
  ...applicationRoutes,
  ...guildRoutes,
];

interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A request as it arrived, before anything is known about it. */
interface Arrival {
  method: string;
  path: string;
  query: URLSearchParams;
  authorization: string | undefined;
  body: unknown;
  uploads: Upload[];
}

/** Handles a request that is not the bot's: the local routes and served files. True when it was one. */
export type Aside = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;

/** Discord's HTTP API on loopback: authorisation, faults, limits, then the route. */
export class Api {
  readonly faults = new FaultScript();
  calls: Call[] = [];
  readonly #limits: Limits | undefined;
  readonly #discord: Discord;

  constructor(discord: Discord, rateLimits: boolean) {
    this.#discord = discord;
    this.#limits = rateLimits ? new Limits() : undefined;
  }

  /** Listens on 127.0.0.1; gives the port. */
  async listen(port: number, aside: Aside): Promise<number> {
    const server = createServer((request, response) => {
      void this.#serve(request, response, aside);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#discord.base = base;
    this.#discord.messages.base = base;
    this.#discord.gateway.listen(server, base.replace('http', 'ws'));
    return (server.address() as AddressInfo).port;
  }

  async #serve(request: IncomingMessage, response: ServerResponse, aside: Aside): Promise<void> {
    const [rawPath = '', rawQuery] = (request.url ?? '').split('?');
    if (!rawPath.startsWith('/api/')) {
      if (!(await aside(request, response, rawPath))) sendJson(response, 404, problem('notFound').body());
      return;
    }
    const at = Date.now();
    const method = request.method ?? 'GET';
    const path = decodeURIComponent(rawPath.slice(API.length));
    let body: unknown;
    const log = (status: number): void =>
      this.#log({ method, path, status, at, ...(body === undefined ? {} : { body }) });
    try {
      const read = await readPayload(request);
      body = read.body;
      if (!rawPath.startsWith(`${API}/`)) throw problem('notFound');
      const { authorization } = request.headers;
      const query = new URLSearchParams(rawQuery);
      const arrival = { method, path, query, authorization, body, uploads: read.uploads };
      const fault = this.faults.take(method, path);
      const reply = fault ? await this.#suffer(fault, arrival, request) : this.#reply(arrival);
      log(reply?.status ?? 0);
      if (reply) sendJson(response, reply.status, reply.body, reply.headers);
    } catch (error) {
      const { status, body: answer } = failure(error);
      log(status);
      sendJson(response, status, answer);
    }
  }

  #log(call: Call): void {
    this.calls.push(call);
    if (this.calls.length > 2 * KEPT_CALLS) this.calls = this.calls.slice(-KEPT_CALLS);
  }

  /** A scripted fault; undefined when nothing is answered at all. */
  async #suffer(fault: CallFault, arrival: Arrival, request: IncomingMessage): Promise<Reply | undefined> {
    if (fault.kind === 'rate-limit') return tooFast(fault.retryAfterMs, fault.scope);
    if (fault.kind === 'slow') {
      await later(fault.ms);
      return this.#reply(arrival);
    }
    if (fault.kind === 'late') void later(fault.ms).then(() => this.#reply(arrival));
    else if (fault.commit === 'after') this.#reply(arrival);
    const seen = 'status' in fault ? fault.status : fault.kind;
    if (seen === 'reset') request.socket.resetAndDestroy();
    if (typeof seen === 'string') return undefined;
    return { status: seen, body: { message: `${seen}: Service Unavailable`, code: 0 } };
  }

  /** What Discord says to a request, faults aside. */
  #reply(arrival: Arrival): Reply {
    let headers = {};
    try {
      const { method, path, query, body, uploads } = arrival;
      const matched = matchRoute(routes, method, path);
      if (matched === undefined) throw problem('notFound');
      if (matched === 'method') throw problem('wrongMethod');
      const { route, params } = matched;
      if (!route.open && arrival.authorization !== `Bot ${this.#discord.world.token}`)
        throw problem('unauthorized');
      const limited = this.#limit(route, params);
      headers = limited.headers;
      if (limited.refused) {
        const { retryAfterMs, global } = limited.refused;
        const refusal = tooFast(retryAfterMs, global ? 'global' : 'user');
        return { ...refusal, headers: { ...headers, ...refusal.headers } };
      }
      const ask = { params, query, body, fields: fields(body), uploads };
      return { ...route.answer(ask, this.#discord), headers };
    } catch (error) {
      return { ...failure(error), headers };
    }
  }

  #limit(route: Route, params: Record<string, string>): Limited {
    if (!this.#limits) return { headers: {} };
    const now = this.#discord.clocks.transport();
    if (!route.open) {
      const all = this.#limits.takeGlobal(now);
      if (all.refused) return all;
    }
    if (!route.limit) return { headers: {} };
    const { requests, ms, by } = route.limit;
    return this.#limits.take(`${route.method} ${route.path} ${params[by]}`, requests, ms, now);
  }
}

function failure(error: unknown): { status: number; body: unknown } {
  if (error instanceof Problem) return { status: error.status, body: error.body() };
  process.stderr.write(`local Discord: ${error instanceof Error ? error.stack : String(error)}\n`);
  return { status: 500, body: problem('internal').body() };
}

/** The JSON body, or the `payload_json` and `files[n]` of a multipart one. */
async function readPayload(request: IncomingMessage): Promise<{ body: unknown; uploads: Upload[] }> {
  const bytes = await readBody(request);
  if (bytes === undefined || bytes.length === 0) return { body: undefined, uploads: [] };
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return { body: json(bytes.toString()), uploads: [] };
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const uploads: Upload[] = [];
  for (const [name, value] of form) {
    const index = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (index === undefined || typeof value === 'string') continue;
    const contents = Buffer.from(await value.arrayBuffer());
    uploads.push({ index, filename: value.name, contentType: value.type, bytes: contents });
  }
  return { body: json(String(form.get('payload_json') ?? '{}')), uploads };
}

function json(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    throw problem('invalidJson');
  }
}
