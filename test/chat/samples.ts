import { z } from 'zod';
import { commands as all } from '../../commands/index.ts';
import { button, defineAction } from '../../src/chat/action.ts';
import { type Command, defineCommand, defineSubcommand } from '../../src/chat/command.ts';
import type { Context } from '../../src/chat/context.ts';
import { defineForm, openForm } from '../../src/chat/form.ts';
import { option } from '../../src/chat/option.ts';
import type { Message } from '../../src/chat/reply.ts';
import { paragraph } from '../../src/chat/text.ts';

/** Small commands that use everything a definition can say, for tests of the layer alone. */

export const says = (words: string): Message => ({ parts: [{ kind: 'text', text: [paragraph(words)] }] });

/** What was given, as a member would see it: for tests of what reached `run`. */
const echo = (given: object): Message => says(JSON.stringify(given));

export const sessionOptions = {
  topic: option.text({ description: 'What it is about', required: true, max: 40 }),
  when: option.dateTime({ description: 'When it begins', required: true, label: 'Day and time' }),
  seats: option.integer({ description: 'How many can come', min: 2, max: 12 }),
  format: option.choice({
    description: 'How it is held',
    choices: { 'role-play': 'Role play', talk: 'Talk' },
  }),
  host: option.member({ description: 'Who leads it' }),
  place: option.channel({ description: 'Where it is announced' }),
};

const draftForm = defineForm({
  name: 'session.draft',
  title: 'A session',
  fields: {
    title: option.text({ description: 'Its name', required: true, max: 10 }),
    seats: option.integer({ description: 'How many can come', min: 2, max: 12, required: true }),
  },
  answer: 'private',
  run: ({ values }) => echo(values),
});

const join = defineAction({
  name: 'session.join',
  state: z.object({ session: z.int() }),
  answer: 'update',
  run: ({ state }) => says(`joined ${state.session}`),
});

const leave = defineAction({
  name: 'session.leave',
  state: z.object({ session: z.int() }),
  answer: 'private',
  owned: true,
  run: ({ state }) => says(`left ${state.session}`),
});

const cancel = defineAction({
  name: 'session.cancel',
  answer: 'remove',
  audience: 'facilitator',
  run: () => undefined,
});

const rename = defineAction({
  name: 'session.rename',
  answer: 'form',
  run: () => openForm(draftForm, {}, { title: 'Monday' }),
});

const announce = defineAction({
  name: 'session.announce',
  answer: 'channel',
  run: () => says('announced'),
});

const find = defineAction({
  name: 'session.find',
  answer: 'private',
  run: ({ values }) => says(`found ${values[0]}`),
  complete: ({ text }) =>
    Array.from({ length: 40 }, (_, index) => ({ label: `${text} ${index}`, value: `${index}` })),
});

export const buttons = {
  join: button(join, { session: 7 }, 'Join'),
  leave: button(leave, { session: 7 }, 'Leave', { owner: 'M1' }),
  cancel: button(cancel, {}, 'Cancel'),
  rename: button(rename, {}, 'Rename'),
  announce: button(announce, {}, 'Announce'),
};

export const session = defineCommand({
  name: 'session',
  description: 'Practice sessions',
  actions: [join, leave, cancel, rename, announce, find],
  forms: [draftForm],
  shortcuts: [
    { name: 'session.about', label: 'A session about this', run: ({ message }) => says(message.text) },
  ],
  subcommands: {
    open: defineSubcommand({
      description: 'Opens a session',
      options: sessionOptions,
      visibility: 'channel',
      examples: [{ values: { topic: 'caucus', when: 'Thursday 7pm' }, does: 'opens one' }],
      run: ({ options }) => echo({ ...options, when: options.when.toString() }),
    }),
    list: defineSubcommand({
      description: 'Shows what is coming',
      options: {},
      visibility: 'private',
      run: () => says('none'),
    }),
    draft: defineSubcommand({
      description: 'Opens a form',
      options: { title: option.text({ description: 'Its name' }) },
      visibility: 'private',
      answer: 'form',
      run: ({ options }) => openForm(draftForm, {}, { title: options.title ?? '' }),
    }),
    close: defineSubcommand({
      description: 'Closes all sessions',
      options: {},
      visibility: 'private',
      audience: 'facilitator',
      run: () => says('closed'),
    }),
  },
});

export const note = defineCommand({
  name: 'note',
  description: 'Keeps a note',
  options: {
    words: option.text({
      description: 'What to keep',
      max: 100,
      complete: ({ text }: Context & { readonly text: string }) => [{ label: text, value: text }],
    }),
    more: option.text({ description: 'What else to keep' }),
  },
  visibility: 'private',
  run: ({ options }) => echo(options),
});

/** A command whose `run` is whatever a test needs. */
export const running = (run: () => Promise<Message> | Message): Command =>
  defineCommand({ name: 'run', description: 'Runs', options: {}, visibility: 'channel', run });

export const samples: readonly Command[] = [session, note, ...all];
