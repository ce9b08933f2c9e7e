import type { Message } from './reply.ts';
import type { SpaceId } from './request.ts';

/** What a platform refuses for good: to try again would change nothing. */
export type Refusal =
  /** The member takes no direct messages from the bot. */
  | 'direct-closed'
  /** The account or the membership is gone. */
  | 'member-gone'
  | 'channel-gone'
  /** The bot is not in the channel. */
  | 'not-member'
  | 'no-permission'
  /** The bot or the app was removed from the space. */
  | 'space-gone'
  /** The message to be changed is gone. */
  | 'message-gone'
  /** The platform takes no such payload: a mistake of ours. */
  | 'rejected';

/** How a call of a platform ended; each but `unknown` is certain. */
export type Outcome<Done> =
  | Done
  /** Never to be tried again. */
  | { readonly kind: 'refused'; readonly reason: Refusal }
  /** Not done: too many calls for this channel, this space, or all of the bot's. `retryAfter` in ms. */
  | {
      readonly kind: 'limited';
      readonly scope: 'channel' | 'space' | 'platform';
      readonly retryAfter: number;
    }
  /** Not done, since the platform was not reached: to be tried again. */
  | { readonly kind: 'unsent' }
  /** No answer, or one that does not say: it may have been done, or may still be done within half a minute. */
  | { readonly kind: 'unknown' };

export type Posted = Outcome<{
  readonly kind: 'posted';
  readonly channel: string;
  readonly message: string;
}>;
export type Edited = Outcome<{ readonly kind: 'edited' }>;
export type Opened = Outcome<{ readonly kind: 'opened'; readonly channel: string }>;
export type Found = Outcome<
  | { readonly kind: 'found'; readonly message: string }
  | { readonly kind: 'absent' }
  /** The bot may not read there, so nobody can say. */
  | { readonly kind: 'unreadable' }
>;

/** In place of a channel: the list of events that a platform keeps for a space, where it has one. */
export const EVENTS = 'events';

/** How the bot speaks by itself. None of these rejects, and none waits for a rate limit: it says `limited`. */
export interface Outbox {
  /** `id`, up to 25 characters, travels with the message, so that `find` knows it again; posting one id twice within minutes is one message where the platform can do that. */
  post(space: SpaceId, channel: string, id: string, message: Message): Promise<Posted>;
  edit(space: SpaceId, channel: string, messageId: string, message: Message): Promise<Edited>;
  /** Whether the message with this id stands in the channel, posted at `since` or later (less a minute for clocks that differ). */
  find(space: SpaceId, channel: string, id: string, since: Temporal.Instant): Promise<Found>;
  /** The direct conversation with a member of the space; the same one each time. */
  openDirect(space: SpaceId, member: string): Promise<Opened>;
}
