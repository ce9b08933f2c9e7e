import type { Client } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalDiscord } from '../../../src/local/discord/start.ts';
import { COMMANDS, card, startCourse } from './course-bot.ts';

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

const slash = (command: string, options = {}) => discord.slash(member, general, command, options);

describe('discord.js, unmodified', () => {
  test('a slash command is answered privately', async () => {
    const { kind, message } = await slash('/glossary term:zone of possible agreement');
    expect([kind, message?.text, message?.private]).toEqual(['message', 'zone of possible agreement', true]);
  });

  test('nobody else sees a private answer', async () => {
    const { message } = await slash('/glossary term:caucus');
    const ids = (await discord.read(second, general)).map((each) => each.id);
    expect(ids).not.toContain(message?.id);
  });

  test('autocomplete suggests while the member types', async () => {
    const { choices } = await discord.complete(member, general, 'glossary', { term: 'ba' }, 'term');
    expect(choices).toEqual([{ name: 'batna', value: 'batna' }]);
  });

  test('a Components V2 card reads in order, with its picture and its buttons', async () => {
    const { message } = await slash('card');
    expect(message?.text).toBe(
      [
        'BATNA',
        'The best alternative',
        'From the course',
        'Session Thu 26 Nov 2026, 14:00',
        '[Join]',
        '[picture: A chart]',
        '[More] [Off (off)] [Source → https://example.org]',
      ].join('\n'),
    );
  });

  test('each member reads times in their own zone', async () => {
    const { message } = await slash('card');
    const screen = (await discord.read(second, general)).find((each) => each.id === message?.id);
    expect(screen?.text).toContain('Session Thu 26 Nov 2026, 20:00');
  });

  test('an uploaded picture can be fetched from its address', async () => {
    const { message } = await slash('card');
    const channel = await client.channels.fetch(general);
    const stored = channel?.isTextBased() ? await channel.messages.fetch(message!.id) : undefined;
    const answer = await fetch(stored!.attachments.first()!.url);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  test('a click that updates the message shows the new one under the same id', async () => {
    const { message } = await slash('card');
    const outcome = await discord.click(member, message!.id, 'More');
    expect([outcome.kind, outcome.message?.id, outcome.message?.text, outcome.message?.version]).toEqual([
      'update',
      message!.id,
      'More about it',
      2,
    ]);
  });

  test('a click that is only acknowledged shows nothing', async () => {
    const { message } = await slash('card');
    expect((await discord.click(member, message!.id, 'join', { settleMs: 50 })).kind).toBe('nothing');
  });

  test('a string select, a user select and a channel select arrive with what was picked', async () => {
    const { message } = await slash('menus');
    const topic = await discord.select(member, message!.id, 'Topic', ['Impasse']);
    const who = await discord.select(member, message!.id, 'Who', [second]);
    const where = await discord.select(member, message!.id, 'where', [general]);
    expect([topic, who, where].map((outcome) => outcome.message?.text)).toEqual([
      'Picked impasse',
      'Asked Second member',
      'In #general',
    ]);
  });

  test('a form with labels arrives with its fields', async () => {
    const { form } = await slash('form');
    const outcome = await discord.submit(member, form!.id, {
      Topic: 'Caucus',
      role: 'Mediator',
      guest: [second],
    });
    expect([form?.fields.map((field) => field.kind), outcome.message?.text]).toEqual([
      ['text', 'select', 'user'],
      'Caucus as mediator with Second member',
    ]);
  });

  test('a form with rows arrives with its fields', async () => {
    const { form } = await slash('oldform');
    expect((await discord.submit(member, form!.id, { name: 'Caucus' })).message?.text).toBe('Caucus');
  });

  test('a deferred answer replaces its placeholder', async () => {
    const { kind, deferred, message } = await slash('slow');
    expect([kind, deferred, message?.text, message?.private]).toEqual([
      'message',
      true,
      'There it is',
      false,
    ]);
  });

  test('a withdrawn placeholder leaves the private apology', async () => {
    const { kind, deferred, message } = await slash('withdraw');
    expect([kind, deferred, message?.text, message?.private]).toEqual(['message', true, 'Sorry', true]);
  });

  test('a command that is not answered in 3 seconds fails as the client says it', async () => {
    const { kind, failure } = await slash('silent');
    expect([kind, failure]).toEqual(['failed', 'The application did not respond']);
  });

  test('a subcommand arrives with numbers, people and channels', async () => {
    const { message } = await slash('practice open', { seats: 4, host: second, where: general });
    expect(message?.text).toBe('4 seats, Second member, #general');
  });

  test('a message command knows the message that it was used on', async () => {
    const id = await discord.say(second, general, 'I see your point');
    const { message } = await discord.shortcut(member, general, id, 'Explain this');
    expect(message?.text).toBe('About: I see your point');
  });

  test('the bot writes to a member directly, and the member uses commands there', async () => {
    const user = await client.users.fetch(second);
    const { id } = await user.send(card());
    const conversation = await discord.openDirect(second);
    const { message } = await discord.slash(second, conversation, 'glossary', { term: 'batna' });
    const screen = await discord.read(second, conversation);
    expect(screen.map((each) => each.id)).toEqual([id, message?.id]);
  });

  test("the members' clock decides what is near", async () => {
    await discord.setClock('2026-11-23T19:00:00Z');
    const id = await discord.say(member, general, 'See you <t:1795719600:R>');
    await discord.advance(24 * 60 * 60_000);
    const screen = (await discord.read(second, general)).find((each) => each.id === id);
    await discord.setClock(null);
    expect(screen?.text).toBe('See you in 2 days');
  });

  test('a burst measures every command inside the process', async () => {
    const burst = { memberId: member, conversationId: general, name: 'glossary', options: { term: 'x' } };
    const { ms, unanswered } = await discord.burst({ ...burst, count: 30, concurrency: 5 });
    expect([ms.length, unanswered, ms.every((each) => each > 0 && each < 3_000)]).toEqual([30, 0, true]);
  });

  test('registering the same commands again keeps their ids', async () => {
    const before = await client.application!.commands.fetch();
    const after = await client.application!.commands.set(COMMANDS as never);
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
  });

  test('an option for a member or a role arrives with which it was', async () => {
    const role = await discord.addRole(discord.guildId, 'Mediators');
    const about = async (id: string) => (await slash('mention', { who: id })).message?.text;
    expect([await about(second), await about(role)]).toEqual(['Second member', 'Mediators']);
    await expect(about('100000000000000001')).rejects.toThrow('has nobody');
  });

  test('a member has the roles that were set, and no others', async () => {
    const role = await discord.addRole(discord.guildId, 'Observers');
    const heard = () =>
      new Promise<string[]>((resolve) =>
        client.once('interactionCreate', ({ member: asked }) =>
          resolve(Array.isArray(asked?.roles) ? asked.roles : [...(asked?.roles.cache.keys() ?? [])]),
        ),
      );
    const roles = async (ids: string[]) => {
      await discord.setRoles(member, discord.guildId, ids);
      const found = heard();
      await slash('/glossary term:caucus');
      return (await found).filter((id) => id !== discord.guildId);
    };
    expect([await roles([role]), await roles([])]).toEqual([[role], []]);
  });

  test('all that was said is read at once, private answers left out', async () => {
    const { conversations } = await discord.addGuild('Quiet course');
    const channel = conversations.general!;
    const id = await discord.say(member, channel, 'Good **morning**');
    await discord.slash(member, channel, '/glossary term:caucus');
    const said = { id, conversation: channel, author: 'Member', text: 'Good **morning**' };
    expect(await discord.reading(channel)).toEqual([said]);
    expect(await discord.reading()).toContainEqual(said);
  });

  test('a guild that is down is not one that the bot was put out of', async () => {
    const heard: string[] = [];
    const events = ['guildUnavailable', 'guildAvailable', 'guildDelete', 'guildCreate'] as const;
    for (const event of events) client.on(event, ({ name }) => heard.push(`${event} ${name}`));
    const { guildId } = await discord.addGuild('Fourth course');
    await discord.outage(guildId, true);
    await discord.outage(guildId, false);
    await discord.removeBot(guildId);
    await discord.addBot(guildId);
    await expect.poll(() => heard.length).toBe(5);
    for (const event of events) client.removeAllListeners(event);
    expect(heard.map((each) => each.split(' ')[0])).toEqual([
      'guildCreate',
      'guildUnavailable',
      'guildAvailable',
      'guildDelete',
      'guildCreate',
    ]);
  });

  test('the bot hears that it was taken into a guild and put out of it', async () => {
    const heard: string[] = [];
    client.once('guildCreate', (guild) => heard.push(`in ${guild.name}`));
    const out = new Promise<void>((resolve) => {
      client.once('guildDelete', (guild) => {
        heard.push(`out ${guild.name}`);
        resolve();
      });
    });
    const { guildId } = await discord.addGuild('Third course');
    await discord.removeBot(guildId);
    await out;
    expect(heard).toEqual(['in Third course', 'out Third course']);
  });
});
