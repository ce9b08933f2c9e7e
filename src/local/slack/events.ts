/** The Events API: what the manifest subscribes to is sent, and sent again until it is acknowledged. */
import { type Fields, fields, list, text } from '../shared/json.ts';
import type { Delivery, Parcel } from './delivery.ts';
import { eventPayload } from './payloads.ts';
import { limits } from './rules.ts';
import { type Conversation, TEAM, type World } from './world.ts';

/** How long after the first attempt failed each further one comes; ms. */
const RETRY_AFTER_MS = [0, 60_000, 300_000] as const;

interface Waiting {
  due: number;
  run: () => void;
}

export class Events {
  readonly #world: World;
  readonly #delivery: Delivery;
  #waiting: Waiting[] = [];

  constructor(world: World, delivery: Delivery) {
    this.#world = world;
    this.#delivery = delivery;
  }

  #subscribed(event: Fields): boolean {
    const { bot_events } = fields(fields(this.#world.manifest?.settings).event_subscriptions);
    const { type, channel_type } = event;
    const name = type === 'message' ? `message.${channel_type}` : type;
    return list(bot_events).includes(name);
  }

  /** Sends an event, where the app has subscribed to it. */
  send(event: Fields): void {
    if (!this.#subscribed(event)) return;
    const payload = eventPayload(this.#world, event);
    void this.#attempt({ kind: 'events_api', label: text(event.type), payload, answerable: false }, 0);
  }

  async #attempt(parcel: Parcel, number: number): Promise<void> {
    const ack = await this.#delivery.send(parcel);
    if (ack.ok || number >= limits('event-retries').max) return;
    const again: Parcel = { ...parcel, retry: { num: number + 1, reason: ack.reason } };
    const wait = RETRY_AFTER_MS[number]!;
    const waiting: Waiting = {
      due: this.#world.clocks.transport() + wait,
      run: () => {
        this.#waiting = this.#waiting.filter((each) => each !== waiting);
        void this.#attempt(again, number + 1);
      },
    };
    this.#waiting.push(waiting);
    setTimeout(() => this.due(), wait).unref();
  }

  /** Sends again what is due; the platform's time may have been moved. */
  due(): void {
    const now = this.#world.clocks.transport();
    for (const waiting of this.#waiting.filter(({ due }) => due <= now)) waiting.run();
  }

  joined(conversation: Conversation, user: string, inviter?: string): void {
    this.send({
      type: 'member_joined_channel',
      user,
      channel: conversation.id,
      channel_type: conversation.kind === 'private' ? 'G' : 'C',
      team: TEAM.id,
      event_ts: this.#world.ts(),
      ...(inviter && { inviter }),
    });
  }
}
