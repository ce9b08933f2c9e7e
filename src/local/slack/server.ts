/** The HTTP side: Web API, response URLs, uploads, Socket Mode's door, and the local human and control side. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Changes } from '../shared/changes.ts';
import { later } from '../shared/faults.ts';
import { readBody, sendJson } from '../shared/http.ts';
import { type Fields, fields, isFields, list, text } from '../shared/json.ts';
import { MemberControls } from './acts-controls.ts';
import { MemberConversations } from './acts-conversations.ts';
import { Delivery } from './delivery.ts';
import { Events } from './events.ts';
import { Faults } from './faults.ts';
import { fileOf, keep, uploadedBytes } from './files.ts';
import { CONTROL_ACTS, CONVERSATION_ACTS, PLATFORM_ACTS, SCREEN_ACTS } from './human.ts';
import { PlatformControl } from './platform.ts';
import { Rates } from './rates.ts';
import { respond } from './response-url.ts';
import { MemberScreens } from './screens.ts';
import type { Stage } from './stage.ts';
import { callMethod, readCall } from './web-api.ts';
import { World } from './world.ts';

interface Answer {
  status: number;
  body: object | string;
  headers?: Record<string, string>;
}

/** `retryAfter` in seconds; null: the header is missing. */
const rateLimited = (retryAfter: number | null): Answer => ({
  status: 429,
  body: { ok: false, error: 'ratelimited' },
  headers: retryAfter === null ? {} : { 'retry-after': String(retryAfter) },
});

function carryOut(when: 'before' | 'after' | number, commit: () => void): void {
  if (when === 'after') commit();
  else if (when !== 'before') setTimeout(commit, when);
}

