/** Shapes of views, and of what an acknowledgement may answer. */
import { type Fields, fields, isFields, rows } from '../shared/json.ts';
import {
  anything,
  boolean,
  byType,
  type Check,
  counted,
  type Findings,
  items,
  length,
  object,
  oneOf,
  optional,
  required,
  string,
} from './check.ts';
import { limits } from './rules.ts';
import { blocksTogether, inView } from './shapes-blocks.ts';
import { option, optionGroup, plainText } from './shapes-text.ts';

const BYTES = counted(' bytes');

const common = {
  blocks: required(items('view-blocks', inView)),
  private_metadata: optional(string('private-metadata')),
  callback_id: optional(string('callback-id')),
  external_id: optional(string('external-id')),
};

function wholeView(view: Fields, path: string, found: Findings): void {
  const blocks = rows(view.blocks);
  blocksTogether(blocks, `${path}/blocks`, found);
  if (view.type === 'modal' && view.submit === undefined && blocks.some(({ type }) => type === 'input'))
    found.refuse('submit-with-inputs', path, 'missing required field: submit');
  const focused = blocks.flatMap((block) => [
    fields(block.element),
    fields(block.accessory),
    ...rows(block.elements),
  ]);
  if (focused.filter((element) => element.focus_on_load === true).length > 1)
    found.refuse('focus-once', path, 'only one element may have focus_on_load');
  found.within('view-size', path, Buffer.byteLength(JSON.stringify(view)), BYTES);
}

const modal = object(
  {
    type: required(oneOf('modal')),
    title: required(plainText('view-title')),
    submit: optional(plainText('view-submit')),
    close: optional(plainText('view-close')),
    clear_on_close: optional(boolean),
    notify_on_close: optional(boolean),
    submit_disabled: optional(boolean),
    ...common,
  },
  wholeView,
);

const home = object({ type: required(oneOf('home')), ...common }, wholeView);

export const view = byType({ modal, home });

/** What may answer a block_suggestion. */
export const suggestions: Check = object(
  {
    options: optional(items('suggested-options', option)),
    option_groups: optional(items('suggested-groups', optionGroup)),
  },
  (value, path, found) => {
    if ((value.options === undefined) === (value.option_groups === undefined))
      found.refuse('options-or-groups', path, 'must have either options or option_groups');
  },
);

const errors: Check = (value, path, found) => {
  if (!isFields(value)) return found.refuse('value-kind', path, 'must provide an object');
  const sentences = Object.values(value);
  if (
    sentences.length < limits('submission-errors').min ||
    sentences.some((each) => typeof each !== 'string' || each === '')
  )
    found.refuse(
      'submission-errors',
      path,
      'errors must contain one or more block_ids, each with a sentence',
    );
};

const action = (name: string, shape: Parameters<typeof object>[0]): Check =>
  object({ response_action: required(oneOf(name)), ...shape });

const ACTIONS: Record<string, Check> = {
  errors: action('errors', { errors: required(errors) }),
  update: action('update', { view: required(view) }),
  push: action('push', { view: required(view) }),
  clear: action('clear', { view: optional(anything) }),
};

/** What may answer a view_submission; an empty answer is always good. */
export const submission: Check = (value, path, found) => {
  const check = isFields(value) ? ACTIONS[String(value.response_action)] : undefined;
  if (check) check(value, path, found);
  else found.refuse('submission-action', path, 'must be errors, update, push or clear');
};

/** Lengths that belong to no one object. */
export const markdownText = (value: string, path: string, found: Findings): void =>
  length(value.length, 'markdown-text', path, found);
