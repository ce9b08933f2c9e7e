import { type Fields, list, rows, text } from '../shared/json.ts';
import type { CommandOnOffer, OptionOnOffer } from '../shared/screen.ts';
import { guildPermissions, may, Permission } from './permissions.ts';
import { permissionsIn } from './wire.ts';
import type { Channel, Command, User, World } from './world.ts';

/** The commands that Discord offers to this member in this conversation. */
export function offered(world: World, user: User, channel: Channel): Command[] {
  const { guild } = channel;
  if (guild && !guild.members.has(world.bot.id)) return [];
  if (guild === undefined && !world.botGuilds().some((each) => each.members.has(user.id))) return [];
  const bits = permissionsIn(channel, user);
  if (!may(bits, Permission.useApplicationCommands)) return [];
  const context = guild ? 0 : 1;
  const own = guild ? guildPermissions(guild, guild.members.get(user.id)!) : bits;
  const everywhere = [...world.commands.values()].filter(
    ({ definition }) => definition.contexts == null || list(definition.contexts).includes(context),
  );
  return [...everywhere, ...(guild?.commands.values() ?? [])].filter(({ definition }) => {
    const needed = definition.default_member_permissions;
    if (guild === undefined || needed == null) return true;
    // "0" means: administrators only.
    return needed === '0' ? may(own, Permission.administrator) : may(own, BigInt(String(needed)));
  });
}

const nested = (part: Fields): Fields[] =>
  rows(part.options).filter((each) => each.type === 1 || each.type === 2);

/** Everything that can be typed after the slash, with what it takes: a command's own name or those of its subcommands. */
export function pathsOf(part: Fields, before = ''): [path: string, leaf: Fields][] {
  const path = `${before}${text(part.name)}`;
  const inside = nested(part);
  return inside.length === 0 ? [[path, part]] : inside.flatMap((each) => pathsOf(each, `${path} `));
}

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type */
const KINDS: Record<number, OptionOnOffer['kind']> = {
  3: 'text',
  4: 'integer',
  5: 'boolean',
  6: 'member',
  7: 'channel',
  8: 'role',
  9: 'mentionable',
  10: 'number',
  11: 'file',
};

function optionOf(option: Fields): OptionOnOffer {
  const choices = rows(option.choices).map(({ name, value }) => ({
    name: text(name),
    value: value as string | number,
  }));
  return {
    name: text(option.name),
    description: text(option.description),
    required: option.required === true,
    kind: KINDS[Number(option.type)] ?? 'text',
    ...(choices.length > 0 ? { choices } : {}),
    suggests: option.autocomplete === true,
  };
}

/** What the client lists when a member types "/", and in a message's menu. */
export const offersOf = (commands: readonly Command[]): CommandOnOffer[] =>
  commands.flatMap((command): CommandOnOffer[] => {
    if (command.type === 3) return [{ name: command.name, kind: 'message', description: '' }];
    if (command.type !== 1) return [];
    return pathsOf(command.definition).map(([name, part]) => ({
      name,
      kind: 'slash',
      description: text(part.description),
      options: rows(part.options).map(optionOf),
    }));
  });
