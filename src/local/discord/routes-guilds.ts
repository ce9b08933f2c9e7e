import { type Fields, fields } from '../shared/json.ts';
import { check } from './messages.ts';
import { guildPermissions, may, Permission } from './permissions.ts';
import { problem } from './problem.ts';
import type { Ask, Discord, Route } from './route.ts';
import { OPEN_EVENTS } from './rules-conduct.ts';
import { snowflake } from './snowflake.ts';
import { channelWire, guildWire, memberWire, roleWire, userWire } from './wire.ts';
import type { Guild } from './world.ts';

function guildOf({ params }: Ask, { world }: Discord): Guild {
  const guild = world.guilds.get(params.guild!);
  if (guild === undefined) throw problem('unknownGuild');
  if (!guild.members.has(world.bot.id)) throw problem('missingAccess');
  return guild;
}

function demandEvents(guild: Guild, { world }: Discord): void {
  const bits = guildPermissions(guild, guild.members.get(world.bot.id)!);
  if (!may(bits, Permission.createEvents) && !may(bits, Permission.manageEvents))
    throw problem('missingPermissions');
}

function eventOf(guild: Guild, id: string): Fields {
  const event = guild.events.get(id);
  if (event === undefined) throw problem('unknownEvent');
  return event;
}

const isOver = (event: Fields, now: number): boolean => Date.parse(String(event.scheduled_end_time)) <= now;

function eventWire(guild: Guild, given: Fields, id: string, { world }: Discord): Fields {
  const instant = (name: string): string => new Date(String(given[name])).toISOString();
  return {
    id,
    guild_id: guild.id,
    channel_id: null,
    creator_id: world.bot.id,
    creator: userWire(world.bot),
    name: given.name,
    description: given.description ?? null,
    image: null,
    scheduled_start_time: instant('scheduled_start_time'),
    scheduled_end_time: instant('scheduled_end_time'),
    privacy_level: 2,
    status: given.status ?? 1,
    entity_type: 3,
    entity_id: null,
    entity_metadata: { location: fields(given.entity_metadata).location },
    recurrence_rule: null,
    user_count: 0,
    guild_scheduled_event_exceptions: [],
  };
}

const events = '/guilds/:guild/scheduled-events';

/** Guilds, who is in them, and their scheduled events. */
export const guildRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/users/@me/guilds',
    answer(_ask, { world }) {
      const body = [...world.guilds.values()].flatMap((guild) => {
        const member = guild.members.get(world.bot.id);
        if (member === undefined) return [];
        const permissions = String(guildPermissions(guild, member));
        return [
          {
            id: guild.id,
            name: guild.name,
            icon: null,
            banner: null,
            owner: false,
            permissions,
            features: [],
          },
        ];
      });
      return { status: 200, body };
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild',
    answer: (ask, discord) => ({ status: 200, body: guildWire(guildOf(ask, discord)) }),
  },
  {
    method: 'GET',
    path: '/guilds/:guild/channels',
    answer(ask, discord) {
      return { status: 200, body: [...guildOf(ask, discord).channels.values()].map(channelWire) };
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/roles',
    answer(ask, discord) {
      const guild = guildOf(ask, discord);
      return { status: 200, body: [...guild.roles.values()].map((role) => roleWire(guild, role)) };
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members/:user',
    answer(ask, discord) {
      const guild = guildOf(ask, discord);
      const id = ask.params.user === '@me' ? discord.world.bot.id : ask.params.user!;
      const member = guild.members.get(id);
      if (member === undefined) throw problem(discord.world.users.has(id) ? 'unknownMember' : 'unknownUser');
      return { status: 200, body: memberWire(member) };
    },
  },
  {
    // Listing members takes the privileged members intent, which this application does not have.
    method: 'GET',
    path: '/guilds/:guild/members',
    answer() {
      throw problem('missingAccess');
    },
  },
  {
    method: 'DELETE',
    path: '/users/@me/guilds/:guild',
    answer(ask, discord) {
      const guild = guildOf(ask, discord);
      guild.members.delete(discord.world.bot.id);
      discord.gateway.dispatch('GUILD_DELETE', { id: guild.id }, 1);
      discord.changes.notify();
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    path: events,
    answer: (ask, discord) => ({ status: 200, body: [...guildOf(ask, discord).events.values()] }),
  },
  {
    method: 'POST',
    path: events,
    answer(ask, discord) {
      const guild = guildOf(ask, discord);
      demandEvents(guild, discord);
      check(ask.body, 'event');
      const now = discord.clocks.transport();
      const open = [...guild.events.values()].filter((event) => !isOver(event, now));
      if (open.length >= OPEN_EVENTS) throw problem('manyEvents');
      const event = eventWire(guild, ask.fields, snowflake(), discord);
      guild.events.set(String(event.id), event);
      return { status: 200, body: event };
    },
  },
  {
    method: 'GET',
    path: `${events}/:event`,
    answer: (ask, discord) => ({ status: 200, body: eventOf(guildOf(ask, discord), ask.params.event!) }),
  },
  {
    method: 'PATCH',
    path: `${events}/:event`,
    answer(ask, discord) {
      const guild = guildOf(ask, discord);
      demandEvents(guild, discord);
      const merged = { ...eventOf(guild, ask.params.event!), ...ask.fields };
      check(merged, 'event');
      const event = eventWire(guild, merged, ask.params.event!, discord);
      guild.events.set(String(event.id), event);
      return { status: 200, body: event };
    },
  },
  {
    method: 'DELETE',
    path: `${events}/:event`,
    answer(ask, discord) {
      const guild = guildOf(ask, discord);
      demandEvents(guild, discord);
      eventOf(guild, ask.params.event!);
      guild.events.delete(ask.params.event!);
      return { status: 204 };
    },
  },
];
