import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { limits, type PlatformRuleName, rules } from '../../../src/local/slack/rules.ts';
import { manifest, modal } from './app.ts';
import { type Loose, type RawApp, rawApp } from './raw-app.ts';

let app: RawApp;
let member: string;
let second: string;
let general: string;
let hidden: string;

beforeAll(async () => {
  app = await rawApp();
  const { members, conversations } = app.slack;
  member = members.Member!;
  second = members['Second member']!;
  general = conversations.general!;
  hidden = conversations.facilitators!;
});
afterAll(() => app.stop());
beforeEach(() => {
  app.answer(() => ({}));
});

const home = { type: 'home', blocks: [] };
const actions = {
  type: 'actions',
  elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
};
const inputView = (id: string): object => ({ ...modal(id), blocks: modal(id).blocks.slice(0, 1) });

/** Types `/term`; the payload that the app received. */
async function command(): Promise<Loose> {
  const before = app.received.length;
  await app.slack.slash(member, general, '/term x', { waitMs: 1 });
  return app.received[before]!.payload;
}

/** Clicks a button of a public message; the payload that the app received. */
async function clicked(): Promise<Loose> {
  const { ts } = await app.call('chat.postMessage', { channel: general, text: 'x', blocks: [actions] });
  const before = app.received.length;
  await app.slack.click(member, ts, 'Go', { settleMs: 1 });
  return app.received[before]!.payload;
}

async function respond(url: string, payload: object): Promise<{ status: number; answer: string }> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(payload) });
  return { status: response.status, answer: await response.text() };
}

const open = (payload: Loose, view: object = modal('a')): Promise<Loose> =>
  app.call('views.open', { trigger_id: payload.trigger_id, view });

async function uploaded(): Promise<string> {
  const { upload_url, file_id } = await app.call('files.getUploadURLExternal', {
    filename: 'chart.png',
    length: 3,
    alt_text: 'A chart',
  });
  await fetch(upload_url, { method: 'POST', body: 'png' });
  await app.call('files.completeUploadExternal', { files: [{ id: file_id }] });
  return file_id;
}

