import { DiscordAPIError, DiscordjsErrorCodes, GatewayCloseCodes, RESTJSONErrorCodes } from 'discord.js';
import { OperatorError } from '../../chat/adapter.ts';

/** The gateway closed the connection for good. */
export class GatewayClosed extends Error {
  override readonly name = 'GatewayClosed';
  readonly code: number;

  constructor(code: number) {
    super(`Discord closed the connection for good (${code})`);
    this.code = code;
  }
}

const PORTAL = 'https://discord.com/developers/applications';

export const TOKEN_CURE = `Copy a new one into DISCORD_TOKEN: ${PORTAL}, your application, page Bot, Reset Token.`;
const INTENTS_CURE = `Parley asks for none but Guilds, which every bot may have. See at ${PORTAL}, page Bot, whether the application was restricted.`;

/** What only the operator can mend, in words; undefined for everything that may pass by itself. */
export function operatorFault(error: unknown): OperatorError | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const status = error instanceof DiscordAPIError ? error.status : undefined;
  const words = error instanceof Error ? error.message : '';
  if (
    code === DiscordjsErrorCodes.TokenInvalid ||
    status === 401 ||
    code === GatewayCloseCodes.AuthenticationFailed ||
    words === 'Authentication failed'
  ) {
    return new OperatorError(`Discord does not take the bot token. ${TOKEN_CURE}`);
  }
  if (code === GatewayCloseCodes.DisallowedIntents || words === 'Used disallowed intents') {
    return new OperatorError(`Discord refuses the connection (4014, disallowed intents). ${INTENTS_CURE}`);
  }
  if (code === GatewayCloseCodes.InvalidAPIVersion || code === GatewayCloseCodes.InvalidIntents) {
    return new OperatorError(
      `Discord no longer takes this version of the connection (${code}). Install a newer Parley.`,
    );
  }
  return undefined;
}

/** Whether Discord keeps the bot from its commands: the ids do not fit, or it was not invited. */
export const isShutOut = (error: unknown): boolean =>
  error instanceof DiscordAPIError && (error.status === 403 || error.status === 404);

/** Whether the day's 200 new commands are used up. */
export const isDailyLimit = (error: unknown): boolean =>
  error instanceof DiscordAPIError &&
  error.code === RESTJSONErrorCodes.MaximumDailyApplicationCommandCreatesReached;
