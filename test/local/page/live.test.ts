import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type LocalDiscord, startLocalDiscord } from '../../../src/local/discord/start.ts';
import { liveRoutes } from '../../../src/local/page/live.ts';
import { type Page, type Shown, startPage } from '../../../src/local/page/server.ts';
import type { CallLine, ClockMove, Ledger, Side } from '../../../src/local/page/wire.ts';
import type { Outcome } from '../../../src/local/shared/human.ts';
import type { Screen, Usage } from '../../../src/local/shared/screen.ts';
import { until } from '../../until.ts';
import { command, shown } from '../discord/payloads.ts';
import { RawBot } from '../discord/raw-bot.ts';
import { type Loose, type RawApp, rawApp } from '../slack/raw-app.ts';

const SIDES: readonly Side[] = ['slack', 'discord'];

let app: RawApp;
let discord: LocalDiscord;
let bot: RawBot;
let routes: Shown;
const moves: ClockMove[] = [];

beforeAll(async () => {
  [app, discord] = await Promise.all([rawApp(), startLocalDiscord()]);
  bot = new RawBot(discord);
  await bot.call('PUT', `/applications/${discord.applicationId}/commands`, [command()]);
  routes = liveRoutes({
    slack: app.slack,
    discord,
    first: { slack: 'Member', discord: 'Facilitator' },
    tour: [{ title: 'First', says: 'Look', acts: [] }],
    ready: Promise.resolve(),
    clock: async () => ({ now: 0, moving: false, agenda: [] }),
    move: async (to) => void moves.push(to),
    waiting: async () => [{ says: 'waiting to be sent', count: 2 }],
  });
});
afterEach(async () => {
  app.answer(() => ({}));
  await routes.post.fault!({});
});
afterAll(async () => {
  bot.disconnect();
  await Promise.all([app.stop(), discord.stop()]);
});

const get = <Answer>(name: string, query: Record<string, string> = {}) =>
  routes.get[name]!(new URLSearchParams(query)) as Promise<Answer>;
const post = <Answer>(name: string, body: unknown) => routes.post[name]!(body) as Promise<Answer>;
const act = <Answer = Outcome>(side: Side, name: string, ...args: unknown[]) =>
  post<Answer>('act', { side, act: name, args });

const platform = (side: Side) => ({ slack: app.slack, discord })[side];
const member = (side: Side): string => platform(side).members.Member!;
const general = (side: Side): string => platform(side).conversations.general!;

