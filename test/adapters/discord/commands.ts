import { z } from 'zod';
import { button, defineAction, select } from '../../../src/chat/action.ts';
import { defineCommand, defineSubcommand } from '../../../src/chat/command.ts';
import { UserError } from '../../../src/chat/errors.ts';
import { defineForm, openForm } from '../../../src/chat/form.ts';
import { option } from '../../../src/chat/option.ts';
import type { Message } from '../../../src/chat/reply.ts';
import { paragraph } from '../../../src/chat/text.ts';

/** Commands of the tests' own: one for each thing that the adapter has to do. */

const card = (title: string, words: string): Message => ({
  title,
  parts: [{ kind: 'text', text: [paragraph(words)] }],
});

/** Held answers wait until the test lets them go. */
export class Gate {
  #opened = Promise.resolve();
  open: () => void = () => {};

  close(): void {
    this.#opened = new Promise((resolve) => {
      this.open = resolve;
    });
  }

  get opened(): Promise<void> {
    return this.#opened;
  }
}

export const gate = new Gate();

/** How often a command ran. */
export const runs = { ping: 0 };

const count = defineAction({
  name: 'show.count',
  state: z.object({ count: z.int() }),
  answer: 'update',
  run: ({ state }) => counter(state.count),
});
const counter = (now: number): Message => ({
  ...card('Counter', `It is ${now}.`),
  parts: [
    ...card('', `It is ${now}.`).parts,
    { kind: 'buttons', buttons: [button(count, { count: now + 1 }, 'One more')] },
  ],
});
const reveal = defineAction({
  name: 'show.reveal',
  answer: 'private',
  run: () => card('Revealed', 'For you.'),
});
const announce = defineAction({
  name: 'show.announce',
  answer: 'channel',
  run: () => card('Announced', 'For all.'),
});
const remove = defineAction({ name: 'show.remove', answer: 'remove', run: () => undefined });
const choose = defineAction({
  name: 'show.choose',
  answer: 'private',
  run: ({ values }) => card('Chosen', values.join(' and ')),
});
const slowUpdate = defineAction({
  name: 'show.slow-update',
  answer: 'update',
  run: async () => {
    await gate.opened;
    return card('Updated', 'At last.');
  },
});
const slowFailure = defineAction({
  name: 'show.slow-failure',
  answer: 'update',
  run: async () => {
    await gate.opened;
    throw new UserError('That did not work. Please try another way.');
  },
});
const noteForm = defineForm({
  name: 'show.note',
  title: 'A note',
  fields: {
    words: option.text({ description: 'What to note', required: true, lines: 'many' }),
    seats: option.integer({ description: 'How many', min: 1, max: 9 }),
    kind: option.choice({ description: 'Which kind', choices: { open: 'Open', closed: 'Closed' } }),
    host: option.member({ description: 'Who hosts' }),
    place: option.channel({ description: 'Where' }),
  },
  answer: 'private',
  run: ({ values }) =>
    card(
      'Noted',
      [values.words, values.seats, values.kind, values.host, values.place].map(String).join(' | '),
    ),
});
const leadForm = defineForm({
  name: 'show.lead',
  title: 'Who leads',
  fields: {
    who: option.mentionable({ description: 'Who leads' }),
  },
  answer: 'private',
  run: ({ values }) => card('Leads', `${values.who?.kind} ${values.who?.id}`),
});
const writeLead = defineAction({
  name: 'show.lead-write',
  answer: 'form',
  run: () => openForm(leadForm, {}),
});
const writeNote = defineAction({
  name: 'show.write',
  answer: 'form',
  run: () => openForm(noteForm, {}, { words: 'tea' }),
});

export const ping = defineCommand({
  name: 'ping',
  description: 'Answers at once',
  options: {},
  visibility: 'private',
  shortcuts: [
    {
      name: 'ping.quote',
      label: 'Quote it',
      run: ({ message }) => card('Quoted', message.text),
    },
  ],
  run: ({ request }) => {
    runs.ping += 1;
    return card('Pong', `${request.member.name} in ${request.conversation.direct ? 'private' : 'a channel'}`);
  },
});

