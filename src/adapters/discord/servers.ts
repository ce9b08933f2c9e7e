import { type Client, Events, GatewayDispatchEvents, type Guild, PermissionFlagsBits } from 'discord.js';
import { describeError, type Log } from '../../chat/failure.ts';
import type { InFlight } from '../../chat/late.ts';
import type { SpaceId } from '../../chat/request.ts';
import type { SpaceMet, Spaces } from '../../chat/spaces.ts';

/** Tells which servers the bot is in: all at the start, then each arrival and removal, one after the other. */
export function tellSpaces(
  client: Client,
  spaces: Spaces,
  { log, inFlight }: { readonly log: Log; readonly inFlight: InFlight },
): void {
  let told: Promise<void> = Promise.resolve();
  const tell = (what: () => Promise<void>): void => {
    told = told.then(what).catch((error: unknown) => {
      log.error({ error: describeError(error) }, 'a change of servers could not be kept');
    });
    inFlight.track(told);
  };
  const met = (guild: Guild): void => {
    const space = toSpace(guild);
    tell(() => spaces.met(space));
  };

  client.on(Events.ClientReady, ({ guilds }) => {
    const ids = guilds.cache.map(({ id }) => spaceOf(id));
    tell(() => spaces.all('discord', ids));
    // A server that is down comes later, by itself.
    for (const guild of guilds.cache.filter(({ available }) => available).values()) met(guild);
  });
  client.on(Events.GuildCreate, met);
  client.on(Events.GuildAvailable, (guild) => {
    if (client.isReady()) met(guild);
  });
  client.on(Events.GuildDelete, ({ id }) => tell(() => spaces.left(spaceOf(id))));
  // A removal while a session was lost is told by nothing but the next session's list.
  client.ws.on(GatewayDispatchEvents.Ready, (ready: { guilds: { id: string }[] }, shard: number) => {
    const listed = new Set(ready.guilds.map(({ id }) => id));
    for (const { id, shardId } of [...client.guilds.cache.values()]) {
      if (shardId !== shard || listed.has(id)) continue;
      client.guilds.cache.delete(id);
      tell(() => spaces.left(spaceOf(id)));
    }
  });
}

const spaceOf = (guildId: string): SpaceId => `discord:${guildId}` as SpaceId;

const toSpace = (guild: Guild): SpaceMet => ({
  id: spaceOf(guild.id),
  name: guild.name,
  welcome: welcomeIn(guild),
});

/** Where Discord itself greets newcomers, if the bot may post there; else whoever owns the server. */
function welcomeIn({ systemChannel, members, ownerId }: Guild): NonNullable<SpaceMet['welcome']> {
  const needed = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages];
  const may = systemChannel && members.me && systemChannel.permissionsFor(members.me).has(needed);
  return may ? { channel: systemChannel.id } : { member: ownerId };
}
