import { setTimeout as wait } from 'node:timers/promises';
import { type APIApplication, type REST, Routes } from 'discord.js';
import { OperatorError } from '../../chat/adapter.ts';
import { describeError, type Log } from '../../chat/failure.ts';
import { isPassing } from './calls.ts';
import type { Definition } from './definitions.ts';
import { isDailyLimit, isShutOut, operatorFault } from './faults.ts';
import { inviteUrl } from './invite.ts';
import { pauseAfter } from './patience.ts';
import { isRegistered } from './same-definitions.ts';

/** The bot's application, and where its commands are registered: everywhere, or in one server while developing. */
export interface Scope {
  readonly applicationId: string;
  readonly devGuildId?: string;
}

export const commandsRoute = ({ applicationId, devGuildId }: Scope): `/${string}` =>
  devGuildId === undefined
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, devGuildId);

interface Registering {
  readonly rest: REST;
  readonly scope: Scope;
  readonly wanted: readonly Definition[];
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Registers the definitions where they differ from what Discord knows. Tries until Discord can be reached or the
 * signal is given; rejects with an OperatorError, or with Discord's own error where it refuses the definitions.
 */
export async function register({ rest, scope, wanted, log, signal }: Registering): Promise<void> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      return await registerOnce(rest, commandsRoute(scope), wanted, log);
    } catch (error) {
      if (isShutOut(error)) throw await shutOut(rest, scope);
      if (!isPassing(error) && !isRateLimit(error)) throw operatorFault(error) ?? error;
      log.warn({ error: describeError(error) }, 'the commands could not be registered yet; trying again');
      await wait(pauseAfter(failures), undefined, { signal }).catch(() => {});
    }
  }
}

async function registerOnce(
  rest: REST,
  route: `/${string}`,
  wanted: readonly Definition[],
  log: Log,
): Promise<void> {
  if (isRegistered(wanted, await rest.get(route))) return;
  try {
    await rest.put(route, { body: wanted });
    log.info({ commands: wanted.length }, 'registered the commands with Discord');
  } catch (error) {
    if (!isDailyLimit(error)) throw error;
    log.error(
      {},
      'Discord takes no more new commands today (200 a day): the former ones stay until a restart tomorrow',
    );
  }
}

const isRateLimit = (error: unknown): boolean =>
  error instanceof Error && error.name.startsWith('RateLimitError');

async function shutOut(rest: REST, { applicationId, devGuildId }: Scope): Promise<OperatorError> {
  const own = await applicationOf(rest).catch(() => applicationId);
  if (own !== applicationId) {
    return new OperatorError(
      `DISCORD_APP_ID is ${applicationId}, but the bot token belongs to the application ${own}. Set DISCORD_APP_ID=${own}, or copy the other application's token.`,
    );
  }
  return new OperatorError(
    devGuildId === undefined
      ? 'Discord does not let the bot register commands. Copy a new token into DISCORD_TOKEN.'
      : `The bot is not in the development server ${devGuildId}. Invite it by ${inviteUrl(applicationId)} or mend DISCORD_DEV_GUILD_ID.`,
  );
}

/** The id of the application that the token belongs to. */
export async function applicationOf(rest: REST): Promise<string> {
  const { id } = (await rest.get(Routes.currentApplication())) as APIApplication;
  return id;
}
