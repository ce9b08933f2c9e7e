import { WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import type { Outcome, Refusal } from '../../chat/outbox.ts';

/** What Slack asks for where it limits without saying for how long, in seconds. */
export const USUAL_PAUSE = 1;

const REFUSALS: Readonly<Record<string, Refusal>> = {
  not_in_channel: 'not-member',
  channel_not_found: 'channel-gone',
  is_archived: 'channel-gone',
  is_inactive: 'channel-gone',
  token_revoked: 'space-gone',
  account_inactive: 'space-gone',
  user_not_found: 'member-gone',
  user_disabled: 'member-gone',
  user_not_visible: 'member-gone',
  cannot_dm_bot: 'member-gone',
  messages_tab_disabled: 'direct-closed',
  not_allowed: 'direct-closed',
  restricted_action: 'no-permission',
  restricted_action_read_only_channel: 'no-permission',
  restricted_action_thread_only_channel: 'no-permission',
  no_permission: 'no-permission',
  access_denied: 'no-permission',
  missing_scope: 'no-permission',
  message_not_found: 'message-gone',
  cant_update_message: 'message-gone',
  edit_window_closed: 'message-gone',
};

/** Slack says that it may have been done in part, or does not say. */
const UNSURE = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);
/** For now: the operator, an administrator or Slack mends it. */
const NOT_NOW = new Set([
  'invalid_auth',
  'not_authed',
  'token_expired',
  'org_login_required',
  'team_added_to_org',
  'external_channel_migrating',
]);
const LIMITED = new Set(['ratelimited', 'rate_limited']);
/** Nothing was sent: there was no connection. */
const NO_CONNECTION = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** How a failed call of the Web API ended. `scope`: how far Slack's limit of this method reaches. */
export function outcomeOf(error: unknown, scope: 'channel' | 'space'): Outcome<never> {
  if (error instanceof WebAPIRateLimitedError) return limited(error.retryAfter, scope);
  if (error instanceof WebAPIPlatformError) return outcomeOfCode(error.data.error ?? '', scope);
  if (error instanceof WebAPIRequestError && isWithoutConnection(error.original)) return { kind: 'unsent' };
  return { kind: 'unknown' };
}

function outcomeOfCode(code: string, scope: 'channel' | 'space'): Outcome<never> {
  if (LIMITED.has(code)) return limited(USUAL_PAUSE, scope);
  if (UNSURE.has(code)) return { kind: 'unknown' };
  if (NOT_NOW.has(code)) return { kind: 'unsent' };
  return { kind: 'refused', reason: REFUSALS[code] ?? 'rejected' };
}

const limited = (seconds: number, scope: 'channel' | 'space'): Outcome<never> => ({
  kind: 'limited',
  scope,
  retryAfter: seconds * 1_000,
});

function isWithoutConnection(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (NO_CONNECTION.has(String((each as NodeJS.ErrnoException).code))) return true;
  }
  return false;
}
