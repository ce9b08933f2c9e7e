/** What a test or a demo asks of the platform itself. */
import { type Fields, fields, list, text } from '../shared/json.ts';
import type { PostByApp } from '../shared/screen.ts';
import type { Delivery } from './delivery.ts';
import type { Events } from './events.ts';
import { type Fault, type Faults, isSocketFault } from './faults.ts';
import type { Burst, BurstResult, Call, Kept, Platform } from './human.ts';
import type { Rates } from './rates.ts';
import { refusals } from './refusals.ts';
import { shownByAck, slashFailure, slashParcel } from './slash.ts';
import { conversationOf, memberOf, type Stage } from './stage.ts';
import { BOT_USER, type World } from './world.ts';

export class PlatformControl implements Platform {
  readonly #world: World;
  readonly #delivery: Delivery;
  readonly #events: Events;
  readonly #faults: Faults;
  readonly #rates: Rates;

  constructor({ world, delivery, events }: Stage, faults: Faults, rates: Rates) {
    this.#world = world;
    this.#delivery = delivery;
    this.#events = events;
    this.#faults = faults;
    this.#rates = rates;
  }

  async install(manifest: object): Promise<void> {
    const found = refusals(manifest, 'manifest');
    if (found.length > 0)
      throw new Error(
        `invalid_manifest: ${found.map(({ message, path }) => `${message} [${path}]`).join('; ')}`,
      );
    const world = this.#world;
    const written = manifest as Fields;
    world.manifest = written;
    world.revoked = null;
    world.scopes = list(fields(fields(written.oauth_config).scopes).bot).map(text);
    const name = text(fields(fields(written.features).bot_user).display_name);
    const bot = world.members.get(BOT_USER)!;
    if (name) Object.assign(bot, { name, handle: name.toLowerCase() });
    world.changed();
  }

  async uninstall(): Promise<void> {
    const bot = [BOT_USER];
    this.#events.send({ type: 'tokens_revoked', tokens: { oauth: [], bot } });
    this.#events.send({ type: 'app_uninstalled' });
    this.#world.manifest = null;
    this.#world.revoked = 'account_inactive';
    this.#world.changed();
  }

  async useHttp(requestUrl: string): Promise<void> {
    if (!URL.canParse(requestUrl)) throw new Error(`"${requestUrl}" is not a request URL`);
    this.#delivery.use(requestUrl);
  }

  async useSocket(): Promise<void> {
    this.#delivery.use(null);
  }

  async burst({
    memberId,
    conversationId,
    command,
    text: rest,
    count,
    concurrency,
  }: Burst): Promise<BurstResult> {
    const member = memberOf(this.#world, memberId);
    const conversation = conversationOf(this.#world, conversationId);
    const ms: number[] = [];
    let left = count;
    const runner = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const parcel = slashParcel(this.#world, member, conversation, `${command} ${rest}`, false);
        const started = performance.now();
        const ack = await this.#delivery.send(parcel);
        if (!ack.ok) continue;
        ms.push(performance.now() - started);
        const shown = shownByAck(this.#world, parcel, ack.body);
        if (typeof shown === 'string') throw new Error(slashFailure(command, shown));
      }
    };
    await Promise.all(Array.from({ length: concurrency }, runner));
    return { ms, unanswered: count - ms.length };
  }

  async calls(): Promise<Call[]> {
    return this.#world.calls;
  }

  async clearCalls(): Promise<void> {
    this.#world.calls = [];
  }

  async fault(script: Fault | readonly Fault[]): Promise<void> {
    for (const fault of [script].flat()) {
      if (fault.kind === 'revoke-token') this.#world.revoked = 'token_revoked';
      else if (fault.kind === 'duplicate') this.#delivery.duplicateNext();
      else if (isSocketFault(fault)) this.#delivery.sockets.fault(fault);
      else this.#faults.add(fault);
    }
  }

  async clearFaults(): Promise<void> {
    this.#faults.clear();
    if (this.#world.revoked === 'token_revoked') this.#world.revoked = null;
  }

  async setClock(iso: string | null): Promise<void> {
    this.#world.clocks.set(iso);
    this.#world.changed();
  }

  async advance(ms: number): Promise<void> {
    this.#world.clocks.advance(ms);
    this.#world.changed();
  }

  async age(ms: number): Promise<void> {
    this.#world.clocks.age(ms);
    this.#events.due();
  }

  async limitRates(on: boolean): Promise<void> {
    this.#rates.limit(on);
  }

  async addMember(name: string): Promise<string> {
    return this.#world.addMember(name).id;
  }

  async addChannel(name: string): Promise<string> {
    return this.#world.addChannel(name).id;
  }

  async deactivate(memberId: string): Promise<void> {
    memberOf(this.#world, memberId).deactivated = true;
    this.#world.changed();
  }

  async archive(conversationId: string): Promise<void> {
    conversationOf(this.#world, conversationId).archived = true;
    this.#world.changed();
  }

  async shareChannel(conversationId: string): Promise<string> {
    return this.#world.share(conversationOf(this.#world, conversationId)).id;
  }

  async transcript(conversationId: string): Promise<Kept[]> {
    return conversationOf(this.#world, conversationId)
      .messages.filter(({ only }) => only === undefined)
      .map(({ ts, author, text: words, blocks, files, metadata, thread, version }) => ({
        ...{ ts, author, text: words, blocks, files, version },
        ...(metadata && { metadata: metadata as unknown as NonNullable<Kept['metadata']> }),
        ...(thread !== undefined && { thread }),
      }));
  }

  async posts(): Promise<PostByApp[]> {
    return [...this.#world.conversations.values()].flatMap(({ id: place, messages }) =>
      messages.flatMap(({ ts, posted }) =>
        posted === undefined ? [] : [{ id: ts, place, content: posted }],
      ),
    );
  }

  async connections(): Promise<number> {
    return this.#delivery.sockets.size;
  }
}
