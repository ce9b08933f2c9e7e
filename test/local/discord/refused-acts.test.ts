import type { Client } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalDiscord } from '../../../src/local/discord/start.ts';
import { startCourse } from './course-bot.ts';

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

describe('what a real client could not do is refused', () => {
  const refused = (act: Promise<unknown>) =>
    act.then(
      () => 'done',
      (error: Error) => error.message,
    );

  test.each([
    [
      'an unregistered command',
      () => slash('nothing'),
      '"/nothing" is not a command that Discord offers here',
    ],
    ['a missing required option', () => slash('glossary'), 'the option "term" is required'],
    [
      'an option that the command does not have',
      () => slash('card', { size: 1 }),
      '"/card" has no option "size"',
    ],
    ['a number out of range', () => slash('practice open', { seats: 1 }), 'the option "seats" is at least 2'],
    [
      'a number that is none',
      () => slash('practice open', { seats: 'two' }),
      'the option "seats" takes a whole number',
    ],
    [
      'a command with subcommands by its bare name',
      () => slash('practice'),
      '"/practice" is not a command that Discord offers here',
    ],
    [
      "an administrator's command",
      () => slash('admin'),
      '"/admin" is not a command that Discord offers here',
    ],
    [
      'a command that is not offered in direct messages',
      async () =>
        discord.slash(
          discord.members.Administrator!,
          await discord.openDirect(discord.members.Administrator!),
          'admin',
        ),
      '"/admin" is not a command that Discord offers here',
    ],
    [
      'a conversation that the member is not in',
      () => discord.read(member, discord.conversations.staff!),
      'Member is not in #staff',
    ],
    [
      "somebody else's direct conversation",
      async () => discord.read(member, await discord.openDirect(second)),
      'Member is not in that direct conversation',
    ],
    ['a form that is not open', () => discord.submit(member, '1', {}), 'there is no open form 1'],
    [
      'a suggestion where nothing suggests',
      () => discord.complete(member, general, 'practice open', { seats: 2 }, 'seats'),
      'the option "seats" does not suggest anything',
    ],
  ])('%s', async (_what, act, sentence) => {
    expect(await refused(act())).toBe(sentence);
  });

  test("a click on somebody else's private message", async () => {
    const { message } = await slash('/glossary term:x');
    expect(await refused(discord.click(second, message!.id, 'x'))).toBe(
      `message ${message!.id} is visible to somebody else only`,
    );
  });

  test('a click on a button that is switched off, a link, or not there', async () => {
    const { message } = await slash('card');
    const clicks = ['Off', 'Source', 'Less'].map((label) =>
      refused(discord.click(member, message!.id, label)),
    );
    expect(await Promise.all(clicks)).toEqual([
      '"Off" is switched off',
      '"Source" opens https://example.org in a browser; it asks the bot nothing',
      'the message has no control "Less" (it has "Join", "More", "Off", "Source")',
    ]);
  });

  test('a click on a button that an update has taken away', async () => {
    const { message } = await slash('card');
    await discord.click(member, message!.id, 'More');
    expect(await refused(discord.click(member, message!.id, 'More'))).toContain('has no control "More"');
  });

  test('a value that a menu does not offer, or more than it takes', async () => {
    const { message } = await slash('menus');
    const picks = [['Mediation'], ['Caucus', 'Impasse']].map((values) =>
      refused(discord.select(member, message!.id, 'Topic', values)),
    );
    expect(await Promise.all(picks)).toEqual([
      'that menu does not offer "Mediation"',
      'that menu takes 1 to 1 values',
    ]);
  });

  test('a form with a field left empty, too short, or unknown', async () => {
    const { form } = await slash('oldform');
    const tries = [{}, { name: 'x' }, { other: 'x' }].map((values) =>
      refused(discord.submit(member, form!.id, values)),
    );
    expect(await Promise.all(tries)).toEqual([
      '"Name" is required',
      '"Name" takes 2 to 4000 characters',
      'the form has no field "other"',
    ]);
  });

  test('a form in front of somebody else', async () => {
    const { form } = await slash('oldform');
    expect(await refused(discord.submit(second, form!.id, { name: 'Caucus' }))).toBe(
      'that form is in front of somebody else',
    );
  });
});
