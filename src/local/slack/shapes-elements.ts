/** Shapes of interactive elements, and which may stand where. */
import { type Fields, fields, list } from '../shared/json.ts';
import {
  anything,
  boolean,
  type Check,
  type Field,
  type Findings,
  integer,
  items,
  matching,
  object,
  oneOf,
  only,
  optional,
  required,
  string,
} from './check.ts';
import type { PayloadRuleName } from './rules.ts';
import { picture, pictureSource } from './shapes-pictures.ts';
import {
  allOptions,
  anyText,
  confirmation,
  markedOption,
  option,
  optionGroup,
  overflowOption,
  plainText,
} from './shapes-text.ts';

type Whole = (value: Fields, path: string, found: Findings) => void;

const element = (type: string, shape: Record<string, Field>, whole?: Whole): Check =>
  object(
    {
      type: required(oneOf(type)),
      action_id: optional(string('action-id')),
      confirm: optional(confirmation),
      ...shape,
    },
    whole,
  );

const focus = { focus_on_load: optional(boolean) };
const hint = { placeholder: optional(plainText('placeholder')), ...focus };

/** The initial option or options are among those offered. */
const initialOffered: Whole = (value, path, found) => {
  const offered = new Set(allOptions(value).map((each) => each.value));
  const chosen = [...list(value.initial_options), value.initial_option].filter((each) => each !== undefined);
  for (const each of chosen)
    if (!offered.has(fields(each).value))
      found.refuse('initial-option', path, 'initial option must exactly match one of the provided options');
};

const optionsOrGroups: Whole = (value, path, found) => {
  if ((value.options === undefined) === (value.option_groups === undefined))
    found.refuse('options-or-groups', path, 'must have either options or option_groups');
  initialOffered(value, path, found);
};

const several = { max_selected_items: optional(integer('max-selected')) };
const offered = {
  options: optional(items('select-options', option)),
  option_groups: optional(items('select-groups', optionGroup)),
};
const asked = { min_query_length: optional(integer('min-query')) };
const filter = { filter: optional(anything), default_to_current_conversation: optional(boolean) };
const forResponse = { response_url_enabled: optional(boolean) };

const typed = {
  initial_value: optional(string('input-initial')),
  dispatch_action_config: optional(anything),
  ...hint,
};

const lengthsInOrder: Whole = (value, path, found) => {
  if (Number(value.min_length ?? 0) > Number(value.max_length ?? 3000))
    found.refuse('input-length-order', path, 'min_length must be less than or equal to max_length');
};

const NUMBER_FIELDS = ['initial_value', 'min_value', 'max_value'] as const;

const numbersWritten: Whole = (value, path, found) => {
  const pattern = value.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  for (const key of NUMBER_FIELDS)
    if (value[key] !== undefined && !pattern.test(String(value[key])))
      found.refuse('number-written', `${path}/${key}`, 'must be a valid number');
  if (
    value.min_value !== undefined &&
    value.max_value !== undefined &&
    Number(value.min_value) > Number(value.max_value)
  )
    found.refuse('number-order', path, 'min_value must be less than or equal to max_value');
};

const chosenFrom = (rule: PayloadRuleName, each: Check, several: boolean): Record<string, Field> => ({
  options: required(items(rule, each)),
  ...(several ? { initial_options: optional(items(null, each)) } : { initial_option: optional(each) }),
  ...focus,
});

const picker = (type: string, initial: string, shown: Check): Check =>
  element(type, { [initial]: optional(shown), timezone: optional(string()), ...hint });

const date = matching('initial-date', /^\d{4}-\d\d-\d\d$/, 'must be a valid date');
const time = matching('initial-time', /^([01]\d|2[0-3]):[0-5]\d$/, 'must be a valid time');
const moment: Check = (value, path, found) => {
  if (!/^\d{10}$/.test(String(value))) found.refuse('initial-moment', path, 'must be a valid timestamp');
};

const all: Record<string, Check> = {
  button: element('button', {
    text: required(plainText('button-text')),
    value: optional(string('button-value')),
    url: optional(string('button-url')),
    style: optional(oneOf('primary', 'danger')),
    accessibility_label: optional(string('accessibility-label')),
  }),
  overflow: element('overflow', { options: required(items('overflow-options', overflowOption)) }),
  static_select: element(
    'static_select',
    { ...offered, initial_option: optional(option), ...hint },
    optionsOrGroups,
  ),
  multi_static_select: element(
    'multi_static_select',
    { ...offered, initial_options: optional(items(null, option)), ...several, ...hint },
    optionsOrGroups,
  ),
  external_select: element('external_select', { initial_option: optional(option), ...asked, ...hint }),
  multi_external_select: element('multi_external_select', {
    initial_options: optional(items(null, option)),
    ...asked,
    ...several,
    ...hint,
  }),
  users_select: element('users_select', { initial_user: optional(string()), ...hint }),
  multi_users_select: element('multi_users_select', {
    initial_users: optional(items(null, string())),
    ...several,
    ...hint,
  }),
  channels_select: element('channels_select', {
    initial_channel: optional(string()),
    ...forResponse,
    ...hint,
  }),
  multi_channels_select: element('multi_channels_select', {
    initial_channels: optional(items(null, string())),
    ...several,
    ...hint,
  }),
  conversations_select: element('conversations_select', {
    initial_conversation: optional(string()),
    ...filter,
    ...forResponse,
    ...hint,
  }),
  multi_conversations_select: element('multi_conversations_select', {
    initial_conversations: optional(items(null, string())),
    ...filter,
    ...several,
    ...hint,
  }),
  checkboxes: element('checkboxes', chosenFrom('checkbox-options', markedOption, true), initialOffered),
  radio_buttons: element('radio_buttons', chosenFrom('radio-options', markedOption, false), initialOffered),
  datepicker: picker('datepicker', 'initial_date', date),
  timepicker: picker('timepicker', 'initial_time', time),
  datetimepicker: picker('datetimepicker', 'initial_date_time', moment),
  plain_text_input: element(
    'plain_text_input',
    {
      ...typed,
      multiline: optional(boolean),
      min_length: optional(integer('input-min-length')),
      max_length: optional(integer('input-max-length')),
    },
    lengthsInOrder,
  ),
  number_input: element(
    'number_input',
    {
      ...typed,
      is_decimal_allowed: required(boolean),
      min_value: optional(string()),
      max_value: optional(string()),
    },
    numbersWritten,
  ),
  email_text_input: element('email_text_input', typed),
  url_text_input: element('url_text_input', typed),
  image: object({ type: required(oneOf('image')), ...picture }, pictureSource),
};

const SELECTS = ['static', 'external', 'users', 'channels', 'conversations'];
const SINGLE = SELECTS.map((kind) => `${kind}_select`);
const MULTI = SELECTS.map((kind) => `multi_${kind}_select`);
const PICKERS = ['datepicker', 'timepicker', 'checkboxes', 'radio_buttons'];
const TYPED = ['plain_text_input', 'number_input', 'email_text_input', 'url_text_input'];

export const inActions = only(all, 'button', 'overflow', ...SINGLE, ...MULTI, ...PICKERS, 'datetimepicker');
export const inSection = only(all, 'button', 'overflow', 'image', ...SINGLE, ...MULTI, ...PICKERS);
export const inInput = only(all, ...TYPED, ...SINGLE, ...MULTI, ...PICKERS, 'datetimepicker');
export const inContext = {
  ...only(all, 'image'),
  plain_text: anyText('text-object'),
  mrkdwn: anyText('text-object'),
};
