import type { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Services } from './context.ts';
import type { Message } from './reply.ts';
import type { SpaceId } from './request.ts';

/** What a post is made from, at the moment when it is sent. */
export interface PostContext<S extends z.ZodObject> {
  /** Ids: what it is about is read from the store as it is now. */
  readonly subject: z.output<S>;
  /** Where it will stand. */
  readonly space: SpaceId;
  readonly services: Services;
  readonly clock: Clock;
}

/** A message that the bot starts by itself. */
export interface Post<S extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly subject: S;
  make(context: PostContext<S>): Promise<Message | undefined> | Message | undefined;
}

interface PostSpec<S extends z.ZodObject> {
  /** `command.noun`, unique among all posts. */
  readonly name: string;
  /** Ids only: it is kept in the store, and a member's words have no place there. */
  readonly subject: S;
  /** Undefined: there is nothing to say any more, and nothing is sent. */
  make(context: PostContext<NoInfer<S>>): Promise<Message | undefined> | Message | undefined;
}

export function definePost<S extends z.ZodObject>(spec: PostSpec<S>): Post<S> {
  return spec;
}
