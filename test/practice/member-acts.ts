import { commands } from '../../commands/index.ts';
import { renderMessage as forDiscord } from '../../src/adapters/discord/render.ts';
import { renderMessage as forSlack } from '../../src/adapters/slack/render.ts';
import type { Leaf } from '../../src/chat/command.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Handler } from '../../src/chat/handler.ts';
import { decodeId } from '../../src/chat/id.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Option } from '../../src/chat/option.ts';
import type { Choice, FormView, Message, Reply } from '../../src/chat/reply.ts';
import { type Asker, requestFrom } from '../community/asking.ts';
import type { Act, Sight } from '../contract/explorer.ts';

/** All that a member can type, press, choose and send, as the handler takes it. */

/** Of a list's choices, so many are chosen at most: the first, the last, and some between. */
const CHOICES = 8;

/** A message as both platforms get it, with what its files hold; and as it is, so that nothing is missed that was cut. */
export const textsOf = (message: Message): string[] => [
  JSON.stringify(message, readable),
  JSON.stringify(forDiscord(message), readable),
  JSON.stringify(forSlack(message, ''), readable),
];

/** What a notification of it says. */
export const noticeOf = (message: Message): string => forSlack(message, '').text;

const readable = (_key: string, value: unknown): unknown => {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  return value instanceof Map ? [...value] : value;
};

/** One member's acts. */
export function memberActs(handler: Handler, asker: Asker) {
  const sorted = (values: Readonly<Record<string, unknown>>): string =>
    JSON.stringify(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)));

  const act = (name: string, key: string, incoming: Incoming, direct = false): Act => ({
    key: direct ? `${key} (direct)` : key,
    name,
    do: async () => sightOf(await handler.plan(incoming, requestFrom({ ...asker, direct })).reply),
  });

  const press = (id: string, values: readonly string[] = [], direct = false): Act =>
    act(
      decodeId(id)?.name ?? id,
      `press ${id} ${values.join()}`,
      { kind: 'action', id, values, own: !direct },
      direct,
    );

  const send = (form: Form, id: string, values: Readonly<Record<string, string>>): Act =>
    act(form.name, `send ${id} ${sorted(values)}`, { kind: 'form', id, values, own: true });

  /** As it stands, with everything filled in, and with the last choice of each list. */
  const submissions = ({ form, id, values }: FormView): Act[] => [
    send(form, id, values),
    ...[0, -1].map((which) =>
      send(
        form,
        id,
        Object.fromEntries(
          Object.entries(form.fields).map(([name, spec]) => [name, values[name] ?? plausible(spec, which)]),
        ),
      ),
    ),
  ];

  const search = (id: string): Act => ({
    key: `search ${id}`,
    name: decodeId(id)?.name ?? id,
    async do() {
      const choices = await handler.complete({ kind: 'search', id, text: '' }, requestFrom(asker));
      return { texts: [JSON.stringify(choices)], acts: some(choices).map(({ value }) => press(id, [value])) };
    },
  });

  /** What stands on a message for who reads it. */
  const actsOn = (message: Message, direct = false): Act[] =>
    message.parts.flatMap((part): Act[] => {
      if (part.kind === 'buttons')
        return part.buttons.flatMap((each) => (each.kind === 'action' ? [press(each.id, [], direct)] : []));
      if (part.kind === 'select')
        return some(part.choices).map(({ value }) => press(part.id, [value], direct));
      if (part.kind === 'search') {
        return [search(part.id), ...some(part.first).map(({ value }) => press(part.id, [value], direct))];
      }
      return [];
    });

  function sightOf(reply: Reply): Sight {
    if (reply.kind === 'remove') return { texts: [], acts: [] };
    if (reply.kind === 'form') {
      const { form, values } = reply.view;
      return {
        texts: [JSON.stringify([form.title, form.submit, form.fields, values])],
        acts: submissions(reply.view),
      };
    }
    return { texts: textsOf(reply.message), acts: actsOn(reply.message) };
  }

  const run = (command: string, leaf: Leaf, values: Readonly<Record<string, string>>): Act => {
    const path = [command, leaf.name].filter((each) => each !== undefined).join(' ');
    const incoming: Incoming = {
      ...{ kind: 'command', command, values },
      ...(leaf.name === undefined ? {} : { subcommand: leaf.name }),
    };
    return act(path, `run ${path} ${sorted(values)}`, incoming);
  };

  const shortcut = (name: string): Act =>
    act(name, `shortcut ${name}`, { kind: 'shortcut', name, text: 'Facts' });

  /** Typing into an option, and running the command with what is offered. */
  const complete = (command: string, leaf: Leaf, option: string): Act => ({
    key: `complete ${command} ${leaf.name} ${option}`,
    name: 'complete',
    async do() {
      const subcommand = leaf.name === undefined ? {} : { subcommand: leaf.name };
      const choices = await handler.complete(
        { kind: 'option', command, ...subcommand, option, text: '' },
        requestFrom(asker),
      );
      const acts = some(choices).map(({ value }) => run(command, leaf, { [option]: value }));
      return { texts: [JSON.stringify(choices)], acts };
    },
  });

  const home: Act = {
    key: 'home',
    name: 'home',
    async do() {
      const message = await handler.home(requestFrom(asker));
      return { texts: textsOf(message), acts: actsOn(message) };
    },
  };

  return {
    press,
    actsOn,
    /**
     * The home, and every subcommand of every command: without options, as its examples say, and with each choice of what
     * completes; or `only` some of these subcommands.
     */
    beginnings: (only?: readonly string[]): Act[] =>
      [
        home,
        ...commands.flatMap(({ shortcuts }) => shortcuts.map(({ name }) => shortcut(name))),
        ...commands.flatMap(({ name, leaves }) =>
          leaves.flatMap((leaf) => [
            run(name, leaf, {}),
            ...leaf.examples.map(({ values }) => run(name, leaf, values)),
            ...Object.entries(leaf.options).flatMap(([option, spec]) =>
              spec.kind === 'text' && spec.complete ? [complete(name, leaf, option)] : [],
            ),
          ]),
        ),
      ].filter(({ name }) => only?.includes(name) ?? true),
  };
}

function some(choices: readonly Choice[]): readonly Choice[] {
  if (choices.length <= CHOICES) return choices;
  const step = (choices.length - 1) / (CHOICES - 1);
  return Array.from({ length: CHOICES }, (_, index) => choices[Math.round(index * step)]!);
}

/** Something that a member could well fill in; `which`: 0 the first of a list, -1 the last. */
function plausible(spec: Option, which: number): string {
  switch (spec.kind) {
    case 'choice':
      return Object.keys(spec.choices).at(which) ?? '';
    case 'integer':
      return String(which === 0 ? spec.min : spec.max);
    case 'date-time':
      return '2026-03-20 19:00';
    case 'text':
      return 'Thursday 7pm'.slice(0, spec.max);
    default:
      return '';
  }
}
