import type { Clocks } from '../shared/clock.ts';
import type { Control, Seen } from '../shared/human.ts';
import { type Fields, fields, rows, text } from '../shared/json.ts';
import { componentsOf, SELECTS, Type } from './parts.ts';
import { may, Permission } from './permissions.ts';
import { controlLabel, readingText, type Viewer } from './reading.ts';
import { permissionsIn } from './wire.ts';
import type { Channel, Guild, Message, User, World } from './world.ts';

/** Whether a member sees a conversation. */
export function sees(user: User, channel: Channel): boolean {
  if (channel.recipient) return channel.recipient === user;
  return may(permissionsIn(channel, user), Permission.viewChannel);
}

/** The member behind an id; a bot is nobody's hand. */
export function memberOf(world: World, id: string): User {
  const user = world.users.get(id);
  if (user === undefined || user.bot) throw new Error(`there is no member ${id}`);
  return user;
}

/** A conversation that the member sees. */
export function conversationOf(world: World, user: User, id: string): Channel {
  const channel = world.channel(id);
  if (channel === undefined) throw new Error(`there is no conversation ${id}`);
  if (!sees(user, channel))
    throw new Error(
      `${user.name} is not in ${channel.name ? `#${channel.name}` : 'that direct conversation'}`,
    );
  return channel;
}

/** Whether a message in a conversation that the member sees is on their screen. */
export const isFor = (user: User, { privateTo, dismissed }: Message): boolean =>
  !dismissed && (privateTo === undefined || privateTo === user.id);

/** Whether the member may send messages there. */
export const mayWrite = (user: User, channel: Channel): boolean =>
  may(permissionsIn(channel, user), Permission.sendMessages);

/** A message that the member sees. */
export function messageFor(world: World, user: User, id: string): Message {
  const message = world.message(id);
  if (message === undefined || message.dismissed) throw new Error(`message ${id} is not there (any more)`);
  if (!sees(user, message.channel)) throw new Error(`${user.name} does not see that conversation`);
  if (!isFor(user, message)) throw new Error(`message ${id} is visible to somebody else only`);
  return message;
}

function namesIn(world: World, guild: Guild | undefined): Record<string, string> {
  const names: Record<string, string> = {};
  for (const user of world.users.values()) names[user.id] = user.name;
  for (const role of guild?.roles.values() ?? []) names[role.id] = role.name;
  for (const channel of guild?.channels.values() ?? []) names[channel.id] = channel.name;
  return names;
}

const kindOf = (part: Fields): Control['kind'] | undefined => {
  if (SELECTS.has(Number(part.type))) return 'select';
  if (Number(part.type) !== Type.button) return undefined;
  return Number(part.style) === 5 ? 'link' : 'button';
};

/** The buttons and selects of a payload, in the order in which they are read. */
export function controlsOf(payload: Fields): Control[] {
  return componentsOf(payload).flatMap(({ part }): Control[] => {
    const kind = kindOf(part);
    if (kind === undefined) return [];
    const label = kind === 'select' ? text(part.placeholder) : controlLabel(part);
    const control: Control = {
      kind,
      label,
      id: text(kind === 'link' ? part.url : part.custom_id),
      disabled: part.disabled === true,
    };
    if (Number(part.type) === Type.stringSelect)
      control.options = rows(part.options).map((each) => ({
        label: text(each.label),
        value: text(each.value),
      }));
    return [control];
  });
}

/** A message on a member's screen. */
export function seen(world: World, clocks: Clocks, message: Message, user: User): Seen {
  const viewer: Viewer = {
    timeZone: user.timeZone,
    now: clocks.shown(),
    names: namesIn(world, message.channel.guild),
  };
  const written = readingText(message.payload, viewer, {
    sentAs: message.origin ? 'interaction' : 'message',
    files: message.attachments,
  });
  return {
    id: message.id,
    conversation: message.channel.id,
    author: message.author.name,
    private: message.privateTo !== undefined,
    text: message.loading ? thinking(world) : written,
    payload: message.payload,
    controls: controlsOf(fields(message.payload)),
    version: message.version,
  };
}

/** What stands where a deferred answer will be. */
export const thinking = (world: World): string => `${world.bot.name} is thinking…`;