const checks: Record<PlatformRuleName, () => Promise<void>> = {
  'ack-deadline': async () => {
    const answer = (ms: number) => () =>
      new Promise<object>((resolve) => setTimeout(resolve, ms, { body: 'x' }));
    app.answer(answer(2700));
    expect(await app.slack.slash(member, general, '/term x')).toMatchObject({ kind: 'message' });
    app.answer(answer(3300));
    expect(await app.slack.slash(member, general, '/term x')).toMatchObject({
      kind: 'failed',
      failure: '/term failed with the error "operation_timeout"',
    });
  },
  'ack-of-command-shows': async () => {
    app.answer(() => ({ body: { text: 'shown' } }));
    expect(await app.slack.slash(member, general, '/term x')).toMatchObject({ message: { text: 'shown' } });
  },
  'ack-of-action-ignored': async () => {
    const { ts } = await app.call('chat.postMessage', { channel: general, text: 'x', blocks: [actions] });
    app.answer(() => ({ body: { text: 'shown' } }));
    expect(await app.slack.click(member, ts, 'Go', { settleMs: 50 })).toMatchObject({ kind: 'nothing' });
  },
  'trigger-life': async () => {
    const [young, old] = [await command(), await command()];
    await app.slack.age(limits('trigger-life').max - 1500);
    expect(await open(young)).toMatchObject({ ok: true });
    await app.slack.age(1501);
    expect(await open(old)).toMatchObject({ error: 'expired_trigger_id' });
  },
  'trigger-once': async () => {
    const payload = await command();
    expect(await open(payload)).toMatchObject({ ok: true });
    expect(await open(payload)).toMatchObject({ error: 'exchanged_trigger_id' });
  },
  'view-stack': async () => {
    const { view } = await open(await command(), inputView('first'));
    const push = { body: { response_action: 'push', view: inputView('next') } };
    app.answer(() => push);
    const { form } = await app.slack.submit(member, view.id, { Topic: 'one' });
    const third = await app.slack.submit(member, form!.id, { Topic: 'two' });
    expect(third.kind).toBe('form');
    expect(await app.slack.submit(member, third.form!.id, { Topic: 'three' })).toMatchObject({
      kind: 'failed',
    });
  },
  'view-hash': async () => {
    const { view } = await open(await command());
    const change = (hash: string): Promise<Loose> =>
      app.call('views.update', { view_id: view.id, view: modal('b'), hash });
    expect(await change(view.hash)).toMatchObject({ ok: true });
    expect(await change(view.hash)).toMatchObject({ error: 'hash_conflict' });
  },
  'response-url-uses': async () => {
    const { response_url } = await command();
    const answers: string[] = [];
    for (let use = 0; use <= 5; use += 1)
      answers.push((await respond(response_url, { text: `${use}` })).answer);
    expect(answers.slice(0, 5)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
    expect(JSON.parse(answers[5]!)).toMatchObject({ ok: false, error: 'used_url' });
  },
  'response-url-life': async () => {
    const { response_url } = await command();
    await app.slack.age(limits('response-url-life').max - 1000);
    expect(await respond(response_url, { text: 'x' })).toMatchObject({ status: 200 });
    await app.slack.age(1001);
    expect(await respond(response_url, { text: 'x' })).toMatchObject({
      status: 404,
      answer: '{"ok":false,"error":"expired_url"}',
    });
  },
  'response-url-command': async () => {
    const { response_url } = await command();
    await respond(response_url, { text: 'first' });
    await respond(response_url, { text: 'second', replace_original: true });
    const seen = await app.slack.read(member, general);
    expect(seen.slice(-2).map(({ text }) => text)).toEqual(['first', 'second']);
  },
  'ephemeral-stays': async () => {
    const { message_ts } = await app.call('chat.postEphemeral', {
      channel: general,
      user: member,
      text: 'x',
      blocks: [actions],
    });
    const before = app.received.length;
    await app.slack.click(member, message_ts, 'Go', { settleMs: 1 });
    await respond(app.received[before]!.payload.response_url, {
      text: 'for all',
      replace_original: true,
      response_type: 'in_channel',
    });
    expect((await app.slack.read(second, general)).map(({ text }) => text)).not.toContain('for all');
  },
  'ephemeral-unseen': async () => {
    const { message_ts: ts } = await app.call('chat.postEphemeral', {
      channel: general,
      user: member,
      text: 'secret',
    });
    expect(await app.call('chat.update', { channel: general, ts, text: 'x' })).toMatchObject({
      error: 'message_not_found',
    });
    const { messages } = await app.call('conversations.history', { channel: general });
    expect(messages.map((each: Loose) => each.ts)).not.toContain(ts);
  },
  'text-cut': async () => {
    const post = async (length: number): Promise<string> => {
      await app.call('chat.postMessage', {
        channel: general,
        text: 'x'.repeat(length),
        blocks: [{ type: 'divider' }],
      });
      const { messages } = await app.call('conversations.history', { channel: general, limit: 1 });
      return messages[0].text;
    };
    expect([(await post(40_000)).length, (await post(40_001)).length]).toEqual([40_000, 40_000]);
  },
  'text-split': async () => {
    const posted = async (length: number): Promise<number> => {
      const before = (await app.slack.read(member, general)).length;
      await app.call('chat.postMessage', { channel: general, text: 'x'.repeat(length) });
      return (await app.slack.read(member, general)).length - before;
    };
    expect([await posted(4040), await posted(4041)]).toEqual([1, 2]);
  },
  membership: async () => {
    const post = (channel: string): Promise<Loose> => app.call('chat.postMessage', { channel, text: 'x' });
    expect(await post(general)).toMatchObject({ ok: true });
    await app.slack.removeApp(member, general);
    expect(await post(general)).toMatchObject({ error: 'not_in_channel' });
    await app.slack.inviteApp(member, general);
    expect(await post(hidden)).toMatchObject({ error: 'channel_not_found' });
  },
  'history-membership': async () => {
    const read = (): Promise<Loose> => app.call('conversations.history', { channel: general });
    expect(await read()).toMatchObject({ ok: true });
    await app.slack.removeApp(member, general);
    expect(await read()).toMatchObject({ error: 'not_in_channel' });
    await app.slack.inviteApp(member, general);
  },
  'own-messages': async () => {
    const theirs = await app.slack.say(member, general, 'mine');
    const { ts } = await app.call('chat.postMessage', { channel: general, text: 'x' });
    const change = (id: string): Promise<Loose> =>
      app.call('chat.update', { channel: general, ts: id, text: 'y' });
    const remove = (id: string): Promise<Loose> => app.call('chat.delete', { channel: general, ts: id });
    expect([await change(ts), await change(theirs)]).toMatchObject([
      { ok: true },
      { error: 'cant_update_message' },
    ]);
    expect([await remove(ts), await remove(theirs)]).toMatchObject([
      { ok: true },
      { error: 'cant_delete_message' },
    ]);
  },
  'metadata-asked': async () => {
    const metadata = { event_type: 'delivery', event_payload: { id: 'd1' } };
    await app.call('chat.postMessage', { channel: general, text: 'x', metadata });
    const read = async (include_all_metadata: boolean): Promise<Loose> =>
      (await app.call('conversations.history', { channel: general, limit: 1, include_all_metadata }))
        .messages[0].metadata;
    expect([await read(true), await read(false)]).toEqual([metadata, { event_type: 'delivery' }]);
  },
  'metadata-kept': async () => {
    const metadata = { event_type: 'delivery', event_payload: { id: 'd2' } };
    const { ts } = await app.call('chat.postMessage', { channel: general, text: 'x', metadata });
    const kept = async (): Promise<Loose> =>
      (await app.slack.transcript(general)).find((each) => each.ts === ts)?.metadata;
    await app.call('chat.update', { channel: general, ts, text: 'y' });
    expect(await kept()).toEqual(metadata);
    const other = { event_type: 'delivery', event_payload: { id: 'd3' } };
    await app.call('chat.update', { channel: general, ts, text: 'z', metadata: other });
    expect(await kept()).toEqual(other);
  },
  'post-rate': async () => {
    const post = (channel: string): Promise<Response> =>
      fetch(`${app.slack.apiUrl}chat.postMessage`, {
        method: 'POST',
        headers: { authorization: `Bearer ${app.slack.botToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ channel, text: 'x' }),
      });
    await app.slack.limitRates(true);
    const [first, second] = [await post(general), await post(general)];
    expect([first.status, second.status, second.headers.get('retry-after')]).toEqual([200, 429, '1']);
    expect((await post(app.slack.conversations.practice!)).status).toBe(200);
    await app.slack.age(limits('post-rate').min);
    expect((await post(general)).status).toBe(200);
    await app.slack.limitRates(false);
    expect([(await post(general)).status, (await post(general)).status]).toEqual([200, 200]);
  },
  archived: async () => {
    const channel = app.slack.conversations.practice!;
    const { ts } = await app.call('chat.postMessage', { channel, text: 'x' });
    expect(await app.call('chat.update', { channel, ts, text: 'y' })).toMatchObject({ ok: true });
    await app.slack.archive(channel);
    expect([
      await app.call('chat.postMessage', { channel, text: 'x' }),
      await app.call('chat.update', { channel, ts, text: 'z' }),
      await app.call('conversations.info', { channel }),
    ]).toMatchObject([
      { error: 'is_archived' },
      { error: 'is_inactive' },
      { channel: { is_archived: true } },
    ]);
  },
  deactivated: async () => {
    const users = app.slack.members.Facilitator!;
    const open = (): Promise<Loose> => app.call('conversations.open', { users });
    const { channel } = await open();
    await app.slack.deactivate(users);
    expect([
      await open(),
      await app.call('chat.postMessage', { channel: channel.id, text: 'x' }),
      await app.call('users.info', { user: users }),
    ]).toMatchObject([{ error: 'user_disabled' }, { ok: true }, { user: { deleted: true } }]);
  },
  'shared-channel': async () => {
    const guest = await app.slack.shareChannel(general);
    const { ts } = await app.call('chat.postMessage', { channel: general, text: 'x', blocks: [actions] });
    const before = app.received.length;
    await app.slack.click(guest, ts, 'Go', { settleMs: 1 });
    await app.slack.slash(guest, general, '/term x', { waitMs: 1 });
    const [click, slash] = app.received.slice(before).map(({ payload }) => payload);
    const { user } = await app.call('users.info', { user: guest });
    expect([click.user.team_id, slash.team_id]).toEqual([user.team_id, user.team_id]);
    expect([click.team.id, user.is_stranger]).toEqual([app.slack.teamId, true]);
    expect(user.team_id).not.toBe(app.slack.teamId);
    expect((await clicked()).user.team_id).toBe(app.slack.teamId);
  },
  scope: async () => {
    const without: Loose = structuredClone(manifest(false));
    without.oauth_config.scopes.bot = ['commands', 'im:write'];
    await app.slack.install(without);
    expect(await app.call('users.info', { user: member })).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'commands,im:write',
    });
    await app.slack.install(manifest(false));
    expect(await app.call('users.info', { user: member })).toMatchObject({ ok: true });
  },
  token: async () => {
    const answers = [app.slack.botToken, 'xoxb-other', app.slack.appToken].map((token) =>
      app.call('auth.test', {}, token),
    );
    expect(await Promise.all(answers)).toMatchObject([
      { ok: true },
      { error: 'invalid_auth' },
      { error: 'not_allowed_token_type' },
    ]);
  },
  method: async () => {
    expect(await app.call('chat.shout')).toMatchObject({ ok: false, error: 'unknown_method' });
    expect(await app.call('api.test')).toMatchObject({ ok: true });
  },
  'home-enabled': async () => {
    const publish = (): Promise<Loose> => app.call('views.publish', { user_id: member, view: home });
    expect(await publish()).toMatchObject({ ok: true });
    const without: Loose = structuredClone(manifest(false));
    without.features.app_home.home_tab_enabled = false;
    await app.slack.install(without);
    expect(await publish()).toMatchObject({ error: 'not_enabled' });
    await app.slack.install(manifest(false));
  },
  'file-processed': async () => {
    const id = await uploaded();
    const post = (): Promise<Loose> =>
      app.call('chat.postMessage', {
        channel: general,
        text: 'x',
        blocks: [{ type: 'image', slack_file: { id }, alt_text: 'A chart' }],
      });
    expect(await post()).toMatchObject({ error: 'invalid_blocks' });
    await app.slack.age(limits('file-processed').min);
    expect(await post()).toMatchObject({ ok: true });
  },
  'socket-connections': async () => {
    const sockets: WebSocket[] = [];
    const greeting = async (): Promise<string> => {
      const { url } = await app.call('apps.connections.open', {}, app.slack.appToken);
      const socket = new WebSocket(url);
      sockets.push(socket);
      return new Promise((resolve) =>
        socket.once('message', (data) => resolve(JSON.parse(String(data)).type)),
      );
    };
    for (let count = 0; count < 10; count += 1) expect(await greeting()).toBe('hello');
    expect(await greeting()).toBe('disconnect');
    for (const socket of sockets) socket.terminate();
  },
  'event-retries': async () => {
    app.answer(() => ({ status: 500 }));
    const before = app.received.length;
    await app.slack.say(member, general, '@Parley hello');
    await expect.poll(() => app.received.length - before).toBe(2);
    await app.slack.age(60_000);
    await expect.poll(() => app.received.length - before).toBe(3);
    await app.slack.age(300_000);
    await expect.poll(() => app.received.length - before).toBe(4);
    await app.slack.age(10_000_000);
    await app.slack.slash(member, general, '/term x', { waitMs: 1 });
    const events = app.received.slice(before, -1);
    expect(new Set(events.map(({ payload }) => payload.event_id)).size).toBe(1);
    expect(events.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
  },
  'event-subscribed': async () => {
    const without: Loose = structuredClone(manifest(false));
    without.settings.event_subscriptions.bot_events = ['app_mention'];
    await app.slack.install(without);
    const before = app.received.length;
    await app.slack.openHome(member, { settleMs: 1 });
    await app.slack.say(member, general, '@Parley hello');
    await expect
      .poll(() => app.received.slice(before).map(({ payload }) => payload.event?.type))
      .toEqual(['app_mention']);
    await app.slack.install(manifest(false));
  },
  'query-length': async () => {
    const select = { type: 'external_select', action_id: 'who' };
    const { ts } = await app.call('chat.postMessage', {
      channel: general,
      text: 'x',
      blocks: [{ type: 'actions', elements: [select] }],
    });
    app.answer(() => ({ body: { options: [] } }));
    await expect(app.slack.suggest(member, ts, 'who', 'ab')).rejects.toThrow('from 3 characters on');
    expect(await app.slack.suggest(member, ts, 'who', 'abc')).toMatchObject({ options: [] });
  },
  'options-address': async () => {
    const select = { type: 'external_select', action_id: 'who' };
    const { ts } = await app.call('chat.postMessage', {
      channel: general,
      text: 'x',
      blocks: [{ type: 'actions', elements: [select] }],
    });
    app.answer(() => ({ body: { options: [] } }));
    const without: Loose = structuredClone(manifest(false));
    delete without.settings.interactivity.message_menu_options_url;
    await app.slack.install(without);
    expect(await app.slack.suggest(member, ts, 'who', 'abc')).toHaveProperty('failure');
    await app.slack.install(manifest(false));
    expect(await app.slack.suggest(member, ts, 'who', 'abc')).not.toHaveProperty('failure');
  },
  'command-installed': async () => {
    await expect(app.slack.slash(member, general, '/unheard of')).rejects.toThrow(
      '/unheard is not a valid command',
    );
    expect(await clicked()).toMatchObject({ type: 'block_actions' });
  },
};

const named = (Object.keys(checks) as PlatformRuleName[]).map((name) => [name, rules[name].says] as const);

test.each(named)('%s: %s', (name) => checks[name]());
