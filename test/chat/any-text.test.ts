import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Option, Raw } from '../../src/chat/option.ts';
import { anyCharacter } from '../arbitrary.ts';
import { ask, handlerOf, KeptLog, messageOf, realServices, requestOf, wordsOf } from '../asking.ts';
import { samples } from './samples.ts';

const services = await realServices();

const MARKS = '\u202e\u200e\u061c\u2066\u0000\u0007\u200b\ufeff\ud83d\ude00\ue000\ue001'.split('');
const PIECES = [
  ...MARKS,
  ...'"“”«»:;,/?!@#<>&*_`~|\\'.split(''),
  ' ',
  '\n',
  '\t',
  'vs',
  'compare',
  'help',
  'list',
  'open',
];
const anyText = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 4_000 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)))
    .map((units) => units.join('')),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...PIECES, 'term:', 'words:', 'when:', 'BATNA', 'mediation', '7pm', '28/11'),
        fc.string(),
      ),
    )
    .map((pieces) => pieces.join('')),
  fc
    .tuple(fc.constantFrom('a', '"', '“', ' ', '\ud83d', 'a:', 'vs '), fc.integer({ min: 3_900, max: 4_000 }))
    .map(([piece, length]) => piece.repeat(length).slice(0, length)),
);
const anyMention = fc.record({
  mention: fc.constantFrom('member' as const, 'channel' as const),
  id: fc.stringMatching(/^[A-Z0-9]{1,12}$/),
  name: anyText,
});
const anyTyped = fc.oneof(
  anyText.map((text) => [text]),
  fc.array(fc.oneof(anyText, anyMention), { maxLength: 4 }),
);
const raw = (option: Option): fc.Arbitrary<Raw> =>
  option.kind === 'integer' ? fc.oneof(fc.integer(), fc.double(), anyText) : anyText;

/** Every leaf of every command, given any values as a platform that takes options apart would give them. */
const leaves = samples.flatMap((command) =>
  command.leaves.map((leaf) => ({
    name: [command.name, leaf.name].filter(Boolean).join(' '),
    values: fc.record(
      Object.fromEntries(Object.entries(leaf.options).map(([name, option]) => [name, raw(option)])),
      { requiredKeys: [] },
    ),
    incoming: (values: object): Incoming => ({
      kind: 'command',
      command: command.name,
      ...(leaf.name === undefined ? {} : { subcommand: leaf.name }),
      values: { ...values },
    }),
  })),
);

/** Something to read (or, of the sample commands, a form to fill in), and nothing logged as a fault of ours. */
async function answersWell(incoming: Incoming): Promise<void> {
  const log = new KeptLog();
  const { reply } = await ask(handlerOf(services, samples, log), incoming);
  const named = 'command' in incoming ? incoming.command : undefined;
  if (commands.some(({ name }) => name === named)) expect(reply.kind).toBe('message');
  if (reply.kind !== 'form') expect(wordsOf(messageOf(reply)).trim()).not.toBe('');
  expect(log.lines).toEqual([]);
}

describe('any text at all', () => {
  test.each(samples.map(({ name }) => name))('after %s on a line is answered in words', async (command) => {
    await fc.assert(fc.asyncProperty(anyTyped, (text) => answersWell({ kind: 'line', command, text })));
  });

  test('that has to name its command is answered in words', async () => {
    await fc.assert(fc.asyncProperty(anyTyped, (text) => answersWell({ kind: 'line', text })));
  });

  test.each(leaves)('as the options of $name is answered in words', async ({ values, incoming }) => {
    await fc.assert(fc.asyncProperty(values, (given) => answersWell(incoming(given))));
  });

  test('as a command’s name is answered in words', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, (command) =>
        answersWell({ kind: 'command', command, values: { term: 'x' } }),
      ),
    );
  });

  test('in a message is answered in words by every entry of its menu', async () => {
    const names = samples.flatMap(({ shortcuts }) => shortcuts.map(({ name }) => name));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), anyText, (name, text) =>
        // The layer’s own sample says what it was given, which may be nothing to read.
        answersWell({ kind: 'shortcut', name, text: `${text} caucus` }),
      ),
    );
  });

  test('in a form is answered in words', async () => {
    const values = fc.record(
      { title: anyText, seats: raw({ kind: 'integer' } as Option) },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(values, (given) =>
        answersWell({ kind: 'form', id: 'session.draft', values: given, own: false }),
      ),
    );
  });

  test('as a click’s values is answered in words', async () => {
    const ids = ['glossary.choose', 'glossary.narrow', 'glossary.jump:"mediation","negotiation"'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ids), fc.array(anyText), (id, values) =>
        answersWell({ kind: 'action', id, values, own: true }),
      ),
    );
  });

  test('being typed is completed by at most 25 choices, each with a label', async () => {
    const options = commands.flatMap((command) =>
      command.leaves.flatMap((leaf) =>
        Object.keys(leaf.options).map((option) => ({ command: command.name, option })),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...options), anyText, async (option, text) => {
        const log = new KeptLog();
        const handler = handlerOf(services, commands, log);
        const choices = await handler.complete({ kind: 'option', ...option, text }, requestOf());
        expect(choices.length).toBeLessThanOrEqual(25);
        for (const { label } of choices) expect(label.trim()).not.toBe('');
        expect(log.lines).toEqual([]);
      }),
    );
  });
});
