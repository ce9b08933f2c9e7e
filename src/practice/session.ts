import type { SpaceId } from '../chat/request.ts';

/** What a session is, and when it takes place. */
export interface Plan {
  readonly title: string;
  /** What it is about. */
  readonly about: string | undefined;
  /** Where, in words. */
  readonly place: string | undefined;
  /** Of the video call: for those with a seat only, never in a channel, an event or a community's feed. */
  readonly link: string | undefined;
  /** IANA. */
  readonly zone: string;
  /** Wall time of the first occurrence. */
  readonly starts: Temporal.PlainDateTime;
  readonly minutes: number;
  /** An RFC 5545 recurrence rule without DTSTART; undefined: once. */
  readonly rule: string | undefined;
  /** Days on which it does not take place although the rule says so, YYYY-MM-DD. */
  readonly leftOut: readonly string[];
  /** Undefined: as many as come. */
  readonly seats: number | undefined;
  /** How long before to remind those who have not set their own, as ISO 8601 durations, longest first. */
  readonly leads: readonly string[];
  /** Reminders stand in the channels as well. */
  readonly remindsChannel: boolean;
  /** How long a free seat is kept for the one it is offered to. */
  readonly offerMinutes: number;
}

/** A session that was opened; a draft is none yet. */
export interface Session extends Plan {
  readonly id: string;
  readonly community: string;
  readonly state: 'open' | 'cancelled';
  /** Identities that opened it. */
  readonly organisers: readonly string[];
}

/** One time that a session takes place. */
export interface Occurrence {
  readonly id: string;
  readonly session: string;
  readonly community: string;
  /** The wall time that the rule gives; it stays when this occurrence alone is moved. */
  readonly original: Temporal.PlainDateTime;
  /** The session's zone. */
  readonly zone: string;
  readonly starts: Temporal.Instant;
  readonly ends: Temporal.Instant;
  readonly minutes: number;
  readonly title: string;
  readonly about: string | undefined;
  readonly place: string | undefined;
  readonly link: string | undefined;
  readonly seats: number | undefined;
  readonly state: 'planned' | 'cancelled';
  /** Why it was cancelled. */
  readonly reason: string | undefined;
  /** Counted up with each change. */
  readonly sequence: number;
  /** The latest change of it. */
  readonly change: string | undefined;
  /** Its post stands in the channels. */
  readonly announced: boolean;
  /** Reminders due up to here were sent, or are not to be sent any more. */
  readonly remindedUntil: Temporal.Instant;
  /** When somebody is to be reminded next. */
  readonly remindAt: Temporal.Instant | undefined;
  /** Of the session: see Plan. */
  readonly repeats: boolean;
  readonly leads: readonly string[];
  readonly remindsChannel: boolean;
  readonly offerMinutes: number;
}

export type SeatState = 'seated' | 'offered' | 'waiting' | 'maybe' | 'declined';

/** What one account answered for an occurrence. */
export interface Seat {
  readonly id: string;
  readonly identity: string;
  readonly person: string;
  readonly space: SpaceId;
  /** The platform's id of the member. */
  readonly member: string;
  readonly name: string;
  readonly state: SeatState;
  /** The order in which they came. */
  readonly rank: number;
  /** Since when it is in this state. */
  readonly since: Temporal.Instant;
  readonly offeredUntil: Temporal.Instant | undefined;
  readonly checkedIn: Temporal.Instant | undefined;
  /** As a facilitator corrected it. */
  readonly attendedMinutes: number | undefined;
}

/** When somebody may check in before it begins. */
export const CHECK_IN_BEFORE = Temporal.Duration.from({ minutes: 10 });

const after = (now: Temporal.Instant, then: Temporal.Instant): boolean =>
  Temporal.Instant.compare(now, then) >= 0;

export const isOver = ({ ends }: Pick<Occurrence, 'ends'>, now: Temporal.Instant): boolean =>
  after(now, ends);
export const hasBegun = ({ starts }: Pick<Occurrence, 'starts'>, now: Temporal.Instant): boolean =>
  after(now, starts);
