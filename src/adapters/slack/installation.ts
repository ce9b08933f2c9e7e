/** Where the bot token belongs to, as `auth.test` tells it. */
export interface Installation {
  readonly team: string;
  readonly name: string;
  /** The bot's own user. */
  readonly user: string;
  /** The organisation (Enterprise Grid) that the workspace is part of. */
  readonly enterprise: string | undefined;
}
