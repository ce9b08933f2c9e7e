import type { z } from 'zod';
import type { Job } from './job.ts';
import type { Post } from './post.ts';
import type { SpaceId } from './request.ts';

/** Where a delivery goes: a channel, or a member directly, with a channel to fall back on where that is refused. */
export type Recipient =
  | { readonly space: SpaceId; readonly channel: string }
  | { readonly space: SpaceId; readonly identity: string; readonly fallback?: string };

export interface DeliveryWish<S extends z.ZodObject> {
  /** What, to whom, for when: one message a key, however often it is asked for. */
  readonly key: string;
  readonly community: string;
  readonly to: Recipient;
  readonly subject: z.input<S>;
  /** Default: now. */
  readonly due?: Temporal.Instant;
  /** After this it is no longer worth sending. */
  readonly expires?: Temporal.Instant;
  /** Higher goes first where a rate limit makes others wait. Default 0. */
  readonly urgency?: number;
}

export interface Deliveries {
  /** To many, all or none. */
  send<S extends z.ZodObject>(post: Post<S>, ...wishes: readonly DeliveryWish<S>[]): Promise<void>;
  /** What is not sent yet under this key is not sent any more. */
  cancel(key: string): Promise<void>;
}

export interface AnnouncementWish<S extends z.ZodObject> {
  readonly key: string;
  readonly community: string;
  readonly space: SpaceId;
  readonly channel: string;
  readonly subject: z.input<S>;
}

/** Posts that are kept up to date. */
export interface Announcements {
  /** Posts it, or brings the post up to date: it is made anew from the state, and many changes at once are one edit. */
  refresh<S extends z.ZodObject>(post: Post<S>, wish: AnnouncementWish<S>): Promise<void>;
  /** Shown as it is now for the last time; later changes are not shown. */
  close(key: string): Promise<void>;
}

export interface TimetableWish<S extends z.ZodObject> {
  readonly key: string;
  /** Whose facilitators are told what could not be done; nobody is, where it is between the bot and one member. */
  readonly community?: string;
  readonly subject: z.input<S>;
  /** An RFC 5545 recurrence rule, FREQ=DAILY or slower, without DTSTART. */
  readonly rule: string;
  /** IANA. */
  readonly zone: string;
  /** The first occurrence on that zone's wall clock. */
  readonly starts: Temporal.PlainDateTime;
}

export interface Schedule {
  /** Once, at an instant; a key that is there already is moved. */
  at<S extends z.ZodObject>(
    job: Job<S>,
    wish: {
      readonly key: string;
      readonly community?: string;
      readonly subject: z.input<S>;
      readonly due: Temporal.Instant;
    },
  ): Promise<void>;
  /** Again and again; a key that is there already is changed. Returns the next occurrence. */
  every<S extends z.ZodObject>(job: Job<S>, wish: TimetableWish<S>): Promise<Temporal.Instant | undefined>;
  pause(key: string, paused: boolean): Promise<void>;
  /** Takes away what stands under this key, of either kind. */
  cancel(key: string): Promise<void>;
}

/** What the bot will do by itself. Called inside a transaction of the store, all of it is part of that. */
export interface Outgoing {
  readonly deliveries: Deliveries;
  readonly announcements: Announcements;
  readonly schedule: Schedule;
}
