import type { Clock } from '../chat/clock.ts';
import { describeError, type Log } from '../chat/failure.ts';
import type { Deliveries, Recipient } from '../chat/outgoing.ts';
import type { SpaceId } from '../chat/request.ts';
import type { SpaceMet, Spaces } from '../chat/spaces.ts';
import { type Store, StoreUnreachable } from '../store/store.ts';
import { welcome } from './posts.ts';
import { makeIdentity, makeSpace, ofPlatform } from './space-rows.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Made later than this. */
  readonly deliveries: () => Deliveries;
  /** Ends what would have been sent there; part of the transaction under way. */
  readonly spaceLeft: (space: SpaceId) => Promise<void>;
}

/** How long to wait until a store that was not reached is asked again. In ms. */
const AGAIN = 5_000;
/** How much is remembered until then; each start of an adapter tells everything again. */
const MOST_WAITING = 5_000;

export function createSpaces(parts: Parts): Spaces {
  const { store, clock, log } = parts;
  /** What could not be kept yet, in the order of its coming: the latest a subject. */
  const waiting = new Map<string, () => Promise<void>>();
  let retrying = false;

  /** Never rejects. Where something waits for the store, all later news waits behind it. */
  async function keep(subject: string, work: () => Promise<void>): Promise<void> {
    waiting.delete(subject);
    if (waiting.size === 0 && (await tried(subject, work))) return;
    if (waiting.size >= MOST_WAITING) {
      log.error({ waiting: waiting.size }, 'too many changes of spaces wait for the store; one is left out');
      return;
    }
    waiting.set(subject, work);
    later();
  }

  function later(): void {
    if (retrying) return;
    retrying = true;
    setTimeout(async () => {
      for (const [subject, work] of waiting) {
        if (!(await tried(subject, work))) break;
        // Something newer about it may have come meanwhile.
        if (waiting.get(subject) === work) waiting.delete(subject);
      }
      retrying = false;
      if (waiting.size > 0) later();
    }, AGAIN).unref();
  }

  /** False where the store was not reached, and it is worth trying again. */
  async function tried(subject: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof StoreUnreachable) return false;
      log.error({ subject, error: describeError(error) }, 'a change of spaces could not be kept');
      return true;
    }
  }

  const meet = (space: SpaceMet) =>
    store.transaction(async () => {
      const now = clock.now();
      await makeSpace(store, space.id, now);
      const before = await store.db
        .selectFrom('space')
        .where('id', '=', space.id)
        .selectAll()
        .forUpdate()
        .executeTakeFirstOrThrow();
      const arrived = before.name === null || before.left_at !== null;
      await store.db
        .updateTable('space')
        .set({
          name: space.name,
          left_at: null,
          ...(arrived && { arrived_at: now.toString() }),
        })
        .where('id', '=', space.id)
        .execute();
      if (!arrived) return;
      log.info({ space: space.id }, 'the bot is in a new space');
      const to = await welcomed(space, now);
      if (!to) return;
      await parts.deliveries().send(welcome, {
        key: `welcome:${space.id}:${now.toString()}`,
        community: before.community_id,
        to,
        subject: {},
      });
    });

  async function welcomed(
    { id, welcome: who }: SpaceMet,
    now: Temporal.Instant,
  ): Promise<Recipient | undefined> {
    if (!who) return undefined;
    if ('channel' in who) return { space: id, channel: who.channel };
    await makeIdentity(store, id, who.member, now);
    const { id: identity } = await store.db
      .selectFrom('identity')
      .where('space_id', '=', id)
      .where('external_id', '=', who.member)
      .select('id')
      .executeTakeFirstOrThrow();
    return { space: id, identity };
  }

  const leave = (space: string) =>
    store.transaction(async () => {
      const left = await store.db
        .updateTable('space')
        .set({ left_at: clock.now().toString() })
        .where('id', '=', space)
        .where('left_at', 'is', null)
        .returning('id')
        .execute();
      if (left.length === 0) return;
      await parts.spaceLeft(space as SpaceId);
      log.info({ space }, 'the bot was removed from a space');
    });

  return {
    met: (space) => keep(space.id, () => meet(space)),
    left: (space) => keep(space, () => leave(space)),
    all: (platform, spaces) =>
      keep(platform, async () => {
        const known = await store.db
          .selectFrom('space')
          .where('id', 'like', ofPlatform(platform))
          .where('left_at', 'is', null)
          .select('id')
          .execute();
        const there = new Set<string>(spaces);
        for (const { id } of known) if (!there.has(id)) await leave(id);
      }),
  };
}
