/** What stands on a member's screen. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startLocalSlack } from '../../../src/local/slack/start.ts';
import { manifest, modal } from './app.ts';
import { type Loose, type RawApp, rawApp } from './raw-app.ts';

let app: RawApp;
let member: string;
let second: string;
let facilitator: string;
let channel: string;

beforeAll(async () => {
  app = await rawApp();
  member = app.slack.members.Member!;
  second = app.slack.members['Second member']!;
  facilitator = app.slack.members.Facilitator!;
});
afterAll(() => app.stop());
beforeEach(async () => {
  app.answer(() => ({}));
  channel = await app.slack.addChannel(`channel-${crypto.randomUUID()}`);
});

const post = (payload: object): Promise<Loose> => app.call('chat.postMessage', { channel, ...payload });
const whisper = async (user: string, text: string): Promise<string> =>
  (await app.call('chat.postEphemeral', { channel, user, text })).message_ts;
const shown = async (who: string): Promise<Loose[]> => (await app.slack.screen(who, channel)).messages;
const home = (text: string): object => ({
  type: 'home',
  blocks: [{ type: 'header', text: { type: 'plain_text', text } }],
});

describe('places', () => {
  const listed = async (who: string): Promise<string[]> =>
    (await app.slack.screen(who, undefined)).places.map(({ kind, name }) => `${kind} ${name}`);

  test('a member finds their channels, and the direct conversation with the app last', async () => {
    const places = await listed(member);
    expect([places.slice(0, 2), places.at(-1)]).toEqual([
      ['channel general', 'channel practice'],
      'direct Parley',
    ]);
  });

  test('a private channel is there for who is in it', async () => {
    expect(await listed(facilitator)).toContain('private facilitators');
  });

  test('a private channel is absent for who is not in it', async () => {
    expect(await listed(member)).not.toContain('private facilitators');
  });

  test("what is said in others' private channel cannot be opened: the first channel stands there", async () => {
    const { facilitators, general } = app.slack.conversations;
    expect((await app.slack.screen(member, facilitators)).place).toBe(general);
  });

  test('the direct conversation with the app can be opened', async () => {
    const direct = await app.slack.openDirect(member);
    await app.call('chat.postMessage', { channel: direct, text: 'for you' });
    const { place, messages } = await app.slack.screen(member, direct);
    expect([place, messages.at(-1)?.payload]).toEqual([direct, { text: 'for you' }]);
  });

  test("a place tells the newest message that the member may see, and no one else's", async () => {
    const { ts } = await post({ text: 'for all' });
    await whisper(second, 'for the second member');
    const { places } = await app.slack.screen(member, undefined);
    expect(places.find(({ id }) => id === channel)?.latest).toBe(ts);
  });

  test('nothing can be typed into an archived channel', async () => {
    const writable = async (): Promise<boolean | undefined> =>
      (await app.slack.screen(member, channel)).places.find(({ id }) => id === channel)?.writable;
    const before = await writable();
    await app.slack.archive(channel);
    expect([before, await writable()]).toEqual([true, false]);
  });

  test('nothing can be typed to the app where its Messages tab is read-only', async () => {
    const readOnly: Loose = structuredClone(manifest(false));
    readOnly.features.app_home.messages_tab_read_only_enabled = true;
    const writable = async (): Promise<boolean | undefined> =>
      (await app.slack.screen(member, undefined)).places.at(-1)?.writable;
    const before = await writable();
    await app.slack.install(readOnly);
    expect([before, await writable()]).toEqual([true, false]);
    await app.slack.install(manifest(false));
  });
});

test('everybody can be named: members, guests, and the app as such', async () => {
  const guest = await app.slack.shareChannel(channel);
  const { people } = await app.slack.screen(member, undefined);
  expect(people.filter(({ app: isApp }) => isApp).map(({ name }) => name)).toEqual(['Parley']);
  expect(people.map(({ id }) => id)).toEqual(expect.arrayContaining([member, facilitator, guest]));
});

test('the screen shows the time that members see', async () => {
  await app.slack.setClock('2026-11-26T12:00:00Z');
  const { now } = await app.slack.screen(member, undefined);
  await app.slack.setClock(null);
  expect(now).toBe(Date.parse('2026-11-26T12:00:00Z'));
});

test('the app is connected while there is somewhere to deliver to', async () => {
  const slack = await startLocalSlack();
  const connected = async (): Promise<boolean> => (await slack.screen(member, undefined)).connected;
  const before = await connected();
  await slack.useHttp('http://127.0.0.1:9/slack/events');
  const after = await connected();
  await slack.stop();
  expect([before, after]).toEqual([false, true]);
});

describe('messages', () => {
  test('a message stands as it was received, with what Slack adds to it', async () => {
    await app.slack.setClock('2026-11-26T12:00:00Z');
    const metadata = { event_type: 'post', event_payload: { id: 'a' } };
    const { ts } = await post({ text: 'x', blocks: [{ type: 'divider', block_id: 'b' }], metadata });
    await app.slack.setClock(null);
    expect(await shown(member)).toEqual([
      {
        id: ts,
        author: expect.any(String),
        at: Date.parse('2026-11-26T12:00:00Z'),
        edited: false,
        private: false,
        loading: false,
        origin: null,
        payload: { text: 'x', blocks: [{ type: 'divider', block_id: 'b' }], metadata },
        files: [],
        version: 1,
      },
    ]);
  });

  test('a message that was changed says so', async () => {
    const { ts } = await post({ text: 'x' });
    await app.call('chat.update', { channel, ts, text: 'y' });
    expect(await shown(member)).toMatchObject([{ payload: { text: 'y' }, edited: true, version: 2 }]);
  });

  test('an ephemeral message is on the screen of its member', async () => {
    const id = await whisper(member, 'for you');
    expect(await shown(member)).toMatchObject([{ id, private: true }]);
  });

  test('an ephemeral message is not on the screens of others', async () => {
    await whisper(member, 'for you');
    expect(await shown(second)).toEqual([]);
  });

  test('the newest hundred are shown', async () => {
    for (let count = 0; count <= 100; count += 1) await app.slack.say(member, channel, `${count}`);
    const texts = (await shown(member)).map(({ payload }) => payload.text);
    expect([texts.length, texts[0], texts.at(-1)]).toEqual([100, '1', '100']);
  });
});

describe('dismissing', () => {
  test('takes an ephemeral message away', async () => {
    await app.slack.dismiss(member, await whisper(member, 'for you'));
    expect(await shown(member)).toEqual([]);
  });

  test("does not reach somebody else's", async () => {
    const id = await whisper(member, 'for you');
    await expect(app.slack.dismiss(second, id)).rejects.toThrow('not shown to this member alone');
  });

  test('does not reach what everybody sees', async () => {
    const { ts } = await post({ text: 'x' });
    await expect(app.slack.dismiss(member, ts)).rejects.toThrow('not shown to this member alone');
  });

  test('is not taken for the answer to a command that waits', async () => {
    const id = await whisper(member, 'for you');
    const received = app.received.length;
    const answer = app.slack.slash(member, channel, '/term x', { waitMs: 200 });
    while (app.received.length === received) await app.next();
    await app.slack.dismiss(member, id);
    expect((await answer).kind).toBe('nothing');
  });
});

describe('forms and the Home tab', () => {
  const form = async (): Promise<Loose> => (await app.slack.screen(member, undefined)).form;

  async function open(): Promise<string> {
    const before = app.received.length;
    await app.slack.slash(member, channel, '/form', { waitMs: 1 });
    const { trigger_id } = app.received[before]!.payload;
    return (await app.call('views.open', { trigger_id, view: modal('form') })).view.id;
  }

  test('an open modal is on the screen', async () => {
    const id = await open();
    expect(await form()).toMatchObject({ id, payload: { type: 'modal', callback_id: 'form' }, version: 1 });
  });

  test('a modal that was closed is gone', async () => {
    await app.slack.close(member, await open());
    expect(await form()).toBeNull();
  });

  test('of two modals the upper one is there', async () => {
    const below = await open();
    app.answer(() => ({ body: { response_action: 'push', view: modal('next') } }));
    await app.slack.submit(member, below, { Topic: 'fair' });
    expect(await form()).toMatchObject({ payload: { callback_id: 'next' } });
  });

  test('there is no Home tab before the app has shown something on it', async () => {
    expect((await app.slack.screen(facilitator, undefined)).home).toBeNull();
  });

  test('the Home tab is asked for again each time it is opened', async () => {
    let opened = 0;
    app.answer(async ({ event }) => {
      if (event?.type !== 'app_home_opened') return {};
      opened += 1;
      await app.call('views.publish', { user_id: event.user, view: home(`${opened}`) });
      return {};
    });
    await app.slack.openHome(member);
    await app.slack.openHome(member);
    expect((await app.slack.screen(member, undefined)).home).toMatchObject({
      version: 2,
      payload: { blocks: [{ text: { text: '2' } }] },
    });
  });

  test('a Home tab that the app leaves as it is stays', async () => {
    await app.call('views.publish', { user_id: second, view: home('kept') });
    await app.slack.openHome(second, { settleMs: 1 });
    expect((await app.slack.screen(second, undefined)).home).toMatchObject({ version: 1 });
  });
});
