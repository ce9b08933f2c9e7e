/**
 * What one member has in front of them on one platform, as plain data: one shape for both local platforms.
 * Instants are milliseconds since 1970 on the clock that members see.
 */
export interface Screen {
  now: number;
  /** Whether the app is connected to the platform. */
  connected: boolean;
  /** The member who looks. */
  me: string;
  /** Everybody who can be named, the app among them. */
  people: PersonOnScreen[];
  /** Roles that can be named. */
  roles: { id: string; name: string }[];
  /** The conversations in the member's list, the direct one with the app last. */
  places: PlaceOnScreen[];
  /** The conversation that is open. */
  place: string;
  /** What stands in it for this member, the oldest first; the newest hundred. */
  messages: MessageOnScreen[];
  /** The form in front of the member, the topmost where several lie upon one another. */
  form: ViewOnScreen | null;
  /** The app's Home tab, where the platform has one and the app has shown something on it. */
  home: ViewOnScreen | null;
}

export interface PersonOnScreen {
  id: string;
  name: string;
  /** The name by which one is called: `second_member`. */
  handle: string;
  app: boolean;
  /** IANA zone. */
  zone: string;
}

export interface PlaceOnScreen {
  id: string;
  /** Without the hash; of a direct conversation, who is at the other end. */
  name: string;
  kind: 'channel' | 'private' | 'direct';
  /** The newest message that the member may see there; '' where there is none. */
  latest: string;
  /** Whether anything can be typed there. */
  writable: boolean;
}

export interface MessageOnScreen {
  id: string;
  author: string;
  at: number;
  edited: boolean;
  /** Only this member sees it. */
  private: boolean;
  /** A placeholder: the app is thinking. */
  loading: boolean;
  /** The command that it answers, where the platform shows that: who used it, and what. */
  origin: { by: string; says: string } | null;
  /** As the platform received it, with later edits merged in. */
  payload: unknown;
  files: FileOnScreen[];
  /** 1, then one more for each edit. */
  version: number;
}

export interface FileOnScreen {
  id: string;
  name: string;
  alt: string;
  /** MIME type. */
  type: string;
  /** Where the platform's own server gives it: `/attachments/1/2/chart.png`. */
  path: string;
}

/** A form or a Home tab, as the platform received it. */
export interface ViewOnScreen {
  id: string;
  payload: unknown;
  version: number;
}

/** A command or an entry of a message's menu that a member is offered. */
export interface CommandOnOffer {
  /** `practice create` on Discord, `/practice` on Slack; or the name of a message's menu entry. */
  name: string;
  kind: 'slash' | 'message';
  description: string;
  /** What Slack shows behind the name. */
  usageHint?: string;
  /** What Discord asks for, in order. */
  options?: OptionOnOffer[];
}

export interface OptionOnOffer {
  name: string;
  description: string;
  required: boolean;
  kind: 'text' | 'integer' | 'number' | 'boolean' | 'member' | 'channel' | 'role' | 'mentionable' | 'file';
  /** The only values that can be picked. */
  choices?: { name: string; value: string | number }[];
  /** The app suggests while one types. */
  suggests: boolean;
}

/** How much of one of the platform's limits a payload uses. */
export interface Usage {
  /** What is counted, in a few words: `text of all components`. */
  says: string;
  used: number;
  of: number;
  /** Where the payload comes nearest to it, such as `components.0.components.2.content`; '' for the whole. */
  path: string;
}

/** A message that the app posted by itself, as told apart from every other. */
export interface PostByApp {
  id: string;
  place: string;
  /** The same for two messages that are the same post: all that was sent, with the app's own marks. */
  content: string;
}
