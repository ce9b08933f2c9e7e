import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Changes } from '../shared/changes.ts';
import { type Fields, fields } from '../shared/json.ts';
import { disallowedIntents, SENDS_PER_MINUTE, unknownIntents } from './rules-gateway.ts';
import { guildCreateWire, userWire } from './wire.ts';
import type { World } from './world.ts';

/** How many events a session keeps for a client that comes back; older ones end the session. */
const REPLAYED_EVENTS = 1_000;

/** Gateway intents: https://discord.com/developers/docs/events/gateway#gateway-intents */
export const Intent = { guilds: 1, guildMessages: 1 << 9, directMessages: 1 << 12, messageContent: 1 << 15 };

interface Session {
  id: string;
  intents: number;
  sequence: number;
  log: { s: number; json: string }[];
  socket: WebSocket | undefined;
}

/** Discord's gateway: sessions that survive their connections, and events that are replayed. */
export class Gateway {
  readonly #world: World;
  readonly #changes: Changes;
  readonly #heartbeatMs: number;
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  readonly #sessions = new Map<string, Session>();
  #url = '';
  #mutedHeartbeats = 0;
  #refusedConnections = 0;
  #deafConnections = 0;
  #refusedIdentifies: { code: number; left: number } | undefined;
  identifies = 0;

  constructor(world: World, changes: Changes, heartbeatMs: number) {
    this.#world = world;
    this.#changes = changes;
    this.#heartbeatMs = heartbeatMs;
  }

