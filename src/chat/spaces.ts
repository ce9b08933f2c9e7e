import type { Request, SpaceId, Standing, Who } from './request.ts';

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

/** What is known of members beyond what the platform tells with each request. */
export interface Members {
  /** The identity behind a request, made where it is new. Rejects with a UserError where it belongs to no community, or the member has to say to which. */
  who(request: Request): Promise<Who>;
  /** This and the zone: as the platform alone tells it where the store is not reached. */
  standing(request: Request): Promise<Standing>;
  zone(request: Request): Promise<string | undefined>;
}
