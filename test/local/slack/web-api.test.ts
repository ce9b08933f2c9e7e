import { createHmac } from 'node:crypto';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Loose, type RawApp, rawApp } from './raw-app.ts';

let app: RawApp;
let general: string;
let member: string;

beforeAll(async () => {
  app = await rawApp();
  general = app.slack.conversations.general!;
  member = app.slack.members.Member!;
});
afterAll(() => app.stop());

const long = { type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } };
const button = {
  type: 'actions',
  block_id: 'b',
  elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
};

const send = (method: string, init: RequestInit): Promise<Response> =>
  fetch(`${app.slack.apiUrl}${method}`, { method: 'POST', ...init });
const form = { 'content-type': 'application/x-www-form-urlencoded' };

test('blocks that break a rule are refused with a pointer to the place', async () => {
  expect(await app.call('chat.postMessage', { channel: general, text: 'x', blocks: [long] })).toEqual({
    ok: false,
    error: 'invalid_blocks',
    errors: ['must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    response_metadata: {
      messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    },
  });
});

test('a view that breaks a rule is refused as invalid_arguments', async () => {
  const view = { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [long] };
  expect(await app.call('views.open', { trigger_id: 'x', view })).toEqual({
    ok: false,
    error: 'invalid_arguments',
    response_metadata: {
      messages: ['[ERROR] must be less than 3001 characters [json-pointer:/view/blocks/0/text/text]'],
    },
  });
});

test('a required argument that is missing is named', async () => {
  expect(await app.call('chat.postMessage', { text: 'x' })).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: { messages: ['[ERROR] missing required field: channel'] },
  });
});

test('a form may carry the token and JSON', async () => {
  const body = new URLSearchParams({
    token: app.slack.botToken,
    channel: general,
    blocks: '[{"type":"divider"}]',
    text: 'x',
  });
  expect(await (await send('chat.postMessage', { headers: form, body })).json()).toMatchObject({
    ok: true,
    message: { text: 'x' },
  });
});

test('a token inside a JSON body is not looked at', async () => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ token: app.slack.botToken });
  expect(await (await send('auth.test', { headers, body })).json()).toEqual({
    ok: false,
    error: 'not_authed',
  });
});

test.each([
  ['blocks', '[{', 'invalid_blocks_format'],
  ['view', '{', 'invalid_arguments'],
])('%s that are no JSON are refused', async (key, value, error) => {
  const body = new URLSearchParams({ token: app.slack.botToken, channel: general, [key]: value });
  expect(await (await send('chat.postMessage', { headers: form, body })).json()).toMatchObject({
    ok: false,
    error,
  });
});

test('every answer is HTTP 200 and tells the scopes', async () => {
  const response = await send('chat.shout', { headers: { authorization: `Bearer ${app.slack.botToken}` } });
  expect([response.status, response.headers.get('x-oauth-scopes')]).toEqual([
    200,
    expect.stringContaining('chat:write'),
  ]);
});

test('an update with text alone takes the blocks away', async () => {
  const { ts } = await app.call('chat.postMessage', { channel: general, text: 'x', blocks: [button] });
  const { message } = await app.call('chat.update', { channel: general, ts, text: 'y' });
  expect(message).not.toHaveProperty('blocks');
});

test('a message to a member opens their direct conversation', async () => {
  const { channel } = await app.call('chat.postMessage', { channel: member, text: 'hello' });
  expect(channel).toBe(await app.slack.openDirect(member));
});

test('an ephemeral goes to members of the channel only', async () => {
  const args = { channel: general, user: 'U0LOCAL9999', text: 'x' };
  expect(await app.call('chat.postEphemeral', args)).toMatchObject({ error: 'user_not_in_channel' });
});

test('history is read page by page, newest first', async () => {
  for (const text of ['one', 'two', 'three']) await app.call('chat.postMessage', { channel: general, text });
  const first = await app.call('conversations.history', { channel: general, limit: 2 });
  const { next_cursor: cursor } = first.response_metadata;
  const second = await app.call('conversations.history', { channel: general, limit: 1, cursor });
  expect([...first.messages, ...second.messages].map((each: Loose) => each.text)).toEqual([
    'three',
    'two',
    'one',
  ]);
});

test("the real client's upload puts a described picture into the channel", async () => {
  const client = new WebClient(app.slack.botToken, { slackApiUrl: app.slack.apiUrl });
  await client.filesUploadV2({
    channel_id: general,
    filename: 'chart.png',
    file: Buffer.from('png'),
    alt_text: 'Answers by topic',
    initial_comment: 'The week',
  });
  expect((await app.slack.read(member, general)).at(-1)?.text).toBe('The week\n[picture: Answers by topic]');
});

test.each([
  [
    'a command',
    () => app.slack.slash(member, general, '/term x', { waitMs: 1 }),
    'application/x-www-form-urlencoded',
  ],
  [
    'a click',
    async () => {
      const { ts } = await app.call('chat.postMessage', { channel: general, text: 'x', blocks: [button] });
      return app.slack.click(member, ts, 'Go', { settleMs: 1 });
    },
    'application/x-www-form-urlencoded',
  ],
  ['an event', () => app.slack.openHome(member, { settleMs: 50 }), 'application/json'],
])('%s is signed over its raw body and has its exact content type', async (_what, act, type) => {
  const before = app.received.length;
  await act();
  const { headers, raw } = app.received[before]!;
  const base = `v0:${headers['x-slack-request-timestamp']}:${raw}`;
  const signature = createHmac('sha256', app.slack.signingSecret).update(base).digest('hex');
  expect([headers['content-type'], headers['x-slack-signature']]).toEqual([type, `v0=${signature}`]);
});

test('the click of an ephemeral does not send its content back', async () => {
  const { message_ts } = await app.call('chat.postEphemeral', {
    channel: general,
    user: member,
    text: 'x',
    blocks: [button],
  });
  const before = app.received.length;
  await app.slack.click(member, message_ts, 'Go', { settleMs: 1 });
  const { payload } = app.received[before]!;
  expect([payload.message, payload.container.is_ephemeral]).toEqual([undefined, true]);
});

test('an answer that breaks a rule fails the command', async () => {
  app.answer(() => ({ body: { text: 'x', blocks: [long] } }));
  expect(await app.slack.slash(member, general, '/term x')).toMatchObject({
    kind: 'failed',
    failure: '/term failed with the error "invalid_blocks"',
  });
  app.answer(() => ({}));
});
