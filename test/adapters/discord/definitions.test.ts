import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands as courseCommands } from '../../../commands/index.ts';
import { definitions } from '../../../src/adapters/discord/definitions.ts';
import { inviteUrl } from '../../../src/adapters/discord/invite.ts';
import { pauseAfter } from '../../../src/adapters/discord/patience.ts';
import { isRegistered } from '../../../src/adapters/discord/same-definitions.ts';
import { defineCommand } from '../../../src/chat/command.ts';
import { option } from '../../../src/chat/option.ts';
import { refusals } from '../../../src/local/discord/rules.ts';
import { commands, ping } from './commands.ts';

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
const description = 'What to fill in';

describe('what is registered', () => {
  test.each([
    ['the course’s commands', courseCommands],
    ['the tests’ commands', commands],
  ])('is taken by Discord: %s', (_name, list) => {
    expect(refusals(plain(definitions(list, 'global')), 'commands')).toEqual([]);
  });

  test('is offered in servers and in direct messages, message menus included', () => {
    const where = { contexts: [0, 1], integration_types: [0] };
    expect(definitions([ping], 'global')).toEqual([
      { type: 1, name: 'ping', description: 'Answers at once', ...where },
      { type: 3, name: 'Quote it', ...where },
    ]);
  });

  test('says nothing of other places in one server', () => {
    expect(definitions([ping], 'server')[0]).toEqual({
      type: 1,
      name: 'ping',
      description: 'Answers at once',
    });
  });

  test('gives each option its type and limits', () => {
    const command = defineCommand({
      name: 'all',
      description: 'All options',
      visibility: 'private',
      options: {
        words: option.text({ description, required: true, max: 50, complete: () => [] }),
        seats: option.integer({ description, min: 2, max: 12 }),
        kind: option.choice({ description, choices: { open: 'Open to all' } }),
        host: option.member({ description }),
        hosts: option.mentionable({ description }),
        place: option.channel({ description }),
        when: option.dateTime({ description }),
      },
      run: () => ({ parts: [] }),
    });
    expect(definitions([command], 'server')).toMatchObject([
      {
        options: [
          { type: 3, name: 'words', required: true, max_length: 50, autocomplete: true },
          { type: 4, name: 'seats', min_value: 2, max_value: 12 },
          { type: 3, name: 'kind', choices: [{ name: 'Open to all', value: 'open' }] },
          { type: 6, name: 'host' },
          { type: 9, name: 'hosts' },
          { type: 7, name: 'place' },
          { type: 3, name: 'when', max_length: 100 },
        ],
      },
    ]);
  });

  test('is refused at the start where it is too long for Discord', () => {
    const choices = Object.fromEntries(
      Array.from({ length: 25 }, (_, index) => [`v${index}`.padEnd(90, 'x'), 'x'.repeat(90)]),
    );
    const options = {
      a: option.choice({ description, choices }),
      b: option.choice({ description, choices }),
    };
    const command = defineCommand({
      name: 'long',
      description: 'Too long',
      visibility: 'private',
      options,
      run: () => ({ parts: [] }),
    });
    expect(() => definitions([command], 'global')).toThrow(
      /The command long has \d+ characters, over Discord's 8000/,
    );
  });
});

describe('a comparison with what Discord knows', () => {
  const wanted = definitions(commands, 'global');
  /** As Discord gives it back: with ids, versions and every default written out. */
  const known = () =>
    plain(wanted).map((command: Record<string, unknown>, index: number) => ({
      id: String(index),
      application_id: '1',
      version: '1',
      default_member_permissions: null,
      nsfw: false,
      description: '',
      name_localizations: null,
      ...command,
      contexts: [1, 0],
    }));

  test('finds the same commands in any order, defaults written out', () => {
    expect(isRegistered(wanted, known().reverse())).toBe(true);
  });

  const changes: [string, (list: Record<string, unknown>[]) => unknown][] = [
    ['one is missing', (list) => list.slice(1)],
    ['there is one more', (list) => [...list, { type: 1, name: 'old', description: 'Gone' }]],
    ['a description differs', (list) => list.map((each) => ({ ...each, description: 'Other' }))],
    ['an option is gone', (list) => list.map((each) => ({ ...each, options: [] }))],
    ['the places differ', (list) => list.map((each) => ({ ...each, contexts: [0] }))],
    [
      'somebody limited who may use it',
      (list) => list.map((each) => ({ ...each, default_member_permissions: '32' })),
    ],
    ['Discord’s answer is no list', () => ({})],
  ];
  test.each(changes)('finds that %s', (_name, change) => {
    expect(isRegistered(wanted, change(known()))).toBe(false);
  });
});

test('the invitation asks for the bot, its commands and five permissions', () => {
  const url = new URL(inviteUrl('100000000000000001'));
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: '100000000000000001',
    scope: 'bot applications.commands',
    integration_type: '0',
    permissions: String((1n << 10n) + (1n << 11n) + (1n << 15n) + (1n << 16n) + (1n << 44n)),
  });
});

test('pauses grow, part from each other, and stay under two minutes', () => {
  fc.assert(
    fc.property(
      fc.nat(10_000),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (failures, random) => {
        const pause = pauseAfter(failures, random);
        expect(pause).toBeGreaterThanOrEqual(500);
        expect(pause).toBeLessThanOrEqual(120_000);
        expect(pauseAfter(failures + 1, random)).toBeGreaterThanOrEqual(pause);
      },
    ),
  );
});