  listen(server: Server, url: string): void {
    this.#url = url;
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (this.#refusedConnections > 0) {
        this.#refusedConnections -= 1;
        socket.destroy();
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (client) => this.#greet(client));
    });
  }

  /** Whether an identified client is connected. */
  get connected(): boolean {
    return [...this.#sessions.values()].some((session) => session.socket !== undefined);
  }

  /** Sends an event to every session whose intents ask for it (0: every session). */
  dispatch(event: string, data: Fields, intent = 0, redacted?: Fields): void {
    for (const session of this.#sessions.values()) {
      if (intent !== 0 && (session.intents & intent) === 0) continue;
      const shown = redacted && (session.intents & Intent.messageContent) === 0 ? redacted : data;
      this.#send(session, event, shown);
    }
  }

  /** Whether any session asked for this kind of event. */
  wants(intent: number): boolean {
    return [...this.#sessions.values()].some((session) => (session.intents & intent) !== 0);
  }

  #send(session: Session, event: string, data: Fields): void {
    session.sequence += 1;
    const json = JSON.stringify({ op: 0, s: session.sequence, t: event, d: data });
    session.log.push({ s: session.sequence, json });
    if (session.log.length > REPLAYED_EVENTS) session.log.shift();
    session.socket?.send(json);
  }

  #greet(client: WebSocket): void {
    let session: Session | undefined;
    const sentAt: number[] = [];
    client.on('error', () => client.terminate());
    client.on('close', (code) => {
      if (session?.socket !== client) return;
      session.socket = undefined;
      // A client that says goodbye (1000, 1001) gives its session up; any other end keeps it for a resume.
      if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
      this.#changes.notify();
    });
    client.on('message', (raw) => {
      const now = Date.now();
      sentAt.push(now);
      while (sentAt[0]! < now - 60_000) sentAt.shift();
      if (sentAt.length > SENDS_PER_MINUTE) return client.close(4008, 'Rate limited.');
      const packet = parse(String(raw));
      if (packet === undefined) return client.close(4002, 'Error while decoding payload.');
      const data = fields(packet.d);
      if (packet.op === 1) return this.#heartbeat(client);
      if (packet.op === 2) {
        if (session && this.#sessions.has(session.id)) return client.close(4005, 'Already authenticated.');
        session = this.#identify(client, data);
      } else if (packet.op === 6) {
        session = this.#resume(client, data);
      } else if (session === undefined) {
        client.close(4003, 'Not authenticated.');
      } else if (![3, 4, 8, 31].includes(Number(packet.op))) {
        client.close(4001, 'Unknown opcode.');
      }
    });
    client.send(JSON.stringify({ op: 10, s: null, t: null, d: { heartbeat_interval: this.#heartbeatMs } }));
    if (this.#deafConnections > 0) {
      this.#deafConnections -= 1;
      client.pause();
    }
  }

  #heartbeat(client: WebSocket): void {
    if (this.#mutedHeartbeats > 0) {
      this.#mutedHeartbeats -= 1;
      return;
    }
    client.send('{"op":11,"s":null,"t":null,"d":null}');
  }

  #identify(client: WebSocket, data: Fields): Session | undefined {
    this.identifies += 1;
    const refused = this.#refusedIdentifies;
    if (refused && refused.left > 0) {
      refused.left -= 1;
      client.close(refused.code, CLOSE_REASONS[refused.code] ?? '');
      return undefined;
    }
    const intents = data.intents;
    if (data.token !== this.#world.token) client.close(4004, CLOSE_REASONS[4004]);
    else if (typeof intents !== 'number' || unknownIntents(intents)) client.close(4013, 'Invalid intent(s).');
    else if (disallowedIntents(intents)) client.close(4014, CLOSE_REASONS[4014]);
    else return this.#open(client, intents);
    return undefined;
  }

  #open(client: WebSocket, intents: number): Session {
    const session: Session = {
      id: randomBytes(16).toString('hex'),
      intents,
      sequence: 0,
      log: [],
      socket: client,
    };
    this.#sessions.set(session.id, session);
    this.#changes.notify();
    const guilds = this.#world.botGuilds();
    this.#send(session, 'READY', {
      v: 10,
      user: { ...userWire(this.#world.bot), email: null, mfa_enabled: false, verified: true },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.#url,
      session_type: 'normal',
      shard: [0, 1],
      application: { id: this.#world.applicationId, flags: 0 },
      private_channels: [],
      relationships: [],
      user_settings: {},
      presences: [],
      guild_join_requests: [],
      geo_ordered_rtc_regions: [],
      _trace: [],
    });
    if (intents & Intent.guilds) {
      for (const guild of guilds)
        if (guild.available) this.#send(session, 'GUILD_CREATE', guildCreateWire(this.#world, guild));
    }
    return session;
  }

  #resume(client: WebSocket, data: Fields): Session | undefined {
    const session = this.#sessions.get(String(data.session_id));
    const seen = Number(data.seq);
    if (data.token !== this.#world.token) {
      client.close(4004, CLOSE_REASONS[4004]);
      return undefined;
    }
    const oldest = session?.log[0]?.s ?? 1;
    if (session === undefined || seen > session.sequence || seen < oldest - 1) {
      client.send('{"op":9,"s":null,"t":null,"d":false}');
      return undefined;
    }
    session.socket?.terminate();
    session.socket = client;
    this.#changes.notify();
    for (const { s, json } of session.log) if (s > seen) client.send(json);
    this.#send(session, 'RESUMED', { _trace: [] });
    return session;
  }

  #live(): Session[] {
    return [...this.#sessions.values()].filter((session) => session.socket !== undefined);
  }

  /** The TCP connection breaks, without a close frame. */
  drop(): void {
    for (const session of this.#live()) session.socket?.terminate();
  }

  /** Discord asks for a reconnect (op 7). */
  askReconnect(): void {
    for (const { socket } of this.#live()) socket?.send('{"op":7,"s":null,"t":null,"d":null}');
  }

  /** Discord declares the session invalid (op 9); one that is not resumable is forgotten. */
  invalidate(resumable: boolean): void {
    for (const session of this.#live()) {
      session.socket?.send(JSON.stringify({ op: 9, s: null, t: null, d: resumable }));
      if (!resumable) this.#sessions.delete(session.id);
    }
  }

  /** Closes with a code now, and answers the next `identifies` identifies with it as well. */
  close(code: number, identifies = 0): void {
    this.#refusedIdentifies = { code, left: identifies };
    for (const session of this.#live()) {
      session.socket?.close(code, CLOSE_REASONS[code] ?? '');
      if (!RESUMABLE.has(code)) this.#sessions.delete(session.id);
    }
  }

  muteHeartbeats(times: number): void {
    this.#mutedHeartbeats = times;
  }

  refuseConnections(times: number): void {
    this.#refusedConnections = times;
  }

  /** Reads nothing more from those who are connected, nor from the next ones after its hello. */
  deafen(connections = 0): void {
    this.#deafConnections = connections;
    for (const { socket } of this.#live()) socket?.pause();
  }

  clearFaults(): void {
    this.#mutedHeartbeats = 0;
    this.#refusedConnections = 0;
    this.#deafConnections = 0;
    this.#refusedIdentifies = undefined;
    for (const client of this.#sockets.clients) client.resume();
  }
}

const RESUMABLE = new Set([4000, 4001, 4002, 4005, 4008, 4009]);

const CLOSE_REASONS: Record<number, string> = {
  4000: 'Unknown error.',
  4004: 'Authentication failed.',
  4009: 'Session timed out.',
  4014: 'Disallowed intent(s).',
};

function parse(raw: string): Fields | undefined {
  try {
    return fields(JSON.parse(raw));
  } catch {
    return undefined;
  }
}
