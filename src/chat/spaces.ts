import type { Request, SpaceId, Standing } from './request.ts';

/** A space as an adapter meets it. */
export interface SpaceMet {
  readonly id: SpaceId;
  readonly name: string;
  /** Who should be welcomed where the bot has just arrived: an administrator to write to, or a channel. */
  readonly welcome?: { readonly member: string } | { readonly channel: string };
}

/** What adapters tell about the spaces that the bot is in. None of these rejects. */
export interface Spaces {
  /** At each start and after each arrival; a space met before is welcomed once only. */
  met(space: SpaceMet): Promise<void>;
  /** The bot or the app was removed: what was to be sent there ends. */
  left(space: SpaceId): Promise<void>;
  /** All spaces of this platform; those known before and not among them were left while the program was down. */
  all(platform: string, spaces: readonly SpaceId[]): Promise<void>;
}

/** What is known of members beyond what the platform tells with each request. Falls back to that where it is not reached. */
export interface Members {
  standing(request: Request): Promise<Standing>;
  zone(request: Request): Promise<string | undefined>;
}
