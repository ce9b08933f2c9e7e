/** Shapes of text objects, confirmations and options. */
import { fields, rows } from '../shared/json.ts';
import {
  boolean,
  byType,
  type Check,
  type Field,
  items,
  object,
  oneOf,
  optional,
  required,
  string,
} from './check.ts';
import type { PayloadRuleName } from './rules.ts';

/** A plain_text object whose length a rule limits. */
export const plainText = (rule: PayloadRuleName): Check =>
  byType({
    plain_text: object({
      type: required(oneOf('plain_text')),
      text: required(string(rule)),
      emoji: optional(boolean),
    }),
  });

/** A plain_text or mrkdwn object whose length a rule limits. */
export const anyText = (rule: PayloadRuleName): Check =>
  byType({
    plain_text: plainText(rule),
    mrkdwn: object({
      type: required(oneOf('mrkdwn')),
      text: required(string(rule)),
      verbatim: optional(boolean),
    }),
  });

export const confirmation = object({
  title: required(plainText('confirm-title')),
  text: required(anyText('confirm-text')),
  confirm: required(plainText('confirm-button')),
  deny: required(plainText('confirm-deny')),
  style: optional(oneOf('primary', 'danger')),
});

const optionShape = (text: Check, more: Record<string, Field> = {}): Check =>
  object({
    text: required(text),
    value: required(string('option-value')),
    description: optional(anyText('option-description')),
    ...more,
  });

/** An option of a select menu: plain text only. */
export const option = optionShape(plainText('option-text'));
/** An option of radio buttons and checkboxes: mrkdwn too. */
export const markedOption = optionShape(anyText('option-text'));
export const overflowOption = optionShape(plainText('option-text'), { url: optional(string('option-url')) });

export const optionGroup = object({
  label: required(plainText('group-label')),
  options: required(items('group-options', option)),
});

/** Every option of an element, grouped or not. */
export const allOptions = (element: Record<string, unknown>): Record<string, unknown>[] => [
  ...rows(element.options),
  ...rows(element.option_groups).flatMap((group) => rows(fields(group).options)),
];
