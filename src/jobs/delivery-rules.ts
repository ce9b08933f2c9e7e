import type { Found, Opened, Posted } from '../chat/outbox.ts';
import type { DeliveryState } from '../store/database.ts';
import { AHEAD } from './lanes.ts';

/** A delivery with what is known of its recipient. */
export interface DeliveryRow {
  readonly id: string;
  readonly community_id: string;
  readonly space_id: string;
  readonly channel: string | null;
  readonly identity_id: string | null;
  readonly fallback_channel: string | null;
  readonly post: string;
  readonly subject: unknown;
  readonly urgency: number;
  readonly due_at: Temporal.Instant;
  readonly expires_at: Temporal.Instant | null;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly attempted_at: Temporal.Instant | null;
  readonly sent_channel: string | null;
  readonly left_at: Temporal.Instant | null;
  /** The platform's id of the member, and the direct conversation with them where it is known. */
  readonly member: string | null;
  readonly direct_channel: string | null;
}

/** What is to be done about a delivery now. Times in ms since the epoch. */
export type Verdict =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly at: number }
  | { readonly kind: 'skip'; readonly reason: 'expired' | 'space-gone' }
  /** Its latest attempt has no known end, and is over by now. */
  | { readonly kind: 'settle' }
  | { readonly kind: 'open' }
  | { readonly kind: 'post'; readonly channel: string };

/** What an attempt, or the settling of one, changes. */
export interface Change {
  readonly state: DeliveryState;
  readonly reason?: string;
  readonly message?: string;
  /** Where to from now on. */
  readonly channel?: string;
  readonly attempts: number;
  /** When to look again, in ms since the epoch. */
  readonly again?: number;
  /** Whether facilitators are told. */
  readonly notice?: boolean;
  /** Which lane the platform closed, until when. */
  readonly closes?: { readonly scope: 'channel' | 'space' | 'platform'; readonly until: number };
  /** The direct conversation with the member, to be remembered. */
  readonly direct?: string;
}

/** How often a message that cannot be made is tried. */
const MAKES = 5;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** How long after it was due a platform that is not reached is tried. */
const UNREACHED = 24 * HOUR;
/**
 * However long nobody could say whether it arrived, it is looked for again within this: so it is settled within a
 * minute of the platform's answering again, unless that itself said to wait longer. The lanes keep many from asking
 * too often.
 */
const LOOKED_FOR_WITHIN = MINUTE;

export function verdict(row: DeliveryRow, now: number, settleAfter: number): Verdict {
  if (row.state === 'sending') {
    const over = (row.attempted_at?.epochMilliseconds ?? now) + settleAfter;
    return over <= now ? { kind: 'settle' } : { kind: 'again', at: over };
  }
  if (row.state !== 'pending') return { kind: 'done' };
  if (row.left_at) return { kind: 'skip', reason: 'space-gone' };
  if (row.expires_at && row.expires_at.epochMilliseconds <= now) return { kind: 'skip', reason: 'expired' };
  const due = row.due_at.epochMilliseconds;
  if (due > now + AHEAD) return { kind: 'again', at: due };
  const channel = row.channel ?? row.direct_channel;
  return channel === null ? { kind: 'open' } : { kind: 'post', channel };
}

/** Undefined: nobody knows yet, and it stays as it is until it is settled. `row.attempts` includes this attempt. */
export function afterPost(row: DeliveryRow, outcome: Posted, now: number): Change | undefined {
  const { attempts } = row;
  switch (outcome.kind) {
    case 'posted':
      return { state: 'sent', message: outcome.message, attempts };
    case 'refused': {
      const { reason } = outcome;
      if (reason === 'space-gone') return { state: 'skipped', reason, attempts };
      if (reason === 'direct-closed' && row.channel === null && row.fallback_channel !== null) {
        return { state: 'pending', channel: row.fallback_channel, attempts, again: now };
      }
      return { state: 'refused', reason, attempts, notice: true };
    }
    case 'limited': {
      const until = now + outcome.retryAfter;
      return {
        state: 'pending',
        attempts: attempts - 1,
        again: until,
        closes: { scope: outcome.scope, until },
      };
    }
    case 'unsent':
      if (now > row.due_at.epochMilliseconds + UNREACHED) {
        return { state: 'refused', reason: 'unreachable', attempts, notice: true };
      }
      return { state: 'pending', attempts, again: now + backOff(attempts) };
    case 'unknown':
      return undefined;
  }
}

/** To open a direct conversation twice does no harm, so an unknown end is none. */
export function afterOpen(row: DeliveryRow, outcome: Opened, now: number): Change | undefined {
  if (outcome.kind === 'opened') {
    return { state: 'pending', attempts: row.attempts - 1, direct: outcome.channel, again: now };
  }
  return afterPost(row, outcome.kind === 'unknown' ? { kind: 'unsent' } : outcome, now);
}

/** The message could not be made: a mistake of ours. */
export function afterFailure(row: DeliveryRow, now: number): Change {
  const { attempts } = row;
  if (attempts >= MAKES) return { state: 'refused', reason: 'failed', attempts, notice: true };
  return { state: 'pending', attempts, again: now + backOff(attempts) };
}

/** What looking for the message of the latest attempt says. */
export function afterFind(row: DeliveryRow, outcome: Found, now: number): Change {
  const { attempts } = row;
  const doubtful = (reason: string): Change => ({ state: 'doubtful', reason, attempts, notice: true });
  if (outcome.kind === 'found') return { state: 'sent', message: outcome.message, attempts };
  if (outcome.kind === 'absent') return { state: 'pending', attempts, again: now };
  if (outcome.kind === 'unreadable') return doubtful('unreadable');
  if (outcome.kind === 'refused') return doubtful(outcome.reason);
  const age = now - (row.attempted_at?.epochMilliseconds ?? now);
  if (age > HOUR) return doubtful('unsettled');
  const again = now + within(age, 30 * SECOND, LOOKED_FOR_WITHIN);
  const later: Change = { state: 'sending', attempts, again };
  if (outcome.kind !== 'limited') return later;
  const until = now + outcome.retryAfter;
  return { ...later, again: until, closes: { scope: outcome.scope, until } };
}

/** 1 s, doubling to 5 min. */
export function backOff(attempts: number): number {
  return within(SECOND * 2 ** (attempts - 1), SECOND, 5 * MINUTE);
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
