/** What a real client could not do is refused. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manifest, modal } from './app.ts';
import { type Loose, type RawApp, rawApp } from './raw-app.ts';

let app: RawApp;
let member: string;
let second: string;
let general: string;
let hidden: string;

beforeAll(async () => {
  app = await rawApp();
  member = app.slack.members.Member!;
  second = app.slack.members['Second member']!;
  general = app.slack.conversations.general!;
  hidden = app.slack.conversations.facilitators!;
});
afterAll(() => app.stop());

const button = {
  type: 'actions',
  elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
};
const menu = {
  type: 'actions',
  elements: [
    {
      type: 'static_select',
      action_id: 'pick',
      options: [{ text: { type: 'plain_text', text: 'One' }, value: '1' }],
    },
  ],
};

const post = async (...blocks: object[]): Promise<string> =>
  (await app.call('chat.postMessage', { channel: general, text: 'x', blocks })).ts;

async function openForm(): Promise<string> {
  const before = app.received.length;
  await app.slack.slash(member, general, '/form', { waitMs: 1 });
  const { trigger_id } = app.received[before]!.payload;
  const { view } = await app.call('views.open', { trigger_id, view: modal('form') });
  return view.id;
}

test('a command in a conversation of others', async () => {
  await expect(app.slack.slash(member, hidden, '/term x')).rejects.toThrow('Member is not in #facilitators');
});

test('text without a slash', async () => {
  await expect(app.slack.slash(member, general, 'term x')).rejects.toThrow('is not a slash command');
});

test('reading a private conversation of others', async () => {
  await expect(app.slack.read(member, hidden)).rejects.toThrow('not in that conversation');
});

test('a button that is not there', async () => {
  const ts = await post(button);
  await expect(app.slack.click(member, ts, 'Stop')).rejects.toThrow('there is no control "Stop"');
});

test('a button of a message that is gone', async () => {
  const ts = await post(button);
  await app.call('chat.delete', { channel: general, ts });
  await expect(app.slack.click(member, ts, 'Go')).rejects.toThrow('any more');
});

test("somebody else's ephemeral", async () => {
  const { message_ts } = await app.call('chat.postEphemeral', {
    channel: general,
    user: member,
    text: 'x',
    blocks: [button],
  });
  await expect(app.slack.click(second, message_ts, 'Go')).rejects.toThrow('shown to somebody else');
});

test('an option that is not offered', async () => {
  const ts = await post(menu);
  await expect(app.slack.select(member, ts, 'pick', ['2'])).rejects.toThrow('"2" is not one of the options');
});

test('two options where one can be chosen', async () => {
  const ts = await post(menu);
  await expect(app.slack.select(member, ts, 'pick', ['1', '1'])).rejects.toThrow('only one');
});

test.each([
  [{}, '"Topic" is required'],
  [{ Topic: 'x' }, 'at least 2 characters'],
  [{ Topic: 'x'.repeat(11) }, 'at most 10 characters'],
  [{ Topic: 'a\nb' }, 'takes one line'],
  [{ Topic: 'fair', Place: 'here' }, 'has no field "Place"'],
  [{ Topic: 'fair', Who: 'nobody' }, 'not among the options that were suggested'],
])('a form filled in with %j', async (values, message) => {
  const form = await openForm();
  await expect(app.slack.submit(member, form, values as Record<string, string>)).rejects.toThrow(message);
});

test("somebody else's form", async () => {
  const form = await openForm();
  await expect(app.slack.submit(second, form, { Topic: 'fair' })).rejects.toThrow('any more');
});

test('a form that was closed', async () => {
  const form = await openForm();
  await app.slack.close(member, form);
  await expect(app.slack.submit(member, form, { Topic: 'fair' })).rejects.toThrow('any more');
});

test('a form beneath another', async () => {
  const form = await openForm();
  app.answer(() => ({ body: { response_action: 'push', view: modal('next') } }));
  await app.slack.submit(member, form, { Topic: 'fair' });
  app.answer(() => ({}));
  await expect(app.slack.submit(member, form, { Topic: 'fair' })).rejects.toThrow('beneath another');
});

test('a shortcut that is not installed', async () => {
  const ts = await post(button);
  await expect(app.slack.shortcut(member, general, ts, 'Translate')).rejects.toThrow(
    'no message shortcut "Translate"',
  );
});

test('typing where the Messages tab is read-only', async () => {
  const readOnly: Loose = structuredClone(manifest(false));
  readOnly.features.app_home.messages_tab_read_only_enabled = true;
  await app.slack.install(readOnly);
  const direct = await app.slack.openDirect(member);
  await expect(app.slack.slash(member, direct, '/term x')).rejects.toThrow('Messages tab');
  await app.slack.install(manifest(false));
});

test('a click where interactivity is off', async () => {
  const ts = await post(button);
  const without: Loose = structuredClone(manifest(false));
  without.settings.interactivity = { is_enabled: false };
  await app.slack.install(without);
  await expect(app.slack.click(member, ts, 'Go')).rejects.toThrow(
    'not configured to handle interactive responses',
  );
  await app.slack.install(manifest(false));
});

test('a command of an app that was removed', async () => {
  await app.slack.uninstall();
  await expect(app.slack.slash(member, general, '/term x')).rejects.toThrow('not a valid command');
  expect(await app.call('auth.test')).toMatchObject({ error: 'account_inactive' });
  await app.slack.install(manifest(false));
});

test('an escaped command carries ids, and & < > as Slack writes them', async () => {
  const before = app.received.length;
  await app.slack.slash(member, general, '/term @Second member & <b> #practice', { waitMs: 1 });
  const { practice } = app.slack.conversations;
  expect(app.received[before]!.payload.text).toBe(
    `<@${second}|second.member> &amp; &lt;b&gt; <#${practice}|practice>`,
  );
});

test('a client may write typographic quotes', async () => {
  const before = app.received.length;
  await app.slack.slash(member, general, `/term "it's" 19:30`, { waitMs: 1, curly: true });
  expect(app.received[before]!.payload.text).toBe('“it’s” 19:30');
});

test('what members see follows the clock that is set', async () => {
  await app.slack.setClock('2026-11-26T12:00:00Z');
  const at = Date.parse('2026-11-26T15:00:00Z') / 1000;
  await app.call('chat.postMessage', { channel: general, text: `<!date^${at}^{ago}|later>` });
  await app.slack.advance(60 * 60_000);
  const seen = (await app.slack.read(member, general)).at(-1)!;
  await app.slack.setClock(null);
  expect(seen.text).toBe('in 2 hours');
});
