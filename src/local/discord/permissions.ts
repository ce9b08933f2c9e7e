import type { Channel, Guild, Member } from './world.ts';

/** The permission bits that this Discord looks at; https://discord.com/developers/docs/topics/permissions */
export const Permission = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  useApplicationCommands: 1n << 31n,
  manageEvents: 1n << 33n,
  createEvents: 1n << 44n,
} as const;

const P = Permission;

export const EVERY_PERMISSION = (1n << 53n) - 1n;

/** What everybody in a new server may do. */
export const DEFAULT_PERMISSIONS =
  P.viewChannel |
  P.sendMessages |
  P.embedLinks |
  P.attachFiles |
  P.readMessageHistory |
  P.useApplicationCommands;

/** What a member may do in the whole guild. */
export function guildPermissions(guild: Guild, member: Member): bigint {
  if (guild.ownerId === member.user.id) return EVERY_PERMISSION;
  let bits = guild.roles.get(guild.id)?.permissions ?? 0n;
  for (const id of member.roles) bits |= guild.roles.get(id)?.permissions ?? 0n;
  return bits & P.administrator ? EVERY_PERMISSION : bits;
}

/** What a member may do in one channel: guild permissions, then everyone's, the roles' and the member's overwrites. */
export function channelPermissions(guild: Guild, channel: Channel, member: Member): bigint {
  let bits = guildPermissions(guild, member);
  if (bits === EVERY_PERMISSION) return bits;
  const everyone = channel.overwrites.get(guild.id);
  if (everyone) bits = (bits & ~everyone.deny) | everyone.allow;
  let allow = 0n;
  let deny = 0n;
  for (const id of member.roles) {
    allow |= channel.overwrites.get(id)?.allow ?? 0n;
    deny |= channel.overwrites.get(id)?.deny ?? 0n;
  }
  bits = (bits & ~deny) | allow;
  const own = channel.overwrites.get(member.user.id);
  if (own) bits = (bits & ~own.deny) | own.allow;
  return bits & P.viewChannel ? bits : 0n;
}

export const may = (bits: bigint, permission: bigint): boolean => (bits & permission) === permission;
