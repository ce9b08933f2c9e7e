import { expect, test } from 'vitest';
import { choose } from '../../../src/local/discord/command-use.ts';
import type { Command } from '../../../src/local/discord/world.ts';
import { command, typed } from './payloads.ts';

const registered = (definition: ReturnType<typeof command>): Command => ({
  id: '1',
  version: '1',
  guildId: undefined,
  type: 1,
  name: String(definition.name),
  definition,
});

const commands = [
  registered(command({ options: [typed('term'), typed('time-zone'), typed("what's")] })),
  registered(
    command({
      name: 'practice',
      options: [{ type: 1, name: 'open', description: 'Opens', options: [typed('topic')] }],
    }),
  ),
];

test.each([
  ['/glossary', {}],
  ['/glossary term:batna', { term: 'batna' }],
  [
    '/glossary term:zone of agreement time-zone:Europe/Berlin',
    { term: 'zone of agreement', 'time-zone': 'Europe/Berlin' },
  ],
  ['/glossary term:at 19:30 https://example.org', { term: 'at 19:30 https://example.org' }],
  ["/glossary what's:this", { "what's": 'this' }],
  ['/practice open topic:caucus', { topic: 'caucus' }],
])('%s is read as a client reads it', (source, options) => {
  expect(choose(commands, source).options).toEqual(options);
});

test('options that are given by name join those that are typed', () => {
  expect(choose(commands, 'glossary', { term: 'batna' }).options).toEqual({ term: 'batna' });
});

test('text that belongs to no option is refused', () => {
  expect(() => choose(commands, '/glossary batna')).toThrow(
    '"batna" does not begin with an option of that command',
  );
});
