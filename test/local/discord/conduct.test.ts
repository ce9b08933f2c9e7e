import { afterAll, beforeAll, expect, test } from 'vitest';
import { conductRules } from '../../../src/local/discord/rules.ts';
import { type LocalDiscord, startLocalDiscord } from '../../../src/local/discord/start.ts';
import { gatewayCases } from './conduct-cases-gateway.ts';
import { historyCases } from './conduct-cases-history.ts';
import { interactionCases } from './conduct-cases-interactions.ts';
import { routeCases } from './conduct-cases-routes.ts';
import { command } from './payloads.ts';
import { RawBot } from './raw-bot.ts';

const conductCases = { ...interactionCases, ...routeCases, ...historyCases, ...gatewayCases };

let discord: LocalDiscord;
let bot: RawBot;

beforeAll(async () => {
  discord = await startLocalDiscord({ rateLimits: true });
  bot = new RawBot(discord);
  await bot.call('PUT', `/applications/${discord.applicationId}/commands`, [command()]);
});

afterAll(async () => {
  bot.disconnect();
  await discord.stop();
});

test.each(conductRules)('$name: $says', async ({ name }) => {
  await conductCases[name]!(bot);
});

test('no case is left for a rule of behaviour that is gone', () => {
  const names = new Set(conductRules.map((rule) => rule.name));
  expect(Object.keys(conductCases).filter((name) => !names.has(name))).toEqual([]);
});
