import type { Client } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Permission } from '../../../src/local/discord/permissions.ts';
import { type LocalDiscord, startLocalDiscord } from '../../../src/local/discord/start.ts';
import type { Screen } from '../../../src/local/shared/screen.ts';
import { card, login, newClient, startCourse } from './course-bot.ts';
import { RawBot } from './raw-bot.ts';

let discord: LocalDiscord;
let client: Client;
let general: string;
let member: string;
let second: string;

beforeAll(async () => {
  ({ discord, client, general, member, second } = await startCourse());
});

afterAll(async () => {
  await client.destroy();
  await discord.stop();
});

const slash = (command: string, place = general) => discord.slash(member, place, command);
const ids = ({ messages }: Screen): string[] => messages.map(({ id }) => id);
const refused = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'done',
    (error: Error) => error.message,
  );

/** A channel in which nothing has been said. */
async function newChannel(): Promise<{ guildId: string; channel: string }> {
  const { guildId, conversations } = await discord.addGuild('Course of a test');
  return { guildId, channel: conversations.general! };
}

describe('people and places', () => {
  test('everybody in the guild can be named, the app too', async () => {
    const { people } = await discord.screen(member);
    expect(people.map(({ name, handle, app, zone }) => [name, handle, app, zone])).toEqual([
      ['Administrator', 'administrator', false, 'Europe/London'],
      ['Parley', 'parley', true, 'UTC'],
      ['Facilitator', 'facilitator', false, 'Europe/London'],
      ['Member', 'member', false, 'America/Toronto'],
      ['Second member', 'second_member', false, 'Europe/Berlin'],
    ]);
  });

  test('roles can be named', async () => {
    const { roles } = await discord.screen(member);
    expect(roles.map(({ name }) => name)).toContain('Facilitators');
  });

  test('a member’s list has the channels that they see, and last the direct conversation with the app', async () => {
    const { places } = await discord.screen(member);
    expect(places.slice(0, 2).map(({ name, kind }) => [name, kind])).toEqual([
      ['general', 'channel'],
      ['practice', 'channel'],
    ]);
    expect(places.at(-1)).toEqual({
      id: await discord.openDirect(member),
      name: 'Parley',
      kind: 'direct',
      latest: '',
      writable: true,
    });
  });

  test('a channel that is closed to a member is not in their list', async () => {
    const { places } = await discord.screen(member);
    expect(places.map(({ id }) => id)).not.toContain(discord.conversations.staff);
  });

  test('a channel that is closed to everybody is private to those who see it', async () => {
    const { places } = await discord.screen(discord.members.Facilitator!);
    expect(places.find(({ name }) => name === 'staff')?.kind).toBe('private');
  });

  test.each([
    ['no conversation', () => undefined],
    ['one that is closed to the member', () => discord.conversations.staff!],
    ['one that is not there', () => '1'],
  ])('with %s the first one in the list is open', async (_what, place) => {
    expect((await discord.screen(member, place())).place).toBe(general);
  });

  test('nothing can be typed where the member may not send messages', async () => {
    const { guildId, channel } = await newChannel();
    await discord.overwrite(channel, guildId, '0', String(Permission.sendMessages));
    const { places } = await discord.screen(member, channel);
    expect(places.find(({ id }) => id === channel)?.writable).toBe(false);
  });

  test('a member who has left is still named where they have spoken', async () => {
    const { guildId, channel } = await newChannel();
    const guest = await discord.addMember(guildId, 'Guest');
    await discord.say(guest, channel, 'Goodbye');
    await discord.leave(guest, guildId);
    const { people } = await discord.screen(member, channel);
    expect(people.find(({ id }) => id === guest)?.name).toBe('Guest');
  });

  test('who does not exist has no screen', async () => {
    expect(await refused(discord.screen('1'))).toBe('there is no member 1');
  });
});

