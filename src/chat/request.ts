/** A Discord server or a Slack workspace; opaque outside the adapters. */
export type SpaceId = string & { readonly brand: 'space' };

/** What stands before the colon of a space's id. */
export const platformOf = (space: string): string => space.slice(0, space.indexOf(':'));

/** What a member may do: an administrator links spaces and names facilitators; a facilitator runs the course. */
export type Standing = 'member' | 'facilitator' | 'administrator';

/** Whose request it is: ids of ours, but for the space. */
export interface Who {
  readonly community: string;
  readonly space: SpaceId;
  readonly identity: string;
  readonly person: string;
}

export interface Conversation {
  /** The platform's id of the channel or direct conversation. */
  readonly id: string;
  readonly direct: boolean;
}

/** Who asks, where: the same for a command, a click, a form and a shortcut. */
export interface Request {
  /** The platform's id of this event: for logs, and so that a repeated delivery is seen as such. */
  readonly id: string;
  readonly space: SpaceId;
  readonly member: { readonly id: string; readonly name: string };
  readonly conversation: Conversation;
  /** The platform's ids of the member's roles in the space; empty where the platform has none. */
  readonly roles: readonly string[];
  /** The member belongs to another space, and meets this one in a shared channel. */
  readonly guest: boolean;
  /** What the platform itself makes of the member. Asked for only where a definition needs it: it may cost a request. */
  standing(): Promise<Standing>;
  /** The member's IANA zone, where the platform tells it. */
  zone(): Promise<string | undefined>;
}
