import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/chat/clock.ts';
import { EVENTS } from '../../../src/chat/outbox.ts';
import type { EventEntry } from '../../../src/chat/reply.ts';
import type { SpaceId } from '../../../src/chat/request.ts';
import type { Fault } from '../../../src/local/discord/human.ts';
import { type Bot, routes, startBot } from './bot.ts';

const CREATE = { method: 'POST', path: '/scheduled-events$' };
const STARTS = systemClock.now().add({ hours: 48 }).round('second');

const entry: EventEntry = {
  title: 'Shuttle mediation',
  starts: STARTS,
  ends: STARTS.add({ minutes: 90 }),
  where: 'Room 2',
  about: 'Moving between two rooms',
  cancelled: false,
};

let bot: Bot;
/** A server for each test, so that its list is empty. */
let server: string;
let space: SpaceId;
let id: string;
let count = 0;

beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.stop());
beforeEach(async () => {
  await bot.local.clearFaults();
  ({ guildId: server } = await bot.local.addGuild('Course'));
  space = `discord:${server}` as SpaceId;
  count += 1;
  id = `announcement${count}`;
});

const message = (event: EventEntry) => ({ title: event.title, parts: [], event });
const post = (event = entry, as = id) => bot.adapter.outbox.post(space, EVENTS, as, message(event));
const edit = (name: string, event = entry) => bot.adapter.outbox.edit(space, EVENTS, name, message(event));
const find = (asked = id) => bot.adapter.outbox.find(space, EVENTS, asked, STARTS);
const refused = (reason: string) => ({ kind: 'refused', reason });

async function posted(event = entry): Promise<string> {
  const done = await post(event);
  if (done.kind !== 'posted') throw new Error(`it was not posted: ${JSON.stringify(done)}`);
  return done.message;
}

/** A call of the bot's own, beside the program. */
async function ask(method: string, path = '', body?: object): Promise<unknown> {
  const answer = await fetch(`${bot.local.apiUrl}/v10/guilds/${server}/scheduled-events${path}`, {
    method,
    headers: { authorization: `Bot ${bot.local.token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return answer.status === 204 ? undefined : answer.json();
}
const listed = async () => (await ask('GET')) as Record<string, unknown>[];

describe('an entry in the list of events', () => {
  test('says what, when and where, to the members of the server only', async () => {
    const name = await posted();
    const [seen] = await listed();
    expect(seen).toMatchObject({
      id: name,
      name: 'Shuttle mediation',
      description: `Moving between two rooms\n\nParley ${id}`,
      entity_type: 3,
      entity_metadata: { location: 'Room 2' },
      privacy_level: 2,
    });
    expect(
      [seen?.scheduled_start_time, seen?.scheduled_end_time].map((at) => Temporal.Instant.from(`${at}`)),
    ).toEqual([entry.starts, entry.ends]);
  });

  test('keeps within Discord’s limits, and the mark with which it is found', async () => {
    const long = '😀'.repeat(1_000);
    const name = await posted({ ...entry, title: long, where: long, about: long });
    expect(await find()).toEqual({ kind: 'found', message: name });
  });

  test('holds no mention, no link under another name, and no direction marks', async () => {
    await posted({
      ...entry,
      title: 'Two\nlines',
      about: '<@100000000000000001> @everyone [here](https://example.org) \u202eback',
    });
    const [seen] = await listed();
    expect(seen?.name).toBe('Two lines');
    expect(seen?.description).not.toMatch(/<@|@everyone|\]\(|\u202e/);
  });

  test('follows a move, keeps its mark, and makes no second one', async () => {
    const name = await posted();
    const starts = STARTS.add({ hours: 24 });
    const moved = { ...entry, starts, ends: starts.add({ minutes: 60 }), where: 'Room 3' };
    expect(await edit(name, moved)).toEqual({ kind: 'edited' });
    const [seen, ...more] = await listed();
    expect(more).toEqual([]);
    expect(seen).toMatchObject({ id: name, entity_metadata: { location: 'Room 3' } });
    expect(Temporal.Instant.from(`${seen?.scheduled_start_time}`)).toEqual(starts);
    expect(await find()).toEqual({ kind: 'found', message: name });
  });

  test('that is the same is not changed', async () => {
    const name = await posted();
    await bot.local.clearCalls();
    expect(await edit(name)).toEqual({ kind: 'edited' });
    expect(await routes(bot.local)).toEqual(['GET /guilds/scheduled-events']);
  });

  test('goes with a cancellation, however often it is said', async () => {
    const name = await posted();
    const cancelled = { ...entry, cancelled: true };
    expect([await edit(name, cancelled), await listed(), await edit(name, cancelled)]).toEqual([
      { kind: 'edited' },
      [],
      { kind: 'edited' },
    ]);
  });

  test('is not made of what is cancelled already', async () => {
    expect([await post({ ...entry, cancelled: true }), await listed()]).toEqual([
      refused('message-gone'),
      [],
    ]);
  });

  test('that somebody deleted stays away', async () => {
    const name = await posted();
    await ask('DELETE', `/${name}`);
    expect([await edit(name), await listed()]).toEqual([refused('message-gone'), []]);
  });

  test('that has begun is left as it is, and taken away where it was put off after all', async () => {
    const name = await posted();
    await ask('PATCH', `/${name}`, { status: 2 });
    expect(await edit(name, { ...entry, title: 'Another' })).toEqual({ kind: 'edited' });
    expect((await listed()).map((each) => each.name)).toEqual(['Shuttle mediation']);
    const starts = STARTS.add({ hours: 24 });
    expect(await edit(name, { ...entry, starts, ends: starts.add({ hours: 1 }) })).toEqual(
      refused('message-gone'),
    );
    expect(await listed()).toEqual([]);
  });

  test('is refused without the permission, and where the bot is not any more', async () => {
    const name = await posted();
    await bot.local.grant(server, '0');
    const moved = { ...entry, where: 'Room 3' };
    expect([await post(), await edit(name, moved)]).toEqual([
      refused('no-permission'),
      refused('no-permission'),
    ]);
    await bot.local.removeBot(server);
    expect(await post()).toEqual(refused('space-gone'));
  });

  test('is refused where a hundred stand there, which is no fault', async () => {
    const each = Array.from({ length: 100 }, (_, index) => post(entry, `filling${index}`));
    expect((await Promise.all(each)).every(({ kind }) => kind === 'posted')).toBe(true);
    bot.log.lines.length = 0;
    expect(await post()).toEqual(refused('rejected'));
    expect(bot.log.lines.filter(({ level }) => level !== 'debug')).toEqual([]);
  });

  test.each<Fault>([
    { kind: 'status', status: 503, commit: 'after', on: CREATE },
    { kind: 'reset', commit: 'after', on: CREATE },
  ])('whose answer is lost is found by its id, and no other is: %o', async (fault) => {
    await post(entry, 'another');
    await bot.local.fault(fault);
    expect(await post()).toEqual({ kind: 'unknown' });
    const seen = (await listed()).find(({ description }) => `${description}`.endsWith(id));
    expect([await find(), await find(`${id}x`)]).toEqual([
      { kind: 'found', message: seen?.id },
      { kind: 'absent' },
    ]);
  });

  test('that was never made is not found', async () => {
    await bot.local.fault({ kind: 'status', status: 503, commit: 'before', on: CREATE });
    expect([await post(), await find()]).toEqual([{ kind: 'unknown' }, { kind: 'absent' }]);
  });
});
