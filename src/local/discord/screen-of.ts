import { fields, text } from '../shared/json.ts';
import type {
  FileOnScreen,
  MessageOnScreen,
  PersonOnScreen,
  PlaceOnScreen,
  Screen,
} from '../shared/screen.ts';
import type { OpenForm } from './form-use.ts';
import { attachmentPath } from './message-wire.ts';
import { may, Permission } from './permissions.ts';
import type { Discord } from './route.ts';
import { isFor, mayWrite } from './seeing.ts';
import type { Channel, Guild, Message, User, World } from './world.ts';

/** Messages of the open conversation. */
const SHOWN_MESSAGES = 100;

/** One member's view: what they see, and which of it is open. */
export interface View {
  user: User;
  /** In the order of their list, the direct conversation last. */
  channels: readonly Channel[];
  channel: Channel;
  form: OpenForm | undefined;
}

export function screenOf({ world, clocks, gateway }: Discord, view: View): Screen {
  const { user, channels, channel, form } = view;
  const messages = [...channel.messages.values()].filter((each) => isFor(user, each)).slice(-SHOWN_MESSAGES);
  const guilds = [...world.guilds.values()].filter((guild) => guild.members.has(user.id));
  return {
    now: clocks.shown(),
    connected: gateway.connected,
    me: user.id,
    people: peopleOf(world, user, guilds, messages),
    roles: guilds.flatMap((guild) => [...guild.roles.values()].map(({ id, name }) => ({ id, name }))),
    places: channels.map((each) => placeOf(world, user, each)),
    place: channel.id,
    messages: messages.map(messageOf),
    form: form ? { id: form.id, payload: form.modal, version: 1 } : null,
    home: null,
  };
}

/** Everybody in the member's guilds, and whoever else must be named: the app, and authors who have left. */
function peopleOf(
  world: World,
  user: User,
  guilds: readonly Guild[],
  messages: readonly Message[],
): PersonOnScreen[] {
  const members = guilds.flatMap((guild) => [...guild.members.values()].map((member) => member.user));
  const people = new Set([...members, user, world.bot, ...messages.map(({ author }) => author)]);
  return [...people].map(({ id, name, username, bot, timeZone }) => ({
    id,
    name,
    handle: username,
    app: bot,
    zone: timeZone,
  }));
}

function placeOf(world: World, user: User, channel: Channel): PlaceOnScreen {
  const newest = [...channel.messages.values()].findLast((each) => isFor(user, each));
  return {
    id: channel.id,
    name: channel.guild ? channel.name : world.bot.name,
    kind: kindOf(channel),
    latest: newest?.id ?? '',
    writable: mayWrite(user, channel),
  };
}

/** A channel is private where somebody without roles does not see it. */
function kindOf({ guild, overwrites }: Channel): PlaceOnScreen['kind'] {
  if (guild === undefined) return 'direct';
  const { deny, allow } = overwrites.get(guild.id) ?? { deny: 0n, allow: 0n };
  const everyone = ((guild.roles.get(guild.id)?.permissions ?? 0n) & ~deny) | allow;
  return may(everyone, Permission.viewChannel) ? 'channel' : 'private';
}

function messageOf(message: Message): MessageOnScreen {
  const { origin, command } = message;
  return {
    id: message.id,
    author: message.author.id,
    at: message.createdAt,
    edited: message.editedAt !== undefined,
    private: message.privateTo !== undefined,
    loading: message.loading,
    origin: origin && command ? { by: text(fields(origin.user).id), says: command } : null,
    payload: message.payload,
    files: message.attachments.map(
      (file): FileOnScreen => ({
        id: file.id,
        name: file.filename,
        alt: file.description ?? '',
        type: file.contentType,
        path: attachmentPath(message, file),
      }),
    ),
    version: message.version,
  };
}
