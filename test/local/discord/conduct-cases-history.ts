import { expect } from 'vitest';
import { Permission } from '../../../src/local/discord/permissions.ts';
import { type Fields, rows } from '../../../src/local/shared/json.ts';
import { type ConductCase, codes, member, post } from './conduct-case.ts';
import { times, V2 } from './payloads.ts';
import type { RawBot } from './raw-bot.ts';

/** Where there are few messages, and no other case writes. */
const inQuiet =
  (act: (bot: RawBot, channel: string, guildId: string) => Promise<void>): ConductCase =>
  async (bot) => {
    await bot.rest();
    const { guildId, conversations } = await bot.discord.addGuild('Course of its own');
    await act(bot, conversations.general!, guildId);
    await bot.discord.removeBot(guildId);
  };

const read = async (bot: RawBot, channel: string, query = ''): Promise<Fields[]> =>
  rows((await bot.call('GET', `/channels/${channel}/messages${query}`)).body);
const texts = (messages: readonly Fields[]): unknown[] => messages.map(({ content }) => content);
const textDisplay = (id?: number) => ({ type: 10, content: 'x', ...(id === undefined ? {} : { id }) });

/** What is said, read again. */
export const historyCases: Record<string, ConductCase> = {
  'permission-history': inQuiet(async (bot, channel) => {
    const { id } = (await post(bot, channel, { content: 'x' })).body;
    const one = () => bot.call('GET', `/channels/${channel}/messages/${id}`);
    const open = [(await read(bot, channel)).length, codes(await one())];
    await bot.discord.overwrite(
      channel,
      bot.discord.applicationId,
      '0',
      String(Permission.readMessageHistory),
    );
    expect([open, (await read(bot, channel)).length, codes(await one())]).toEqual([[1, [200]], 0, [50013]]);
  }),

  'history-pages': inQuiet(async (bot, channel) => {
    const say = (content: string) => bot.discord.say(member(bot), channel, content);
    const [first] = [await say('0')];
    for (const index of times(104, (each) => each + 1)) await say(String(index));
    const next = await read(bot, channel, `?limit=2&after=${first}`);
    const before = await read(bot, channel, `?limit=2&before=${next[0]?.id}`);
    const most = await read(bot, channel, '?limit=200');
    expect([texts(next), texts(before), most.length]).toEqual([['2', '1'], ['1', '0'], 100]);
  }),

  'component-ids-kept': inQuiet(async (bot, channel) => {
    const card = { type: 17, id: 2_000_000_011, components: [textDisplay(), textDisplay(1), textDisplay()] };
    await post(bot, channel, { flags: V2, components: [card] });
    const [message] = await read(bot, channel);
    const [kept] = rows(message?.components);
    expect([kept?.id, rows(kept?.components).map(({ id }) => id)]).toEqual([2_000_000_011, [2, 1, 3]]);
  }),

  'direct-one': async (bot) => {
    await bot.rest();
    const open = async () =>
      (await bot.call('POST', '/users/@me/channels', { recipient_id: member(bot) })).body.id;
    expect([await open(), await bot.discord.openDirect(member(bot))]).toEqual([await open(), await open()]);
  },

  'guild-left': inQuiet(async (bot, channel, guildId) => {
    const there = await post(bot, channel, { content: 'x' });
    await bot.discord.removeBot(guildId);
    const gone = await post(bot, channel, { content: 'x' });
    await bot.discord.addBot(guildId);
    expect(codes(there, gone, await post(bot, channel, { content: 'x' }))).toEqual([200, 50001, 200]);
  }),
};
