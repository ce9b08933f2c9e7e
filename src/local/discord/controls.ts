import { isCallFault } from '../shared/faults.ts';
import type { Call } from '../shared/human.ts';
import { Intent } from './gateway.ts';
import type { Fault, GuildIds, Platform } from './human.ts';
import type { Discord } from './route.ts';
import { memberOf } from './seeing.ts';
import type { Api } from './server.ts';
import { channelWire, guildCreateWire, roleWire } from './wire.ts';
import type { Guild } from './world.ts';

export const idsOf = (guild: Guild): GuildIds => ({
  guildId: guild.id,
  conversations: Object.fromEntries(
    [...guild.channels.values()].map((channel) => [channel.name, channel.id]),
  ),
});

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
    const { world, gateway } = this.#discord;
    const people = [...world.users.values()].filter((user) => !user.bot);
    const guild = world.addGuild(name, people[0]!);
    for (const user of people.slice(1)) world.join(guild, user);
    world.addChannel(guild, 'general');
    gateway.dispatch('GUILD_CREATE', guildCreateWire(world, guild), Intent.guilds);
    return idsOf(guild);
  }

  async removeBot(guildId: string): Promise<void> {
    const { world, gateway } = this.#discord;
    this.#guild(guildId).members.delete(world.bot.id);
    gateway.dispatch('GUILD_DELETE', { id: guildId }, Intent.guilds);
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
    const { world, gateway } = this.#discord;
    const guild = this.#guild(guildId);
    const role = [...guild.roles.values()].find((each) => each.name === world.bot.name);
    if (role === undefined) throw new Error('the bot has no role of its own there');
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

  #guild(id: string): Guild {
    const guild = this.#discord.world.guilds.get(id);
    if (guild === undefined) throw new Error(`there is no guild ${id}`);
    return guild;
  }
}
