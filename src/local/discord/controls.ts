import { isCallFault } from '../shared/faults.ts';
import type { Call } from '../shared/human.ts';
import { text } from '../shared/json.ts';
import type { PostByApp } from '../shared/screen.ts';
import { Intent } from './gateway.ts';
import type { Fault, GuildIds, Platform, Said } from './human.ts';
import { componentsOf } from './parts.ts';
import { postsIn } from './posts.ts';
import type { Discord } from './route.ts';
import { memberOf } from './seeing.ts';
import type { Api } from './server.ts';
import { channelWire, guildCreateWire, roleWire } from './wire.ts';
import type { Channel, Guild, Role } from './world.ts';

export const idsOf = (guild: Guild): GuildIds => ({
  guildId: guild.id,
  conversations: Object.fromEntries(
    [...guild.channels.values()].map((channel) => [channel.name, channel.id]),
  ),
  roles: Object.fromEntries([...guild.roles.values()].map((role) => [role.name, role.id])),
});

/** The texts of a message as they were sent, one a line: telling what they look like would take longer. */
const saidIn = (channel: Channel): Said[] =>
  [...channel.messages.values()]
    .filter(({ privateTo }) => privateTo === undefined)
    .map(({ id, author, payload }) => ({
      id,
      conversation: channel.id,
      author: author.name,
      text: [payload, ...componentsOf(payload).map(({ part }) => part)]
        .map(({ content }) => text(content))
        .filter((line) => line !== '')
        .join('\n'),
    }));

/** The hands behind the platform: faults, clocks, and changes to the world. */
export class Controls implements Platform {
  readonly #discord: Discord;
  readonly #api: Api;

  constructor(discord: Discord, api: Api) {
    this.#discord = discord;
    this.#api = api;
  }

  async calls(): Promise<Call[]> {
    return this.#api.calls;
  }

  async clearCalls(): Promise<void> {
    this.#api.calls = [];
  }

  async fault(script: Fault | readonly Fault[]): Promise<void> {
    for (const fault of Array.isArray(script) ? (script as readonly Fault[]) : [script as Fault])
      this.#fault(fault);
  }

