import { type Fields, fields, isFields, list, rows } from '../shared/json.ts';
import type { Part } from './rule.ts';

/** Component types: https://discord.com/developers/docs/components/reference#component-object-component-types */
export const Type = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  upload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;

export const SELECTS: ReadonlySet<number> = new Set([3, 5, 6, 7, 8]);
export const V2_ONLY_TYPES: ReadonlySet<number> = new Set([9, 10, 11, 12, 13, 14, 17]);

/** Message flags: https://discord.com/developers/docs/resources/message#message-object-message-flags */
export const Flag = { suppressEmbeds: 1 << 2, ephemeral: 1 << 6, silent: 1 << 12, componentsV2: 1 << 15 };

export const hasFlag = (payload: Fields, flag: number): boolean => (Number(payload.flags ?? 0) & flag) !== 0;
export const isV2 = (payload: Fields): boolean => hasFlag(payload, Flag.componentsV2);

export interface Found {
  path: string;
  part: Fields;
  parent: Fields | undefined;
}

/** Every component of a message or modal, parents before their children. */
export function componentsOf(payload: Fields): Found[] {
  const found: Found[] = [];
  const visit = (value: unknown, path: string, parent: Fields | undefined): void => {
    if (!isFields(value)) return;
    found.push({ path, part: value, parent });
    for (const [index, child] of list(value.components).entries())
      visit(child, `${path}.components.${index}`, value);
    if (isFields(value.accessory)) visit(value.accessory, `${path}.accessory`, value);
    if (isFields(value.component)) visit(value.component, `${path}.component`, value);
  };
  for (const [index, child] of list(payload.components).entries())
    visit(child, `components.${index}`, undefined);
  return found;
}

const KINDS: Record<number, readonly Part[]> = {
  1: ['row'],
  2: ['button'],
  3: ['select', 'string-select'],
  4: ['text-input'],
  5: ['select'],
  6: ['select'],
  7: ['select'],
  8: ['select'],
  9: ['section'],
  10: ['text-display'],
  11: ['media'],
  12: ['gallery'],
  13: ['file'],
  14: ['separator'],
  17: ['container'],
  18: ['label'],
  19: ['upload'],
  21: ['group'],
  22: ['group'],
  23: ['checkbox'],
};

type Visit = (kind: Part, part: Fields, path: string, parent: Fields | undefined) => void;

function visitComponents(payload: Fields, visit: Visit): void {
  for (const { path, part, parent } of componentsOf(payload)) {
    visit('component', part, path, parent);
    const type = Number(part.type);
    for (const kind of KINDS[type] ?? []) visit(kind, part, path, parent);
    if (isFields(part.emoji)) visit('emoji', part.emoji, `${path}.emoji`, part);
    if (type === 3 || type === 21 || type === 22) {
      for (const [index, option] of rows(part.options).entries()) {
        visit('option', option, `${path}.options.${index}`, part);
        if (isFields(option.emoji)) visit('emoji', option.emoji, `${path}.options.${index}.emoji`, option);
      }
    }
    if (type === 12) {
      for (const [index, item] of rows(part.items).entries())
        visit('media', item, `${path}.items.${index}`, part);
    }
  }
}

function visitMessage(message: Fields, visit: Visit): void {
  visit('message', message, '', undefined);
  if (isFields(message.allowed_mentions))
    visit('allowed-mentions', message.allowed_mentions, 'allowed_mentions', message);
  for (const [index, each] of rows(message.attachments).entries())
    visit('attachment', each, `attachments.${index}`, message);
  for (const [index, embed] of rows(message.embeds).entries()) {
    visit('embed', embed, `embeds.${index}`, message);
    for (const [at, field] of rows(embed.fields).entries())
      visit('embed-field', field, `embeds.${index}.fields.${at}`, embed);
  }
  visitComponents(message, visit);
}

function visitCommand(command: Fields, path: string, visit: Visit): void {
  const at = path === '' ? '' : `${path}.`;
  const visitOptions = (holder: Fields, under: string, parent: Fields | undefined): void => {
    for (const [index, option] of rows(holder.options).entries()) {
      const here = `${under}options.${index}`;
      visit('command-option', option, here, parent);
      for (const [each, choice] of rows(option.choices).entries())
        visit('command-choice', choice, `${here}.choices.${each}`, option);
      visitOptions(option, `${here}.`, option);
    }
  };
  visit('command', command, path, undefined);
  visitOptions(command, at, undefined);
}

/** What a payload is; it decides which rules apply. */
export type PayloadKind = 'message' | 'modal' | 'command' | 'commands' | 'choices' | 'event';

/** Calls `visit` for every part of a payload that a rule may look at. */
export function visitParts(payload: unknown, kind: PayloadKind, visit: Visit): void {
  if (kind === 'commands') {
    visit('commands', { list: list(payload) }, '', undefined);
    for (const [index, command] of list(payload).entries())
      visitCommand(fields(command), String(index), visit);
    return;
  }
  const whole = fields(payload);
  if (kind === 'message') visitMessage(whole, visit);
  else if (kind === 'command') visitCommand(whole, '', visit);
  else if (kind === 'modal') {
    visit('modal', whole, '', undefined);
    visitComponents(whole, visit);
  } else if (kind === 'choices') {
    visit('choices', whole, '', undefined);
    for (const [index, choice] of rows(whole.choices).entries())
      visit('command-choice', choice, `choices.${index}`, whole);
  } else visit('event', whole, '', undefined);
}