/** A JSON object; undefined where the text is none. */
function jsonFields(source: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(source);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export class SlackServer {
  readonly world = new World();
  readonly faults = new Faults();
  readonly rates = new Rates(this.world.clocks);
  readonly delivery = new Delivery(this.world);
  readonly events = new Events(this.world, this.delivery);
  readonly #changes = new Changes();
  readonly #stage: Stage = { world: this.world, delivery: this.delivery, events: this.events };
  readonly #acts: Record<string, (...args: never[]) => Promise<unknown>> = {};
  readonly #server: Server;

  constructor() {
    const conversations = new MemberConversations(this.#stage);
    const controls = new MemberControls(this.#stage);
    const screens = new MemberScreens(this.#stage);
    const platform = new PlatformControl(this.#stage, this.faults, this.rates);
    for (const name of CONVERSATION_ACTS) this.#acts[name] = conversations[name].bind(conversations);
    for (const name of CONTROL_ACTS) this.#acts[name] = controls[name].bind(controls);
    for (const name of SCREEN_ACTS) this.#acts[name] = screens[name].bind(screens);
    for (const name of PLATFORM_ACTS) this.#acts[name] = platform[name].bind(platform);
    this.world.watch(() => this.#changes.notify());
    this.#server = createServer((request, response) => {
      this.#route(request, response).catch((error: unknown) => {
        if (!response.headersSent) sendJson(response, 500, { refused: String(error) });
      });
    });
    this.#server.on('upgrade', (request, socket, head) =>
      this.delivery.sockets.upgrade(request, socket, head),
    );
  }

  /** Listens on loopback; 0: any port. Resolves with the address. */
  async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    this.world.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this.world.url;
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = performance.now();
    const at = Date.now();
    const { pathname, search } = new URL(request.url ?? '/', 'http://local');
    const body = await readBody(request);
    const [, first, second = '', third = ''] = pathname.split('/');
    // A web page of somebody else's must neither act as a member nor read what they see.
    if ((first === '_local' || first === 'files') && request.headers.origin !== undefined)
      return sendJson(response, 403, { refused: 'not for web pages' });
    if (first === '_local' && second === 'changes' && request.method === 'GET')
      return this.#changes.watch(response);
    if (first === '_local') return this.#local(second, body.toString(), response);
    if (first === 'files' && request.method === 'GET') return this.#file(second, third, response);
    if (first === 'api') {
      const call = readCall({
        contentType: request.headers['content-type'] ?? '',
        authorization: request.headers.authorization ?? '',
        body: body.toString(),
        query: search.slice(1),
      });
      const commit = (): Answer => {
        const { body: answer, headers } = callMethod(second, call, this.#stage);
        return { status: 200, body: answer, headers };
      };
      return this.#answer(second, pathname, call.args, commit, response, { started, at });
    }
    if (first === 'actions') {
      const payload = jsonFields(body.toString());
      const commit = (): Answer =>
        payload ? respond(this.world, third, payload) : { status: 400, body: 'invalid_payload' };
      return this.#answer('response_url', pathname, payload ?? {}, commit, response, { started, at });
    }
    if (first === 'upload') {
      const bytes = await uploadedBytes(body, request.headers['content-type'] ?? '');
      const size = body.length;
      const commit = (): Answer => keep(this.world, second, bytes);
      return this.#answer('upload', pathname, { size }, commit, response, { started, at });
    }
    sendJson(response, 404, { ok: false, error: 'not_found' });
  }

  #file(id: string, name: string, response: ServerResponse): void {
    const file = fileOf(this.world, id, name);
    if (!file) sendJson(response, 404, { refused: 'there is no such file' });
    else
      response
        .writeHead(200, { 'content-type': file.type, 'x-content-type-options': 'nosniff' })
        .end(file.content);
  }

  /** Carries a call out and answers it, unless a fault meets it. */
  async #answer(
    method: string,
    path: string,
    args: object,
    commit: () => Answer,
    response: ServerResponse,
    { started, at }: { started: number; at: number },
  ): Promise<void> {
    const log = (answer: Answer | null): void => {
      const error = fields(answer?.body).error;
      this.world.log({
        method,
        path,
        status: answer?.status ?? 0,
        at,
        ms: performance.now() - started,
        body: args,
        ...(typeof error === 'string' && { error }),
      });
    };
    const send = (answer: Answer): void => {
      log(answer);
      if (typeof answer.body === 'string') response.writeHead(answer.status, answer.headers).end(answer.body);
      else sendJson(response, answer.status, answer.body, answer.headers);
    };
    const fault = this.faults.take(method);
    const pause = method === 'chat.postMessage' ? this.rates.pause(text(fields(args).channel)) : 0;
    if (pause > 0 && !fault) return send(rateLimited(pause));
    if (!fault) return send(commit());
    switch (fault.kind) {
      case 'rate-limit':
        return send(rateLimited(fault.retryAfter));
      case 'status':
        if (fault.commit === 'after') commit();
        return send({ status: fault.status, body: 'upstream error' });
      case 'late':
        setTimeout(commit, fault.ms);
        return send({ status: fault.status, body: 'upstream error' });
      case 'slow':
        await later(fault.ms);
        return send(commit());
      case 'hang':
        carryOut(fault.commit, commit);
        return log(null);
      case 'reset':
        carryOut(fault.commit, commit);
        log(null);
        response.socket?.resetAndDestroy();
        return;
      case 'internal-error':
        commit();
        return send({ status: 200, body: { ok: false, error: 'internal_error' } });
      case 'bad-open':
        return send({ status: 200, body: fault.answer });
    }
  }

  async #local(name: string, body: string, response: ServerResponse): Promise<void> {
    const act = this.#acts[name];
    if (!act) return sendJson(response, 404, { refused: `there is no ${name} here` });
    try {
      const value = await act(...(list(JSON.parse(body)) as never[]));
      sendJson(response, 200, { value: value ?? null });
    } catch (error) {
      sendJson(response, 409, { refused: error instanceof Error ? error.message : String(error) });
    }
  }
}
