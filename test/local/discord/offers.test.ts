import { expect, test } from 'vitest';
import { offersOf } from '../../../src/local/discord/offers.ts';
import type { Command } from '../../../src/local/discord/world.ts';
import type { Fields } from '../../../src/local/shared/json.ts';
import { choice, command, typed, withOptions } from './payloads.ts';

const registered = (definition: Fields, type: Command['type'] = 1): Command => ({
  id: '1',
  version: '1',
  guildId: undefined,
  type,
  name: String(definition.name),
  definition,
});

test('a command is offered with what it asks for', () => {
  const term = typed('term', { required: true, autocomplete: true });
  expect(offersOf([registered(withOptions(term))])).toEqual([
    {
      name: 'glossary',
      kind: 'slash',
      description: 'Looks up a term',
      options: [{ name: 'term', description: 'A text', required: true, kind: 'text', suggests: true }],
    },
  ]);
});

test.each([
  [3, 'text'],
  [4, 'integer'],
  [5, 'boolean'],
  [6, 'member'],
  [7, 'channel'],
  [8, 'role'],
  [9, 'mentionable'],
  [10, 'number'],
  [11, 'file'],
])('an option of type %i takes a %s', (type, kind) => {
  const [offer] = offersOf([registered(withOptions(typed('what', { type })))]);
  expect(offer?.options?.[0]?.kind).toBe(kind);
});

test('an option with choices is offered with them', () => {
  const [offer] = offersOf([registered(withOptions(typed('side', { choices: [choice(0), choice(1)] })))]);
  expect(offer?.options?.[0]?.choices).toEqual([
    { name: 'n0', value: 'v0' },
    { name: 'n1', value: 'v1' },
  ]);
});

test('each subcommand is offered by its whole name, with options of its own', () => {
  const open = { type: 1, name: 'open', description: 'Opens', options: [typed('seats', { type: 4 })] };
  const close = { type: 1, name: 'close', description: 'Closes' };
  const group = { type: 2, name: 'cells', description: 'Cells', options: [close] };
  const offers = offersOf([registered(command({ name: 'practice', options: [open, group] }))]);
  expect(offers.map(({ name, options }) => [name, options?.map((each) => each.name)])).toEqual([
    ['practice open', ['seats']],
    ['practice cells close', []],
  ]);
});

test('an entry of a message’s menu has a name alone', () => {
  expect(offersOf([registered({ name: 'Explain this' }, 3)])).toEqual([
    { name: 'Explain this', kind: 'message', description: '' },
  ]);
});

test('an entry of a member’s menu is not offered', () => {
  expect(offersOf([registered({ name: 'Profile' }, 2)])).toEqual([]);
});
