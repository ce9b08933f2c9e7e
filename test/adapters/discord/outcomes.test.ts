import { DiscordAPIError, HTTPError } from 'discord.js';
import { expect, test } from 'vitest';
import { outcomeOf } from '../../../src/adapters/discord/outcomes.ts';

const refusal = (status: number, code: number | undefined) =>
  new DiscordAPIError({ code: code as number, message: 'x' }, code as number, status, 'POST', '/x', {});
const failed = (fields: object) => Object.assign(new Error('x'), fields);

test.each([
  ['closed direct messages', 403, 50_007, 'direct-closed'],
  ['no server in common', 403, 50_278, 'member-gone'],
  ['an unknown account', 404, 10_013, 'member-gone'],
  ['an unknown member', 404, 10_007, 'member-gone'],
  ['an unknown channel', 404, 10_003, 'channel-gone'],
  ['an unknown server', 404, 10_004, 'space-gone'],
  ['an unknown message', 404, 10_008, 'message-gone'],
  ['a channel that is closed to it', 403, 50_001, 'no-permission'],
  ['a missing permission', 403, 50_013, 'no-permission'],
  ['a locked thread', 400, 160_005, 'no-permission'],
  ['a 403 of another kind', 403, 20_026, 'no-permission'],
  ['an invalid payload', 400, 50_035, 'rejected'],
  ['too large a file', 413, 40_005, 'rejected'],
])('%s is refused for good', (_what, status, code, reason) => {
  expect(outcomeOf(refusal(status, code))).toEqual({ kind: 'refused', reason });
});

test('direct conversations opened too fast are a limit', () => {
  expect(outcomeOf(refusal(403, 40_003))).toEqual({ kind: 'limited', scope: 'channel', retryAfter: 600_000 });
});

test.each([
  ['a refused token', refusal(401, 0)],
  ['a refusal that is not Discord’s own', refusal(403, undefined)],
  ['a refused connection', failed({ code: 'ECONNREFUSED' })],
  ['an unknown host', failed({ code: 'ENOTFOUND', syscall: 'getaddrinfo' })],
  ['a connection that took too long to be made', failed({ code: 'UND_ERR_CONNECT_TIMEOUT' })],
  ['a connection that timed out while it was made', failed({ code: 'ETIMEDOUT', syscall: 'connect' })],
  ['a certificate that is not trusted', failed({ code: 'SELF_SIGNED_CERT_IN_CHAIN' })],
])('%s means that nothing was sent', (_what, error) => {
  expect(outcomeOf(error)).toEqual({ kind: 'unsent' });
});

test.each([
  ['a failure of Discord’s', new HTTPError(503, 'x', 'POST', '/x', {})],
  ['a reset', failed({ code: 'ECONNRESET', syscall: 'read' })],
  ['a connection that ended', failed({ code: 'UND_ERR_SOCKET' })],
  ['no answer in time', failed({ name: 'AbortError' })],
  ['anything else', 'x'],
])('%s leaves open what was done', (_what, error) => {
  expect(outcomeOf(error)).toEqual({ kind: 'unknown' });
});
