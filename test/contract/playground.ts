import { z } from 'zod';
import { button, defineAction, search, select } from '../../src/chat/action.ts';
import { defineCommand, defineSubcommand } from '../../src/chat/command.ts';
import { UserError } from '../../src/chat/errors.ts';
import { defineForm, openForm } from '../../src/chat/form.ts';
import { option } from '../../src/chat/option.ts';
import type { Message, Part } from '../../src/chat/reply.ts';
import { bullets, type Inline, paragraph, strong, text, time } from '../../src/chat/text.ts';

/**
 * A command of the tests' own that uses all that the chat layer has, so that the contract covers what no course
 * command needs yet.
 */

const COLOURS = { red: 'Red', green: 'Green', blue: 'Blue' };
const say = (...words: readonly (string | Inline)[]): Part => ({ kind: 'text', text: [paragraph(...words)] });
const card = (title: string, ...parts: Part[]): Message => ({ title, parts });

/** What a test lets go on, so that a slow answer is slow without a clock. */
export class Gate {
  #open: () => void = () => {};
  #opened: Promise<void> = Promise.resolve();

  close(): void {
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#open();
  }

  get opened(): Promise<void> {
    return this.#opened;
  }
}

export const gate = new Gate();

/** A picture of one pixel. */
export const PIXEL = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (character) => character.charCodeAt(0),
);

const count = defineAction({
  name: 'play.count',
  state: z.object({ count: z.int() }),
  answer: 'update',
  run: ({ state }) => counter(state.count),
});
const tell = defineAction({
  name: 'play.tell',
  answer: 'private',
  run: ({ values }) => card('Told', say(`You chose ${values.join(', ') || 'nothing'}.`)),
});
const announce = defineAction({
  name: 'play.announce',
  answer: 'channel',
  run: () => card('Announced', say('For all.')),
});
const mine = defineAction({ name: 'play.mine', answer: 'remove', owned: true, run: () => undefined });
const guarded = defineAction({
  name: 'play.guarded',
  audience: 'administrator',
  answer: 'private',
  run: () => card('Allowed', say('You may.')),
});
const broken = defineAction({
  name: 'play.broken',
  answer: 'update',
  run: () => {
    throw new Error('a secret of the inside');
  },
});
const find = defineAction({
  name: 'play.find',
  answer: 'private',
  run: ({ values }) => card('Found', say(`You found ${values[0] ?? 'nothing'}.`)),
  complete: ({ text: typed }) =>
    ['apple', 'apricot', 'banana']
      .filter((name) => name.startsWith(typed))
      .map((name) => ({ label: name, value: name })),
});
const note = defineForm({
  name: 'play.note',
  title: 'A note',
  state: z.object({ about: z.string() }),
  fields: {
    title: option.text({ description: 'What it is called', required: true, max: 20 }),
    seats: option.integer({ description: 'How many', min: 1, max: 9 }),
    colour: option.choice({ description: 'Which colour', choices: COLOURS }),
    words: option.text({ description: 'All you have to say', lines: 'many', max: 500 }),
  },
  answer: 'private',
  run: ({ state, values }) =>
    card(
      'Noted',
      say(
        `About ${state.about}: `,
        strong(values.title),
        ` for ${values.seats ?? 'any number'}, ${values.colour ?? 'no colour'}.`,
      ),
      ...(values.words === undefined ? [] : [say(values.words)]),
    ),
});
const write = defineAction({
  name: 'play.write',
  answer: 'form',
  run: () => openForm(note, { about: 'tea' }, { title: 'Mine' }),
});

const counter = (now: number): Message =>
  card('Counter', say(`It is ${now}.`), {
    kind: 'buttons',
    buttons: [button(count, { count: now + 1 }, 'One more')],
  });

