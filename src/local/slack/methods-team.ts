/** Web API: the app's own token, sockets, people. */
import { type Fields, text } from '../shared/json.ts';
import { flag } from './arguments.ts';
import { type Method, Refused } from './method.ts';
import { APP_ID, BOT_ID, BOT_USER, type Member, TEAM, type World } from './world.ts';

/** Seconds from UTC in a zone at this moment. */
function offset(zone: string, at: number): number {
  const named = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(named) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60);
}

const PROFILE = {
  ...{ title: '', phone: '', skype: '', avatar_hash: '', status_text: '', status_text_canonical: '' },
  ...{ status_emoji: '', status_emoji_display_info: [], status_expiration: 0 },
};

const pictures = (id: string): Fields =>
  Object.fromEntries(
    [24, 32, 48, 72, 192, 512].map((size) => [
      `image_${size}`,
      `https://avatars.example.com/${id}-${size}.png`,
    ]),
  );

function wireUser(member: Member, world: World): Fields {
  const { id, name, handle, zone, admin, bot, team, deactivated } = member;
  return {
    id,
    team_id: team,
    name: handle,
    deleted: deactivated,
    ...(team !== TEAM.id && { is_stranger: true }),
    color: '9f69e7',
    real_name: name,
    tz: zone,
    tz_label: zone,
    tz_offset: offset(zone, world.clocks.shown()),
    profile: {
      ...PROFILE,
      ...pictures(id),
      real_name: name,
      real_name_normalized: name,
      display_name: name,
      display_name_normalized: name,
      first_name: name.split(' ')[0],
      last_name: name.split(' ').slice(1).join(' '),
      team,
    },
    is_admin: admin,
    is_owner: admin,
    is_primary_owner: admin,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: bot,
    is_app_user: false,
    updated: 0,
    is_email_confirmed: !bot,
    who_can_share_contact_card: 'EVERYONE',
  };
}

export const teamMethods: Record<string, Method> = {
  'api.test': { run: (args) => ({ args }) },
  'auth.test': {
    run: (_args, { world }) => ({
      url: `https://${TEAM.domain}.slack.com/`,
      team: TEAM.name,
      user: world.members.get(BOT_USER)!.handle,
      team_id: TEAM.id,
      user_id: BOT_USER,
      bot_id: BOT_ID,
      is_enterprise_install: false,
    }),
  },
  'apps.connections.open': {
    token: 'app',
    run: (_args, { world, delivery }) => {
      const address = new URL('/link', world.url.replace('http', 'ws'));
      address.searchParams.set('ticket', delivery.sockets.ticket());
      address.searchParams.set('app_id', APP_ID);
      return { url: address.href };
    },
  },
  'users.info': {
    scopes: ['users:read'],
    needs: ['user'],
    run: (args, { world }) => {
      const member = world.members.get(text(args.user));
      if (!member) throw new Refused('user_not_found');
      return { user: { ...wireUser(member, world), ...(flag(args.include_locale) && { locale: 'en-US' }) } };
    },
  },
  'users.list': {
    scopes: ['users:read'],
    run: (_args, { world }) => ({
      members: [...world.members.values()].map((member) => wireUser(member, world)),
      response_metadata: { next_cursor: '' },
    }),
  },
  'bots.info': {
    scopes: ['users:read'],
    run: (args, { world }) => {
      if (args.bot !== BOT_ID) throw new Refused('bot_not_found');
      const { name } = world.members.get(BOT_USER)!;
      return {
        bot: { id: BOT_ID, deleted: false, name, updated: 0, app_id: APP_ID, user_id: BOT_USER, icons: {} },
      };
    },
  },
};
