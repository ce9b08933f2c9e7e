import type { OptionValue } from '../../discord/human.ts';
import type { CommandOnOffer, OptionOnOffer } from '../../shared/screen.ts';
import type { Viewer } from './props.ts';
import { cutAtNames, typedCommand } from './typed-command.ts';
import { type Field, type Pick, worthOf } from './typed-values.ts';

/** What stands in Discord's composer: a line of text, or a command with inputs for its options. */
export type Draft = TextDraft | CommandDraft;

export interface TextDraft {
  kind: 'text';
  text: string;
}

export interface CommandDraft {
  kind: 'command';
  command: CommandOnOffer;
  /** The options that have an input, in the order in which they stand. */
  fields: readonly Field[];
}

export const EMPTY: TextDraft = { kind: 'text', text: '' };

/** A command as it stands when it is picked: the required options, those given, and at least one to type into. */
export function begin(command: CommandOnOffer, texts: Readonly<Record<string, string>> = {}): CommandDraft {
  const options = command.options ?? [];
  const asked = options.filter(({ name, required }) => required || name in texts);
  const first = options.find(({ kind }) => kind !== 'file');
  const shown = asked.length > 0 || !first ? asked : [first];
  return {
    kind: 'command',
    command,
    fields: shown.map((option) => ({ option, text: texts[option.name] ?? '' })),
  };
}

/** What typed text becomes: a command as soon as its name is whole; `over`: words that no option takes. */
export function draftOf(offers: readonly CommandOnOffer[], text: string): { draft: Draft; over: string } {
  const typed = typedCommand(offers, text);
  if (!typed) return { draft: { kind: 'text', text }, over: '' };
  return { draft: begin(typed.command, typed.texts), over: typed.over };
}

/** What is sent with Enter: a command's name may be whole without a space behind it. */
export function entered(offers: readonly CommandOnOffer[], draft: Draft): Draft {
  if (draft.kind === 'command') return draft;
  const { draft: read, over } = draftOf(offers, `${draft.text} `);
  return read.kind === 'command' && over === '' ? read : draft;
}

/** Where one goes on typing: the first option without text, or else the last; '' where there is none. */
export function nextToType(draft: Draft): string {
  if (draft.kind === 'text') return '';
  const field = draft.fields.find(({ text }) => text === '') ?? draft.fields.at(-1);
  return field?.option.name ?? '';
}

/** The last option that has text; '' where there is none. */
export function lastTyped(draft: Draft): string {
  if (draft.kind === 'text') return '';
  const field = draft.fields.findLast(({ text }) => text !== '') ?? draft.fields.at(-1);
  return field?.option.name ?? '';
}

/** The options that have no input yet. */
export const addable = ({ command, fields }: CommandDraft): OptionOnOffer[] =>
  (command.options ?? []).filter(
    ({ name, kind }) => kind !== 'file' && !fields.some(({ option }) => option.name === name),
  );

export function add(draft: CommandDraft, name: string): CommandDraft {
  const option = addable(draft).find((each) => each.name === name);
  return option ? { ...draft, fields: [...draft.fields, { option, text: '' }] } : draft;
}

/** Types into one option: where the text names another that is empty (`batna versus:`), it goes on there. */
export function typeInto(
  draft: CommandDraft,
  name: string,
  text: string,
): { draft: CommandDraft; focus: string } {
  const filled = draft.fields.filter((field) => field.text !== '').map(({ option }) => option.name);
  const free = (draft.command.options ?? [])
    .map((option) => option.name)
    .filter((each) => each !== name && !filled.includes(each));
  const own = text.toLowerCase().startsWith(`${name.toLowerCase()}:`) ? text.slice(name.length + 1) : text;
  const { before, named } = cutAtNames(own, free);
  const last = named.at(-1);
  if (!last) return { draft: put(draft, name, own === text ? text : own.trimStart()), focus: name };
  const opened = named.reduce(
    (so, [other, value]) => put(add(so, other), other, value),
    put(draft, name, before),
  );
  return { draft: opened, focus: last[0] };
}

const put = (draft: CommandDraft, name: string, text: string): CommandDraft => ({
  ...draft,
  fields: draft.fields.map((field) => (field.option.name === name ? { option: field.option, text } : field)),
});

export const choose = (draft: CommandDraft, name: string, { label, value }: Pick): CommandDraft => ({
  ...draft,
  fields: draft.fields.map((field) =>
    field.option.name === name ? { option: field.option, text: label, value } : field,
  ),
});

/** Backspace in an empty input: the option before, which takes the place of an optional one; at the first, the end. */
export function stepBack(draft: CommandDraft, name: string): { draft: Draft; focus: string } {
  const at = draft.fields.findIndex(({ option }) => option.name === name);
  const before = draft.fields[at - 1];
  if (!before) return { draft: EMPTY, focus: '' };
  const kept = draft.fields.filter(({ option }) => option.required || option.name !== name);
  return { draft: { ...draft, fields: kept }, focus: before.option.name };
}

/** The options with a value, as they are sent; those that cannot be sent are left out. */
export function given(draft: CommandDraft, viewer: Viewer): Record<string, OptionValue> {
  const values = draft.fields.flatMap((field): [string, OptionValue][] => {
    const worth = worthOf(field, viewer);
    return worth && 'value' in worth ? [[field.option.name, worth.value]] : [];
  });
  return Object.fromEntries(values);
}

/** The first option that keeps the command from running, and why; null when it can run. */
export function missing(draft: CommandDraft, viewer: Viewer): { option: string; says: string } | null {
  for (const field of draft.fields) {
    const { name, required, kind } = field.option;
    const worth = worthOf(field, viewer);
    if (worth && 'problem' in worth) return { option: name, says: worth.problem };
    if (worth === null && required)
      return {
        option: name,
        says: kind === 'file' ? 'Files cannot be attached here' : 'This option is required',
      };
  }
  return null;
}
