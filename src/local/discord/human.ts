import type { CallFault } from '../shared/faults.ts';
import type { Call, Outcome, Seen } from '../shared/human.ts';
import type { CommandOnOffer, PostByApp, Screen } from '../shared/screen.ts';

export type { Outcome } from '../shared/human.ts';

/** A value that a member types or picks for a command option; people, roles and channels by id. */
export type OptionValue = string | number | boolean;

/** How long an act waits for its answer. */
export interface Patience {
  /** After an acknowledgement without visible change, milliseconds until it counts as nothing (400). */
  settleMs?: number;
  /** After a deferral, milliseconds until it counts as failed (30,000). */
  waitMs?: number;
}

/** Suggestions under a command option. */
export interface Completion {
  choices: { name: string; value: string | number }[];
  /** Set when the client shows "Loading options failed". */
  failure?: string;
  ms: number;
}

export interface Burst {
  memberId: string;
  conversationId: string;
  /** The command's path without slash: `glossary`, `practice open`. */
  name: string;
  options?: Record<string, OptionValue>;
  count: number;
  concurrency: number;
}

export interface BurstResult {
  /** Milliseconds from dispatch to the callback, one for each command that was answered. */
  ms: number[];
  /** Commands that were not answered within 3 seconds. */
  unanswered: number;
}

/**
 * The acts of members. Every act names the member by id and rejects with a sentence
 * when a real client could not do it.
 */
export interface Human {
  /** Runs a slash command: `'/glossary term:batna'`, or its path with options by name. */
  slash(
    memberId: string,
    conversationId: string,
    command: string,
    options?: Record<string, OptionValue>,
    patience?: Patience,
  ): Promise<Outcome>;
  /** Types into one option and reads the suggestions. */
  complete(
    memberId: string,
    conversationId: string,
    command: string,
    options: Record<string, OptionValue>,
    focused: string,
  ): Promise<Completion>;
  /** Runs a message command from a message's menu. */
  shortcut(
    memberId: string,
    conversationId: string,
    messageId: string,
    name: string,
    patience?: Patience,
  ): Promise<Outcome>;
  /** Presses a button, by its label or its id. */
  click(memberId: string, messageId: string, control: string, patience?: Patience): Promise<Outcome>;
  /** Picks values in a select menu, by its placeholder or its id. */
  select(
    memberId: string,
    messageId: string,
    control: string,
    values: readonly string[],
    patience?: Patience,
  ): Promise<Outcome>;
  /** Sends a form; fields by id or by label, several values as a list. */
  submit(
    memberId: string,
    formId: string,
    values: Record<string, string | readonly string[]>,
    patience?: Patience,
  ): Promise<Outcome>;
  /** Posts an ordinary message; gives its id. */
  say(memberId: string, conversationId: string, text: string): Promise<string>;
  /** Everything that the member sees in a conversation, oldest first. */
  read(memberId: string, conversationId: string): Promise<Seen[]>;
  /** The member's direct conversation with the bot. */
  openDirect(memberId: string): Promise<string>;
  /** The commands that the member is offered there. */
  offers(memberId: string, conversationId: string): Promise<CommandOnOffer[]>;
  /** Many commands at once, timed inside this process. */
  burst(load: Burst): Promise<BurstResult>;
  /** What the member has in front of them; without a conversation that they see, the first one in their list. */
  screen(memberId: string, conversationId?: string): Promise<Screen>;
  /** Closes a form without sending it. */
  closeForm(memberId: string, formId: string): Promise<void>;
  /** Takes a message that only this member sees off their screen; the app does not hear of it. */
  dismiss(memberId: string, messageId: string): Promise<void>;
}

/** The acts of members, by what plays them. */
export const HAND_ACTS = [
  'slash',
  'complete',
  'shortcut',
  'click',
  'select',
  'submit',
  'say',
  'read',
  'openDirect',
  'offers',
  'burst',
] as const satisfies readonly (keyof Human)[];
export const SCREEN_ACTS = ['screen', 'closeForm', 'dismiss'] as const satisfies readonly (keyof Human)[];

