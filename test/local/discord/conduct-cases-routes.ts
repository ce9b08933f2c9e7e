import { expect } from 'vitest';
import { Permission } from '../../../src/local/discord/permissions.ts';
import { rows } from '../../../src/local/shared/json.ts';
import { type ConductCase, codes, general, member, post } from './conduct-case.ts';
import { command, event, shown, times, V2 } from './payloads.ts';
import type { Answered, RawBot } from './raw-bot.ts';

async function denied(bot: RawBot, permission: bigint, act: () => Promise<Answered>): Promise<Answered[]> {
  const { discord } = bot;
  const before = await act();
  await discord.overwrite(general(bot), discord.applicationId, '0', String(permission));
  const after = await act();
  await discord.overwrite(general(bot), discord.applicationId, '0', '0');
  return [before, after];
}

function upload(bytes: number): FormData {
  const body = new FormData();
  body.set('payload_json', JSON.stringify({ content: 'x' }));
  body.set('files[0]', new Blob([new Uint8Array(bytes)]), 'notes.bin');
  return body;
}

async function direct(bot: RawBot): Promise<string> {
  return String((await bot.call('POST', '/users/@me/channels', { recipient_id: member(bot) })).body.id);
}

/** The bot's own requests: permissions, nonces, sizes, counts. */
export const routeCases: Record<string, ConductCase> = {
  token: async (bot) => {
    const right = await bot.call('GET', '/users/@me');
    const wrong = await bot.call('GET', '/users/@me', undefined, { authorization: 'Bot of.somebody.else' });
    expect([right.status, wrong.status, wrong.body]).toEqual([
      200,
      401,
      { message: '401: Unauthorized', code: 0 },
    ]);
  },

  'v2-irreversible': async (bot) => {
    await bot.rest();
    const { body } = await post(bot, general(bot), { flags: V2, components: [shown('a')] });
    const path = `/channels/${general(bot)}/messages/${body.id}`;
    const kept = await bot.call('PATCH', path, { components: [shown('b')] });
    expect(codes(kept, await bot.call('PATCH', path, { flags: 0, content: 'x' }))).toEqual([200, 50035]);
  },

  'permission-view': async (bot) => {
    await bot.rest();
    const there = await post(bot, general(bot), { content: 'x' });
    expect(codes(there, await post(bot, bot.discord.conversations.staff!, { content: 'x' }))).toEqual([
      200, 50001,
    ]);
  },

  'permission-send': async (bot) => {
    await bot.rest();
    const answers = await denied(bot, Permission.sendMessages, () =>
      post(bot, general(bot), { content: 'x' }),
    );
    expect(codes(...answers)).toEqual([200, 50013]);
  },

  'permission-embed': async (bot) => {
    await bot.rest();
    const send = () => post(bot, general(bot), { embeds: [{ title: 't' }] });
    expect(codes(...(await denied(bot, Permission.embedLinks, send)))).toEqual([200, 50013]);
  },

  'permission-attach': async (bot) => {
    await bot.rest();
    const send = () => post(bot, general(bot), upload(1));
    expect(codes(...(await denied(bot, Permission.attachFiles, send)))).toEqual([200, 50013]);
  },

  'edit-own': async (bot) => {
    await bot.rest();
    const own = (await post(bot, general(bot), { content: 'x' })).body.id;
    const others = await bot.discord.say(member(bot), general(bot), 'x');
    const edit = (id: unknown) =>
      bot.call('PATCH', `/channels/${general(bot)}/messages/${id}`, { content: 'y' });
    expect(codes(await edit(own), await edit(others))).toEqual([200, 50005]);
  },

  'delete-others': async (bot) => {
    await bot.rest();
    const { discord } = bot;
    const remove = async () =>
      bot.call(
        'DELETE',
        `/channels/${general(bot)}/messages/${await discord.say(member(bot), general(bot), 'x')}`,
      );
    const without = await remove();
    await discord.grant(discord.guildId, String(Permission.manageMessages));
    expect(codes(without, await remove())).toEqual([50013, 204]);
  },

  'direct-closed': async (bot) => {
    const channel = await direct(bot);
    const open = await post(bot, channel, { content: 'x' });
    await bot.discord.setDirectOpen(member(bot), false);
    const closed = await post(bot, channel, { content: 'x' });
    await bot.discord.setDirectOpen(member(bot), true);
    expect(codes(open, closed)).toEqual([200, 50007]);
  },

  'direct-mutual-guild': async (bot) => {
    const channel = await direct(bot);
    await bot.discord.leave(member(bot), bot.discord.guildId);
    const apart = await post(bot, channel, { content: 'x' });
    await bot.discord.join(member(bot), bot.discord.guildId);
    expect(codes(apart, await post(bot, channel, { content: 'x' }))).toEqual([50278, 200]);
  },

  'nonce-enforced': async (bot) => {
    await bot.rest();
    const send = async (more: object) =>
      (await post(bot, general(bot), { content: 'x', nonce: 'delivery-1', ...more })).body.id;
    const first = await send({ enforce_nonce: true });
    const again = await send({ enforce_nonce: true });
    const free = await send({});
    await bot.discord.age(4 * 60_000);
    const later = await send({ enforce_nonce: true });
    expect([again === first, free === first, later === first || later === free]).toEqual([
      true,
      false,
      false,
    ]);
  },

  'file-size': async (bot) => {
    await bot.rest();
    const most = 10 * 1024 * 1024;
    const fits = await post(bot, general(bot), upload(most));
    expect(codes(fits, await post(bot, general(bot), upload(most + 1)))).toEqual([200, 40005]);
  },

  'commands-per-day': async (bot) => {
    const path = `/applications/${bot.discord.applicationId}/guilds/${bot.discord.guildId}/commands`;
    const put = (prefix: string) =>
      bot.call(
        'PUT',
        path,
        times(100, (index) => command({ name: `${prefix}${index}` })),
      );
    const [first, second] = [await put('a'), await put('b')];
    const oneMore = () => bot.call('POST', path, command({ name: 'one-more' }));
    await bot.call('PUT', path, []);
    const refused = await oneMore();
    await bot.discord.age(24 * 60 * 60_000);
    const allowed = await oneMore();
    await bot.call('PUT', path, []);
    expect(codes(first, second, refused, allowed)).toEqual([200, 200, 30034, 201]);
  },

  'events-open': async (bot) => {
    const path = `/guilds/${bot.discord.guildId}/scheduled-events`;
    const answers: Answered[] = [];
    await bot.discord.grant(bot.discord.guildId, String(Permission.createEvents));
    for (let count = 0; count < 101; count += 1) {
      if (count % 40 === 0) await bot.rest();
      answers.push(await bot.call('POST', path, event({ scheduled_end_time: '2999-01-01T00:00:00Z' })));
    }
    const made = rows((await bot.call('GET', path)).body);
    expect([codes(answers[99]!, answers[100]!), made.length]).toEqual([[200, 30038], 100]);
  },

  'permission-events': async (bot) => {
    await bot.rest();
    const { guildId } = await bot.discord.addGuild('Second course');
    const make = () => bot.call('POST', `/guilds/${guildId}/scheduled-events`, event());
    const allowed = await make();
    await bot.discord.grant(guildId, '0');
    expect(codes(allowed, await make())).toEqual([200, 50013]);
  },

  'rate-channel': async (bot) => {
    await bot.rest();
    const channel = bot.discord.conversations.practice!;
    const answers: Answered[] = [];
    for (let count = 0; count < 6; count += 1) answers.push(await post(bot, channel, { content: 'x' }));
    const last = answers.at(-1)!;
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect([last.body.global, last.headers.get('x-ratelimit-remaining')]).toEqual([false, '0']);
  },

  'rate-global': async (bot) => {
    await bot.rest();
    const answers = await Promise.all(times(51, () => bot.call('GET', '/users/@me')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.map(({ headers }) => headers.get('x-ratelimit-global'))).toEqual(['true']);
  },
};