  #fault(fault: Fault): void {
    const { gateway, interactions } = this.#discord;
    if (isCallFault(fault)) this.#api.faults.add(fault);
    else if (fault.kind === 'drop') gateway.drop();
    else if (fault.kind === 'reconnect') gateway.askReconnect();
    else if (fault.kind === 'invalid-session') gateway.invalidate(fault.resumable);
    else if (fault.kind === 'close') gateway.close(fault.code, fault.identifies);
    else if (fault.kind === 'mute-heartbeats') gateway.muteHeartbeats(fault.times);
    else if (fault.kind === 'refuse') gateway.refuseConnections(fault.times);
    else if (fault.kind === 'deaf') gateway.deafen(fault.connections);
    else if (fault.kind === 'duplicate') interactions.duplicate(fault.times);
    else throw new Error(`there is no fault "${(fault as { kind: string }).kind}"`);
  }

  async clearFaults(): Promise<void> {
    this.#api.faults.clear();
    this.#discord.gateway.clearFaults();
    this.#discord.interactions.duplicate(0);
  }

  async setClock(iso: string | null = null): Promise<void> {
    this.#discord.clocks.set(iso);
  }

  async advance(ms: number): Promise<void> {
    this.#discord.clocks.advance(ms);
  }

  async age(ms: number): Promise<void> {
    this.#discord.clocks.age(ms);
  }

  async connected(): Promise<boolean> {
    return this.#discord.gateway.connected;
  }

  async addGuild(name: string): Promise<GuildIds> {
    const { world } = this.#discord;
    const people = [...world.users.values()].filter((user) => !user.bot);
    const guild = world.addGuild(name, people[0]!);
    for (const user of people.slice(1)) world.join(guild, user);
    world.addChannel(guild, 'general');
    this.#dispatchGuild(guild);
    return idsOf(guild);
  }

  async addMember(guildId: string, name: string): Promise<string> {
    const { world } = this.#discord;
    const user = world.addUser(name.toLowerCase().replaceAll(' ', '_'), name, 'Europe/London');
    world.join(this.#guild(guildId), user);
    return user.id;
  }

  async removeBot(guildId: string): Promise<void> {
    const { world, gateway } = this.#discord;
    this.#guild(guildId).members.delete(world.bot.id);
    gateway.dispatch('GUILD_DELETE', { id: guildId }, Intent.guilds);
  }

  async addBot(guildId: string): Promise<void> {
    const { world } = this.#discord;
    const guild = this.#guild(guildId);
    world.join(guild, world.bot, [this.#ownRole(guild)]);
    this.#dispatchGuild(guild);
  }

  async outage(guildId: string, down: boolean): Promise<void> {
    const guild = this.#guild(guildId);
    guild.available = !down;
    if (!down) return this.#dispatchGuild(guild);
    this.#discord.gateway.dispatch('GUILD_DELETE', { id: guildId, unavailable: true }, Intent.guilds);
  }

  async addRole(guildId: string, name: string): Promise<string> {
    const { world, gateway } = this.#discord;
    const guild = this.#guild(guildId);
    const role = world.addRole(guild, name, 0n);
    gateway.dispatch('GUILD_ROLE_CREATE', { guild_id: guildId, role: roleWire(guild, role) }, Intent.guilds);
    return role.id;
  }

  async setRoles(memberId: string, guildId: string, roleIds: readonly string[]): Promise<void> {
    const guild = this.#guild(guildId);
    const member = guild.members.get(memberOf(this.#discord.world, memberId).id);
    if (member === undefined) throw new Error(`${memberId} is not in that guild`);
    const unknown = roleIds.find((id) => !guild.roles.has(id));
    if (unknown !== undefined) throw new Error(`there is no role ${unknown}`);
    member.roles = new Set(roleIds);
  }

  async reading(conversationId?: string): Promise<Said[]> {
    const { world } = this.#discord;
    const one = conversationId === undefined ? undefined : world.channel(conversationId);
    if (conversationId !== undefined && one === undefined)
      throw new Error(`there is no conversation ${conversationId}`);
    return [...(one ? [one] : world.channels())].flatMap(saidIn);
  }

  async posts(): Promise<PostByApp[]> {
    return postsIn(this.#discord.world);
  }

  async overwrite(channelId: string, targetId: string, allow: string, deny: string): Promise<void> {
    const { world, gateway } = this.#discord;
    const channel = world.channel(channelId);
    if (channel?.guild === undefined) throw new Error(`there is no channel ${channelId}`);
    const type = channel.guild.roles.has(targetId) ? 0 : 1;
    channel.overwrites.set(targetId, { id: targetId, type, allow: BigInt(allow), deny: BigInt(deny) });
    gateway.dispatch('CHANNEL_UPDATE', channelWire(channel), Intent.guilds);
  }

  async grant(guildId: string, permissions: string): Promise<void> {
    const { gateway } = this.#discord;
    const guild = this.#guild(guildId);
    const role = this.#ownRole(guild);
    role.permissions = BigInt(permissions);
    gateway.dispatch('GUILD_ROLE_UPDATE', { guild_id: guildId, role: roleWire(guild, role) }, Intent.guilds);
  }

  async leave(memberId: string, guildId: string): Promise<void> {
    this.#guild(guildId).members.delete(memberOf(this.#discord.world, memberId).id);
  }

  async join(memberId: string, guildId: string): Promise<void> {
    const { world } = this.#discord;
    world.join(this.#guild(guildId), memberOf(world, memberId));
  }

  async setDirectOpen(memberId: string, open: boolean): Promise<void> {
    memberOf(this.#discord.world, memberId).directOpen = open;
  }

  #dispatchGuild(guild: Guild): void {
    const { world, gateway } = this.#discord;
    gateway.dispatch('GUILD_CREATE', guildCreateWire(world, guild), Intent.guilds);
  }

  /** The role that came with the bot's invitation. */
  #ownRole(guild: Guild): Role {
    const role = [...guild.roles.values()].find((each) => each.name === this.#discord.world.bot.name);
    if (role === undefined) throw new Error('the bot has no role of its own there');
    return role;
  }

  #guild(id: string): Guild {
    const guild = this.#discord.world.guilds.get(id);
    if (guild === undefined) throw new Error(`there is no guild ${id}`);
    return guild;
  }
}