/** What can be made to go wrong. Gateway faults happen at once; the others meet the next calls or interactions. */
export type Fault =
  | CallFault
  /** The connection breaks. */
  | { kind: 'drop' }
  /** Op 7. */
  | { kind: 'reconnect' }
  /** Op 9. */
  | { kind: 'invalid-session'; resumable: boolean }
  /** A close code now, and as the answer to the next `identifies` identifies (4004, 4014 are fatal). */
  | { kind: 'close'; code: number; identifies?: number }
  /** The next `times` heartbeats are not acknowledged. */
  | { kind: 'mute-heartbeats'; times: number }
  /** The next `times` connections to the gateway are refused. */
  | { kind: 'refuse'; times: number }
  /** Nothing more is read, not even a goodbye: now, and after the hello to the next `connections`. */
  | { kind: 'deaf'; connections?: number }
  /** The next `times` interactions reach the bot twice. */
  | { kind: 'duplicate'; times: number };

export interface GuildIds {
  guildId: string;
  /** Channel ids by name. */
  conversations: Record<string, string>;
  /** Role ids by name. */
  roles: Record<string, string>;
}

/** A message in the order in which it was said; `text` is what stands in it, with its markup. */
export interface Said {
  id: string;
  conversation: string;
  author: string;
  text: string;
}

/** Control of the platform itself. */
export interface Platform {
  /** Every request that the bot made, oldest first (the last 10,000 at least). */
  calls(): Promise<Call[]>;
  clearCalls(): Promise<void>;
  fault(script: Fault | readonly Fault[]): Promise<void>;
  clearFaults(): Promise<void>;
  /** Stops the members' clock at an instant, or lets it run (null). */
  setClock(iso: string | null): Promise<void>;
  /** Moves that clock forward; whether it runs stays as it is. */
  advance(ms: number): Promise<void>;
  /** Makes Discord itself older: token lifetimes, nonces, daily counts. */
  age(ms: number): Promise<void>;
  /** Whether the bot is connected to the gateway. */
  connected(): Promise<boolean>;
  /** Adds a guild with the same people, and the bot with them. */
  addGuild(name: string): Promise<GuildIds>;
  /** Adds a member without roles; gives their id. */
  addMember(guildId: string, name: string): Promise<string>;
  /** Puts the bot out of a guild, and brings it back with the role that it had. */
  removeBot(guildId: string): Promise<void>;
  addBot(guildId: string): Promise<void>;
  /** A guild is down for the bot, or comes back. */
  outage(guildId: string, down: boolean): Promise<void>;
  /** Makes a role without permissions; gives its id. */
  addRole(guildId: string, name: string): Promise<string>;
  /** The roles that a member has in a guild, and no others. */
  setRoles(memberId: string, guildId: string, roleIds: readonly string[]): Promise<void>;
  /** All that stands in a conversation, or anywhere, private messages left out: for tests that count thousands. */
  reading(conversationId?: string): Promise<Said[]>;
  /** Every message that the app posted by itself, in answer to nothing; private ones left out. */
  posts(): Promise<PostByApp[]>;
  /** Lets a bot or member do or not do something in a channel: permission bits for a user or role id. */
  overwrite(channelId: string, targetId: string, allow: string, deny: string): Promise<void>;
  /** Sets what the bot's own role in a guild may do, beside what everybody may: permission bits. */
  grant(guildId: string, permissions: string): Promise<void>;
  /** A member leaves a guild, or comes back without roles. */
  leave(memberId: string, guildId: string): Promise<void>;
  join(memberId: string, guildId: string): Promise<void>;
  /** A member opens or closes their direct messages. */
  setDirectOpen(memberId: string, open: boolean): Promise<void>;
}

/** The controls that only look. */
export const READINGS = [
  'calls',
  'connected',
  'reading',
  'posts',
] as const satisfies readonly (keyof Platform)[];
/** The controls that change something, which members may see. */
export const CONTROLS = [
  'clearCalls',
  'fault',
  'clearFaults',
  'setClock',
  'advance',
  'age',
  'addGuild',
  'addMember',
  'removeBot',
  'addBot',
  'outage',
  'addRole',
  'setRoles',
  'overwrite',
  'grant',
  'leave',
  'join',
  'setDirectOpen',
] as const satisfies readonly (keyof Platform)[];