describe('messages', () => {
  test('a message stands as the platform received it, with its time, its file and the command that it answers', async () => {
    const { channel } = await newChannel();
    await discord.setClock('2026-11-23T19:00:00Z');
    const { message } = await slash('card', channel);
    const { now, messages } = await discord.screen(member, channel);
    await discord.setClock(null);
    const at = Date.parse('2026-11-23T19:00:00Z');
    const [shown] = messages;
    const file = {
      id: expect.any(String),
      name: 'chart.png',
      alt: '',
      type: 'image/png',
      path: `/attachments/${channel}/${shown?.files[0]?.id}/chart.png`,
    };
    expect([now, shown]).toEqual([
      at,
      {
        id: message!.id,
        author: discord.applicationId,
        at,
        edited: false,
        private: false,
        loading: false,
        origin: { by: member, says: '/card' },
        payload: message!.payload,
        files: [file],
        version: 1,
      },
    ]);
  });

  test('a file is where the screen says', async () => {
    const { channel } = await newChannel();
    await slash('card', channel);
    const [file] = (await discord.screen(member, channel)).messages[0]!.files;
    const { status, headers } = await fetch(`${discord.url}${file!.path}`);
    expect([status, headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  test('a private message is on the screen of its member', async () => {
    const { message } = await slash('/glossary term:caucus');
    const shown = (await discord.screen(member, general)).messages.find(({ id }) => id === message!.id);
    expect([shown?.private, shown?.origin]).toEqual([true, { by: member, says: '/glossary' }]);
  });

  test('a private message is on nobody else’s screen, nor the newest for them', async () => {
    const { channel } = await newChannel();
    const { message } = await slash('/glossary term:caucus', channel);
    const [own, other] = [await discord.screen(member, channel), await discord.screen(second, channel)];
    const latest = ({ places }: Screen) => places.find(({ id }) => id === channel)?.latest;
    expect([ids(own), latest(own), ids(other), latest(other)]).toEqual([[message!.id], message!.id, [], '']);
  });

  test('an answer to a subcommand names it whole', async () => {
    const { channel } = await newChannel();
    const options = { seats: 4, host: second, where: channel };
    await discord.slash(member, channel, 'practice open', options);
    expect((await discord.screen(member, channel)).messages[0]?.origin?.says).toBe('/practice open');
  });

  test('an answer to a message’s menu is named by its entry', async () => {
    const { channel } = await newChannel();
    const id = await discord.say(second, channel, 'I see your point');
    await discord.shortcut(member, channel, id, 'Explain this');
    expect((await discord.screen(member, channel)).messages.at(-1)?.origin?.says).toBe('Explain this');
  });

  test('an answer to a control names no command', async () => {
    const { channel } = await newChannel();
    const { message } = await slash('menus', channel);
    await discord.select(member, message!.id, 'Topic', ['Impasse']);
    expect((await discord.screen(member, channel)).messages.at(-1)?.origin).toBeNull();
  });

  test('an edit is merged into the payload, and told', async () => {
    const { channel } = await newChannel();
    const { message } = await slash('card', channel);
    const changed = await discord.click(member, message!.id, 'More');
    const [shown] = (await discord.screen(member, channel)).messages;
    expect([shown?.edited, shown?.version, shown?.payload]).toEqual([true, 2, changed.message!.payload]);
  });

  test('a placeholder is told as one, and its answer is not', async () => {
    const { channel } = await newChannel();
    const bot = new RawBot(discord);
    const asked = await bot.receive(() => slash('silent', channel));
    await bot.answer(asked, 5);
    const shown = async () => (await discord.screen(member, channel)).messages.map(({ loading }) => loading);
    const before = await shown();
    await bot.webhook(asked, 'PATCH', '@original', { content: 'There' });
    bot.disconnect();
    expect([before, await shown()]).toEqual([[true], [false]]);
  });

  test('only the newest hundred are shown', async () => {
    const { channel } = await newChannel();
    const said: string[] = [];
    for (let count = 0; count < 101; count += 1)
      said.push(await discord.say(member, channel, `Line ${count}`));
    expect(ids(await discord.screen(second, channel))).toEqual(said.slice(1));
  });

  test('what the app writes to a member directly is in their direct conversation', async () => {
    const { id } = await (await client.users.fetch(second)).send(card());
    expect(ids(await discord.screen(second, await discord.openDirect(second)))).toContain(id);
  });

  test('a private message that its member dismisses is gone for them', async () => {
    const { message } = await slash('/glossary term:batna');
    await discord.dismiss(member, message!.id);
    expect(ids(await discord.screen(member, general))).not.toContain(message!.id);
    expect(await refused(discord.click(member, message!.id, 'x'))).toContain('is not there (any more)');
  });

  test('a message that everybody sees cannot be dismissed', async () => {
    const { message } = await slash('card');
    expect(await refused(discord.dismiss(member, message!.id))).toBe(
      `message ${message!.id} is there for everybody, and cannot be dismissed`,
    );
  });

  test('somebody else’s private message cannot be dismissed', async () => {
    const { message } = await slash('/glossary term:batna');
    expect(await refused(discord.dismiss(second, message!.id))).toBe(
      `message ${message!.id} is visible to somebody else only`,
    );
  });
});

describe('forms', () => {
  const form = async (id = member) => (await discord.screen(id)).form;

  test('a form that the app opens is in front of the member, as the app sent it', async () => {
    const opened = (await slash('oldform')).form!;
    const shown = await form();
    expect([shown?.id, shown?.payload]).toEqual([
      opened.id,
      expect.objectContaining({ title: 'Old', custom_id: 'old' }),
    ]);
  });

  test('a form is in front of nobody else', async () => {
    await slash('oldform');
    expect(await form(second)).toBeNull();
  });

  test('a form that is sent is gone', async () => {
    const opened = (await slash('oldform')).form!;
    await discord.submit(member, opened.id, { name: 'Caucus' });
    expect(await form()).toBeNull();
  });

  test('a form with a wrong field stays', async () => {
    const opened = (await slash('oldform')).form!;
    await refused(discord.submit(member, opened.id, {}));
    expect((await form())?.id).toBe(opened.id);
  });

  test('a form that the app does not answer stays', async () => {
    const opened = (await slash('oldform')).form!;
    await discord.removeBot(discord.guildId);
    const { kind } = await discord.submit(member, opened.id, { name: 'Caucus' });
    await discord.addBot(discord.guildId);
    expect([kind, (await form())?.id]).toEqual(['failed', opened.id]);
  });

  test('a form that is closed is gone, and cannot be sent', async () => {
    const opened = (await slash('oldform')).form!;
    await discord.closeForm(member, opened.id);
    expect(await form()).toBeNull();
    expect(await refused(discord.submit(member, opened.id, { name: 'Caucus' }))).toBe(
      `there is no open form ${opened.id}`,
    );
  });

  test('a newer form takes the place of the one before', async () => {
    const first = (await slash('oldform')).form!;
    const newer = (await slash('form')).form!;
    expect((await form())?.id).toBe(newer.id);
    expect(await refused(discord.submit(member, first.id, { name: 'Caucus' }))).toBe(
      `there is no open form ${first.id}`,
    );
  });

  test('nobody closes a form in front of somebody else', async () => {
    const opened = (await slash('oldform')).form!;
    expect(await refused(discord.closeForm(second, opened.id))).toBe(
      'that form is in front of somebody else',
    );
  });
});

test('whether the app is connected is told', async () => {
  const other = await startLocalDiscord();
  const app = newClient(other);
  const alone = (await other.screen(other.members.Member!)).connected;
  await login(app, other);
  const together = (await other.screen(other.members.Member!)).connected;
  await app.destroy();
  await other.stop();
  expect([alone, together]).toEqual([false, true]);
});