/** Has the app post by itself, and gives the status that it heard. */
const postAs = async (side: Side, text: string, place = general(side)): Promise<number> => {
  if (side === 'discord')
    return (await bot.call('POST', `/channels/${place}/messages`, { content: text })).status;
  const response = await fetch(`${app.slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.slack.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: place, text }),
  });
  return response.status;
};
const standing = async (side: Side, text: string): Promise<number> => {
  const { messages } = await get<Screen>('screen', { side, member: member(side), place: general(side) });
  return messages.filter(({ payload }) => JSON.stringify(payload).includes(`"${text}"`)).length;
};

test('a page that opens learns who and what is there, who one is at first, and the tour', async () => {
  const start = await get<Loose>('start');
  expect(start).toEqual({
    mode: 'live',
    members: { slack: app.slack.members, discord: discord.members },
    places: { slack: app.slack.conversations, discord: discord.conversations },
    first: { slack: 'Member', discord: 'Facilitator' },
    tour: [{ title: 'First', says: 'Look', acts: [] }],
  });
});

describe.each(SIDES)('a member on %s', (side) => {
  test('says something, which stands on the screen', async () => {
    await act(side, 'say', member(side), general(side), `good morning ${side}`);
    expect(await standing(side, `good morning ${side}`)).toBe(1);
  });

  test('is on the screen of no other', async () => {
    const { me, place } = await get<Screen>('screen', { side, member: member(side) });
    expect([me, place]).toEqual([member(side), expect.any(String)]);
  });

  test('who is nobody has no screen', async () => {
    await expect(get('screen', { side, member: 'nobody' })).rejects.toThrow(/nobody|no member/);
  });

  test('who cannot do it is told why', async () => {
    await expect(act(side, 'click', member(side), 'nothing', 'Join')).rejects.toThrow(/\w+ \w+ \w+/);
  });

  test.each([
    ...['calls', 'clearCalls', 'fault', 'clearFaults', 'setClock', 'advance', 'age', 'addMember'],
    ...['read', 'burst', 'posts', 'screen', 'install', 'uninstall', 'useHttp', 'transcript', 'deactivate'],
    ...['addGuild', 'removeBot', 'setRoles', 'grant', 'openDirect', 'stop', 'url', 'botToken', 'token'],
    ...['constructor', '__proto__', 'toString', '', 'fly'],
  ])('cannot %s', async (name) => {
    await expect(act(side, name, member(side), general(side))).rejects.toThrow('cannot do that here');
  });

  test.each([undefined, null, 7, ['say'], { act: 'say' }])(
    'does nothing that has no name: %j',
    async (name) => {
      await expect(post('act', { side, act: name, args: [] })).rejects.toThrow('cannot do that here');
    },
  );

  test.each([
    ['nothing', undefined],
    ['no list', 'U1'],
    ['others than there are', [{}, null, 7]],
  ])('is asked for with what it takes: with %s it is refused', async (_what, args) => {
    await expect(post('act', { side, act: 'say', args })).rejects.toThrow();
  });

  test('slash commands are answered as the client shows it', async () => {
    app.answer(() => ({ body: { text: 'one term' } }));
    const asked =
      side === 'slack'
        ? act(side, 'slash', member(side), general(side), '/term batna')
        : bot
            .receive(() => act(side, 'slash', member(side), general(side), '/glossary'))
            .then((interaction) => bot.answer(interaction, 4, { content: 'one term', flags: 64 }));
    await asked;
    expect(await standing(side, 'one term')).toBe(1);
  });
});

describe('there is no third platform:', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['to look at', () => get('screen', { side: 'irc', member: 'x' })],
    ['to look at without a name', () => get('screen', {})],
    ['to act on', () => post('act', { side: 'irc', act: 'say', args: [] })],
    ['to act on by a prototype', () => post('act', { side: '__proto__', act: 'say', args: [] })],
    ['to make fail', () => post('fault', { side: 'irc', id: 'drop' })],
    ['to make fail without a name', () => post('fault', { id: 'drop' })],
    ['to measure by', () => post('usage', { side: 'irc', kind: 'message', payload: {} })],
    ['in what is no object', () => post('act', ['slack', 'say'])],
    ['in nothing', () => post('act', null)],
  ])('%s', async (_what, ask) => {
    await expect(ask()).rejects.toThrow('there is no platform');
  });
});

describe('the clock', () => {
  beforeEach(() => void moves.splice(0));

  test.each<ClockMove>([
    { kind: 'by', minutes: 60 },
    { kind: 'to', at: 1_800_000_000_000 },
    { kind: 'next' },
    { kind: 'next', says: 'a reminder' },
  ])('is moved as it is told: %j', async (to) => {
    await post('clock', { ...to, more: 'than is asked for' });
    expect(moves).toEqual([to]);
  });

  test.each([
    null,
    undefined,
    'next',
    [],
    {},
    { kind: 'back' },
    { kind: 'by' },
    { kind: 'by', minutes: '60' },
    { kind: 'by', minutes: null },
    { kind: 'to', at: '2026-01-01' },
    { kind: 'to', minutes: 5 },
    { kind: 'next', says: 7 },
    { kind: 'next', says: null },
    { kind: ['next'] },
  ])('is left alone by what is no move: %j', async (body) => {
    await expect(post('clock', body)).rejects.toThrow('cannot be moved like that');
    expect(moves).toEqual([]);
  });

  test('is shown as it is', async () => {
    expect(await get('clock')).toEqual({ now: 0, moving: false, agenda: [] });
  });
});

describe('how much of its limits a payload uses', () => {
  const text = 'x'.repeat(150);
  const usage = async (side: Side, kind: string, payload: unknown) =>
    (await post<Usage[]>('usage', { side, kind, payload })).map(({ used }) => used);

  test.each<[Side, string, unknown]>([
    ['slack', 'message', { text: 'x', blocks: [{ type: 'header', text: { type: 'plain_text', text } }] }],
    ['slack', 'view', { type: 'home', blocks: [{ type: 'header', text: { type: 'plain_text', text } }] }],
    ['discord', 'message', { flags: 1 << 15, components: [shown(text)] }],
    ['discord', 'view', { title: 'x', custom_id: text, components: [] }],
  ])('is told of a %s %s', async (side, kind, payload) => {
    expect(await usage(side, kind, payload)).toContain(text.length);
  });

  test.each(
    SIDES.flatMap((side) =>
      [null, 'words', 7, [], { blocks: 7, components: 'x' }].map((p) => [side, p] as const),
    ),
  )('is nothing or little where there is no payload: %s %j', async (side, payload) => {
    expect(await usage(side, 'message', payload)).toEqual(expect.any(Array));
  });
});

describe('calls', () => {
  beforeEach(() => Promise.all([app.slack.clearCalls(), discord.clearCalls()]));

  test('of both sides are listed, the newest first', async () => {
    await postAs('slack', 'x');
    await until('another millisecond', async () => {
      const [{ at = 0 } = {}] = await app.slack.calls();
      return Date.now() > at;
    });
    await postAs('discord', 'x');
    const calls = await get<CallLine[]>('calls');
    expect(calls.map(({ side, says, status }) => [side, says, status])).toEqual([
      ['discord', `POST /channels/${general('discord')}/messages`, 200],
      ['slack', 'chat.postMessage', 200],
    ]);
  });

  test('that Slack refused say with what, though its status is 200', async () => {
    await app.call('chat.postMessage', { channel: 'C0', text: 'x' });
    expect(await get('calls')).toMatchObject([{ side: 'slack', status: 200, error: 'channel_not_found' }]);
  });

  test('are the newest thirty of both', async () => {
    for (let count = 0; count < 40; count += 1) await app.call('auth.test');
    expect((await get<CallLine[]>('calls')).length).toBe(30);
  });

  test('leave out what only acknowledges', async () => {
    await act('slack', 'slash', member('slack'), general('slack'), '/quiet', { waitMs: 1 });
    expect(await get('calls')).toEqual([]);
  });

  test('show no token', async () => {
    const interaction = await bot.receive(() =>
      act('discord', 'slash', member('discord'), general('discord'), '/glossary'),
    );
    await bot.answer(interaction, 4, { content: 'x' });
    const [line] = await get<CallLine[]>('calls');
    expect(line?.says).toBe(`POST /interactions/${interaction.id}/…/callback`);
  });
});

describe('the ledger', () => {
  const posts = async (side: Side) => (await get<Ledger>('ledger')).posts[side];

  test.each(SIDES)('counts what stands twice on %s', async (side) => {
    const before = await posts(side);
    for (const text of ['once', 'twice', 'twice']) await postAs(side, text);
    expect(await posts(side)).toEqual({ count: before.count + 3, twice: before.twice + 1 });
  });

  test.each([
    ['slack', 'random'],
    ['discord', 'practice'],
  ] as const)('counts the same in two places on %s as two', async (side, other) => {
    const before = await posts(side);
    const place = platform(side).conversations[other] ?? (await app.slack.addChannel(other));
    await postAs(side, 'everywhere');
    await postAs(side, 'everywhere', place);
    expect(await posts(side)).toEqual({ count: before.count + 2, twice: before.twice });
  });

  test.each(SIDES)('counts nothing that a member says on %s', async (side) => {
    const before = await posts(side);
    await act(side, 'say', member(side), general(side), 'me too');
    expect(await posts(side)).toEqual(before);
  });

  test('tells what the app still has to send', async () => {
    expect((await get<Ledger>('ledger')).waiting).toEqual([{ says: 'waiting to be sent', count: 2 }]);
  });
});

describe('faults', () => {
  test('are on offer for each side, by name and in words alone', async () => {
    const offered = await get<Record<Side, object[]>>('faults');
    const one = { id: expect.any(String), says: expect.any(String) };
    expect(offered).toEqual({ slack: Array(5).fill(one), discord: Array(5).fill(one) });
  });

  test.each(SIDES.flatMap((side) => ['fire', '', 'constructor', null, 7].map((id) => [side, id] as const)))(
    'on %s are those, and no %j',
    async (side, id) => {
      await expect(post('fault', { side, id })).rejects.toThrow('there is no such fault');
    },
  );

  test('of one’s own making are not taken', async () => {
    const fault = { kind: 'drop' };
    await expect(post('fault', { side: 'slack', id: 'own', fault })).rejects.toThrow('no such fault');
  });

  describe.each(SIDES)('on %s:', (side) => {
    const fault = (id: string) => post('fault', { side, id });

    test.each([
      ['limit', 429, 0],
      ['lose', 503, 1],
      ['refuse', 503, 0],
    ])('%s answers the next message with %i, and it arrives %i times', async (id, status, arrived) => {
      await fault(id);
      const heard = await postAs(side, `met by ${id} there`);
      expect([heard, await standing(side, `met by ${id} there`)]).toEqual([status, arrived]);
    });

    test.each(['limit', 'lose', 'refuse'])('%s meets one message', async (id) => {
      await fault(id);
      await postAs(side, 'first');
      expect(await postAs(side, 'second')).toBe(200);
    });

    test('limit says to wait for three seconds', async () => {
      await fault('limit');
      const response =
        side === 'discord'
          ? (await bot.call('POST', `/channels/${general(side)}/messages`, { content: 'x' })).headers
          : (
              await fetch(`${app.slack.apiUrl}chat.postMessage`, {
                method: 'POST',
                headers: { authorization: `Bearer ${app.slack.botToken}` },
              })
            ).headers;
      expect(response.get('retry-after')).toBe('3');
    });

    test('what is not a message is let be', async () => {
      await fault('refuse');
      const other =
        side === 'discord'
          ? (await bot.call('GET', `/channels/${general(side)}`)).status
          : (await app.call('auth.test')).ok;
      expect([200, true]).toContain(other);
    });

    test('all are taken back together', async () => {
      for (const id of ['limit', 'lose', 'refuse']) await fault(id);
      await post('fault', {});
      expect(await postAs(side, 'after all')).toBe(200);
    });
  });

  test('drop ends the connection to Slack', async () => {
    const { url } = await app.call('apps.connections.open', {}, app.slack.appToken);
    const socket = new WebSocket(url);
    const closed = new Promise((resolve) => socket.once('close', () => resolve('closed')));
    await new Promise((resolve) => socket.once('message', resolve));
    await post('fault', { side: 'slack', id: 'drop' });
    expect(await closed).toBe('closed');
  });

  test('drop ends the connection to Discord', async () => {
    const connection = await bot.identified();
    await connection.next('READY');
    await post('fault', { side: 'discord', id: 'drop' });
    expect(await connection.closed).toEqual(expect.any(Number));
    bot.disconnect();
    bot = new RawBot(discord);
  });

  test('twice hands an act on Slack over twice', async () => {
    const opened = () => app.received.filter(({ payload }) => payload.event?.type === 'app_home_opened');
    const before = opened().length;
    await post('fault', { side: 'slack', id: 'twice' });
    await act('slack', 'openHome', member('slack'), { settleMs: 1 });
    await until('the second', () => opened().length >= before + 2);
    const [one, other] = opened().slice(before);
    expect(one?.payload.event_id).toBe(other?.payload.event_id);
  });

  test('twice hands an act on Discord over twice', async () => {
    const connection = await bot.identified();
    await connection.next('READY');
    await post('fault', { side: 'discord', id: 'twice' });
    act('discord', 'slash', member('discord'), general('discord'), '/glossary').catch(() => {});
    const [one, other] = [
      await connection.next('INTERACTION_CREATE'),
      await connection.next('INTERACTION_CREATE'),
    ];
    connection.terminate();
    expect(one.d).toEqual(other.d);
  });
});

describe('files', () => {
  let page: Page;

  beforeAll(async () => {
    page = await startPage(0, Promise.resolve(routes));
  });
  afterAll(() => page.close());

  const file = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${new URL(page.url).port}/files/${path}`);
    return [response.status, await response.text()];
  };

  test('of Slack are given', async () => {
    const args = { filename: 'a chart (é).png', length: 3 };
    const { upload_url, file_id } = await app.call('files.getUploadURLExternal', args);
    await fetch(upload_url, { method: 'POST', body: 'png' });
    await app.call('files.completeUploadExternal', { files: [{ id: file_id }] });
    const name = encodeURIComponent(args.filename);
    expect(await file(`slack/files/${file_id}/${name}`)).toEqual([200, 'png']);
  });

  test('of Discord are given', async () => {
    const body = new FormData();
    body.set('payload_json', '{}');
    body.set('files[0]', new Blob(['png'], { type: 'image/png' }), 'a chart.png');
    await bot.call('POST', `/channels/${general('discord')}/messages`, body);
    const { messages } = await get<Screen>('screen', { side: 'discord', member: member('discord') });
    const { path } = messages.at(-1)!.files[0]!;
    expect(await file(`discord${path}`)).toEqual([200, 'png']);
  });

  test.each([
    ...['slack/_local/changes', 'slack/_local/uninstall', 'slack/api/auth.test', 'slack/files', 'slack/'],
    ...[
      'slack/files/../_local/changes',
      'slack/files/%2e%2e/_local/changes',
      'slack/files/..%2f_local%2fchanges',
    ],
    ...[
      'slack/files/F1/..%5c..%5c_local%5cchanges',
      'slack//evil.example/files/x',
      'slack/attachments/1/2/x',
    ],
    ...[
      'discord/_local/changes',
      'discord/api/v10/gateway',
      'discord/files/F1/x',
      'discord/attachments/1/2/x',
    ],
    ...['discord/attachments/../api/v10/gateway', 'discord/attachments/%2e%2e/_local/changes'],
    ...['irc/files/F1/x', '__proto__/files/F1/x', 'http://evil.example/files/x', 'files/F1/x'],
  ])('are all that is given: not %s', async (path) => {
    expect(await file(path)).toEqual([404, expect.any(String)]);
  });

  test('that are not there are no call by the app, and use up no fault', async () => {
    await app.slack.clearCalls();
    await file('slack/api/chat.postMessage');
    expect(await get('calls')).not.toContainEqual(expect.objectContaining({ side: 'slack' }));
  });
});
