import type { Fields } from '../shared/json.ts';
import type { Interaction } from './interactions.ts';
import { memberWire, partialChannel, permissionsIn, userWire } from './wire.ts';
import type { World } from './world.ts';

/** An interaction as the gateway delivers it. */
export function interactionWire(
  world: World,
  interaction: Interaction,
  data: Fields,
  message: Fields | undefined,
): Fields {
  const { id, token, type, user, channel } = interaction;
  const { guild } = channel;
  const permissions = permissionsIn(channel, user);
  const member = guild?.members.get(user.id);
  return {
    id,
    application_id: world.applicationId,
    type,
    token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: partialChannel(channel, permissions),
    app_permissions: permissionsIn(channel, world.bot).toString(),
    locale: user.locale,
    entitlements: [],
    authorizing_integration_owners: { '0': guild?.id ?? '0' },
    context: guild ? 0 : 1,
    attachment_size_limit: 10 * 1024 * 1024,
    ...(guild && member
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: 'en-GB', features: [] },
          guild_locale: 'en-GB',
          member: { ...memberWire(member), permissions: permissions.toString() },
        }
      : { user: userWire(user) }),
    ...(message ? { message } : {}),
  };
}
