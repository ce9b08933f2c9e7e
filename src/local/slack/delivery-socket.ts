/** Socket Mode: envelopes over the app's WebSockets, any of which may carry any envelope. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { fields, present } from '../shared/json.ts';
import type { Ack, Parcel } from './delivery.ts';
import type { SocketFault } from './faults.ts';
import { limits } from './rules.ts';
import { APP_ID } from './world.ts';

const PING_EVERY_MS = 10_000;
const WARNING_AHEAD_MS = 10_000;

export class SocketTransport {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #open: WebSocket[] = [];
  readonly #waiting = new Map<string, (payload: unknown) => void>();
  readonly #tickets = new Set<string>();
  readonly #changed: () => void;
  #turn = 0;
  #racing = 0;

  /** `changed` is called whenever a socket was opened or is gone. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get size(): number {
    return this.#open.length;
  }

  /** A ticket for one connection, as `apps.connections.open` hands out. */
  ticket(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return ticket;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '', 'ws://local').searchParams.get('ticket') ?? '';
    if (!this.#tickets.delete(ticket)) {
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#accept(webSocket));
  }

  #accept(socket: WebSocket): void {
    if (this.#open.length >= limits('socket-connections').max) {
      this.#disconnect(socket, 'too_many_websockets');
      socket.close();
      return;
    }
    this.#open.push(socket);
    this.#changed();
    const ping = setInterval(() => socket.ping(), PING_EVERY_MS);
    socket.on('message', (data) => this.#received(String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(ping);
      this.#open.splice(this.#open.indexOf(socket), 1);
      this.#changed();
    });
    const debug_info = {
      host: 'local',
      started: new Date().toISOString(),
      approximate_connection_time: 18_060,
    };
    const connection_info = { app_id: APP_ID };
    socket.send(
      JSON.stringify({ type: 'hello', num_connections: this.#open.length, debug_info, connection_info }),
    );
  }

  #received(data: string): void {
    let ack: Record<string, unknown>;
    try {
      ack = fields(JSON.parse(data));
    } catch {
      return;
    }
    const envelope = String(ack.envelope_id);
    this.#waiting.get(envelope)?.(ack.payload);
    this.#waiting.delete(envelope);
  }

  send(parcel: Parcel, deadline: number, twice: boolean): Promise<Ack> {
    const ready = this.#open.filter((socket) => socket.readyState === WebSocket.OPEN);
    this.#turn += 1;
    const socket = ready[this.#turn % ready.length];
    if (!socket) return Promise.resolve({ ok: false, status: 0, reason: 'connection_failed' });
    const envelope_id = randomUUID();
    const envelope = JSON.stringify({
      envelope_id,
      payload: parcel.payload,
      type: parcel.kind,
      accepts_response_payload: parcel.answerable,
      ...(parcel.kind === 'events_api' && {
        retry_attempt: parcel.retry?.num ?? 0,
        retry_reason: parcel.retry?.reason ?? '',
      }),
    });
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(envelope_id);
        resolve({ ok: false, status: 0, reason: 'http_timeout' });
      }, deadline);
      this.#waiting.set(envelope_id, (payload) => {
        clearTimeout(timer);
        const empty = Object.keys(present(fields(payload))).length === 0;
        resolve({ ok: true, status: 200, body: empty ? undefined : payload });
      });
      socket.send(envelope);
      if (twice) socket.send(envelope);
      if (this.#racing > 0) {
        this.#racing -= 1;
        this.#disconnect(socket, 'refresh_requested');
      }
    });
  }

  #disconnect(socket: WebSocket, reason: string): void {
    socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'local' } }));
  }

  fault(fault: Exclude<SocketFault, { kind: 'duplicate' }>): void {
    if (fault.kind === 'disconnect-racing') this.#racing += 1;
    for (const socket of [...this.#open]) {
      if (fault.kind === 'drop') socket.terminate();
      if (fault.kind !== 'disconnect') continue;
      this.#disconnect(socket, fault.reason);
      const wait = fault.reason === 'warning' ? WARNING_AHEAD_MS : 0;
      setTimeout(() => socket.close(), wait).unref();
    }
  }
}
