import type { Fields } from '../shared/json.ts';
import { DEFAULT_PERMISSIONS, Permission } from './permissions.ts';
import { snowflake } from './snowflake.ts';

export interface User {
  id: string;
  username: string;
  name: string;
  bot: boolean;
  timeZone: string;
  locale: string;
  /** Accepts direct messages from the bot. */
  directOpen: boolean;
}

export interface Role {
  id: string;
  name: string;
  permissions: bigint;
}

export interface Member {
  user: User;
  roles: Set<string>;
  joinedAt: string;
}

interface Overwrite {
  id: string;
  /** 0 a role, 1 a member. */
  type: 0 | 1;
  allow: bigint;
  deny: bigint;
}

export interface Channel {
  id: string;
  /** 0 a text channel of a guild, 1 a direct conversation with the bot. */
  type: 0 | 1;
  name: string;
  guild: Guild | undefined;
  recipient: User | undefined;
  overwrites: Map<string, Overwrite>;
  messages: Map<string, Message>;
  lastMessageId: string | null;
}

export interface Guild {
  id: string;
  name: string;
  /** It is not down. */
  available: boolean;
  ownerId: string;
  roles: Map<string, Role>;
  members: Map<string, Member>;
  channels: Map<string, Channel>;
  commands: Map<string, Command>;
  events: Map<string, Fields>;
}

export interface Attachment {
  id: string;
  filename: string;
  description: string | undefined;
  contentType: string;
  bytes: Buffer;
}

export interface Message {
  id: string;
  channel: Channel;
  author: User;
  /** The only user who sees an ephemeral message. */
  privateTo: string | undefined;
  /** As the platform received it, with later edits merged in. */
  payload: Fields;
  attachments: Attachment[];
  version: number;
  createdAt: number;
  editedAt: number | undefined;
  /** A deferred answer that shows "thinking…". */
  loading: boolean;
  /** The interaction that it answers, as Discord describes it in the message. */
  origin: Fields | undefined;
  /** What the member used to get it, as clients show it above the message: `/glossary`. */
  command: string | undefined;
  /** The member has taken it off their screen; the app can go on editing it. */
  dismissed: boolean;
}

/** A registered application command, as it was sent, with its id. */
export interface Command {
  id: string;
  version: string;
  guildId: string | undefined;
  type: 1 | 2 | 3;
  name: string;
  definition: Fields;
}

/** Everything that there is: users, guilds, conversations and what was said in them. */
export class World {
  readonly bot: User = newUser('parley', 'Parley', 'UTC', true);
  readonly applicationId: string = this.bot.id;
  readonly token: string = botToken(this.bot.id);
  readonly users: Map<string, User> = new Map([[this.bot.id, this.bot]]);
  readonly guilds: Map<string, Guild> = new Map();
  readonly direct: Map<string, Channel> = new Map();
  readonly commands: Map<string, Command> = new Map();

  addUser(username: string, name: string, timeZone: string): User {
    const user = newUser(username, name, timeZone, false);
    this.users.set(user.id, user);
    return user;
  }

  /** A guild that the bot is in with a role of its own, as after an invitation; the owner is a member of it. */
  addGuild(name: string, owner: User): Guild {
    const id = snowflake();
    const guild: Guild = {
      id,
      name,
      available: true,
      ownerId: owner.id,
      roles: new Map([[id, { id, name: '@everyone', permissions: DEFAULT_PERMISSIONS }]]),
      members: new Map(),
      channels: new Map(),
      commands: new Map(),
      events: new Map(),
    };
    this.guilds.set(id, guild);
    this.join(guild, owner);
    const own = this.addRole(guild, this.bot.name, Permission.createEvents);
    this.join(guild, this.bot, [own]);
    return guild;
  }

  join(guild: Guild, user: User, roles: readonly Role[] = []): Member {
    const member = {
      user,
      roles: new Set(roles.map((role) => role.id)),
      joinedAt: new Date().toISOString(),
    };
    guild.members.set(user.id, member);
    return member;
  }

  addRole(guild: Guild, name: string, permissions: bigint): Role {
    const role = { id: snowflake(), name, permissions };
    guild.roles.set(role.id, role);
    return role;
  }

  addChannel(guild: Guild, name: string): Channel {
    const channel = newChannel(0, name, guild, undefined);
    guild.channels.set(channel.id, channel);
    return channel;
  }

  /** The one direct conversation of a user with the bot. */
  openDirect(user: User): Channel {
    const known = [...this.direct.values()].find((channel) => channel.recipient === user);
    if (known) return known;
    const channel = newChannel(1, '', undefined, user);
    this.direct.set(channel.id, channel);
    return channel;
  }

  channel(id: string): Channel | undefined {
    const direct = this.direct.get(id);
    if (direct) return direct;
    for (const guild of this.guilds.values()) {
      const channel = guild.channels.get(id);
      if (channel) return channel;
    }
    return undefined;
  }

  message(id: string): Message | undefined {
    for (const channel of this.channels()) {
      const message = channel.messages.get(id);
      if (message) return message;
    }
    return undefined;
  }

  *channels(): Iterable<Channel> {
    yield* this.direct.values();
    for (const guild of this.guilds.values()) yield* guild.channels.values();
  }

  /** The guilds that the bot is a member of. */
  botGuilds(): Guild[] {
    return [...this.guilds.values()].filter((guild) => guild.members.has(this.bot.id));
  }
}

function newUser(username: string, name: string, timeZone: string, bot: boolean): User {
  return { id: snowflake(), username, name, bot, timeZone, locale: 'en-GB', directOpen: true };
}

function newChannel(
  type: 0 | 1,
  name: string,
  guild: Guild | undefined,
  recipient: User | undefined,
): Channel {
  return {
    id: snowflake(),
    type,
    name,
    guild,
    recipient,
    overwrites: new Map(),
    messages: new Map(),
    lastMessageId: null,
  };
}

/** The shape of a real bot token: the id in base64, a timestamp, a signature. */
function botToken(id: string): string {
  const part = (text: string): string => Buffer.from(text).toString('base64url');
  return `${part(id)}.${part('local').slice(0, 6)}.${part(`a token of the local Discord`).slice(0, 38)}`;
}

/** The guild of the demo: a course, two open channels, one that the bot is not in, four people by their roles. */
export function courseWorld(): { world: World; guild: Guild } {
  const world = new World();
  const administrator = world.addUser('administrator', 'Administrator', 'Europe/London');
  const guild = world.addGuild('Mediation course', administrator);
  const administrators = world.addRole(guild, 'Administrators', Permission.administrator);
  const facilitators = world.addRole(guild, 'Facilitators', 0n);
  const privy = world.addRole(guild, 'Staff', 0n);
  world.join(guild, administrator, [administrators, privy]);
  world.join(guild, world.addUser('facilitator', 'Facilitator', 'Europe/London'), [facilitators, privy]);
  world.join(guild, world.addUser('member', 'Member', 'America/Toronto'));
  world.join(guild, world.addUser('second_member', 'Second member', 'Europe/Berlin'));
  world.addChannel(guild, 'general');
  world.addChannel(guild, 'practice');
  const closed = world.addChannel(guild, 'staff');
  closed.overwrites.set(guild.id, { id: guild.id, type: 0, allow: 0n, deny: Permission.viewChannel });
  closed.overwrites.set(privy.id, { id: privy.id, type: 0, allow: Permission.viewChannel, deny: 0n });
  return { world, guild };
}
