/** The state of one local Slack: a team, its people, conversations, messages, views, and what it has issued. */
import { Clocks } from '../shared/clock.ts';
import type { Fields } from '../shared/json.ts';
import type { Call } from './human.ts';

export interface Member {
  id: string;
  name: string;
  handle: string;
  zone: string;
  admin: boolean;
  bot: boolean;
  /** The workspace that the member belongs to; another one in a shared channel. */
  team: string;
  deactivated: boolean;
}

export interface Conversation {
  id: string;
  name: string;
  kind: 'channel' | 'private' | 'direct';
  members: Set<string>;
  messages: Message[];
  archived: boolean;
  /** The other workspace that shares this channel. */
  partner?: string;
}

export interface Message {
  ts: string;
  conversation: string;
  author: string;
  byApp: boolean;
  text: string;
  blocks: Fields[];
  attachments: Fields[];
  files: Fields[];
  metadata?: Fields | undefined;
  thread?: string | undefined;
  /** An ephemeral: the only member who sees it. */
  only?: string | undefined;
  /** Where the app posted it by itself: all that was sent, so that a second such post can be told. */
  posted?: string | undefined;
  version: number;
}

/** A modal or a Home tab. `view` is as the Web API returns it. */
export interface View {
  id: string;
  member: string;
  view: Fields;
  version: number;
}

export interface Trigger {
  member: string;
  issued: number;
  used: boolean;
  /** The interaction took place in this modal, so a view may be pushed upon it. */
  view?: string | undefined;
}

export interface ResponseUrl {
  id: string;
  member: string;
  conversation: string;
  issued: number;
  uses: number;
  /** The message whose control was used; none for a slash command. */
  source?: string | undefined;
}

export interface StoredFile {
  id: string;
  name: string;
  alt: string;
  size: number;
  content: Buffer | null;
  /** Transport time of completion; null before it. */
  completed: number | null;
}

/** A message or a view has changed. */
export interface ContentChange {
  kind: 'message' | 'update' | 'removed' | 'form' | 'home';
  message?: Message;
  view?: View;
  /** The trigger id or response URL id which the app used. */
  cause?: string | undefined;
}

/** Something that members can see has changed; `screen`: anything but a message or a view of the app's. */
export type Change = ContentChange | { kind: 'screen' };

const MESSAGES_KEPT = 1000;
const CALLS_KEPT = 5000;

export const TEAM = { id: 'T0LOCAL0001', name: 'Mediation course', domain: 'mediation-course' };
/** The workspace that shares a channel with this one. */
export const PARTNER = { id: 'T0LOCAL0002', name: 'Partner course' };
export const APP_ID = 'A0LOCAL0001';
export const BOT_ID = 'B0LOCAL0001';
export const BOT_USER = 'U0LOCALBOT1';

const SCOPES_BEFORE_INSTALL = [
  ...['commands', 'chat:write', 'im:write', 'files:write', 'users:read', 'channels:join'],
  ...['channels:read', 'groups:read', 'im:read', 'channels:history', 'groups:history', 'im:history'],
];

type Person = Omit<Member, 'bot' | 'team' | 'deactivated'>;

const PEOPLE: readonly Person[] = [
  { id: 'U0LOCAL0001', name: 'Member', handle: 'member', zone: 'America/Toronto', admin: false },
  { id: 'U0LOCAL0002', name: 'Second member', handle: 'second.member', zone: 'Europe/Berlin', admin: false },
  { id: 'U0LOCAL0003', name: 'Facilitator', handle: 'facilitator', zone: 'Europe/London', admin: false },
  {
    id: 'U0LOCAL0004',
    name: 'Administrator',
    handle: 'administrator',
    zone: 'America/New_York',
    admin: true,
  },
];

export class World {
  readonly clocks = new Clocks();
  readonly members = new Map<string, Member>();
  readonly conversations = new Map<string, Conversation>();
  readonly views = new Map<string, View>();
  /** The open modals of a member, the topmost last. */
  readonly stacks = new Map<string, View[]>();
  readonly homes = new Map<string, View>();
  readonly triggers = new Map<string, Trigger>();
  readonly responseUrls = new Map<string, ResponseUrl>();
  readonly files = new Map<string, StoredFile>();
  /** The options last shown in an external select, by member, view or message, and action_id. */
  readonly suggested = new Map<string, { label: string; value: string }[]>();
  readonly botToken = 'xoxb-0000-local-slack-bot';
  readonly appToken = 'xapp-1-local-slack-app';
  readonly signingSecret = '0123456789abcdef0123456789abcdef';
  readonly verificationToken = 'local-verification-token';
  scopes: string[] = SCOPES_BEFORE_INSTALL;
  manifest: Fields | null = null;
  /** Why the bot token no longer works. */
  revoked: 'token_revoked' | 'account_inactive' | null = null;
  calls: Call[] = [];
  /** Where this Slack listens, such as http://127.0.0.1:1234. */
  url = '';
  #count = 0;
  readonly #watchers = new Set<(change: Change) => void>();

