import { type Fields, present } from '../shared/json.ts';
import { channelPermissions, EVERY_PERMISSION } from './permissions.ts';
import type { Channel, Command, Guild, Member, Role, User, World } from './world.ts';

/** The world's people and places in the form in which Discord sends them. */

export const userWire = (user: User): Fields => ({
  id: user.id,
  username: user.username,
  discriminator: user.bot ? '0001' : '0',
  global_name: user.bot ? null : user.name,
  avatar: null,
  banner: null,
  accent_color: null,
  bot: user.bot,
  public_flags: 0,
  flags: 0,
  primary_guild: null,
});

export const memberWire = (member: Member): Fields => ({
  user: userWire(member.user),
  nick: null,
  avatar: null,
  banner: null,
  roles: [...member.roles],
  joined_at: member.joinedAt,
  premium_since: null,
  communication_disabled_until: null,
  deaf: false,
  mute: false,
  pending: false,
  flags: 0,
});

/** A member without the user, with permissions, as interactions resolve them. */
export function resolvedMember(guild: Guild, channel: Channel, member: Member): Fields {
  const { user: _user, deaf: _deaf, mute: _mute, ...rest } = memberWire(member);
  return { ...rest, permissions: channelPermissions(guild, channel, member).toString() };
}

export const roleWire = (guild: Guild, role: Role): Fields => ({
  id: role.id,
  name: role.name,
  permissions: role.permissions.toString(),
  position: [...guild.roles.keys()].indexOf(role.id),
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  managed: false,
  mentionable: true,
  icon: null,
  unicode_emoji: null,
  flags: 0,
});

export function channelWire(channel: Channel): Fields {
  const last = channel.lastMessageId;
  if (channel.type === 1) {
    const recipients = channel.recipient ? [userWire(channel.recipient)] : [];
    return { id: channel.id, type: 1, last_message_id: last, flags: 0, recipients };
  }
  return {
    id: channel.id,
    type: 0,
    guild_id: channel.guild?.id,
    name: channel.name,
    topic: null,
    parent_id: null,
    position: channel.guild ? [...channel.guild.channels.keys()].indexOf(channel.id) : 0,
    nsfw: false,
    rate_limit_per_user: 0,
    last_message_id: last,
    flags: 0,
    permission_overwrites: [...channel.overwrites.values()].map((each) => ({
      id: each.id,
      type: each.type,
      allow: each.allow.toString(),
      deny: each.deny.toString(),
    })),
  };
}

/** The part of a channel that stands in an interaction, with what its reader may do there. */
export function partialChannel(channel: Channel, permissions: bigint): Fields {
  if (channel.type === 1) return channelWire(channel);
  const { permission_overwrites: _overwrites, ...rest } = channelWire(channel);
  return { ...rest, permissions: permissions.toString() };
}

export const guildWire = (guild: Guild): Fields => ({
  id: guild.id,
  name: guild.name,
  icon: null,
  description: null,
  home_header: null,
  splash: null,
  discovery_splash: null,
  features: [],
  banner: null,
  owner_id: guild.ownerId,
  application_id: null,
  region: 'deprecated',
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: [...guild.channels.keys()][0] ?? null,
  system_channel_flags: 0,
  widget_enabled: false,
  widget_channel_id: null,
  verification_level: 0,
  roles: [...guild.roles.values()].map((role) => roleWire(guild, role)),
  default_message_notifications: 0,
  mfa_level: 0,
  explicit_content_filter: 0,
  max_presences: null,
  max_members: 500_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  preferred_locale: 'en-GB',
  rules_channel_id: null,
  safety_alerts_channel_id: null,
  public_updates_channel_id: null,
  premium_progress_bar_enabled: false,
  nsfw: false,
  nsfw_level: 0,
  emojis: [],
  stickers: [],
  incidents_data: null,
});

/** What GUILD_CREATE adds to a guild; without the members intent only the bot's own member. */
export function guildCreateWire(world: World, guild: Guild): Fields {
  const own = guild.members.get(world.bot.id);
  return {
    ...guildWire(guild),
    joined_at: own?.joinedAt,
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: own ? [memberWire(own)] : [],
    channels: [...guild.channels.values()].map(channelWire),
    threads: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [...guild.events.values()],
    soundboard_sounds: [],
  };
}

export const applicationWire = (world: World): Fields => ({
  id: world.applicationId,
  name: world.bot.name,
  icon: null,
  description: '',
  type: null,
  bot: userWire(world.bot),
  bot_public: true,
  bot_require_code_grant: false,
  verify_key: '0'.repeat(64),
  flags: 0,
  flags_new: '0',
  redirect_uris: [],
  interactions_endpoint_url: null,
  role_connections_verification_url: null,
  owner: userWire(world.bot),
  approximate_guild_count: world.botGuilds().length,
  approximate_user_install_count: 0,
  approximate_user_authorization_count: 0,
  explicit_content_filter: 0,
  team: null,
  eligible_oauth2_scopes: [],
});

export const commandWire = (world: World, command: Command): Fields => ({
  description: '',
  ...present({
    nsfw: false,
    contexts: null,
    integration_types: command.guildId ? undefined : [0],
    ...command.definition,
  }),
  ...(command.guildId ? { guild_id: command.guildId } : { contexts: command.definition.contexts ?? null }),
  id: command.id,
  application_id: world.applicationId,
  version: command.version,
  default_member_permissions: command.definition.default_member_permissions ?? null,
  type: command.type,
  name: command.name,
});

/** Permissions of a user in a conversation: everything that a direct conversation has, or those of the channel. */
export function permissionsIn(channel: Channel, user: User): bigint {
  if (channel.guild === undefined) return EVERY_PERMISSION;
  const member = channel.guild.members.get(user.id);
  return member ? channelPermissions(channel.guild, channel, member) : 0n;
}
