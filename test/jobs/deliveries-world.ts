import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Due } from '../../src/chat/due.ts';
import {
  type Edited,
  EVENTS,
  type Found,
  type Opened,
  type Outbox,
  type Posted,
} from '../../src/chat/outbox.ts';
import { definePost } from '../../src/chat/post.ts';
import type { Message } from '../../src/chat/reply.ts';
import type { SpaceId } from '../../src/chat/request.ts';
import { paragraph } from '../../src/chat/text.ts';
import { createAnnouncements } from '../../src/jobs/announcements.ts';
import { createDeliveries, type DeliveryParts } from '../../src/jobs/deliveries.ts';
import type { SchedulingClock } from '../../src/jobs/time.ts';
import type { Queue, Wake, Wakes } from '../../src/jobs/wakes.ts';
import type { TestStore } from '../store/stores.ts';

/** What every message carries, and no record may. */
export const MARK = 'wordsofamember';

/** What the platform does with the next calls: as it should, an end of its own, or something worse. */
type Behaviour =
  | 'well'
  /** Done, but the answer is lost. */
  | 'answer-lost'
  /** Not done, and no answer. */
  | 'call-lost'
  /** Done, and never answered. */
  | 'hangs'
  | Exclude<Posted, { kind: 'posted' | 'unknown' }>;

interface Standing {
  readonly space: SpaceId;
  readonly channel: string;
  readonly id: string;
  readonly name: string;
  words: string;
}

/** A platform that keeps what it was sent. */
export class Platform implements Outbox {
  readonly messages: Standing[] = [];
  readonly edits: string[] = [];
  readonly opened: string[] = [];
  /** For each call in turn; after that, `usually`. */
  readonly behaviour: Behaviour[] = [];
  usually: () => Behaviour = () => 'well';
  finds: () => 'truly' | Exclude<Found, { kind: 'found' }> = () => 'truly';
  opens: () => Promise<Opened> | Opened | undefined = () => undefined;
  /** One message an id, as with Discord's enforced nonce. */
  nonce = false;
  /** Whether it keeps a list of events. */
  listsEvents = false;
  /** What happens to an edit that nobody answers: it takes effect when this is called. */
  late: (() => void)[] = [];
  posts = 0;
  looked = 0;

  async post(space: SpaceId, channel: string, id: string, message: Message): Promise<Posted> {
    if (channel === EVENTS && !this.listsEvents) return { kind: 'refused', reason: 'rejected' };
    this.posts += 1;
    const how = this.behaviour.shift() ?? this.usually();
    if (typeof how === 'object') return how;
    if (how === 'call-lost') return { kind: 'unknown' };
    const known = this.nonce ? this.messages.find((other) => other.id === id) : undefined;
    const name = known?.name ?? `m${this.messages.length + 1}`;
    if (!known) this.messages.push({ space, channel, id, name, words: JSON.stringify(message) });
    if (how === 'hangs') return new Promise(() => {});
    return how === 'answer-lost' ? { kind: 'unknown' } : { kind: 'posted', channel, message: name };
  }

  async edit(_space: SpaceId, _channel: string, name: string, message: Message): Promise<Edited> {
    const how = this.behaviour.shift() ?? this.usually();
    if (typeof how === 'object') return how;
    if (how === 'call-lost') return { kind: 'unknown' };
    const standing = this.messages.find((other) => other.name === name);
    if (!standing) return { kind: 'refused', reason: 'message-gone' };
    const show = () => {
      standing.words = JSON.stringify(message);
      this.edits.push(standing.words);
    };
    if (how === 'well') show();
    else this.late.push(show);
    if (how === 'hangs') return new Promise(() => {});
    return how === 'well' ? { kind: 'edited' } : { kind: 'unknown' };
  }

  async find(_space: SpaceId, channel: string, id: string): Promise<Found> {
    this.looked += 1;
    const how = this.finds();
    if (how !== 'truly') return how;
    const standing = this.messages.find((other) => other.id === id && other.channel === channel);
    return standing ? { kind: 'found', message: standing.name } : { kind: 'absent' };
  }

  async openDirect(_space: SpaceId, member: string): Promise<Opened> {
    this.opened.push(member);
    return (await this.opens()) ?? { kind: 'opened', channel: `dm-${member}` };
  }
}

/** Wakes that are looked at when a test says so. */
export class HandWakes implements Wakes {
  readonly #store: TestStore;
  readonly #looks = new Map<Queue, (ids: readonly string[]) => Promise<void>>();
  /** Resolves once nothing is under way. */
  ended = async () => {};
  #wakes: { readonly queue: Queue; readonly id: string; readonly at: Temporal.Instant }[] = [];

  constructor(store: TestStore) {
    this.#store = store;
  }