  constructor() {
    const here = { team: TEAM.id, deactivated: false };
    for (const person of PEOPLE) this.members.set(person.id, { ...person, ...here, bot: false });
    const bot = { id: BOT_USER, name: 'Parley', handle: 'parley', zone: 'America/Los_Angeles', admin: false };
    this.members.set(BOT_USER, { ...bot, ...here, bot: true });
    const everyone = [...this.members.keys()];
    this.#add('C0LOCAL0001', 'general', 'channel', everyone);
    this.#add('C0LOCAL0002', 'practice', 'channel', everyone);
    this.#add('C0LOCAL0003', 'facilitators', 'private', ['U0LOCAL0003', 'U0LOCAL0004']);
  }

  #add(id: string, name: string, kind: Conversation['kind'], members: Iterable<string>): Conversation {
    const conversation: Conversation = {
      id,
      name,
      kind,
      members: new Set(members),
      messages: [],
      archived: false,
    };
    this.conversations.set(id, conversation);
    return conversation;
  }

  addMember(name: string): Member {
    const id = this.id('U');
    const handle = name.toLowerCase().replaceAll(' ', '.');
    const here = { team: TEAM.id, bot: false, admin: false, deactivated: false };
    const member: Member = { id, name, handle, zone: 'Europe/London', ...here };
    this.members.set(id, member);
    // Whoever joins a workspace is in its general channel.
    for (const { name: channel, members } of this.conversations.values())
      if (channel === 'general') members.add(id);
    this.changed();
    return member;
  }

  addChannel(name: string): Conversation {
    const channel = this.#add(this.id('C'), name, 'channel', this.members.keys());
    this.changed();
    return channel;
  }

  /** Shares a channel with the other workspace; the member of theirs who is in it. */
  share(conversation: Conversation): Member {
    const id = this.id('U');
    const guest: Member = {
      id,
      name: 'Partner member',
      handle: 'partner.member',
      zone: 'Asia/Tokyo',
      admin: false,
      bot: false,
      team: PARTNER.id,
      deactivated: false,
    };
    this.members.set(id, guest);
    conversation.partner = PARTNER.id;
    conversation.members.add(id);
    this.changed();
    return guest;
  }

  /** The direct conversation between a member and the app, made at first use. */
  direct(memberId: string): Conversation {
    for (const conversation of this.conversations.values())
      if (conversation.kind === 'direct' && conversation.members.has(memberId)) return conversation;
    return this.#add(this.id('D'), memberId, 'direct', [memberId, BOT_USER]);
  }

  id(prefix: string): string {
    this.#count += 1;
    return `${prefix}0LOCAL${this.#count.toString(36).toUpperCase().padStart(6, '0')}`;
  }

  /** A message's ts: the members' second and a counter, unique in the team. */
  ts(): string {
    this.#count += 1;
    return `${Math.floor(this.clocks.shown() / 1000)}.${String(this.#count % 1_000_000).padStart(6, '0')}`;
  }

  message(ts: string): Message | undefined {
    for (const { messages } of this.conversations.values()) {
      const found = messages.findLast((message) => message.ts === ts);
      if (found) return found;
    }
    return undefined;
  }

  post(message: Message, cause?: string): void {
    const { messages } = this.conversations.get(message.conversation)!;
    messages.push(message);
    // Nobody can call an ephemeral back; the oldest go, so that a long run keeps its memory.
    const oldest =
      messages.length > MESSAGES_KEPT ? messages.findIndex(({ only }) => only !== undefined) : -1;
    if (oldest >= 0) messages.splice(oldest, 1);
    this.tell({ kind: 'message', message, cause });
  }

  #drop(message: Message): void {
    const { messages } = this.conversations.get(message.conversation)!;
    messages.splice(messages.indexOf(message), 1);
  }

  /** The app takes a message away. */
  remove(message: Message, cause?: string): void {
    this.#drop(message);
    this.tell({ kind: 'removed', message, cause });
  }

  /** The only member who sees an ephemeral takes it away; the app is not told. */
  dismiss(message: Message): void {
    this.#drop(message);
    this.changed();
  }

  /** Tells that something on members' screens is different now, other than a message or a view of the app's. */
  changed(): void {
    this.tell({ kind: 'screen' });
  }

  tell(change: Change): void {
    for (const watcher of this.#watchers) watcher(change);
  }

  /** Calls `watcher` at every change until the returned function is called. */
  watch(watcher: (change: Change) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  log(call: Call): void {
    this.calls.push(call);
    if (this.calls.length > CALLS_KEPT * 2) this.calls = this.calls.slice(-CALLS_KEPT);
  }
}
