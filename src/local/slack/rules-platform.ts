/** Rules of behaviour: who may do what, when, how often. Times in ms. */
import type { Rule } from './rules.ts';

const reference = (page: string): string => `Slack reference: ${page}`;

export const platformRules = {
  'ack-deadline': {
    says: 'An acknowledgement comes within 3 s',
    source: reference('interactivity'),
    max: 3000,
  },
  'ack-of-command-shows': {
    says: "A slash command's acknowledgement is shown",
    source: reference('slash commands'),
  },
  'ack-of-action-ignored': {
    says: 'What acknowledges an action, a shortcut or an event is not shown',
    source: reference('interactivity; run against Bolt 5.1'),
  },
  'trigger-life': {
    says: 'A trigger_id is good for 3 s',
    source: reference('views.open, expired_trigger_id'),
    max: 3000,
  },
  'trigger-once': {
    says: 'A trigger_id is good for one view',
    source: reference('views.open, exchanged_trigger_id'),
    max: 1,
  },
  'view-stack': {
    says: 'At most 3 modals lie upon one another',
    source: reference('views.push, push_limit_reached'),
    max: 3,
  },
  'view-hash': {
    says: 'A view changes only with its present hash, where one is given',
    source: reference('views.update, hash_conflict'),
  },
  'response-url-uses': {
    says: 'A response_url is good for 5 uses',
    source: reference('interactivity'),
    max: 5,
  },
  'response-url-life': {
    says: 'A response_url is good for 30 minutes',
    source: reference('interactivity'),
    max: 1_800_000,
  },
  'response-url-command': {
    says: 'replace_original cannot change what answered a slash command: it adds a message',
    source: reference('slash commands'),
  },
  'ephemeral-stays': {
    says: 'An ephemeral message never becomes public by being replaced',
    source: reference('interactivity'),
  },
  'ephemeral-unseen': {
    says: 'An ephemeral message is seen by one member and by no method',
    source: reference('chat.postEphemeral; chat.update, message_not_found'),
  },
  'text-cut': {
    says: "A message's text is cut after 40,000 characters",
    source: reference('chat.postMessage'),
    max: 40_000,
    counts: 'characters of a text before it is cut',
  },
  'text-split': {
    says: 'Text of more than 4,040 characters without blocks becomes several messages',
    source: 'third-party measurements',
    max: 4040,
    counts: 'characters of a text before it is split',
  },
  membership: {
    says: 'The app posts only where it is a member',
    source: reference('chat.postMessage, not_in_channel'),
  },
  'history-membership': {
    says: 'History is read only where the app is a member, whatever its scopes',
    source: reference('conversations.history, not_in_channel'),
  },
  'own-messages': {
    says: 'The app changes and removes only its own messages',
    source: reference('chat.update, cant_update_message; chat.delete, cant_delete_message'),
  },
  'metadata-asked': {
    says: 'An event_payload is read back only with include_all_metadata',
    source: reference('conversations.history'),
  },
  'metadata-kept': {
    says: 'An update without metadata leaves the metadata as they are',
    source: reference('chat.update'),
  },
  'post-rate': {
    says: 'Where rates are limited, a channel takes one message a second; the others are told when to come again',
    source: reference('rate limits, posting messages'),
    min: 1000,
  },
  archived: {
    says: 'An archived channel takes no message and no change of one',
    source: reference('chat.postMessage, is_archived; chat.update, is_inactive'),
  },
  deactivated: {
    says: 'A direct conversation with a deactivated member is not opened; one that is there still takes messages',
    source: reference('conversations.open, user_disabled; python-slack-sdk issue 1156'),
  },
  'shared-channel': {
    says: "What a member of another workspace does in a shared channel names their team; `team` stays the app's",
    source: 'java-slack-sdk issue 1041; for a slash command assumed',
  },
  scope: { says: 'A method is called with its scope', source: reference('web API, missing_scope') },
  token: {
    says: 'A method is called with a living token of the right kind',
    source: reference('web API, invalid_auth'),
  },
  method: { says: 'A method exists', source: reference('web API, unknown_method') },
  'home-enabled': {
    says: 'A Home tab is published where it is enabled',
    source: reference('views.publish, not_enabled'),
  },
  'file-processed': {
    says: 'A file stands in an image block about a second after its upload was completed',
    source: 'reports of invalid_blocks for fresh files',
    min: 1000,
  },
  'socket-connections': { says: 'An app has at most 10 sockets', source: reference('Socket Mode'), max: 10 },
  'event-retries': {
    says: 'An unacknowledged event comes 3 more times, with the same event_id',
    source: reference('Events API'),
    max: 3,
  },
  'event-subscribed': {
    says: 'Only events that the manifest names are sent',
    source: reference('Events API'),
  },
  'query-length': {
    says: 'An external select asks from min_query_length characters on, 3 unless told',
    source: reference('external select'),
    min: 3,
  },
  'options-address': {
    says: 'Without Socket Mode, options are asked for where the manifest names an address for them',
    source: reference('app manifest, message_menu_options_url'),
  },
  'command-installed': {
    says: 'Only installed commands and shortcuts can be used',
    source: reference('app manifest'),
  },
} as const satisfies Record<string, Rule>;