export const show = defineCommand({
  name: 'show',
  description: 'Shows what there is',
  actions: [count, reveal, announce, remove, choose, slowUpdate, slowFailure, writeNote, writeLead],
  forms: [noteForm, leadForm],
  subcommands: {
    counter: defineSubcommand({
      description: 'A message that changes',
      options: {},
      visibility: 'channel',
      run: () => counter(0),
    }),
    controls: defineSubcommand({
      description: 'Buttons of all kinds',
      options: {},
      visibility: 'channel',
      run: () => ({
        title: 'Controls',
        parts: [
          {
            kind: 'buttons',
            buttons: [
              button(reveal, {}, 'Reveal'),
              button(announce, {}, 'Announce'),
              button(remove, {}, 'Remove'),
              button(slowUpdate, {}, 'Slow'),
              button(slowFailure, {}, 'Fail'),
            ],
          },
          { kind: 'buttons', buttons: [button(writeNote, {}, 'Write'), button(writeLead, {}, 'Lead')] },
          select(choose, {}, 'Choose', [
            { label: 'Tea', value: 'tea' },
            { label: 'Coffee', value: 'coffee' },
          ]),
        ],
      }),
    }),
    values: defineSubcommand({
      description: 'What was given',
      options: {
        word: option.text({
          description: 'A word',
          required: true,
          complete: async ({ text: typed }) => {
            await gate.opened;
            return [
              { label: `${typed} and more`, value: typed },
              { label: 'Too long to come back whole', value: 'x'.repeat(101) },
            ];
          },
        }),
        number: option.integer({ description: 'A number', min: 1, max: 99 }),
        who: option.member({ description: 'Someone' }),
        where: option.channel({ description: 'Somewhere' }),
      },
      visibility: 'private',
      run: ({ options }) => card('Values', Object.values(options).map(String).join(' | ')),
    }),
    picture: defineSubcommand({
      description: 'A picture',
      options: {},
      visibility: 'private',
      run: () => ({
        parts: [{ kind: 'picture', name: 'chart', png: new Uint8Array([1, 2]), alt: 'Two bars' }],
      }),
    }),
    file: defineSubcommand({
      description: 'A file',
      options: {},
      visibility: 'private',
      run: () => ({
        parts: [{ kind: 'file', name: 'kept.json', content: new Uint8Array([123, 125]), says: 'All of it' }],
      }),
    }),
    mentioned: defineSubcommand({
      description: 'Who was named, and who asks',
      options: { who: option.mentionable({ description: 'A member or a role', required: true }) },
      visibility: 'private',
      run: ({ options, request }) =>
        card(
          'Named',
          `${options.who.kind} ${options.who.id}, asked by ${request.roles.join(' ') || 'nobody special'}`,
        ),
    }),
    slow: defineSubcommand({
      description: 'Answers for all, late',
      options: {},
      visibility: 'channel',
      run: async () => {
        await gate.opened;
        return card('Late', 'Here it is.');
      },
    }),
    'slow-private': defineSubcommand({
      description: 'Answers late',
      options: {},
      visibility: 'private',
      run: async () => {
        await gate.opened;
        return card('Late', 'Only for you.');
      },
    }),
    'slow-failure': defineSubcommand({
      description: 'Fails late',
      options: {},
      visibility: 'channel',
      run: async () => {
        await gate.opened;
        throw new UserError('That did not work. Please try another way.');
      },
    }),
    broken: defineSubcommand({
      description: 'Answers what cannot be shown',
      options: {},
      visibility: 'channel',
      // A paragraph without children: nothing that renders it can foresee this.
      run: () => ({ parts: [{ kind: 'text', text: [{ kind: 'paragraph', children: null as never }] }] }),
    }),
  },
});

export const commands = [ping, show];
