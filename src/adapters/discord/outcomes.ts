import { RESTJSONErrorCodes as Code, DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Outcome, Refusal } from '../../chat/outbox.ts';

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const REFUSALS: ReadonlyMap<unknown, Refusal> = new Map([
  [Code.CannotSendMessagesToThisUser, 'direct-closed'],
  [Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds, 'member-gone'],
  [Code.UnknownUser, 'member-gone'],
  [Code.UnknownMember, 'member-gone'],
  [Code.UnknownChannel, 'channel-gone'],
  [Code.UnknownGuild, 'space-gone'],
  [Code.UnknownMessage, 'message-gone'],
  [Code.MissingAccess, 'no-permission'],
  [Code.MissingPermissions, 'no-permission'],
  [Code.InvalidActionOnArchivedThread, 'no-permission'],
  [Code.ThreadLocked, 'no-permission'],
]);

/** Before anything was sent: no address, no connection, no trust. */
const NOT_REACHED = new Set([
  'ECONNREFUSED',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const NOT_TRUSTED = /^(?:CERT_|DEPTH_ZERO_|ERR_TLS_|SELF_SIGNED_|UNABLE_TO_)/;

/** How long no more direct conversations are opened where Discord says, without a time, that it was too fast; in ms. */
const OPENING_PAUSE = 10 * 60_000;

/** How a call that failed ended. */
export function outcomeOf(error: unknown): Outcome<never> {
  if (error instanceof RateLimitError) {
    const { global, retryAfter, timeToReset } = error;
    const wait = Math.max(Math.ceil(Math.max(retryAfter, timeToReset)), 1);
    return { kind: 'limited', scope: global ? 'platform' : 'channel', retryAfter: wait };
  }
  if (error instanceof DiscordAPIError || error instanceof HTTPError) return answered(error);
  return notReached(error) ? { kind: 'unsent' } : { kind: 'unknown' };
}

function answered(error: DiscordAPIError | HTTPError): Outcome<never> {
  const { status } = error;
  if (status >= 500) return { kind: 'unknown' };
  // The gateway hears the same, and tells the operator.
  if (status === 401) return { kind: 'unsent' };
  const code = error instanceof DiscordAPIError ? error.code : undefined;
  // Discord's own refusals have a code: this one came from something in between.
  if (code === undefined) return { kind: 'unsent' };
  if (code === Code.OpeningDirectMessagesTooFast)
    return { kind: 'limited', scope: 'channel', retryAfter: OPENING_PAUSE };
  return { kind: 'refused', reason: REFUSALS.get(code) ?? (status === 403 ? 'no-permission' : 'rejected') };
}

function notReached(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  const connecting = 'syscall' in error && error.syscall === 'connect';
  return connecting || NOT_REACHED.has(code) || NOT_TRUSTED.test(code);
}
