/** What a member may enter in an element, and how Slack writes it down. */
import { type Fields, fields, list, rows, text } from '../shared/json.ts';
import { optionOf, textOf } from './controls.ts';
import { limits } from './rules.ts';
import { allOptions } from './shapes-text.ts';
import type { World } from './world.ts';

/** Options that an external select showed this member last, by label and value. */
type Suggested = readonly { label: string; value: string }[];

const SINGLE_KEYS: Record<string, string> = {
  users_select: 'selected_user',
  channels_select: 'selected_channel',
  conversations_select: 'selected_conversation',
};

const nothing = (message: string): never => {
  throw new Error(message);
};

/** The id of a member or conversation that a person would pick by name. */
function pick(world: World, kind: string, wanted: string): string {
  const bare = wanted.replace(/^[@#]/, '');
  const all = kind.includes('users') ? [...world.members.values()] : [...world.conversations.values()];
  const found = all.find(({ id, name }) => id === wanted || name === bare);
  return found?.id ?? nothing(`"${wanted}" is not in the list`);
}

function option(element: Fields, wanted: string, suggested: Suggested): Fields {
  if (element.type === 'external_select' || element.type === 'multi_external_select') {
    const found = suggested.find(({ label, value }) => value === wanted || label === wanted);
    if (!found) return nothing(`"${wanted}" is not among the options that were suggested`);
    return { text: { type: 'plain_text', text: found.label, emoji: true }, value: found.value };
  }
  const offered = allOptions(element).find(
    (each) => optionOf(each).value === wanted || optionOf(each).label === wanted,
  );
  return offered ?? nothing(`"${wanted}" is not one of the options`);
}

function typed(element: Fields, value: string): string {
  const label = textOf(element.placeholder) || text(element.action_id);
  const { max } = limits('input-max-length');
  if (value.length > Number(element.max_length ?? max))
    nothing(`"${label}" takes at most ${element.max_length ?? max} characters`);
  if (value !== '' && value.length < Number(element.min_length ?? 0))
    nothing(`"${label}" takes at least ${element.min_length} characters`);
  if (element.type === 'plain_text_input' && element.multiline !== true && value.includes('\n'))
    nothing(`"${label}" takes one line`);
  if (value === '') return value;
  if (element.type === 'number_input') {
    const pattern = element.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
    const low = Number(element.min_value ?? Number.NEGATIVE_INFINITY);
    const high = Number(element.max_value ?? Number.POSITIVE_INFINITY);
    if (!pattern.test(value) || Number(value) < low || Number(value) > high)
      nothing(`"${value}" is not a number that fits here`);
  }
  if (element.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(value))
    nothing(`"${value}" is not an e-mail address`);
  if (element.type === 'url_text_input' && !URL.canParse(value)) nothing(`"${value}" is not a web address`);
  return value;
}

const PATTERNS: Record<string, [key: string, pattern: RegExp]> = {
  datepicker: ['selected_date', /^\d{4}-\d\d-\d\d$/],
  timepicker: ['selected_time', /^([01]\d|2[0-3]):[0-5]\d$/],
  datetimepicker: ['selected_date_time', /^\d{10}$/],
};

/**
 * The state of an element after a member entered `values` (options by value or label, people and channels by id
 * or name, dates as Slack writes them). Throws what a real client would not let pass.
 */
export function entered(
  world: World,
  element: Fields,
  values: readonly string[],
  suggested: Suggested = [],
): Fields {
  const type = text(element.type);
  const state = { type };
  const first = values[0] ?? '';
  const several = type.startsWith('multi_') || type === 'checkboxes';
  if (!several && values.length > 1) nothing('only one can be chosen here');
  if (values.length > Number(element.max_selected_items ?? Number.POSITIVE_INFINITY))
    nothing(`at most ${element.max_selected_items} can be chosen here`);
  const pattern = PATTERNS[type];
  if (pattern) {
    const [key, written] = pattern;
    if (first !== '' && !written.test(first)) nothing(`"${first}" cannot be picked here`);
    return { ...state, [key]: first === '' ? null : type === 'datetimepicker' ? Number(first) : first };
  }
  const single = SINGLE_KEYS[type.replace('multi_', '')];
  if (single && several) return { ...state, [`${single}s`]: values.map((each) => pick(world, type, each)) };
  if (single) return { ...state, [single]: first === '' ? null : pick(world, type, first) };
  if (several) return { ...state, selected_options: values.map((each) => option(element, each, suggested)) };
  if (type.endsWith('_input')) return { ...state, value: typed(element, first) || null };
  return { ...state, selected_option: first === '' ? null : option(element, first, suggested) };
}

const INITIALS: Record<string, string> = {
  initial_option: 'selected_option',
  initial_options: 'selected_options',
  initial_user: 'selected_user',
  initial_users: 'selected_users',
  initial_channel: 'selected_channel',
  initial_channels: 'selected_channels',
  initial_conversation: 'selected_conversation',
  initial_conversations: 'selected_conversations',
  initial_date: 'selected_date',
  initial_time: 'selected_time',
  initial_date_time: 'selected_date_time',
  initial_value: 'value',
};

/** The state of an element before anyone touched it. */
function initial(world: World, element: Fields): Fields {
  const empty = entered(world, element, []);
  for (const [key, state] of Object.entries(INITIALS))
    if (element[key] !== undefined) empty[state] = element[key];
  return empty;
}

/** Whether nothing is entered. */
export const isEmpty = (state: Fields): boolean =>
  Object.entries(state).every(
    ([key, value]) => key === 'type' || value === null || (Array.isArray(value) && value.length === 0),
  );

/** What a state says, for a form's shown value. */
export function stateText(state: Fields): string {
  const [, value] = Object.entries(state).find(([key]) => key !== 'type') ?? [];
  if (value === null || value === undefined) return '';
  if (Array.isArray(value))
    return list(value)
      .map((each) => text(fields(each).value) || String(each))
      .join(', ');
  return text(fields(value).value) || String(value);
}

/** The state of every input of a view, by block_id and action_id. */
export function initialValues(world: World, view: Fields): Record<string, Fields> {
  const values: Record<string, Fields> = {};
  for (const block of rows(view.blocks)) {
    if (block.type !== 'input') continue;
    const element = fields(block.element);
    values[text(block.block_id)] = { [text(element.action_id)]: initial(world, element) };
  }
  return values;
}
