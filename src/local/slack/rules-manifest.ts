/** Rules of an app manifest. */
import type { Rule } from './rules.ts';

const source = 'Slack reference: app manifest, and its JSON schema';

export const manifestRules = {
  'app-name': { says: "An app's name has 1 to 35 characters", source, min: 1, max: 35 },
  'app-description': { says: "An app's description has 1 to 140 characters", source, min: 1, max: 140 },
  'app-long-description': {
    says: 'A long description has 175 to 4000 characters',
    source,
    min: 175,
    max: 4000,
  },
  'app-color': { says: 'A background color is # and 3 or 6 hexadecimal digits', source },
  'bot-name': { says: "A bot user's name has 1 to 80 characters", source, min: 1, max: 80 },
  commands: { says: 'An app has 1 to 50 slash commands, where it has any', source, min: 1, max: 50 },
  'command-length': { says: 'A command has 2 to 32 characters, its slash included', source, min: 2, max: 32 },
  'command-written': { says: 'A command is a slash and lower-case letters, digits, - or _', source },
  'command-once': { says: 'A command is listed once', source },
  'command-reserved': {
    says: "Slack's own commands cannot be taken",
    source: 'Slack help: built-in slash commands; reports of refused installs',
  },
  'command-description': {
    says: "A command's description has 1 to 2000 characters",
    source,
    min: 1,
    max: 2000,
  },
  'command-hint': { says: 'A usage_hint has 1 to 1000 characters', source, min: 1, max: 1000 },
  'command-scope': { says: 'An app with commands or shortcuts asks for the scope commands', source },
  'address-required': {
    says: 'Without Socket Mode, commands, interactivity and events have a request address',
    source,
  },
  'command-address': {
    says: "A command's url is a web address of at most 3000 characters",
    source,
    max: 3000,
  },
  address: { says: 'A request address is a web address of at most 3500 characters', source, max: 3500 },
  shortcuts: { says: 'An app has 1 to 10 shortcuts, where it has any', source, min: 1, max: 10 },
  'shortcut-name': { says: "A shortcut's name has 1 to 24 characters", source, min: 1, max: 24 },
  'shortcut-callback': { says: "A shortcut's callback_id has 1 to 255 characters", source, min: 1, max: 255 },
  'shortcut-description': {
    says: "A shortcut's description has 1 to 150 characters",
    source,
    min: 1,
    max: 150,
  },
  scopes: { says: 'An app asks for at most 255 scopes', source, max: 255 },
  'scope-length': { says: 'A scope has 1 to 50 characters', source, min: 1, max: 50 },
  events: { says: 'An app subscribes to at most 100 events', source, max: 100 },
  'event-length': { says: "An event's name has 1 to 50 characters", source, min: 1, max: 50 },
} as const satisfies Record<string, Rule>;
