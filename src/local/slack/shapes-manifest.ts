/** The shape of an app manifest, as far as it concerns slash commands, shortcuts, events and Socket Mode. */
import { type Fields, fields, list, rows } from '../shared/json.ts';
import {
  anything,
  boolean,
  type Check,
  type Findings,
  items,
  length,
  matching,
  object,
  oneOf,
  optional,
  required,
  string,
} from './check.ts';

/** Commands that Slack keeps for itself. */
const RESERVED = new Set(
  [
    ...[
      'active',
      'apps',
      'archive',
      'away',
      'call',
      'collapse',
      'dm',
      'dnd',
      'expand',
      'feed',
      'feedback',
      'invite',
    ],
    ...[
      'invite_people',
      'join',
      'keys',
      'kick',
      'leave',
      'me',
      'msg',
      'mute',
      'open',
      'part',
      'prefs',
      'remind',
    ],
    ...['remove', 'rename', 'search', 'shortcuts', 'shrug', 'star', 'status', 'topic', 'unarchive', 'who'],
  ].map((name) => `/${name}`),
);

const addressOf =
  (rule: 'address' | 'command-address'): Check =>
  (value, path, found) => {
    matching(rule, /^https?:\/\//, 'must be a valid URL')(value, path, found);
    if (typeof value === 'string') length(value.length, rule, path, found);
  };

const address = addressOf('address');

const commandName: Check = (value, path, found) => {
  if (typeof value !== 'string') return found.refuse('value-kind', path, 'must provide a string');
  length(value.length, 'command-length', path, found);
  if (!/^\/[\p{Ll}\p{Lo}\p{N}_-]+$/u.test(value))
    found.refuse('command-written', path, 'must be a valid command');
  if (RESERVED.has(value)) found.refuse('command-reserved', path, `${value} is a built-in command`);
};

const command = object({
  command: required(commandName),
  description: required(string('command-description')),
  usage_hint: optional(string('command-hint')),
  should_escape: optional(boolean),
  url: optional(addressOf('command-address')),
});

const shortcut = object({
  name: required(string('shortcut-name')),
  type: required(oneOf('message', 'global')),
  callback_id: required(string('shortcut-callback')),
  description: required(string('shortcut-description')),
});

const scopes = optional(items('scopes', string('scope-length')));
const events = optional(items('events', string('event-length')));

const shape = {
  _metadata: optional(anything),
  display_information: required(
    object({
      name: required(string('app-name')),
      description: optional(string('app-description')),
      long_description: optional(string('app-long-description')),
      background_color: optional(matching('app-color', /^#([0-9a-fA-F]{3}){1,2}$/, 'must be a valid color')),
    }),
  ),
  features: optional(
    object({
      app_home: optional(
        object({
          home_tab_enabled: optional(boolean),
          messages_tab_enabled: optional(boolean),
          messages_tab_read_only_enabled: optional(boolean),
        }),
      ),
      bot_user: optional(
        object({ display_name: required(string('bot-name')), always_online: optional(boolean) }),
      ),
      slash_commands: optional(items('commands', command)),
      shortcuts: optional(items('shortcuts', shortcut)),
      unfurl_domains: optional(anything),
    }),
  ),
  oauth_config: optional(
    object({
      scopes: optional(object({ bot: scopes, user: scopes, bot_optional: scopes, user_optional: scopes })),
      redirect_urls: optional(items(null, string())),
      token_management_enabled: optional(boolean),
      pkce_enabled: optional(boolean),
    }),
  ),
  settings: optional(
    object({
      event_subscriptions: optional(
        object({
          request_url: optional(address),
          bot_events: events,
          user_events: events,
          metadata_subscriptions: optional(anything),
        }),
      ),
      interactivity: optional(
        object({
          is_enabled: required(boolean),
          request_url: optional(address),
          message_menu_options_url: optional(address),
        }),
      ),
      allowed_ip_address_ranges: optional(anything),
      incoming_webhooks: optional(anything),
      org_deploy_enabled: optional(boolean),
      socket_mode_enabled: optional(boolean),
      token_rotation_enabled: optional(boolean),
      is_hosted: optional(boolean),
    }),
  ),
};

function wholeManifest(value: Fields, path: string, found: Findings): void {
  const features = fields(value.features);
  const settings = fields(value.settings);
  const commands = rows(features.slash_commands);
  const names = commands.map((each) => each.command);
  for (const [index, name] of names.entries())
    if (names.indexOf(name) !== index)
      found.refuse('command-once', `${path}/features/slash_commands/${index}`, `duplicate command: ${name}`);
  const needsScope = commands.length > 0 || rows(features.shortcuts).length > 0;
  if (needsScope && !list(fields(fields(value.oauth_config).scopes).bot).includes('commands'))
    found.refuse('command-scope', `${path}/oauth_config/scopes/bot`, 'requires the commands scope');
  if (settings.socket_mode_enabled === true) return;
  const missing = (at: string): void =>
    found.refuse('address-required', `${path}${at}`, 'requires a request URL when Socket Mode is off');
  for (const [index, each] of commands.entries())
    if (each.url === undefined) missing(`/features/slash_commands/${index}/url`);
  const interactivity = fields(settings.interactivity);
  if (interactivity.is_enabled === true && interactivity.request_url === undefined)
    missing('/settings/interactivity/request_url');
  const subscriptions = fields(settings.event_subscriptions);
  if (list(subscriptions.bot_events).length > 0 && subscriptions.request_url === undefined)
    missing('/settings/event_subscriptions/request_url');
}

export const manifest = object(shape, wholeManifest);
