import type { Fields } from '../shared/json.ts';
import type { ProblemName } from './problem.ts';

/** Where a rule comes from. */
export const Source = {
  openapi: "Discord's HTTP API specification (OpenAPI 3.1)",
  message: 'https://discord.com/developers/docs/resources/message',
  components: 'https://discord.com/developers/docs/components/reference',
  commands: 'https://discord.com/developers/docs/interactions/application-commands',
  interactions: 'https://discord.com/developers/docs/interactions/receiving-and-responding',
  gateway: 'https://discord.com/developers/docs/events/gateway',
  limits: 'https://discord.com/developers/docs/topics/rate-limits',
  permissions: 'https://discord.com/developers/docs/topics/permissions',
  codes: 'https://discord.com/developers/docs/topics/opcodes-and-status-codes',
  events: 'https://discord.com/developers/docs/resources/guild-scheduled-event',
  users: 'https://discord.com/developers/docs/resources/user',
  observed: 'observed on the live API, not in the official pages',
  issue7528: 'https://github.com/discord/discord-api-docs/issues/7528',
  issue8554: 'https://github.com/discord/discord-api-docs/issues/8554',
} as const;

/** The parts of a payload that rules look at. */
export type Part =
  | 'message'
  | 'allowed-mentions'
  | 'attachment'
  | 'embed'
  | 'embed-field'
  | 'component'
  | 'row'
  | 'button'
  | 'select'
  | 'string-select'
  | 'option'
  | 'text-display'
  | 'section'
  | 'media'
  | 'gallery'
  | 'file'
  | 'separator'
  | 'container'
  | 'emoji'
  | 'modal'
  | 'label'
  | 'text-input'
  | 'group'
  | 'upload'
  | 'checkbox'
  | 'commands'
  | 'command'
  | 'command-option'
  | 'command-choice'
  | 'choices'
  | 'event';

/** What a rule may know beyond the part itself. */
interface Place {
  /** The whole payload. */
  whole: Fields;
  /** The part's parent, if it has one. */
  parent: Fields | undefined;
  /** Names of the files that were uploaded or are kept; undefined when nobody knows. */
  files: readonly string[] | undefined;
}

/** Says that a field of the part breaks the rule. */
export type Say = (path: string, code: string, message: string) => void;

/** How much of something a payload may have, and how much of it one part has. */
export interface Limit {
  /** What is counted, in a few words: `label of a button`. */
  counts: string;
  /** The field that is counted, below the part; '' for all of it. */
  path: string;
  of: number;
  used(part: Fields): number;
}

export interface Rule {
  name: string;
  says: string;
  source: string;
  on: Part;
  /** The answer when it is not an invalid form. */
  answer?: ProblemName;
  check(part: Fields, say: Say, place: Place): void;
  /** The limit that the rule sets, if it sets one to what a payload is made of. */
  limit?: Limit;
}

/** A rule about behaviour rather than about a payload: enforced where the behaviour is, by this name. */
export interface Conduct {
  name: string;
  says: string;
  source: string;
}
