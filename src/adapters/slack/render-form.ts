import type { InputBlock, ModalView } from '@slack/types';
import { clean, cleanLine, shorten } from '../../chat/clean.ts';
import { fieldLabel } from '../../chat/form.ts';
import type { Option } from '../../chat/option.ts';
import type { FormView } from '../../chat/reply.ts';
import { optionsOf } from './controls.ts';
import { plainText } from './values.ts';

/** Slack's limits. */
const TITLE = 24;
const LABEL = 150;
const TYPED = 3_000;
const CHOICES = 100;

/** The one element of each input; the field's own name is the block_id, which errors are told by. */
const VALUE = 'value';

/** A form as a modal; `metadata` comes back with what is submitted. */
export function renderForm({ form, values }: FormView, metadata: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'form',
    private_metadata: metadata,
    title: plainText(form.title, TITLE) ?? { type: 'plain_text', text: 'Parley', emoji: false },
    submit: plainText(form.submit, TITLE) ?? { type: 'plain_text', text: 'Send', emoji: false },
    close: { type: 'plain_text', text: 'Cancel', emoji: false },
    blocks: Object.entries(form.fields).map(([name, spec]) => inputOf(name, spec, values[name] ?? '')),
  };
}

function inputOf(name: string, spec: Option, value: string): InputBlock {
  const hint = plainText(spec.description, LABEL);
  return {
    type: 'input',
    block_id: name,
    optional: !spec.required,
    label: plainText(fieldLabel(name, spec), LABEL) ?? { type: 'plain_text', text: name, emoji: false },
    ...(hint ? { hint } : {}),
    element: elementOf(spec, value),
  };
}

function elementOf(spec: Option, value: string): InputBlock['element'] {
  switch (spec.kind) {
    case 'text': {
      const max = Math.min(spec.max, TYPED);
      return typed(spec.lines === 'many' ? clean(value) : cleanLine(value), max, spec.lines === 'many');
    }
    case 'date-time':
      return typed(cleanLine(value), 100, false);
    case 'integer': {
      const given = Number(value.trim() || Number.NaN);
      const fits = Number.isInteger(given) && given >= spec.min && given <= spec.max;
      return {
        type: 'number_input',
        action_id: VALUE,
        is_decimal_allowed: false,
        min_value: String(spec.min),
        max_value: String(spec.max),
        ...(fits ? { initial_value: String(given) } : {}),
      };
    }
    case 'choice': {
      const choices = Object.entries<string>(spec.choices).map(([key, label]) => ({
        value: key,
        label: cleanLine(label) || key,
      }));
      const options = optionsOf(choices, CHOICES);
      const initial = options.find((each) => each.value === value);
      return {
        type: 'static_select',
        action_id: VALUE,
        options,
        ...(initial ? { initial_option: initial } : {}),
      };
    }
    case 'member':
    // Slack has no roles: a member is what it can name.
    case 'mentionable':
      return {
        type: 'users_select',
        action_id: VALUE,
        ...(/^[UW][A-Z0-9]{2,30}$/.test(value) ? { initial_user: value } : {}),
      };
    case 'channel':
      return {
        type: 'conversations_select',
        action_id: VALUE,
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...(/^[CG][A-Z0-9]{2,30}$/.test(value) ? { initial_conversation: value } : {}),
      };
  }
}

function typed(value: string, max: number, multiline: boolean): InputBlock['element'] {
  const initial = shorten(value, max);
  return {
    type: 'plain_text_input',
    action_id: VALUE,
    multiline,
    max_length: max,
    ...(initial === '' ? {} : { initial_value: initial }),
  };
}

interface Typed {
  readonly value?: string | null;
  readonly selected_option?: { readonly value: string } | null;
  readonly selected_user?: string | null;
  readonly selected_conversation?: string | null;
}

/** What stands in a submitted modal's fields, by their names; empty ones are left out. */
export function readForm(
  state: Readonly<Record<string, Readonly<Record<string, Typed>>>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(state).flatMap(([name, element]) => {
      const given = element[VALUE];
      const value =
        given?.value ?? given?.selected_option?.value ?? given?.selected_user ?? given?.selected_conversation;
      return value ? [[name, value]] : [];
    }),
  );
}
