/** What stands in a Slack element: its choices, what it begins with, and what keeps a form from being sent. */
import { type Fields, fields, list, rows, text } from '../../shared/json.ts';
import { optionOf } from '../../slack/controls.ts';
import type { Choice, Viewer } from './props.ts';
import { withEmoji } from './slack-emoji.ts';
import { plainWords } from './slack-text.ts';

export interface ShownChoice extends Choice {
  description: string;
}

/** `label` is '' for choices that stand in no group. */
export interface ChoiceGroup {
  label: string;
  choices: ShownChoice[];
}

export const kindOf = (element: Fields): string => text(element.type);

export const isSeveral = (element: Fields): boolean =>
  kindOf(element).startsWith('multi_') || element.type === 'checkboxes';

const SINGLE = ['initial_user', 'initial_channel', 'initial_conversation', 'initial_date', 'initial_time'];
const SEVERAL = ['initial_users', 'initial_channels', 'initial_conversations'];

/** The values with which an element begins, as the platform takes them: options by value, people by id. */
export function initialOf(element: Fields): string[] {
  const single = [...SINGLE, 'initial_value', 'initial_date_time'].flatMap((key) => element[key] ?? []);
  const several = SEVERAL.flatMap((key) => list(element[key]));
  const options = [element.initial_option, ...list(element.initial_options)].filter((each) => each);
  return [...single.map(String), ...several.map(String), ...options.map((each) => text(fields(each).value))];
}

const optionShown = (option: Fields): ShownChoice => ({
  label: fields(option.text).emoji === false ? optionOf(option).label : withEmoji(optionOf(option).label),
  value: text(option.value),
  description: plainWords(option.description),
});

const bare = (label: string, value: string): ShownChoice => ({ label, value, description: '' });

/** Slack's names of the kinds of conversations. */
const INCLUDES: Readonly<Record<string, string>> = { public: 'channel', private: 'private', im: 'direct' };

function placesFor(element: Fields, viewer: Viewer): ShownChoice[] {
  const wanted = list(fields(element.filter).include).map((each) => INCLUDES[String(each)]);
  return viewer.places
    .filter(({ kind }) =>
      kindOf(element).includes('channels_')
        ? kind === 'channel'
        : wanted.length === 0 || wanted.includes(kind),
    )
    .map(({ id, name, kind }) => bare(kind === 'direct' ? name : `#${name}`, id));
}

function offered(element: Fields, viewer: Viewer): ChoiceGroup[] {
  const kind = kindOf(element);
  if (kind.includes('users_'))
    return [{ label: '', choices: viewer.people.map(({ id, name }) => bare(name, id)) }];
  if (kind.includes('channels_') || kind.includes('conversations_'))
    return [{ label: '', choices: placesFor(element, viewer) }];
  if (element.option_groups === undefined)
    return [{ label: '', choices: rows(element.options).map(optionShown) }];
  return rows(element.option_groups).map((group) => ({
    label: plainWords(group.label),
    choices: rows(group.options).map(optionShown),
  }));
}

/** What an element offers to this viewer. What it begins with is always among it, even somebody who left. */
export function choicesOf(element: Fields, viewer: Viewer): ChoiceGroup[] {
  const groups = offered(element, viewer);
  const values = new Set(groups.flatMap(({ choices }) => choices.map(({ value }) => value)));
  const missing = initialOf(element).filter((value) => !values.has(value));
  if (missing.length === 0) return groups;
  const known = [element.initial_option, ...list(element.initial_options)].map((each) => fields(each));
  return [
    ...groups,
    {
      label: '',
      choices: missing.map((value) => {
        const option = known.find((each) => each.value === value);
        return option ? optionShown(option) : bare(value, value);
      }),
    },
  ];
}

/** What an element is called where no text beside it says so. */
const NAMES: Readonly<Record<string, string>> = {
  ...{ datepicker: 'Date', timepicker: 'Time', datetimepicker: 'Date and time', overflow: 'More choices' },
  ...{ users_select: 'Choose a member', multi_users_select: 'Choose members' },
  ...{ channels_select: 'Choose a channel', multi_channels_select: 'Choose channels' },
  ...{ conversations_select: 'Choose a conversation', multi_conversations_select: 'Choose conversations' },
  ...{ checkboxes: 'Choices', radio_buttons: 'Choices', external_select: 'Search' },
};

export const nameOf = (element: Fields): string =>
  plainWords(element.placeholder) || NAMES[kindOf(element)] || 'Choose';

function written(element: Fields, value: string): string {
  const least = Number(element.min_length ?? 0);
  if (value.length < least) return `Write at least ${least} characters.`;
  switch (element.type) {
    case 'number_input': {
      const decimal = element.is_decimal_allowed === true;
      if (!(decimal ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(value))
        return decimal ? 'Write a number, such as 2.5.' : 'Write a whole number, such as 3.';
      if (element.min_value !== undefined && Number(value) < Number(element.min_value))
        return `Write a number from ${element.min_value} on.`;
      if (element.max_value !== undefined && Number(value) > Number(element.max_value))
        return `Write a number up to ${element.max_value}.`;
      return '';
    }
    case 'email_text_input':
      return /^\S+@\S+\.\S+$/.test(value) ? '' : 'Write an e-mail address, such as member@example.org.';
    case 'url_text_input':
      return URL.canParse(value) ? '' : 'Write a web address, such as https://example.org.';
    default:
      return '';
  }
}

/** Why an input block cannot be sent as it is filled in, in a sentence; '' where it can. */
export function problemOf(block: Fields, values: readonly string[]): string {
  const element = fields(block.element);
  const [first = ''] = values;
  if (values.length === 0 || (values.length === 1 && first === ''))
    return block.optional === true ? '' : 'Please fill this in.';
  const most = Number(element.max_selected_items ?? Number.POSITIVE_INFINITY);
  if (values.length > most) return `Choose at most ${most}.`;
  return kindOf(element).endsWith('_input') ? written(element, first) : '';
}
