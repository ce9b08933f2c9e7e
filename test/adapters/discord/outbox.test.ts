import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/chat/clock.ts';
import type { Posted } from '../../../src/chat/outbox.ts';
import type { Message } from '../../../src/chat/reply.ts';
import type { SpaceId } from '../../../src/chat/request.ts';
import { paragraph } from '../../../src/chat/text.ts';
import type { Fault } from '../../../src/local/discord/human.ts';
import { Permission } from '../../../src/local/discord/permissions.ts';
import { until } from '../../until.ts';
import { type Bot, idIn, makeBot, startBot } from './bot.ts';
import { visible } from './shown.ts';

const POST = { method: 'POST', path: '/messages$' };
const WORDS = 'a confidential word';

const card = (words = WORDS): Message => ({
  title: 'Reminder',
  parts: [{ kind: 'text', text: [paragraph(words)] }],
});

interface Place {
  readonly guildId: string;
  readonly space: SpaceId;
  readonly channel: string;
}

let bot: Bot;
/** A server for each test, so that its channel is empty. */
let here: Place;
let since: Temporal.Instant;
let id: string;
let count = 0;
let hanging: Promise<{ outcomes: readonly Posted[]; ms: number }>;
let hung: Place;

async function newPlace(): Promise<Place> {
  const { guildId, conversations } = await bot.local.addGuild('Course');
  return { guildId, space: `discord:${guildId}` as SpaceId, channel: idIn(conversations, 'general') };
}

beforeAll(async () => {
  bot = await startBot();
  // It takes ten seconds, and the other tests may run meanwhile.
  hung = await newPlace();
  await bot.local.fault({ kind: 'hang', commit: 'after', times: 2, on: { path: hung.channel } });
  const started = performance.now();
  const posts = ['hanging', 'behind', 'last'].map((each) =>
    bot.adapter.outbox.post(hung.space, hung.channel, each, card()),
  );
  hanging = Promise.all(posts).then((outcomes) => ({ outcomes, ms: performance.now() - started }));
  await until('the call that hangs', async () => (await bot.local.reading(hung.channel)).length === 1);
});
afterAll(() => bot.stop());
beforeEach(async () => {
  await bot.local.clearCalls();
  here = await newPlace();
  since = systemClock.now();
  count += 1;
  id = `delivery-${count}`;
});

const post = (message = card()) => bot.adapter.outbox.post(here.space, here.channel, id, message);
const find = (asked = id) => bot.adapter.outbox.find(here.space, here.channel, asked, since);
const said = () => bot.local.reading(here.channel);
const deny = (permission: bigint) =>
  bot.local.overwrite(here.channel, bot.local.applicationId, '0', String(permission));