const controls = (owner: string): Message =>
  card(
    'Controls',
    { kind: 'note', text: [text('Small print')] },
    { kind: 'fields', fields: [{ name: 'When', value: [paragraph('Soon')] }] },
    { kind: 'divider' },
    {
      kind: 'buttons',
      buttons: [
        button(count, { count: 1 }, 'Count'),
        button(announce, {}, 'Announce'),
        button(mine, {}, 'Take back', { owner }),
        button(guarded, {}, 'Administer', { style: 'danger' }),
        button(broken, {}, 'Break'),
        button(write, {}, 'Write', { style: 'primary' }),
        { kind: 'link', label: 'Read', url: 'https://example.org/read' },
      ],
    },
    select(
      tell,
      {},
      'Choose',
      Object.entries(COLOURS).map(([value, label]) => ({ value, label })),
    ),
    search(find, {}, 'Find', [{ label: 'apple', value: 'apple' }]),
  );

const slow = async (): Promise<void> => gate.opened;

export const play = defineCommand({
  name: 'play',
  description: 'What the tests play with',
  actions: [count, tell, announce, mine, guarded, broken, find, write],
  forms: [note],
  subcommands: {
    echo: defineSubcommand({
      description: 'Says it again',
      options: { words: option.text({ description: 'What to say', required: true, max: 200 }) },
      visibility: 'private',
      run: ({ options }) => card('Echo', say(options.words)),
    }),
    typed: defineSubcommand({
      description: 'Reads every kind of option',
      options: {
        number: option.integer({ description: 'A number', min: 1, max: 10, required: true }),
        colour: option.choice({ description: 'A colour', choices: COLOURS }),
        who: option.member({ description: 'A member' }),
        where: option.channel({ description: 'A channel' }),
        when: option.dateTime({ description: 'A time' }),
      },
      visibility: 'private',
      run: ({ options: { number, colour, who, where, when } }) =>
        card('Read', {
          kind: 'text',
          text: [
            bullets([
              [`Number ${number}`],
              [`Colour ${colour ?? 'none'}`],
              [who ? 'A member' : 'No member'],
              [where ? 'A channel' : 'No channel'],
              when ? [time(when.toInstant(), 'time')] : ['No time'],
            ]),
          ],
        }),
    }),
    controls: defineSubcommand({
      description: 'Shows every control',
      options: {},
      visibility: 'private',
      run: ({ request }) => controls(request.member.id),
    }),
    post: defineSubcommand({
      description: 'The same for everyone',
      options: {},
      visibility: 'channel',
      run: ({ request }) => controls(request.member.id),
    }),
    slow: defineSubcommand({
      description: 'Answers late',
      options: {},
      visibility: 'private',
      run: async () => {
        await slow();
        return card('Late', say('Here at last.'));
      },
    }),
    fail: defineSubcommand({
      description: 'Fails late, in public',
      options: {},
      visibility: 'channel',
      run: async () => {
        await slow();
        throw new UserError('It did not work out. Please try something else.');
      },
    }),
    picture: defineSubcommand({
      description: 'Shows a picture',
      options: {},
      visibility: 'private',
      run: () => card('Picture', { kind: 'picture', name: 'pixel.png', png: PIXEL, alt: 'One pixel' }),
    }),
    moments: defineSubcommand({
      description: 'Shows times',
      options: {},
      visibility: 'private',
      run: () => {
        const at = Temporal.Instant.from('2026-11-26T18:00:00Z');
        return card(
          'Moments',
          say(time(at)),
          say(time(at, 'date')),
          say(time(at, 'time')),
          say(time(at, 'relative')),
        );
      },
    }),
    long: defineSubcommand({
      description: 'Says far too much',
      options: {},
      visibility: 'private',
      run: () => card('Long', say('word '.repeat(5_000))),
    }),
    form: defineSubcommand({
      description: 'Opens a form',
      options: {},
      visibility: 'private',
      answer: 'form',
      run: () => openForm(note, { about: 'bread' }),
    }),
    oops: defineSubcommand({
      description: 'Breaks',
      options: {},
      visibility: 'channel',
      run: () => {
        throw new Error('another secret of the inside');
      },
    }),
    manage: defineSubcommand({
      description: 'For administrators',
      options: {},
      visibility: 'private',
      audience: 'administrator',
      run: () => card('Managed', say('You may.')),
    }),
  },
});
