/** Rules of interactive elements and the objects inside them. */
import type { Rule } from './rules.ts';

const reference = (page: string): string => `Slack reference: ${page}`;

export const elementRules = {
  'button-text': {
    says: "A button's text has 1 to 75 characters",
    source: reference('button'),
    min: 1,
    max: 75,
  },
  'button-value': {
    says: "A button's value has at most 2000 characters",
    source: reference('button'),
    max: 2000,
  },
  'button-url': {
    says: "A button's url has at most 3000 characters",
    source: reference('button'),
    max: 3000,
  },
  'accessibility-label': {
    says: 'An accessibility_label has at most 75 characters',
    source: reference('button'),
    max: 75,
  },
  placeholder: {
    says: 'A placeholder has 1 to 150 characters',
    source: reference('select menu'),
    min: 1,
    max: 150,
  },
  'select-options': {
    says: 'A select has 1 to 100 options',
    source: reference('select menu'),
    min: 1,
    max: 100,
  },
  'select-groups': {
    says: 'A select has 1 to 100 option groups',
    source: reference('select menu'),
    min: 1,
    max: 100,
  },
  'group-options': {
    says: 'An option group has 1 to 100 options',
    source: reference('option group'),
    min: 1,
    max: 100,
  },
  'group-label': {
    says: "An option group's label has 1 to 75 characters",
    source: reference('option group'),
    min: 1,
    max: 75,
  },
  'options-or-groups': {
    says: 'A select has either options or option_groups',
    source: reference('select menu'),
  },
  'overflow-options': {
    says: 'An overflow menu has 1 to 5 options',
    source: reference('overflow menu'),
    min: 1,
    max: 5,
  },
  'radio-options': {
    says: 'A radio group has 1 to 10 options',
    source: reference('radio buttons'),
    min: 1,
    max: 10,
  },
  'checkbox-options': {
    says: 'A checkbox group has 1 to 10 options',
    source: reference('checkboxes'),
    min: 1,
    max: 10,
  },
  'option-text': {
    says: "An option's text has 1 to 75 characters",
    source: reference('option object'),
    min: 1,
    max: 75,
  },
  'option-description': {
    says: "An option's description has 1 to 75 characters",
    source: reference('option object'),
    min: 1,
    max: 75,
  },
  'option-value': {
    says: "An option's value has 1 to 150 characters",
    source: reference('option object'),
    min: 1,
    max: 150,
  },
  'option-url': {
    says: "An overflow option's url has at most 3000 characters",
    source: reference('option object'),
    max: 3000,
  },
  'initial-option': { says: 'An initial option is one of the options', source: reference('select menu') },
  'initial-date': { says: 'An initial_date is written YYYY-MM-DD', source: reference('date picker') },
  'initial-time': { says: 'An initial_time is written HH:mm', source: reference('time picker') },
  'initial-moment': {
    says: 'An initial_date_time is a Unix time of 10 digits',
    source: reference('datetime picker'),
  },
  'max-selected': {
    says: 'max_selected_items is at least 1',
    source: reference('multi-select menu'),
    min: 1,
  },
  'min-query': { says: 'min_query_length is 0 or more', source: reference('external select'), min: 0 },
  'confirm-title': {
    says: "A confirmation's title has 1 to 100 characters",
    source: reference('confirmation dialog'),
    min: 1,
    max: 100,
  },
  'confirm-text': {
    says: "A confirmation's text has 1 to 300 characters",
    source: reference('confirmation dialog'),
    min: 1,
    max: 300,
  },
  'confirm-button': {
    says: "A confirmation's confirm has 1 to 30 characters",
    source: reference('confirmation dialog'),
    min: 1,
    max: 30,
  },
  'confirm-deny': {
    says: "A confirmation's deny has 1 to 30 characters",
    source: reference('confirmation dialog'),
    min: 1,
    max: 30,
  },
  'input-min-length': {
    says: 'min_length is 0 to 3000',
    source: reference('plain-text input'),
    min: 0,
    max: 3000,
  },
  'input-max-length': {
    says: 'max_length is 1 to 3000',
    source: reference('plain-text input'),
    min: 1,
    max: 3000,
  },
  'input-initial': {
    says: 'An initial_value has at most 3000 characters',
    source: reference('plain-text input'),
    max: 3000,
  },
  'input-length-order': { says: 'min_length is not above max_length', source: reference('plain-text input') },
  'number-written': {
    says: "A number input's values are numbers written as text, whole unless decimals are allowed",
    source: reference('number input'),
  },
  'number-order': { says: 'min_value is not above max_value', source: reference('number input') },
  'focus-once': { says: 'One element of a view has focus_on_load', source: reference('block elements') },
} as const satisfies Record<string, Rule>;
