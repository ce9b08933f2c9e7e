/** Rules of views, inputs, and of the answers that an acknowledgement may carry. */
import type { Rule } from './rules.ts';

const reference = (page: string): string => `Slack reference: ${page}`;

export const formRules = {
  'view-blocks': {
    says: 'A view has at most 100 blocks',
    source: reference('views'),
    max: 100,
    counts: 'blocks of a view',
  },
  'view-title': {
    says: "A modal's title has 1 to 24 characters",
    source: reference('modal view'),
    min: 1,
    max: 24,
    counts: "characters of a modal's title",
  },
  'view-submit': {
    says: "A modal's submit has 1 to 24 characters",
    source: reference('modal view'),
    min: 1,
    max: 24,
    counts: "characters of a modal's submit",
  },
  'view-close': {
    says: "A modal's close has 1 to 24 characters",
    source: reference('modal view'),
    min: 1,
    max: 24,
    counts: "characters of a modal's close",
  },
  'private-metadata': {
    says: 'private_metadata has at most 3000 characters',
    source: reference('views'),
    max: 3000,
    counts: 'characters of private_metadata',
  },
  'callback-id': {
    says: 'A callback_id has at most 255 characters',
    source: reference('views'),
    max: 255,
    counts: 'characters of a callback_id',
  },
  'external-id': {
    says: 'An external_id has at most 255 characters',
    source: reference('views'),
    max: 255,
    counts: 'characters of an external_id',
  },
  'view-size': {
    says: 'A view has at most 250,000 bytes',
    source: reference('views.open, view_too_large'),
    max: 250_000,
    counts: 'bytes of a view',
  },
  'submit-with-inputs': { says: 'A modal with an input block has a submit', source: reference('modal view') },
  'input-label': {
    says: "An input's label has 1 to 2000 characters",
    source: reference('input block'),
    min: 1,
    max: 2000,
    counts: "characters of an input's label",
  },
  'input-hint': {
    says: "An input's hint has 1 to 2000 characters",
    source: reference('input block'),
    min: 1,
    max: 2000,
    counts: "characters of an input's hint",
  },
  'suggested-options': {
    says: 'An answer to block_suggestion has at most 100 options',
    source: reference('external select'),
    max: 100,
  },
  'suggested-groups': {
    says: 'An answer to block_suggestion has at most 100 option groups',
    source: reference('external select'),
    max: 100,
  },
  'submission-action': {
    says: 'An answer to view_submission is empty or a response_action: errors, update, push or clear',
    source: reference('modals, response actions'),
  },
  'submission-errors': {
    says: 'Errors name at least one input block, each with a sentence',
    source: reference('modals, response_action errors'),
    min: 1,
  },
  'response-kind': {
    says: 'A response_type is ephemeral or in_channel',
    source: reference('slash commands'),
  },
} as const satisfies Record<string, Rule>;
