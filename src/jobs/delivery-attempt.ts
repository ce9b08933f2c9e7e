import type { Clock } from '../chat/clock.ts';
import type { Due } from '../chat/due.ts';
import { describeError, type Log } from '../chat/failure.ts';
import type { Outbox } from '../chat/outbox.ts';
import type { Message } from '../chat/reply.ts';
import type { SpaceId } from '../chat/request.ts';
import { platformOf } from '../chat/request.ts';
import { StoreUnreachable } from '../store/store.ts';
import { answered, BEGIN_WITHIN } from './delivery-call.ts';
import {
  afterFailure,
  afterFind,
  afterOpen,
  afterPost,
  type Change,
  type DeliveryRow,
} from './delivery-rules.ts';

interface Parts {
  readonly clock: Clock;
  readonly due: () => Due;
  readonly outboxes: ReadonlyMap<string, Outbox>;
  readonly log: Log;
}

/** One call of a platform for a claimed delivery; undefined: its end is not known. */
type Attempt = (row: DeliveryRow, at: number) => Promise<Change | undefined>;

const NOT_REACHED = { kind: 'unsent' } as const;

export function createAttempts({
  clock,
  due,
  outboxes,
  log,
}: Parts): Record<'post' | 'open' | 'find', Attempt> {
  const now = () => clock.now().epochMilliseconds;

  /** `at`: when the attempt was to begin, in ms since the epoch. */
  async function post(row: DeliveryRow, at: number): Promise<Change | undefined> {
    const space = row.space_id as SpaceId;
    const channel = row.channel ?? row.direct_channel ?? '';
    let message: Message | undefined;
    try {
      message = await due().make(row.post, row.subject, space);
    } catch (error) {
      if (error instanceof StoreUnreachable) return afterPost(row, NOT_REACHED, now());
      const fields = { delivery: row.id, post: row.post, error: describeError(error) };
      log.error(fields, 'a message was not made');
      return afterFailure(row, now());
    }
    if (!message) return { state: 'skipped', reason: 'nothing-to-say', attempts: row.attempts };
    const outbox = outboxes.get(platformOf(space));
    // Held up for so long that another process may soon settle it: that one sends it.
    if (!outbox || now() > at + BEGIN_WITHIN) return afterPost(row, NOT_REACHED, now());
    const outcome = await answered(outbox.post(space, channel, row.id, message));
    if (outcome.kind !== 'posted') log.debug({ delivery: row.id, outcome: outcome.kind }, 'a post ended');
    return afterPost(row, outcome, now());
  }

  async function open(row: DeliveryRow): Promise<Change | undefined> {
    const space = row.space_id as SpaceId;
    const outbox = outboxes.get(platformOf(space));
    const outcome = outbox ? await answered(outbox.openDirect(space, row.member ?? '')) : NOT_REACHED;
    return afterOpen(row, outcome, now());
  }

  async function find(row: DeliveryRow): Promise<Change> {
    const { attempts, attempted_at: since, sent_channel: channel } = row;
    // Where it goes to is written before it is sent.
    if (channel === null || since === null) return { state: 'pending', attempts, again: now() };
    const space = row.space_id as SpaceId;
    const outbox = outboxes.get(platformOf(space));
    const outcome = outbox ? await answered(outbox.find(space, channel, row.id, since)) : NOT_REACHED;
    log.debug({ delivery: row.id, outcome: outcome.kind }, 'a delivery was looked for');
    return afterFind(row, outcome, now());
  }

  return { post, open, find };
}
