import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SpaceId } from '../../../src/chat/request.ts';
import type { SpaceMet, Spaces } from '../../../src/chat/spaces.ts';
import { Permission } from '../../../src/local/discord/permissions.ts';
import { type LocalDiscord, startLocalDiscord } from '../../../src/local/discord/start.ts';
import { until } from '../../until.ts';
import { idIn, makeBot } from './bot.ts';

/** What was told, in its order. */
class Told implements Spaces {
  readonly met_: SpaceMet[] = [];
  readonly lines: string[] = [];

  async met(space: SpaceMet): Promise<void> {
    this.met_.push(space);
    this.lines.push(`met ${space.id}`);
  }

  async left(space: SpaceId): Promise<void> {
    this.lines.push(`left ${space}`);
  }

  async all(platform: string, spaces: readonly SpaceId[]): Promise<void> {
    this.lines.push(`all ${platform} ${spaces.join(' ')}`);
  }
}

let local: LocalDiscord;
let told: Told;
let bot: ReturnType<typeof makeBot>;
beforeEach(async () => {
  local = await startLocalDiscord();
  told = new Told();
  bot = makeBot(local, undefined, { spaces: told });
});
afterEach(async () => {
  await bot.adapter.stop();
  await local.stop();
});

const space = (guildId: string) => `discord:${guildId}`;
const heard = (line: string) => until(line, () => told.lines.includes(line));

test('at the start all servers are told, then each of them with where to say hello', async () => {
  const { guildId } = await local.addGuild('Second course');
  await bot.adapter.start();
  await heard(`met ${space(guildId)}`);
  expect(told.lines).toEqual([
    `all discord ${space(local.guildId)} ${space(guildId)}`,
    `met ${space(local.guildId)}`,
    `met ${space(guildId)}`,
  ]);
  expect(told.met_[0]).toEqual({
    id: space(local.guildId),
    name: 'Mediation course',
    welcome: { channel: idIn(local.conversations, 'general') },
  });
});

test('where the bot may not post, the owner is to be welcomed', async () => {
  const general = idIn(local.conversations, 'general');
  await local.overwrite(general, local.applicationId, '0', String(Permission.sendMessages));
  await bot.adapter.start();
  await heard(`met ${space(local.guildId)}`);
  expect(told.met_[0]?.welcome).toEqual({ member: idIn(local.members, 'Administrator') });
});

test('an arrival and a removal are told, an outage is neither', async () => {
  await bot.adapter.start();
  const { guildId } = await local.addGuild('Second course');
  await heard(`met ${space(guildId)}`);
  await local.outage(local.guildId, true);
  await local.removeBot(guildId);
  await heard(`left ${space(guildId)}`);
  await local.addBot(guildId);
  await until('the return', () => told.lines.filter((line) => line === `met ${space(guildId)}`).length === 2);
  expect(told.lines).not.toContain(`left ${space(local.guildId)}`);
});

test('a server that is down at the start is one of all, and is met when it comes back', async () => {
  await local.outage(local.guildId, true);
  await bot.adapter.start();
  await heard(`all discord ${space(local.guildId)}`);
  expect(told.met_).toEqual([]);
  await local.outage(local.guildId, false);
  await heard(`met ${space(local.guildId)}`);
});

test('a removal while the session was lost is told with the next session', async () => {
  const { guildId } = await local.addGuild('Second course');
  await bot.adapter.start();
  await local.fault([
    { kind: 'refuse', times: 2 },
    { kind: 'close', code: 4007 },
  ]);
  await local.removeBot(guildId);
  await heard(`left ${space(guildId)}`);
  expect(told.lines).not.toContain(`left ${space(local.guildId)}`);
});

test('what cannot be kept of a change is logged, and the next one is told all the same', async () => {
  told.all = async () => {
    throw new Error('a confidential word');
  };
  await bot.adapter.start();
  await heard(`met ${space(local.guildId)}`);
  const line = bot.log.lines.find(({ message }) => message === 'a change of servers could not be kept');
  expect([line?.level, JSON.stringify(bot.log.lines).includes('confidential')]).toEqual(['error', false]);
});
