/** What a member of the local Slack sees and can do, and what a test can ask of the platform itself. */
import type {
  Control,
  Outcome,
  Call as SharedCall,
  SeenForm as SharedForm,
  Seen as SharedSeen,
} from '../shared/human.ts';
import type { CommandOnOffer, PostByApp, Screen } from '../shared/screen.ts';
import type { Fault } from './faults.ts';

export type { Outcome } from '../shared/human.ts';

/** `id`: a message's ts, or the id of a Home view. */
export interface Seen extends SharedSeen {
  metadata?: unknown;
}

/** `fields[].id` is the block_id, which is also the key of an error. */
export interface SeenForm extends SharedForm {
  /** What stands in the form beside its fields, as reading text. */
  text: string;
  controls: readonly Control[];
}

export interface Suggestion {
  options: { label: string; value: string }[];
  failure?: string;
  ms: number;
}

/** How long an act waits for its answer; ms. */
export interface Patience {
  /** After the acknowledgement of anything but a command, until it counts as nothing (400). */
  settleMs?: number;
  /** After a command's empty acknowledgement, until it counts as nothing (10,000). */
  waitMs?: number;
}

export interface Burst {
  memberId: string;
  conversationId: string;
  command: string;
  text: string;
  count: number;
  concurrency: number;
}

export interface BurstResult {
  /** From dispatch to acknowledgement, one for each command that was acknowledged. */
  ms: number[];
  /** Commands that were not acknowledged within 3 seconds. */
  unanswered: number;
}

/** One request by the app (`method`: a Web API method, `response_url`, `upload`), or its `ack` of `path`. */
export interface Call extends SharedCall {
  ms: number;
  /** The Web API's `error`. */
  error?: string;
}

/** A message as the platform keeps it. */
export interface Kept {
  ts: string;
  author: string;
  text: string;
  blocks: readonly object[];
  files: readonly object[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  /** The message that it answers in a thread. */
  thread?: string;
  /** 1, and one more for each change. */
  version: number;
}

/** What a person does in conversations. Rejects what a real client could not do. */
export interface ConversationActs {
  /** `curly`: the client turns straight quotes into typographic ones. */
  slash(
    memberId: string,
    conversationId: string,
    typed: string,
    how?: Patience & { curly?: boolean },
  ): Promise<Outcome>;
  /** Posts an ordinary message; its ts. */
  say(memberId: string, conversationId: string, text: string): Promise<string>;
  read(memberId: string, conversationId: string): Promise<Seen[]>;
  /** The topmost modal; null where none is open. */
  form(memberId: string): Promise<SeenForm | null>;
  openDirect(memberId: string): Promise<string>;
  /** The commands and message shortcuts that the member is offered. */
  offers(memberId: string): Promise<CommandOnOffer[]>;
  /** Opens the app's Home tab and waits for what the app publishes; null where it never published. */
  openHome(memberId: string, how?: Patience): Promise<Seen | null>;
  /** `/invite` and `/kick` of the app's bot user. */
  inviteApp(memberId: string, conversationId: string): Promise<void>;
  removeApp(memberId: string, conversationId: string): Promise<void>;
}

/**
 * What a person does with controls and forms. `where`: a message's ts, or the id of the open modal or Home tab;
 * `control`: a label or an action_id. Rejects what a real client could not do.
 */
export interface ControlActs {
  click(memberId: string, where: string, control: string, how?: Patience): Promise<Outcome>;
  select(
    memberId: string,
    where: string,
    control: string,
    values: readonly string[],
    how?: Patience,
  ): Promise<Outcome>;
  /** `values` by block_id, action_id or label; what is not named keeps its initial value. */
  submit(
    memberId: string,
    formId: string,
    values: Record<string, string | readonly string[]>,
    how?: Patience,
  ): Promise<Outcome>;
  /** Closes the topmost modal. */
  close(memberId: string, formId: string): Promise<void>;
  /** Types into an external select. */
  suggest(memberId: string, where: string, control: string, typed: string): Promise<Suggestion>;
  /** `name`: the name of a message shortcut, or its callback_id. */
  shortcut(
    memberId: string,
    conversationId: string,
    messageId: string,
    name: string,
    how?: Patience,
  ): Promise<Outcome>;
}

/** What stands on a member's screen. Rejects what a real client could not do. */
export interface ScreenActs {
  /** With a conversation open; without one, or with one that the member is not in, the first channel they are in. */
  screen(memberId: string, conversationId: string | undefined): Promise<Screen>;
  /** Takes away a message that only this member sees. The app is not told. */
  dismiss(memberId: string, messageId: string): Promise<void>;
}

export interface Human extends ConversationActs, ControlActs, ScreenActs {}

/** What a test or a demo asks of the platform itself. */
export interface Platform {
  /** Installs the app from its manifest; rejects with every rule that the manifest breaks. */
  install(manifest: object): Promise<void>;
  /** Removes the app: its commands, its tokens; `tokens_revoked` and `app_uninstalled` are sent. */
  uninstall(): Promise<void>;
  useHttp(requestUrl: string): Promise<void>;
  useSocket(): Promise<void>;
  /** Runs one slash command many times, timed inside the platform. */
  burst(burst: Burst): Promise<BurstResult>;
  calls(): Promise<Call[]>;
  clearCalls(): Promise<void>;
  fault(script: Fault | readonly Fault[]): Promise<void>;
  clearFaults(): Promise<void>;
  /** Stops the clock that members see at an instant; null lets it run again. */
  setClock(iso: string | null): Promise<void>;
  /** Moves that clock forward; whether it runs stays as it is. */
  advance(ms: number): Promise<void>;
  /** Makes what waits inside Slack older: trigger ids, response URLs, event retries, fresh files. */
  age(ms: number): Promise<void>;
  /** Whether a channel takes one message a second only; off unless told. */
  limitRates(on: boolean): Promise<void>;
  /** Adds a member, or a channel that everybody and the app are in; gives the id. */
  addMember(name: string): Promise<string>;
  addChannel(name: string): Promise<string>;
  /** An administrator deactivates a member's account. */
  deactivate(memberId: string): Promise<void>;
  archive(conversationId: string): Promise<void>;
  /** Shares a channel with another workspace; the id of the member of theirs who is in it. */
  shareChannel(conversationId: string): Promise<string>;
  /** Every message of a conversation that not one member alone sees, the oldest first, as it is kept. */
  transcript(conversationId: string): Promise<Kept[]>;
  /** What the app posted by itself (chat.postMessage) and still stands, in each conversation the oldest first. */
  posts(): Promise<PostByApp[]>;
  /** How many sockets are open. */
  connections(): Promise<number>;
}

export const CONVERSATION_ACTS = [
  'slash',
  'say',
  'read',
  'form',
  'openDirect',
  'offers',
  'openHome',
  'inviteApp',
  'removeApp',
] as const satisfies readonly (keyof ConversationActs)[];

export const CONTROL_ACTS = [
  'click',
  'select',
  'submit',
  'close',
  'suggest',
  'shortcut',
] as const satisfies readonly (keyof ControlActs)[];

export const SCREEN_ACTS = ['screen', 'dismiss'] as const satisfies readonly (keyof ScreenActs)[];

export const PLATFORM_ACTS = [
  'install',
  'uninstall',
  'useHttp',
  'useSocket',
  'burst',
  'calls',
  'clearCalls',
  'fault',
  'clearFaults',
  'setClock',
  'advance',
  'age',
  'limitRates',
  'addMember',
  'addChannel',
  'deactivate',
  'archive',
  'shareChannel',
  'transcript',
  'posts',
  'connections',
] as const satisfies readonly (keyof Platform)[];
