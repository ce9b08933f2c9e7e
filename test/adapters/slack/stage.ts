import { z } from 'zod';
import { createSlack, type SlackAdapter } from '../../../src/adapters/slack/adapter.ts';
import { manifestFor } from '../../../src/adapters/slack/register.ts';
import { button, defineAction, search, select } from '../../../src/chat/action.ts';
import { type Command, defineCommand, defineSubcommand } from '../../../src/chat/command.ts';
import { UserError } from '../../../src/chat/errors.ts';
import { defineForm, openForm } from '../../../src/chat/form.ts';
import { option } from '../../../src/chat/option.ts';
import type { FilePart, Message, Part } from '../../../src/chat/reply.ts';
import type { Spaces } from '../../../src/chat/spaces.ts';
import { type Inline, paragraph } from '../../../src/chat/text.ts';
import { type LocalSlackClient, startLocalSlack } from '../../../src/local/slack/start.ts';
import { handlerOf, KeptLog } from '../../asking.ts';

/** A command of these tests' own, Bolt behind it, and the local Slack in front. */

export type Transport = 'socket' | 'http';

const say = (...words: readonly (string | Inline)[]): Part => ({
  kind: 'text',
  text: [paragraph(...words)],
});

export const file: FilePart = {
  kind: 'file',
  name: 'data.json',
  content: new TextEncoder().encode('{"kept":[]}'),
  says: 'All that is kept about you',
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What `run` saw and did, for tests that count. */
export class Seen {
  runs = 0;
  /** Slow commands that have begun. */
  started = 0;
  /** Slow commands that are through. */
  finished = 0;
  /** How long the slow command takes; over 1.5 s it is late. */
  slowMs = 0;
}

export function testCommand(seen: Seen): Command {
  const counter = (now: number): Message => ({
    title: 'Counter',
    parts: [
      say(`It is ${now}.`),
      { kind: 'buttons', buttons: [button(more, { now }, 'One more'), button(tell, {}, 'Tell me')] },
      { kind: 'buttons', buttons: [button(shout, {}, 'Tell all'), button(gone, {}, 'Take back')] },
      { kind: 'buttons', buttons: [button(write, {}, 'Write'), button(slowly, {}, 'Slowly')] },
      {
        kind: 'buttons',
        buttons: [
          button(boss, {}, 'Administer'),
          { kind: 'link', label: 'Read', url: 'https://example.org/' },
        ],
      },
      select(tell, {}, 'Choose', [{ label: 'Red', value: 'red' }]),
      search(find, {}, 'Find', []),
    ],
  });
  const more = defineAction({
    name: 'test.more',
    state: z.object({ now: z.int() }),
    answer: 'update',
    run: ({ state }) => {
      seen.runs += 1;
      return counter(state.now + 1);
    },
  });
  const tell = defineAction({
    name: 'test.tell',
    answer: 'private',
    run: ({ values, request }) => ({
      title: 'Told',
      parts: [say(`${request.member.name}: ${values.join() || 'nothing'}`)],
    }),
  });
  const shout = defineAction({
    name: 'test.shout',
    answer: 'channel',
    run: () => ({ title: 'All', parts: [say('Hear!')] }),
  });
  const gone = defineAction({ name: 'test.gone', answer: 'remove', run: () => undefined });
  const boss = defineAction({
    name: 'test.boss',
    answer: 'private',
    audience: 'administrator',
    run: () => ({ parts: [say('You may.')] }),
  });
  const slowly = defineAction({
    name: 'test.slowly',
    answer: 'update',
    run: async () => {
      await pause(seen.slowMs);
      return counter(100);
    },
  });
  const find = defineAction({
    name: 'test.find',
    answer: 'private',
    complete: ({ text }) =>
      ['apple', 'apricot', 'banana']
        .filter((each) => each.startsWith(text))
        .map((each) => ({ label: each, value: each })),
    run: ({ values }) => ({ title: 'Found', parts: [say(values.join())] }),
  });
  const note = defineForm({
    name: 'test.note',
    title: 'A note',
    fields: {
      title: option.text({ description: 'What it is called', required: true, max: 20 }),
      seats: option.integer({ description: 'How many', min: 1, max: 9 }),
      when: option.dateTime({ description: 'When' }),
    },
    answer: 'private',
    run: async ({ values }) => {
      await pause(seen.slowMs);
      return { title: 'Noted', parts: [say(`${values.title} for ${values.seats ?? 'any number'}`)] };
    },
  });
  const write = defineAction({
    name: 'test.write',
    answer: 'form',
    run: () => openForm(note, {}, { title: 'Mine' }),
  });
  return defineCommand({
    name: 'test',
    description: 'What the tests need',
    actions: [more, tell, shout, gone, boss, slowly, find, write],
    forms: [note],
    shortcuts: [
      {
        name: 'test.words',
        label: 'Count the words',
        run: ({ message }) => ({
          title: 'Words',
          parts: [say(`“${message.text}” has ${message.text.split(' ').length}.`)],
        }),
      },
    ],
    home: ({ request }) => [
      say(`Welcome, ${request.member.name}.`),
      {
        kind: 'buttons',
        buttons: [
          button(tell, {}, 'Tell me'),
          button(more, { now: 1 }, 'One more'),
          button(write, {}, 'Write'),
        ],
      },
    ],
    subcommands: {
      echo: defineSubcommand({
        description: 'Says it again',
        options: { words: option.text({ description: 'What to say', required: true }) },
        visibility: 'private',
        run: ({ options }) => {
          seen.runs += 1;
          return { title: 'Echo', parts: [say(options.words)] };
        },
      }),
      who: defineSubcommand({
        description: 'Reads mentions',
        options: {
          member: option.member({ description: 'Who' }),
          channel: option.channel({ description: 'Where' }),
        },
        visibility: 'private',
        run: ({ options }) => ({ parts: [say(`${options.member} ${options.channel}`)] }),
      }),
      counter: defineSubcommand({
        description: 'For me',
        options: {},
        visibility: 'private',
        run: () => counter(0),
      }),
      post: defineSubcommand({
        description: 'For all',
        options: {},
        visibility: 'channel',
        run: () => counter(0),
      }),
      slow: defineSubcommand({
        description: 'Takes its time, in public',
        options: {},
        visibility: 'channel',
        run: async () => {
          seen.started += 1;
          await pause(seen.slowMs);
          seen.finished += 1;
          return { title: 'Late', parts: [say('Here at last.')] };
        },
      }),
      fail: defineSubcommand({
        description: 'Fails late, in public',
        options: {},
        visibility: 'channel',
        run: async () => {
          await pause(seen.slowMs);
          throw new UserError('It did not work out. Please try again.');
        },
      }),
      zone: defineSubcommand({
        description: 'Tells the zone',
        options: {},
        visibility: 'private',
        run: async ({ request }) => ({ parts: [say(`${await request.zone()} ${await request.standing()}`)] }),
      }),
      data: defineSubcommand({
        description: 'A file for me',
        options: {},
        visibility: 'private',
        run: () => ({ title: 'Data', parts: [say('Here it is.'), file] }),
      }),
      handout: defineSubcommand({
        description: 'A file for all',
        options: {},
        visibility: 'channel',
        run: () => ({ title: 'Handout', parts: [file] }),
      }),
      form: defineSubcommand({
        description: 'A form',
        options: {},
        visibility: 'private',
        answer: 'form',
        run: () => openForm(note, {}),
      }),
    },
  });
}

export interface Stage {
  readonly local: LocalSlackClient;
  readonly adapter: SlackAdapter;
  readonly log: KeptLog;
  readonly seen: Seen;
  readonly commands: readonly Command[];
  readonly general: string;
  id(member: string): string;
  stop(): Promise<void>;
}

/** A local Slack with the app installed, and the adapter connected to it. */
export async function startStage(
  transport: Transport,
  commandPrefix?: string,
  spaces?: Spaces,
): Promise<Stage> {
  const local = await startLocalSlack();
  const seen = new Seen();
  const log = new KeptLog();
  const commands = [testCommand(seen)];
  const prefixed = commandPrefix === undefined ? {} : { commandPrefix };
  const adapter = createSlack({
    handler: handlerOf(undefined, commands, log),
    log,
    botToken: local.botToken,
    apiUrl: local.apiUrl,
    mode:
      transport === 'socket'
        ? { kind: 'socket', appToken: local.appToken }
        : { kind: 'http', signingSecret: local.signingSecret, host: '127.0.0.1', port: 0 },
    ...prefixed,
    ...(spaces ? { spaces } : {}),
  });
  await adapter.start();
  const publicUrl = `http://127.0.0.1:${adapter.port() ?? 0}`;
  await local.install(manifestFor({ commands, mode: transport, publicUrl, ...prefixed }));
  if (transport === 'http') await local.useHttp(`${publicUrl}/slack/events`);
  return {
    local,
    adapter,
    log,
    seen,
    commands,
    general: local.conversations.general ?? '',
    id: (member) => local.members[member] ?? '',
    async stop() {
      await adapter.stop();
      await local.stop();
    },
  };
}
