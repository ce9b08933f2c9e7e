import { sql } from 'kysely';
import type { z } from 'zod';
import { describeError } from '../chat/failure.ts';
import { EVENTS } from '../chat/outbox.ts';
import type { Announcements, AnnouncementWish } from '../chat/outgoing.ts';
import type { Post } from '../chat/post.ts';
import type { SpaceId } from '../chat/request.ts';
import { platformOf } from '../chat/request.ts';
import { holdAnnouncements, keepShown, readAnnouncements } from './announcement-rows.ts';
import {
  afterEdited,
  afterFound,
  afterPosted,
  type HeldAnnouncement,
  type Shown,
  step,
  UNREACHED,
} from './announcement-rules.ts';
import { type DeliveryParts, newId, SETTLE_AFTER } from './deliveries.ts';
import { answered, BEGIN_WITHIN, settledWithin, waitUntil } from './delivery-call.ts';
import { LIMITS, lanesOf, limitedLane } from './lane-limits.ts';
import { SharedLanes } from './lane-store.ts';
import type { Rate, Wish } from './lanes.ts';

export interface RunningAnnouncements extends Announcements {
  start(): void;
  /** Resolves once what is under way has ended, at most 20 s later. The queue must be stopped before. */
  stop(): Promise<void>;
}

/** Changes of one message come no faster than they can be read. */
const EACH: Rate = { count: 1, period: 1_000 };
/** How long one process may work on an announcement: longer than a call takes. In ms. */
const HOLD = 40_000;
const BATCH = 100;
const STOPPING = 20_000;
/** How often a message that cannot be made is tried, until it is refreshed again. */
const MAKES = 5;

type Call = 'post' | 'find' | 'edit';

