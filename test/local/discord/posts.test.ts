import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type LocalDiscord, startLocalDiscord } from '../../../src/local/discord/start.ts';
import { card, login, newClient } from './course-bot.ts';
import { command, shown, v2 } from './payloads.ts';
import { RawBot } from './raw-bot.ts';

let discord: LocalDiscord;
let bot: RawBot;
let channel: string;

beforeAll(async () => {
  discord = await startLocalDiscord();
  bot = new RawBot(discord);
  await bot.call('PUT', `/applications/${discord.applicationId}/commands`, [command()]);
});

beforeEach(async () => {
  channel = (await discord.addGuild('Course of a test')).conversations.general!;
});

afterAll(async () => {
  bot.disconnect();
  await discord.stop();
});

const post = (body: object) => bot.call('POST', `/channels/${channel}/messages`, body);
const posts = async () => (await discord.posts()).filter(({ place }) => place === channel);
const contents = async () => new Set((await posts()).map(({ content }) => content)).size;

test('every message that the app posts by itself is listed', async () => {
  const { body } = await post(v2(shown('Good morning')));
  expect((await posts()).map(({ id }) => id)).toEqual([body.id]);
});

test('neither what a member says nor what answers a member is listed', async () => {
  const member = discord.members.Member!;
  await discord.say(member, channel, 'Good morning');
  const asked = await bot.receive(() => discord.slash(member, channel, '/glossary'));
  await bot.answer(asked, 4, { content: 'BATNA' });
  await bot.webhook(asked, 'POST', '', { content: 'ZOPA' });
  expect(await posts()).toEqual([]);
});

test('two posts of the same have the same content, in whatever order their fields were written', async () => {
  await post({ flags: 1 << 15, components: [{ type: 10, content: 'Good morning', id: 7 }] });
  await post({ components: [{ id: 7, content: 'Good morning', type: 10 }], flags: 1 << 15 });
  expect([(await posts()).length, await contents()]).toEqual([2, 1]);
});

test.each([
  ['words', { ...v2({ ...shown('Good evening'), id: 7 }), nonce: 'a' }],
  ['marks', { ...v2({ ...shown('Good morning'), id: 8 }), nonce: 'a' }],
  ['nonces', { ...v2({ ...shown('Good morning'), id: 7 }), nonce: 'b' }],
])('two posts with different %s have different contents', async (_what, other) => {
  await post({ ...v2({ ...shown('Good morning'), id: 7 }), nonce: 'a' });
  await post(other);
  expect(await contents()).toBe(2);
});

test('files are part of the content', async () => {
  const client = newClient(discord);
  await login(client, discord);
  const place = await client.channels.fetch(channel);
  if (place?.isSendable()) await place.send(card());
  await client.destroy();
  expect((await posts()).map(({ content }) => JSON.parse(content).files)).toEqual([['chart.png']]);
});
