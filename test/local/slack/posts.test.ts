/** Whether something was posted twice can be told from what the platform keeps. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Loose, type RawApp, rawApp } from './raw-app.ts';

let app: RawApp;
let channel: string;
let member: string;

beforeAll(async () => {
  app = await rawApp();
  member = app.slack.members.Member!;
});
afterAll(() => app.stop());
beforeEach(async () => {
  app.answer(() => ({}));
  channel = await app.slack.addChannel(`channel-${crypto.randomUUID()}`);
});

const button = {
  type: 'actions',
  elements: [{ type: 'button', text: { type: 'plain_text', text: 'Go' }, value: 'v' }],
};
const metadata = { event_type: 'post', event_payload: { id: 'a', day: 1 } };
const whole = { text: 'x', blocks: [button], metadata };

const post = (payload: object): Promise<Loose> => app.call('chat.postMessage', { channel, ...payload });
const contents = async (): Promise<string[]> =>
  (await app.slack.posts()).filter(({ place }) => place === channel).map(({ content }) => content);

async function uploaded(name: string): Promise<string> {
  const { upload_url, file_id } = await app.call('files.getUploadURLExternal', { filename: name, length: 3 });
  await fetch(upload_url, { method: 'POST', body: 'png' });
  await app.call('files.completeUploadExternal', { files: [{ id: file_id }] });
  await app.slack.age(1000);
  return file_id;
}

test('a post is listed with its place', async () => {
  const { ts } = await post(whole);
  expect((await app.slack.posts()).find(({ id }) => id === ts)).toMatchObject({ place: channel });
});

test('two posts of the same have the same content, whatever the order of their fields', async () => {
  const { event_payload } = metadata;
  const turned = { metadata: { event_payload: { day: 1, id: event_payload.id }, event_type: 'post' } };
  await post(whole);
  await post({ ...turned, blocks: whole.blocks, text: whole.text });
  const [first, second] = await contents();
  expect(first).toBe(second);
});

test.each([
  ['text', { ...whole, text: 'y' }],
  ['blocks', { ...whole, blocks: [{ ...button, block_id: 'b' }] }],
  ['attachments', { ...whole, attachments: [{ text: 'x' }] }],
  ['marks', { ...whole, metadata: { ...metadata, event_payload: { id: 'b', day: 1 } } }],
])('posts with different %s have different content', async (_what, other) => {
  await post(whole);
  await post(other);
  expect(new Set(await contents()).size).toBe(2);
});

test('the same picture is the same post, however often it was uploaded', async () => {
  const picture = async (name: string): Promise<object> => ({
    ...whole,
    blocks: [{ type: 'image', slack_file: { id: await uploaded(name) }, alt_text: 'A chart' }],
  });
  for (const name of ['one.png', 'one.png', 'two.png']) await post(await picture(name));
  const [first, second, third] = await contents();
  expect([first === second, first === third]).toEqual([true, false]);
});

test('a post that was changed since is still the post that was sent', async () => {
  const { ts } = await post(whole);
  const [before] = await contents();
  await app.call('chat.update', { channel, ts, text: 'y' });
  expect(await contents()).toEqual([before]);
});

test('a post that was taken back is no longer there', async () => {
  const { ts } = await post(whole);
  await app.call('chat.delete', { channel, ts });
  expect(await contents()).toEqual([]);
});

test.each<[string, () => Promise<unknown>]>([
  ['a message for one member', () => app.call('chat.postEphemeral', { channel, user: member, text: 'x' })],
  [
    'the answer to a command',
    async () => {
      app.answer(() => ({ body: { response_type: 'in_channel', text: 'x' } }));
      await app.slack.slash(member, channel, '/term x');
    },
  ],
  [
    'a later answer',
    async () => {
      const before = app.received.length;
      await app.slack.slash(member, channel, '/term x', { waitMs: 1 });
      const body = JSON.stringify({ response_type: 'in_channel', text: 'x' });
      await fetch(app.received[before]!.payload.response_url, { method: 'POST', body });
    },
  ],
  ['what a member writes', () => app.slack.say(member, channel, 'x')],
])('%s is no post', async (_what, act) => {
  await act();
  expect(await contents()).toEqual([]);
});
