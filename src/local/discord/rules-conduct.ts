import { type Conduct, Source } from './rule.ts';

/** Rules about what may be done when, by whom; enforced where it is done, under these names. */

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback */
export const ANSWER_MS = 3_000;
export const TOKEN_MS = 15 * 60_000;
/** "Past few minutes" in the documentation; this Discord remembers a nonce for three. */
export const NONCE_MS = 3 * 60_000;
export const FILE_BYTES = 10 * 1024 * 1024;
export const CREATES_PER_DAY = 200;
export const OPEN_EVENTS = 100;

/** Interaction types: 2 command, 3 component, 4 autocomplete, 5 modal submit. */
export type InteractionType = 2 | 3 | 4 | 5;

/** The callback types that may answer an interaction; a modal's submit may update only the message it came from. */
export function answerTypes(type: InteractionType, fromMessage: boolean): readonly number[] {
  if (type === 4) return [8];
  if (type === 3) return [4, 5, 6, 7, 9];
  if (type === 2) return [4, 5, 9];
  return fromMessage ? [4, 5, 6, 7] : [4, 5];
}

export const conduct: readonly Conduct[] = [
  {
    name: 'token',
    says: 'A request of the bot carries its token, or is answered with 401.',
    source: Source.codes,
  },
  {
    name: 'answer-deadline',
    says: 'The first answer to an interaction comes within 3 seconds, or its id is unknown (10062).',
    source: Source.interactions,
  },
  {
    name: 'answer-once',
    says: 'An interaction is answered once; a second answer is 40060.',
    source: Source.codes,
  },
  {
    name: 'answer-type',
    says: 'Each type of interaction allows its own types of answer; a modal never answers a modal.',
    source: Source.interactions,
  },
  {
    name: 'token-lifetime',
    says: "An interaction's token lasts 15 minutes, then it is invalid (50027).",
    source: Source.interactions,
  },
  {
    name: 'token-after-answer',
    says: 'Before the first answer an interaction has no webhook (10015).',
    source: Source.observed,
  },
  {
    name: 'deferral-keeps-visibility',
    says: 'A deferral decides whether its answer is ephemeral; a later edit does not.',
    source: Source.interactions,
  },
  {
    name: 'deferral-filled-first',
    says: 'The first follow-up after a deferral fills its placeholder.',
    source: 'https://github.com/discord/discord-api-docs/issues/2742',
  },
  {
    name: 'v2-irreversible',
    says: 'A message that has once been Components V2 stays so.',
    source: Source.components,
  },
  {
    name: 'ephemeral-private',
    says: 'An ephemeral message is unknown (10008) to the channel routes.',
    source: Source.observed,
  },
  {
    name: 'permission-view',
    says: 'A channel that the bot cannot see is closed to it (50001).',
    source: Source.permissions,
  },
  {
    name: 'permission-history',
    says: 'Without Read Message History a channel reads as empty, and a single message is closed (50013).',
    source: Source.message,
  },
  {
    name: 'history-pages',
    says: 'Messages are read newest first, at most 100 at once; `after` gives those that come next.',
    source: Source.message,
  },
  {
    name: 'component-ids-kept',
    says: 'A component keeps the id that it was given; the others are numbered around it.',
    source: Source.components,
  },
  {
    name: 'direct-one',
    says: 'A member has one direct conversation with the bot, however often it is opened.',
    source: Source.users,
  },
  {
    name: 'guild-left',
    says: 'The channels of a guild that the bot is not in are closed to it (50001).',
    source: Source.permissions,
  },
  {
    name: 'permission-send',
    says: 'Posting takes Send Messages (50013).',
    source: Source.permissions,
  },
  {
    name: 'permission-embed',
    says: 'Posting embeds takes Embed Links (50013).',
    source: Source.permissions,
  },
  {
    name: 'permission-attach',
    says: 'Posting files takes Attach Files (50013).',
    source: Source.permissions,
  },
  {
    name: 'edit-own',
    says: "Nobody edits another's message (50005).",
    source: Source.codes,
  },
  {
    name: 'delete-others',
    says: "Deleting another's message takes Manage Messages (50013).",
    source: Source.permissions,
  },
  {
    name: 'direct-closed',
    says: 'A member who closed their direct messages gets none (50007).',
    source: Source.codes,
  },
  {
    name: 'direct-mutual-guild',
    says: 'A direct message takes a guild in common (50278).',
    source: Source.codes,
  },
  {
    name: 'nonce-enforced',
    says: 'With enforce_nonce, a nonce used in the past few minutes gives the first message back.',
    source: Source.message,
  },
  {
    name: 'file-size',
    says: 'A file has at most 10 MiB (40005).',
    source: 'https://discord.com/developers/docs/reference#uploading-files',
  },
  {
    name: 'commands-per-day',
    says: 'At most 200 commands are created in a day, globally and in each guild (30034).',
    source: Source.commands,
  },
  {
    name: 'events-open',
    says: 'A guild has at most 100 scheduled events that are not over (30038).',
    source: Source.codes,
  },
  {
    name: 'permission-events',
    says: 'Making a scheduled event takes Create Events (50013).',
    source: Source.permissions,
  },
  {
    name: 'rate-channel',
    says: 'About 5 messages in 5 seconds may be posted in a channel (429).',
    source: Source.observed,
  },
  {
    name: 'rate-global',
    says: 'The bot may make 50 requests a second; interaction routes do not count (429, global).',
    source: Source.limits,
  },
];