describe('a post', () => {
  test('stands in the channel, and pings nobody', async () => {
    const posted = await post(card('Hello @everyone'));
    const [seen] = await bot.local.read(bot.member, here.channel);
    expect(posted).toEqual({ kind: 'posted', channel: here.channel, message: seen?.id });
    expect(visible(seen?.text ?? '')).toBe('Reminder\nHello @everyone');
    expect(seen?.payload).toMatchObject({ allowed_mentions: { parse: [] }, flags: 1 << 15 });
  });

  test('comes without a sound where it is to be silent', async () => {
    await post({ ...card(), silent: true });
    const [seen] = await bot.local.read(bot.member, here.channel);
    expect(seen?.payload).toMatchObject({ flags: (1 << 15) | (1 << 12) });
  });

  test('brings its files and pictures', async () => {
    const content = new TextEncoder().encode('{}');
    await post({
      parts: [
        { kind: 'picture', name: 'chart', png: new Uint8Array([1, 2]), alt: 'Two bars' },
        { kind: 'file', name: 'my data.json', content, says: 'All that is kept' },
      ],
    });
    const [seen] = await bot.local.read(bot.member, here.channel);
    expect(seen?.text).toBe('[picture: Two bars]\nAll that is kept\n[file: my-data.json]');
  });

  test('brings its pictures whatever HTTP client another library has made the process’s own', async () => {
    const before = getGlobalDispatcher();
    setGlobalDispatcher(new Agent());
    try {
      await post({
        parts: [{ kind: 'picture', name: 'chart', png: new Uint8Array([1, 2]), alt: 'Two bars' }],
      });
    } finally {
      setGlobalDispatcher(before);
    }
    const [seen] = await bot.local.read(bot.member, here.channel);
    expect(seen?.text).toBe('[picture: Two bars]');
  });

  test('that is made twice with one id is one message', async () => {
    const [first, second] = [await post(), await post()];
    expect([second, (await said()).length]).toEqual([first, 1]);
  });

  test('reaches a member directly, in the same conversation each time', async () => {
    const { outbox } = bot.adapter;
    const opened = await outbox.openDirect(here.space, bot.second);
    expect(await outbox.openDirect(here.space, bot.second)).toEqual(opened);
    const channel = await bot.local.openDirect(bot.second);
    expect(opened).toEqual({ kind: 'opened', channel });
    const posted = await outbox.post(here.space, channel, id, card('Only for you'));
    expect((await bot.local.read(bot.second, channel)).at(-1)?.text).toBe('Reminder\nOnly for you');
    const message = posted.kind === 'posted' ? posted.message : '';
    expect(await outbox.find(here.space, channel, id, since)).toEqual({ kind: 'found', message });
  });

  const LOST: [string, Fault][] = [
    ['Discord fails', { kind: 'status', status: 503, commit: 'after', on: POST }],
    ['the connection is reset', { kind: 'reset', commit: 'after', on: POST }],
  ];
  test.each(LOST)(
    'is unknown where it is taken but %s; it is found, and made again it is still one',
    async (_what, fault) => {
      await bot.local.fault(fault);
      expect(await post()).toEqual({ kind: 'unknown' });
      const [message] = (await said()).map((each) => each.id);
      expect(await find()).toEqual({ kind: 'found', message });
      expect(await post()).toEqual({ kind: 'posted', channel: here.channel, message });
      expect(await said()).toHaveLength(1);
    },
  );

  test.each([503, 'reset'] as const)(
    'that is carried out late, after %s, is found once it is there',
    async (status) => {
      await bot.local.fault({ kind: 'late', status, ms: 1_000, on: POST });
      expect(await post()).toEqual({ kind: 'unknown' });
      expect(await find()).toEqual({ kind: 'absent' });
      await until('the late message', async () => (await said()).length === 1);
      expect((await find()).kind).toBe('found');
    },
  );

  test('is made by one call: what failed is tried again by whoever asked', async () => {
    await bot.local.fault({ kind: 'status', status: 503, commit: 'before', on: POST });
    expect([await post(), await find()]).toEqual([{ kind: 'unknown' }, { kind: 'absent' }]);
    expect((await bot.local.calls()).filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test('is unknown where no answer comes in ten seconds, the wait behind others included', async () => {
    const { outcomes, ms } = await hanging;
    expect(outcomes[0]).toEqual({ kind: 'unknown' });
    expect(ms).toBeLessThan(15_000);
    // The one behind may have been given up before it could hang.
    await bot.local.clearFaults();
    const { outbox } = bot.adapter;
    expect((await outbox.post(hung.space, hung.channel, 'afterwards', card())).kind).toBe('posted');
  }, 20_000);

  test('is unsent where Discord is not reached', async () => {
    const { adapter } = makeBot(bot.local, undefined, { apiUrl: 'http://127.0.0.1:9/api' });
    const started = adapter.start();
    expect(await adapter.outbox.post(here.space, here.channel, id, card())).toEqual({ kind: 'unsent' });
    await adapter.stop();
    await started;
  });

  test('is unsent while the token is refused, and sent when it is taken again', async () => {
    await bot.local.fault({ kind: 'status', status: 401, commit: 'before', on: POST });
    expect([(await post()).kind, (await post()).kind]).toEqual(['unsent', 'posted']);
  });

  test('is sent whether connected or not, and unsent once closed', async () => {
    const { adapter } = makeBot(bot.local);
    const send = () => adapter.outbox.post(here.space, here.channel, id, card());
    const before = await send();
    await adapter.start();
    const between = await send();
    await adapter.stop();
    const after = await send();
    await adapter.close();
    const kinds = [before, between, after, await send()].map(({ kind }) => kind);
    expect(kinds).toEqual(['posted', 'posted', 'posted', 'unsent']);
  });
});

describe('a refusal', () => {
  const refused = (reason: string) => ({ kind: 'refused', reason });

  test('of a member who closed their direct messages says so', async () => {
    const channel = await bot.local.openDirect(bot.second);
    await bot.local.setDirectOpen(bot.second, false);
    const posted = await bot.adapter.outbox.post(here.space, channel, id, card());
    await bot.local.setDirectOpen(bot.second, true);
    expect(posted).toEqual(refused('direct-closed'));
  });

  test('of an account that nobody has says so', async () => {
    expect(await bot.adapter.outbox.openDirect(here.space, '100000000000000001')).toEqual(
      refused('member-gone'),
    );
  });

  test('of a channel that is gone says so', async () => {
    here = { ...here, channel: '100000000000000001' };
    expect(await post()).toEqual(refused('channel-gone'));
  });

  test.each([
    ['to see it', Permission.viewChannel],
    ['to write in it', Permission.sendMessages],
  ])('of a channel where the bot has no permission %s says so', async (_what, permission) => {
    await deny(permission);
    expect(await post()).toEqual(refused('no-permission'));
  });

  test('of a server that put the bot out says so', async () => {
    await bot.local.removeBot(here.guildId);
    expect(await post()).toEqual(refused('space-gone'));
    expect(await bot.adapter.outbox.edit(here.space, here.channel, '1', card())).toEqual(
      refused('space-gone'),
    );
  });

  test('of an edit of a message that is gone says so', async () => {
    const gone = '100000000000000001';
    expect(await bot.adapter.outbox.edit(here.space, here.channel, gone, card())).toEqual(
      refused('message-gone'),
    );
  });

  test('of a payload is logged by its code alone', async () => {
    await bot.local.fault({ kind: 'status', status: 400, commit: 'before', on: POST });
    expect(await post()).toEqual(refused('rejected'));
    const line = bot.log.lines.findLast(({ message }) => message === 'a call to Discord failed');
    expect([line?.level, JSON.stringify(bot.log.lines).includes(WORDS)]).toEqual(['error', false]);
  });
});

describe('an edit', () => {
  test('changes the message, and takes away files that it no longer has', async () => {
    const posted = await post({
      parts: [{ kind: 'file', name: 'a.txt', content: new Uint8Array([65]), says: 'A letter' }],
    });
    const message = posted.kind === 'posted' ? posted.message : '';
    expect(await bot.adapter.outbox.edit(here.space, here.channel, message, card('Later'))).toEqual({
      kind: 'edited',
    });
    const [seen] = await bot.local.read(bot.member, here.channel);
    expect([seen?.id, seen?.text]).toEqual([message, 'Reminder\nLater']);
  });
});

describe('a look for a message', () => {
  test('finds it among hundreds that were said after it', async () => {
    await post();
    for (let page = 0; page < 5; page += 1)
      await Promise.all(
        Array.from({ length: 50 }, () => bot.local.say(bot.member, here.channel, 'good morning')),
      );
    expect((await find()).kind).toBe('found');
  });

  test('finds it behind a hundred that were said before it', async () => {
    for (let index = 0; index < 100; index += 1) await bot.local.say(bot.member, here.channel, 'hello');
    const posted = await post();
    expect(await find()).toEqual({ kind: 'found', message: posted.kind === 'posted' ? posted.message : '' });
  });

  test('cannot say after five hundred messages that are not it', async () => {
    for (let page = 0; page < 10; page += 1)
      await Promise.all(Array.from({ length: 50 }, () => bot.local.say(bot.member, here.channel, 'hello')));
    expect(await find()).toEqual({ kind: 'unreadable' });
  });

  test('does not find another delivery, nor what was posted long before', async () => {
    await post();
    const later = since.add({ minutes: 2 });
    const { outbox } = bot.adapter;
    expect([await find('another'), await outbox.find(here.space, here.channel, id, later)]).toEqual([
      { kind: 'absent' },
      { kind: 'absent' },
    ]);
  });

  test('knows that a channel where nobody ever wrote holds nothing', async () => {
    expect(await find()).toEqual({ kind: 'absent' });
  });

  test.each([
    ['its history', Permission.readMessageHistory],
    ['the channel', Permission.viewChannel],
  ])('cannot say where the bot may not read %s', async (_what, permission) => {
    await post();
    await deny(permission);
    expect(await find()).toEqual({ kind: 'unreadable' });
  });

  test('of a member who wrote nothing back says that nothing is there', async () => {
    const channel = await bot.local.openDirect(idIn(bot.local.members, 'Facilitator'));
    expect(await bot.adapter.outbox.find(here.space, channel, id, since)).toEqual({ kind: 'absent' });
  });
});

describe('a rate limit', () => {
  test.each([
    ['of the channel', 'user', 'channel'],
    ['of what is shared', 'shared', 'channel'],
    ['of the whole bot', 'global', 'platform'],
  ] as const)('%s is told, not waited for', async (_what, scope, told) => {
    await bot.local.fault({ kind: 'rate-limit', scope, retryAfterMs: 400, on: POST });
    const limited = await post();
    expect(limited).toMatchObject({ kind: 'limited', scope: told });
    expect(limited.kind === 'limited' && limited.retryAfter).toBeGreaterThanOrEqual(350);
    expect(await said()).toEqual([]);
    // A limit of the whole bot would meet the next test.
    await until('the limit to be over', async () => (await post()).kind === 'posted');
  });

  test('is known beforehand, and commands are answered meanwhile', async () => {
    const limited = await startBot(undefined, { rateLimits: true });
    const { outbox } = limited.adapter;
    const space = `discord:${limited.local.guildId}` as SpaceId;
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) => outbox.post(space, limited.general, `busy-${index}`, card())),
    );
    const { kind, ms } = await limited.local.slash(limited.member, limited.general, '/ping');
    const calls = await limited.local.calls();
    await limited.stop();
    expect(outcomes.map((each) => each.kind)).toEqual([
      ...Array.from({ length: 5 }, () => 'posted'),
      ...Array.from({ length: 3 }, () => 'limited'),
    ]);
    const waits = outcomes.flatMap((each) => (each.kind === 'limited' ? [each.retryAfter] : []));
    expect(waits.every((wait) => wait > 0 && wait < 5_200)).toBe(true);
    expect([kind, ms < 2_000, calls.filter(({ status }) => status === 429)]).toEqual(['message', true, []]);
  });
});
