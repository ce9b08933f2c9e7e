import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalDiscord, startLocalDiscord } from '../../../src/local/discord/start.ts';
import { fields } from '../../../src/local/shared/json.ts';
import { slashed } from './conduct-case.ts';
import {
  button,
  command,
  embed,
  event,
  gallery,
  link,
  menu,
  row,
  section,
  shown,
  typed,
  V2,
  v2,
} from './payloads.ts';
import { type Answered, RawBot } from './raw-bot.ts';
import { Specification, there } from './specification.ts';

const everything = v2(
  { type: 17, accent_color: 1, components: [shown('a'), section(), gallery(2), { type: 14 }] },
  row(button({ custom_id: 'b' }), link()),
  row(menu()),
  row({ type: 5, custom_id: 'who' }),
  row({ type: 8, custom_id: 'where' }),
);

describe.skipIf(!there)(
  "the answers are of the form that Discord's specification gives (needs ../shared/specs)",
  () => {
    let specification: Specification;
    let discord: LocalDiscord;
    let bot: RawBot;
    let general: string;
    let commands: string;

    beforeAll(async () => {
      specification = new Specification();
      discord = await startLocalDiscord();
      bot = new RawBot(discord);
      general = `/channels/${discord.conversations.general}/messages`;
      commands = `/applications/${discord.applicationId}/commands`;
      await bot.call('PUT', commands, [command()]);
    });

    afterAll(async () => {
      bot?.disconnect();
      await discord?.stop();
    });

    // The specification numbers the codes of single fields' errors; Discord sends their names.
    const measured = (method: string, path: string, { status, body }: Answered) => {
      const { errors: _errors, ...rest } = body;
      const told = Array.isArray(body) ? body : rest;
      return specification.answerFaults(method, path, status, status === 204 ? undefined : told);
    };

    const asked = async (method: string, path: string, body?: unknown) =>
      measured(method, path, await bot.call(method, path, body));

    test.each([
      ['GET', () => '/gateway/bot'],
      ['GET', () => '/users/@me'],
      ['GET', () => '/applications/@me'],
      ['GET', () => '/oauth2/applications/@me'],
      ['GET', () => `/users/${discord.members.Member}`],
      ['GET', () => `/guilds/${discord.guildId}`],
      ['GET', () => `/guilds/${discord.guildId}/channels`],
      ['GET', () => `/guilds/${discord.guildId}/roles`],
      ['GET', () => `/guilds/${discord.guildId}/members/${discord.members.Member}`],
      ['GET', () => `/guilds/${discord.guildId}/scheduled-events`],
      ['GET', () => `/channels/${discord.conversations.general}`],
      ['GET', () => general],
      ['GET', () => commands],
      ['GET', () => `${general}/1`],
      ['GET', () => `/channels/${discord.conversations.staff}`],
    ])('%s %s', async (method, path) => {
      await bot.rest();
      expect(await asked(method, path())).toBe('');
    });

    test.each([
      ['a plain message', { content: 'x' }],
      ['embeds', embed({ image: { url: 'https://example.org/p.png' }, fields: [{ name: 'n', value: 'v' }] })],
      ['legacy rows', { content: 'x', components: [row(button(), link()), row(menu())] }],
      ['every Components V2 block', everything],
      ['a refused message', { content: 'x'.repeat(2_001) }],
      ['an empty message', {}],
    ])('POST a message: %s', async (_what, payload) => {
      await bot.rest();
      expect(await asked('POST', general, payload)).toBe('');
    });

    test('PATCH and DELETE a message', async () => {
      await bot.rest();
      const path = `${general}/${(await bot.call('POST', general, { content: 'x' })).body.id}`;
      const edited = await asked('PATCH', path, { flags: V2, content: null, components: [shown('a')] });
      expect([edited, await asked('DELETE', path)]).toEqual(['', '']);
    });

    test('registered commands, one at a time and all at once', async () => {
      const more = command({
        name: 'quiz',
        options: [typed('topic', { choices: [{ name: 'a', value: 'b' }] })],
      });
      expect([await asked('POST', commands, more), await asked('PUT', commands, [command(), more])]).toEqual([
        '',
        '',
      ]);
    });

    test('a direct conversation, and a scheduled event', async () => {
      const direct = await asked('POST', '/users/@me/channels', { recipient_id: discord.members.Member });
      const made = await asked('POST', `/guilds/${discord.guildId}/scheduled-events`, event());
      expect([direct, made]).toEqual(['', '']);
    });

    test.each([
      ['a message', 4, { content: 'x' }],
      ['a deferral', 5, undefined],
      [
        'a form',
        9,
        {
          title: 't',
          custom_id: 'f',
          components: [{ type: 18, label: 'l', component: { type: 4, custom_id: 'c', style: 1 } }],
        },
      ],
      ['a refused message', 4, { content: 'x'.repeat(2_001) }],
    ])('a callback with %s', async (_what, type, data) => {
      const interaction = await slashed(bot);
      const path = `/interactions/${interaction.id}/${interaction.token}/callback`;
      expect(measured('POST', path, await bot.answer(interaction, type, data))).toBe('');
    });

    test('a follow-up, its edit, and the original', async () => {
      const interaction = await slashed(bot);
      await bot.answer(interaction, 4, { content: 'x' });
      const base = `/webhooks/${discord.applicationId}/${interaction.token}`;
      const followUp = await bot.call('POST', base, { content: 'y' });
      const edited = await asked('PATCH', `${base}/messages/${fields(followUp.body).id}`, { content: 'z' });
      const original = await asked('GET', `${base}/messages/@original`);
      expect([measured('POST', base, followUp), edited, original]).toEqual(['', '', '']);
    });
  },
);