export function createAnnouncements(parts: Omit<DeliveryParts, 'onSettled'>): RunningAnnouncements {
  const { store, wakes, clock, due, outboxes, log, limits = LIMITS } = parts;
  const settleAfter = (parts.settleAfter ?? SETTLE_AFTER).total('milliseconds');
  const lanes = new SharedLanes(store);
  const underWay = new Set<Promise<unknown>>();
  const failures = new Map<string, number>();
  const now = () => clock.now().epochMilliseconds;
  const instant = (at: number) => Temporal.Instant.fromEpochMilliseconds(Math.ceil(at));

  const lanesFor = (row: HeldAnnouncement, call: Call) => lanesOf(limits, row.space_id, call, row.channel);

  async function look(ids: readonly string[]): Promise<void> {
    const rows = new Map((await readAnnouncements(store, ids)).map((row) => [row.id, row]));
    const calls = new Map<string, Call>();
    const again: { id: string; at: number }[] = [];
    const start = now();
    for (const row of rows.values()) {
      const what = step(row, start, settleAfter);
      if (what.kind === 'again') again.push({ id: row.id, at: what.at });
      else if (what.kind !== 'done') calls.set(row.id, what.kind);
    }
    if (again.length + calls.size === 0) return;

    const held = await store.transaction(async () => {
      const { granted, deferred } = await lanes.allot(
        [...calls].map(([id, call]) => wishOf(rows.get(id)!, call, start)),
        start,
      );
      await wake([...again, ...deferred]);
      return holdAnnouncements(
        store,
        granted.map(({ id, at }) => ({
          row: rows.get(id)!,
          at,
          until: at + HOLD,
          marks: calls.get(id) !== 'find',
        })),
      );
    });

    const open = new Set(held.map(({ row }) => row.id));
    const running = held.map(({ row, at }) =>
      work(row, calls.get(row.id)!, at).then((written) => written && open.delete(row.id)),
    );
    for (const one of running) {
      underWay.add(one);
      one.finally(() => underWay.delete(one)).catch(() => undefined);
    }
    await settledWithin(running, BATCH);
    await wake([...open].map((id) => ({ id, at: now() + HOLD })));
  }

  async function wake(wishes: readonly { readonly id: string; readonly at: number }[]): Promise<void> {
    if (wishes.length === 0) return;
    await wakes.wake(
      'announcement',
      wishes.map(({ id, at }) => ({ id, at: instant(at) })),
    );
  }

  function wishOf(row: HeldAnnouncement, call: Call, start: number): Wish {
    const own = { key: `message:${row.id}`, rate: EACH };
    return { id: row.id, lanes: [...Object.values(lanesFor(row, call)), own], urgency: 0, due: start };
  }

  /** True once its end is written. Never rejects. */
  async function work(row: HeldAnnouncement, call: Call, at: number): Promise<boolean> {
    try {
      await waitUntil(clock, at);
      const change = await (call === 'find' ? find(row) : show(row, at));
      const { closes, ends, reason } = change;
      if (ends)
        log[row.channel === EVENTS ? 'debug' : 'warn'](
          { announcement: row.id, state: ends, reason },
          'an announcement has ended',
        );
      await store.transaction(async () => {
        if (closes) {
          await lanes.close([{ key: limitedLane(lanesFor(row, call), closes.scope), until: closes.until }]);
        }
        const wanted = await keepShown(store, row, change, clock.now());
        if (wanted === undefined || ends) return;
        const grown = change.shown !== undefined && wanted > change.shown;
        const times = [...(change.again === undefined ? [] : [change.again]), ...(grown ? [now()] : [])];
        await wake(times.map((time) => ({ id: row.id, at: time })));
      });
      return true;
    } catch (error) {
      log.error({ announcement: row.id, error: describeError(error) }, 'what was shown was not written');
      return false;
    }
  }

  /** Made as it is now: posted the first time, later changed. */
  async function show(row: HeldAnnouncement, at: number): Promise<Shown> {
    const space = row.space_id as SpaceId;
    const unsure = row.attempted_at?.epochMilliseconds ?? null;
    const outbox = outboxes.get(platformOf(space));
    try {
      const message = await due().make(row.post, row.subject, space);
      failures.delete(row.id);
      if (!message) return { shown: row.wanted, attempted: unsure };
      // Held up for so long that another process may soon work on it: that one shows it.
      if (!outbox || now() > at + BEGIN_WITHIN) return { attempted: unsure, again: now() + UNREACHED };
      if (row.message_id === null) {
        const outcome = await answered(outbox.post(space, row.channel, row.id, message));
        return afterPosted(row, outcome, at, settleAfter);
      }
      const outcome = await answered(outbox.edit(space, row.channel, row.message_id, message));
      return afterEdited(row, outcome, at, settleAfter);
    } catch (error) {
      const fields = { announcement: row.id, post: row.post, error: describeError(error) };
      log.error(fields, 'a message was not made');
      const tries = (failures.get(row.id) ?? 0) + 1;
      failures.set(row.id, tries);
      if (tries < MAKES) return { attempted: unsure, again: now() + UNREACHED };
      failures.delete(row.id);
      return { shown: row.wanted, attempted: unsure };
    }
  }

  async function find(row: HeldAnnouncement): Promise<Shown> {
    const space = row.space_id as SpaceId;
    const outbox = outboxes.get(platformOf(space));
    if (!outbox || !row.attempted_at) return { again: now() + UNREACHED };
    const outcome = await answered(outbox.find(space, row.channel, row.id, row.attempted_at));
    return afterFound(row, outcome, now());
  }

  return {
    async refresh<S extends z.ZodObject>(post: Post<S>, wish: AnnouncementWish<S>): Promise<void> {
      await store.transaction(async () => {
        const rows = await store.db
          .insertInto('announcement')
          .values({
            id: newId(),
            key: wish.key,
            community_id: wish.community,
            space_id: wish.space,
            channel: wish.channel,
            post: post.name,
            subject: JSON.stringify(wish.subject),
          })
          .onConflict((conflict) =>
            conflict
              .column('key')
              .doUpdateSet((eb) => ({
                wanted: eb('announcement.wanted', '+', 1),
                subject: eb.ref('excluded.subject'),
                post: eb.ref('excluded.post'),
                state: 'live',
                reason: null,
              }))
              // What was refused may have been cured since; what a member took away stays away.
              .where((eb) =>
                eb.or([
                  eb('announcement.state', '=', 'live'),
                  eb.and([
                    eb('announcement.state', '=', 'refused'),
                    eb('announcement.reason', '<>', 'message-gone'),
                    eb.or([
                      eb('announcement.held_until', 'is', null),
                      eb(
                        'announcement.held_until',
                        '<=',
                        sql<Temporal.Instant>`${clock.now().toString()}::timestamptz`,
                      ),
                    ]),
                  ]),
                ]),
              ),
          )
          .returning('id')
          .execute();
        if (rows.length > 0) await wakes.wake('announcement', rows);
      });
    },

    async close(key) {
      await store.transaction(async () => {
        const rows = await store.db
          .updateTable('announcement')
          .set((eb) => ({ state: 'closed', wanted: eb('wanted', '+', 1) }))
          .where('key', '=', key)
          .where('state', '=', 'live')
          .returning('id')
          .execute();
        if (rows.length > 0) await wakes.wake('announcement', rows);
      });
    },

    start: () => wakes.work('announcement', look),
    stop: () => settledWithin([...underWay], STOPPING),
  };
}
