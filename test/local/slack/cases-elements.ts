/** For each rule of rules-elements.ts: the largest payloads that pass, and the smallest that are refused. */
import type { elementRules } from '../../../src/local/slack/rules-elements.ts';
import {
  actions,
  button,
  type Case,
  inActions,
  inConfirm,
  inInput,
  input,
  message,
  modal,
  option,
  plain,
  plainCase,
  select,
  sized,
  textInput,
  times,
  x,
} from './payload-parts.ts';

export const elementsCases: Record<keyof typeof elementRules, Case> = {
  'button-text': sized(
    'button-text',
    'message',
    inActions((size) => button({ text: plain(x(size)) })),
  ),
  'button-value': sized(
    'button-value',
    'message',
    inActions((size) => button({ value: x(size) })),
  ),
  'button-url': sized(
    'button-url',
    'message',
    inActions((size) => button({ url: x(size) })),
  ),
  'accessibility-label': sized(
    'accessibility-label',
    'message',
    inActions((size) => button({ accessibility_label: x(size) })),
  ),
  placeholder: sized(
    'placeholder',
    'message',
    inActions((size) => select({ placeholder: plain(x(size)) })),
  ),
  'select-options': sized(
    'select-options',
    'message',
    inActions((size) => select({ options: times(size, option) })),
  ),
  'select-groups': sized(
    'select-groups',
    'message',
    inActions((size) => ({
      type: 'static_select',
      option_groups: times(size, () => ({ label: plain('x'), options: [option()] })),
    })),
  ),
  'group-options': sized(
    'group-options',
    'message',
    inActions((size) => ({
      type: 'static_select',
      option_groups: [{ label: plain('x'), options: times(size, option) }],
    })),
  ),
  'group-label': sized(
    'group-label',
    'message',
    inActions((size) => ({
      type: 'static_select',
      option_groups: [{ label: plain(x(size)), options: [option()] }],
    })),
  ),
  'options-or-groups': plainCase(
    'message',
    [message(actions(select()))],
    [
      message(actions({ type: 'static_select' })),
      message(actions(select({ option_groups: [{ label: plain('x'), options: [option()] }] }))),
    ],
  ),
  'overflow-options': sized(
    'overflow-options',
    'message',
    inActions((size) => ({ type: 'overflow', options: times(size, option) })),
  ),
  'radio-options': sized(
    'radio-options',
    'message',
    inActions((size) => ({ type: 'radio_buttons', options: times(size, option) })),
  ),
  'checkbox-options': sized(
    'checkbox-options',
    'message',
    inActions((size) => ({ type: 'checkboxes', options: times(size, option) })),
  ),
  'option-text': sized(
    'option-text',
    'message',
    inActions((size) => select({ options: [option(1, { text: plain(x(size)) })] })),
  ),
  'option-description': sized(
    'option-description',
    'message',
    inActions((size) => select({ options: [option(1, { description: plain(x(size)) })] })),
  ),
  'option-value': sized(
    'option-value',
    'message',
    inActions((size) => select({ options: [option(x(size))] })),
  ),
  'option-url': sized(
    'option-url',
    'message',
    inActions((size) => ({ type: 'overflow', options: [option(1, { url: x(size) })] })),
  ),
  'initial-option': plainCase(
    'message',
    [message(actions(select({ initial_option: option() })))],
    [message(actions(select({ initial_option: option(2) })))],
  ),
  'initial-date': plainCase(
    'message',
    [message(actions({ type: 'datepicker', initial_date: '2026-11-26' }))],
    [message(actions({ type: 'datepicker', initial_date: '26.11.2026' }))],
  ),
  'initial-time': plainCase(
    'message',
    [message(actions({ type: 'timepicker', initial_time: '23:59' }))],
    [message(actions({ type: 'timepicker', initial_time: '24:00' }))],
  ),
  'initial-moment': plainCase(
    'message',
    [message(actions({ type: 'datetimepicker', initial_date_time: 1_795_737_600 }))],
    [message(actions({ type: 'datetimepicker', initial_date_time: 1_795_737_600_000 }))],
  ),
  'max-selected': sized(
    'max-selected',
    'message',
    inActions((size) => ({ type: 'multi_users_select', max_selected_items: size })),
  ),
  'min-query': plainCase(
    'message',
    [message(actions({ type: 'external_select', min_query_length: 0 }))],
    [message(actions({ type: 'external_select', min_query_length: -1 }))],
  ),
  'confirm-title': sized(
    'confirm-title',
    'message',
    inConfirm((size) => ({ title: plain(x(size)) })),
  ),
  'confirm-text': sized(
    'confirm-text',
    'message',
    inConfirm((size) => ({ text: plain(x(size)) })),
  ),
  'confirm-button': sized(
    'confirm-button',
    'message',
    inConfirm((size) => ({ confirm: plain(x(size)) })),
  ),
  'confirm-deny': sized(
    'confirm-deny',
    'message',
    inConfirm((size) => ({ deny: plain(x(size)) })),
  ),
  'input-min-length': sized(
    'input-min-length',
    'view',
    inInput((size) => textInput({ min_length: size })),
  ),
  'input-max-length': sized(
    'input-max-length',
    'view',
    inInput((size) => textInput({ max_length: size })),
  ),
  'input-initial': sized(
    'input-initial',
    'view',
    inInput((size) => textInput({ initial_value: x(size) })),
  ),
  'input-length-order': plainCase(
    'view',
    [modal({}, input(textInput({ min_length: 5, max_length: 5 })))],
    [modal({}, input(textInput({ min_length: 6, max_length: 5 })))],
  ),
  'number-written': plainCase(
    'view',
    [modal({}, input({ type: 'number_input', is_decimal_allowed: true, min_value: '1.5' }))],
    [modal({}, input({ type: 'number_input', is_decimal_allowed: false, min_value: '1.5' }))],
  ),
  'number-order': plainCase(
    'view',
    [modal({}, input({ type: 'number_input', is_decimal_allowed: false, min_value: '2', max_value: '2' }))],
    [modal({}, input({ type: 'number_input', is_decimal_allowed: false, min_value: '3', max_value: '2' }))],
  ),
  'focus-once': plainCase(
    'view',
    [modal({}, input(textInput({ focus_on_load: true })), input(textInput()))],
    [modal({}, input(textInput({ focus_on_load: true })), input(textInput({ focus_on_load: true })))],
  ),
};
