/** Whoever watches is told of everything that a member could see change. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { manifest, modal } from './app.ts';
import { type Loose, type RawApp, rawApp } from './raw-app.ts';

let app: RawApp;
let member: string;
let general: string;

beforeAll(async () => {
  app = await rawApp();
  member = app.slack.members.Member!;
  general = app.slack.conversations.general!;
});
afterAll(() => app.stop());

type Act = () => Promise<unknown>;

/** Runs an act while somebody watches; resolves once they are told of a change. */
async function told(act: Act): Promise<void> {
  const stopping = new AbortController();
  const response = await fetch(`${app.slack.url}/_local/changes`, { signal: stopping.signal });
  const reader = response.body!.getReader();
  await reader.read();
  await act();
  await reader.read();
  stopping.abort();
}

const post = async (): Promise<string> =>
  (await app.call('chat.postMessage', { channel: general, text: 'x' })).ts;
const whisper = async (): Promise<string> =>
  (await app.call('chat.postEphemeral', { channel: general, user: member, text: 'x' })).message_ts;
const publish = (): Promise<Loose> =>
  app.call('views.publish', { user_id: member, view: { type: 'home', blocks: [] } });

async function trigger(): Promise<string> {
  const before = app.received.length;
  await app.slack.slash(member, general, '/form', { waitMs: 1 });
  return app.received[before]!.payload.trigger_id;
}
const open = async (trigger_id: string): Promise<string> =>
  (await app.call('views.open', { trigger_id, view: modal('form') })).view.id;

async function socket(): Promise<WebSocket> {
  const { url } = await app.call('apps.connections.open', {}, app.slack.appToken);
  const opened = new WebSocket(url);
  await new Promise((resolve) => opened.once('message', resolve));
  return opened;
}

test.each<[string, () => Promise<Act>]>([
  ['a message', async () => post],
  ['what a member writes', async () => () => app.slack.say(member, general, 'x')],
  [
    'an edit',
    async () => {
      const ts = await post();
      return () => app.call('chat.update', { channel: general, ts, text: 'y' });
    },
  ],
  [
    'a message that is removed',
    async () => {
      const ts = await post();
      return () => app.call('chat.delete', { channel: general, ts });
    },
  ],
  ['an ephemeral message', async () => whisper],
  [
    'an ephemeral message that is dismissed',
    async () => {
      const id = await whisper();
      return () => app.slack.dismiss(member, id);
    },
  ],
  [
    'a modal that opens',
    async () => {
      const id = await trigger();
      return () => open(id);
    },
  ],
  [
    'a modal that changes',
    async () => {
      const view_id = await open(await trigger());
      return () => app.call('views.update', { view_id, view: modal('other') });
    },
  ],
  [
    'a modal that closes',
    async () => {
      const id = await open(await trigger());
      return () => app.slack.close(member, id);
    },
  ],
  [
    'a modal that was submitted',
    async () => {
      const id = await open(await trigger());
      return () => app.slack.submit(member, id, { Topic: 'fair' }, { settleMs: 1 });
    },
  ],
  ['a Home tab', async () => publish],
  ['a member who comes', async () => () => app.slack.addMember('Newcomer')],
  [
    'a member who goes',
    async () => {
      const id = await app.slack.addMember('Leaver');
      return () => app.slack.deactivate(id);
    },
  ],
  ['a channel', async () => () => app.slack.addChannel('new')],
  [
    'a channel that is shared',
    async () => {
      const id = await app.slack.addChannel('shared');
      return () => app.slack.shareChannel(id);
    },
  ],
  [
    'a channel that is archived',
    async () => {
      const id = await app.slack.addChannel('old');
      return () => app.slack.archive(id);
    },
  ],
  [
    'the app that is removed from a channel',
    async () => {
      const id = await app.slack.addChannel('without');
      return () => app.slack.removeApp(member, id);
    },
  ],
  [
    'the app that is invited',
    async () => {
      const id = await app.slack.addChannel('with');
      await app.slack.removeApp(member, id);
      return () => app.slack.inviteApp(member, id);
    },
  ],
  ['the clock that is set', async () => () => app.slack.setClock('2026-11-26T12:00:00Z')],
  ['the clock that moves', async () => () => app.slack.advance(60_000)],
  ['the app that comes by a socket', async () => socket],
  [
    'the app that goes',
    async () => {
      const opened = await socket();
      return async () => opened.close();
    },
  ],
  ['an installation', async () => () => app.slack.install(manifest(false))],
  [
    'a removal of the app',
    async () => async () => {
      await app.slack.uninstall();
      await app.slack.install(manifest(false));
    },
  ],
])('%s is told', async (_what, prepare) => {
  await expect(told(await prepare())).resolves.toBeUndefined();
});

test('a web page cannot watch', async () => {
  const response = await fetch(`${app.slack.url}/_local/changes`, {
    headers: { origin: 'http://example.com' },
  });
  expect(response.status).toBe(403);
});
