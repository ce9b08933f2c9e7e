/** Files as a page may show them. */
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RawApp, rawApp } from './raw-app.ts';

let app: RawApp;
let member: string;
let general: string;

beforeAll(async () => {
  app = await rawApp();
  member = app.slack.members.Member!;
  general = app.slack.conversations.general!;
});
afterAll(() => app.stop());

async function uploaded(filename: string, content: string, complete = true): Promise<string> {
  const length = content.length;
  const place = await app.call('files.getUploadURLExternal', { filename, length, alt_text: 'A chart' });
  await fetch(place.upload_url, { method: 'POST', body: content });
  if (complete) await app.call('files.completeUploadExternal', { files: [{ id: place.file_id }] });
  return place.file_id;
}

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${app.slack.url}${path}`, { headers });

test.each([
  ['chart.png', 'image/png'],
  ['session.ics', 'text/calendar'],
  ['notes.txt', 'application/octet-stream'],
  ['a chart (é).PNG', 'image/png'],
])('%s is given as %s', async (name, type) => {
  const id = await uploaded(name, 'content');
  const answer = await get(`/files/${id}/${encodeURIComponent(name)}`);
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
    200,
    type,
    'content',
  ]);
});

test('what the real client uploads arrives as it was', async () => {
  const client = new WebClient(app.slack.botToken, { slackApiUrl: app.slack.apiUrl });
  await client.filesUploadV2({ channel_id: general, filename: 'chart.png', file: Buffer.from('pixels') });
  const [file] = (await app.slack.screen(member, general)).messages.at(-1)!.files;
  expect(await (await get(file!.path)).text()).toBe('pixels');
});

test('a message lists the files it carries apart from its payload', async () => {
  const { upload_url, file_id } = await app.call('files.getUploadURLExternal', {
    filename: 'session.ics',
    length: 1,
  });
  await fetch(upload_url, { method: 'POST', body: 'x' });
  await app.call('files.completeUploadExternal', {
    files: [{ id: file_id }],
    channel_id: general,
    initial_comment: 'The calendar',
  });
  expect((await app.slack.screen(member, general)).messages.at(-1)).toMatchObject({
    payload: { text: 'The calendar' },
    files: [
      { id: file_id, name: 'session.ics', type: 'text/calendar', path: `/files/${file_id}/session.ics` },
    ],
  });
});

test('a message lists the pictures of its blocks', async () => {
  const id = await uploaded('chart.png', 'png');
  await app.slack.age(1000);
  const picture = { type: 'image', slack_file: { id }, alt_text: 'A chart' };
  await app.call('chat.postMessage', { channel: general, text: 'x', blocks: [picture] });
  expect((await app.slack.screen(member, general)).messages.at(-1)?.files).toEqual([
    { id, name: 'chart.png', alt: 'A chart', type: 'image/png', path: `/files/${id}/chart.png` },
  ]);
});

test('an upload that was not completed is not given', async () => {
  const id = await uploaded('chart.png', 'png', false);
  expect((await get(`/files/${id}/chart.png`)).status).toBe(404);
});

test('a file is not given by another name', async () => {
  const id = await uploaded('chart.png', 'png');
  expect((await get(`/files/${id}/chart.html`)).status).toBe(404);
});

test('a file is not given to a web page', async () => {
  const id = await uploaded('chart.png', 'png');
  expect((await get(`/files/${id}/chart.png`, { origin: 'http://example.com' })).status).toBe(403);
});