  async wake(queue: Queue, wakes: readonly Wake[]): Promise<void> {
    const now = this.#store.clock.now();
    const sooner = (id: string, at: Temporal.Instant) =>
      this.#wakes.some(
        (wake) => wake.queue === queue && wake.id === id && Temporal.Instant.compare(wake.at, at) <= 0,
      );
    const made = wakes
      .map(({ id, at = now, unlessSooner = false }) => ({ queue, id, at, unlessSooner }))
      .filter(({ id, at, unlessSooner }) => !unlessSooner || !sooner(id, at));
    this.#store.afterCommit(() => this.#wakes.push(...made));
  }

  work(queue: Queue, look: (ids: readonly string[]) => Promise<void>): void {
    this.#looks.set(queue, look);
  }

  /** Looks until nothing is due any more, and waits for what that began, except for what never ends. */
  async run(patient = true): Promise<void> {
    for (;;) {
      const now = this.#store.clock.now();
      const due = this.#wakes.filter(({ at }) => Temporal.Instant.compare(at, now) <= 0);
      if (due.length === 0) return;
      this.#wakes = this.#wakes.filter((wake) => !due.includes(wake));
      for (const [queue, look] of this.#looks) {
        const ids = [...new Set(due.filter((wake) => wake.queue === queue).map(({ id }) => id))];
        for (let from = 0; from < ids.length; from += 200) await look(ids.slice(from, from + 200));
      }
      if (patient) await this.ended();
    }
  }

  /** Lets so much time pass, and looks whenever something is due. */
  async pass(duration: Temporal.DurationLike): Promise<void> {
    const { clock } = this.#store;
    const end = clock.now().add(duration);
    for (;;) {
      await this.run();
      const next = this.#wakes.map(({ at }) => at).toSorted(Temporal.Instant.compare)[0];
      if (!next || Temporal.Instant.compare(next, end) > 0) break;
      if (Temporal.Instant.compare(next, clock.now()) > 0) clock.set(next);
    }
    if (Temporal.Instant.compare(end, clock.now()) > 0) clock.set(end);
    await this.run();
  }

  get waiting(): number {
    return this.#wakes.length;
  }
}

export const note = definePost({
  name: 'test.note',
  subject: z.object({ about: z.string() }),
  make: () => undefined,
});

const SPACE = 'slack:T1';

/** The store's clock; who waits for a time finds it there at once. */
function jumping({ clock }: TestStore): SchedulingClock {
  const now = () => clock.now().epochMilliseconds;
  const jump = (run: () => void, ms: number) => {
    const until = Temporal.Instant.fromEpochMilliseconds(now() + ms);
    if (Temporal.Instant.compare(until, clock.now()) > 0) clock.set(until);
    queueMicrotask(run);
  };
  const timers = {
    now,
    setTimeout: jump,
    setInterval: jump,
    clearTimeout: () => {},
    clearInterval: () => {},
  };
  return { now: () => clock.now(), timers };
}

/** A community with one space, and processes that send there. */
export async function world(store: TestStore, more: Partial<DeliveryParts> = {}) {
  const community = randomUUID();
  const space = `${SPACE}-${community.slice(0, 8)}` as SpaceId;
  const now = store.clock.now().toString();
  await store.db.insertInto('community').values({ id: community, created_at: now }).execute();
  await store.db
    .insertInto('space')
    .values({ id: space, community_id: community, home_id: community, arrived_at: now })
    .execute();
  const platform = new Platform();
  const wakes = new HandWakes(store);
  const make: { run: Due['make'] } = {
    run: async (_post, subject) => ({
      title: MARK,
      parts: [{ kind: 'text', text: [paragraph((subject as { about: string }).about)] }],
    }),
  };
  const parts: DeliveryParts = {
    store,
    wakes,
    clock: jumping(store),
    due: () => ({ make: (...given) => make.run(...given), job: () => undefined, run: async () => {} }),
    outboxes: new Map([['slack', platform]]),
    log: store.log,
    limits: {},
    ...more,
  };
  /** Another process takes over; what the one before began goes on as it may. */
  const start = () => {
    const deliveries = createDeliveries(parts);
    const announcements = createAnnouncements(parts);
    wakes.ended = async () => {
      await deliveries.stop();
      await announcements.stop();
    };
    deliveries.start();
    announcements.start();
    return { deliveries, announcements };
  };
  return {
    ...start(),
    start,
    parts,
    platform,
    wakes,
    make,
    community,
    space,
    to: { space, channel: 'C1' },
    async member() {
      const id = randomUUID();
      const external = `U${id.slice(0, 8)}`;
      await store.db
        .insertInto('identity')
        .values({ id, space_id: space, external_id: external, person_id: id, first_seen_at: now })
        .execute();
      return { id, external };
    },
    deliveryOf: (key: string) =>
      store.db.selectFrom('delivery').selectAll().where('key', '=', key).executeTakeFirstOrThrow(),
    announcementOf: (key: string) =>
      store.db.selectFrom('announcement').selectAll().where('key', '=', key).executeTakeFirstOrThrow(),
    notices: () => store.db.selectFrom('notice').selectAll().where('community_id', '=', community).execute(),
  };
}

export type World = Awaited<ReturnType<typeof world>>;
