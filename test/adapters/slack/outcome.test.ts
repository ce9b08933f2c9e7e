import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../src/adapters/slack/outcome.ts';

const platform = (error: string) => new WebAPIPlatformError({ ok: false, error });
const request = (code: string) =>
  new WebAPIRequestError(new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code }) }));
const refusals = {
  'not-member': ['not_in_channel'],
  'channel-gone': ['channel_not_found', 'is_archived', 'is_inactive'],
  'space-gone': ['token_revoked', 'account_inactive'],
  'member-gone': ['user_not_found', 'user_disabled', 'user_not_visible', 'cannot_dm_bot'],
  'direct-closed': ['messages_tab_disabled'],
  'no-permission': ['restricted_action', 'no_permission', 'missing_scope'],
  'message-gone': ['message_not_found', 'cant_update_message'],
  rejected: ['invalid_blocks', 'msg_too_long', 'invalid_arguments', 'a_code_of_tomorrow'],
};

describe('a failed call of the Web API', () => {
  it.each(Object.entries(refusals).flatMap(([reason, codes]) => codes.map((code) => [code, reason])))(
    '%s is refused for good: %s',
    (code, reason) => {
      expect(outcomeOf(platform(code ?? ''), 'space')).toEqual({ kind: 'refused', reason });
    },
  );

  it.each(['invalid_auth', 'team_added_to_org'])('%s was not done, and may be later', (code) => {
    expect(outcomeOf(platform(code), 'space')).toEqual({ kind: 'unsent' });
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('%s was not done', (code) => {
    expect(outcomeOf(request(code), 'space')).toEqual({ kind: 'unsent' });
  });

  it.each([
    platform('internal_error'),
    platform('fatal_error'),
    new WebAPIHTTPError(502, 'Bad Gateway', {}),
    request('ECONNRESET'),
    new WebAPIRequestError(new DOMException('late', 'TimeoutError')),
    new SyntaxError('half an answer'),
  ])('may have been done where %s does not say', (error) => {
    expect(outcomeOf(error, 'space')).toEqual({ kind: 'unknown' });
  });

  it('is limited for as long as Slack says, or else for a second', () => {
    expect([
      outcomeOf(new WebAPIRateLimitedError(4), 'channel'),
      outcomeOf(platform('ratelimited'), 'space'),
    ]).toEqual([
      { kind: 'limited', scope: 'channel', retryAfter: 4_000 },
      { kind: 'limited', scope: 'space', retryAfter: 1_000 },
    ]);
  });
});
