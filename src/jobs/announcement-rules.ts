import type { Edited, Found, Outcome, Posted } from '../chat/outbox.ts';

/** An announcement that one process holds, as it was when it was taken. */
export interface HeldAnnouncement {
  readonly id: string;
  readonly community_id: string;
  readonly space_id: string;
  readonly channel: string;
  readonly post: string;
  readonly subject: unknown;
  readonly wanted: number;
  readonly shown: number;
  readonly message_id: string | null;
  readonly held_until: Temporal.Instant | null;
  /** When the latest call began of which nobody knows whether it took effect. */
  readonly attempted_at: Temporal.Instant | null;
  readonly state: 'live' | 'closed' | 'refused' | 'doubtful';
}

export type Standing = Pick<
  HeldAnnouncement,
  'wanted' | 'shown' | 'message_id' | 'attempted_at' | 'held_until' | 'state'
>;

/** What is to be done about it now. Times in ms since the epoch. */
export type Step =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly at: number }
  | { readonly kind: 'post' | 'find' | 'edit' };

/** What a call changes; what is absent stays. Times in ms since the epoch. */
export interface Shown {
  readonly shown?: number;
  readonly message?: string;
  /** Null: the end of every call is known. */
  readonly attempted?: number | null;
  readonly ends?: 'refused' | 'doubtful' | 'closed';
  readonly reason?: string;
  readonly again?: number;
  readonly closes?: { readonly scope: 'channel' | 'space' | 'platform'; readonly until: number };
}

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** How long after a platform was not reached it is tried again. */
export const UNREACHED = 30 * SECOND;

export function step(row: Standing, now: number, settleAfter: number): Step {
  if (row.state !== 'live' && row.state !== 'closed') return { kind: 'done' };
  const uncertain = row.attempted_at === null ? undefined : row.attempted_at.epochMilliseconds + settleAfter;
  if (uncertain === undefined && row.shown >= row.wanted) return { kind: 'done' };
  const held = row.held_until?.epochMilliseconds ?? 0;
  if (held > now) return { kind: 'again', at: held };
  if (row.message_id === null) {
    if (uncertain === undefined) return { kind: 'post' };
    return uncertain <= now ? { kind: 'find' } : { kind: 'again', at: uncertain };
  }
  // An edit that nobody answered may still take effect: afterwards it is shown once more.
  if (row.shown < row.wanted || (uncertain ?? 0) <= now) return { kind: 'edit' };
  return { kind: 'again', at: uncertain ?? now };
}

export function afterPosted(row: HeldAnnouncement, outcome: Posted, at: number, settleAfter: number): Shown {
  if (outcome.kind === 'posted') return { message: outcome.message, shown: row.wanted, attempted: null };
  if (outcome.kind === 'unknown') return { attempted: at, again: at + settleAfter };
  return { attempted: null, ...afterNothing(outcome, at) };
}

export function afterFound(row: HeldAnnouncement, outcome: Found, now: number): Shown {
  if (outcome.kind === 'found') return { message: outcome.message, shown: 0, attempted: null, again: now };
  if (outcome.kind === 'absent') return { attempted: null, again: now };
  if (outcome.kind === 'unreadable') return { ends: 'doubtful', reason: 'unreadable' };
  if (outcome.kind === 'refused') return { ends: 'doubtful', reason: outcome.reason };
  if (now - (row.attempted_at?.epochMilliseconds ?? now) > HOUR) {
    return { ends: 'doubtful', reason: 'unsettled' };
  }
  if (outcome.kind === 'limited') return afterNothing(outcome, now);
  return { again: now + UNREACHED };
}

/** `at`: when the edit began. */
export function afterEdited(row: HeldAnnouncement, outcome: Edited, at: number, settleAfter: number): Shown {
  const earlier = row.attempted_at?.epochMilliseconds;
  if (outcome.kind === 'edited') {
    // Nothing that began earlier takes effect any more.
    if (earlier === undefined || earlier + settleAfter <= at) return { shown: row.wanted, attempted: null };
    return { shown: row.wanted, attempted: earlier, again: earlier + settleAfter };
  }
  if (outcome.kind === 'unknown') return { shown: row.wanted, attempted: at, again: at + settleAfter };
  return { attempted: earlier ?? null, ...afterNothing(outcome, at) };
}

/** What certainly changed nothing. */
function afterNothing(outcome: Exclude<Outcome<never>, { readonly kind: 'unknown' }>, now: number): Shown {
  switch (outcome.kind) {
    case 'refused':
      if (outcome.reason === 'space-gone') return { ends: 'closed', reason: outcome.reason };
      return { ends: 'refused', reason: outcome.reason };
    case 'limited': {
      const until = now + outcome.retryAfter;
      return { again: until, closes: { scope: outcome.scope, until } };
    }
    case 'unsent':
      return { again: now + UNREACHED };
  }
}
