import { type Fields, rows, text } from '../shared/json.ts';
import type { OptionValue } from './human.ts';
import { pathsOf } from './offers.ts';
import { may, Permission } from './permissions.ts';
import { channelWire, permissionsIn, resolvedMember, roleWire, userWire } from './wire.ts';
import type { Channel, Command, User, World } from './world.ts';

type Options = Readonly<Record<string, OptionValue>>;

interface Chosen {
  command: Command;
  /** The subcommand's definition, or the command's own. */
  leaf: Fields;
  path: string[];
  options: Options;
}

/** Finds the command that a member typed, as `/name option:value` or as a path with options. */
export function choose(commands: readonly Command[], typed: string, options: Options = {}): Chosen {
  const source = typed.replace(/^\//, '').trim();
  const known = commands
    .filter((command) => command.type === 1)
    .flatMap((command) => pathsOf(command.definition).map(([path, leaf]) => ({ command, path, leaf })))
    .sort((one, other) => other.path.length - one.path.length);
  const found = known.find(({ path }) => source === path || source.startsWith(`${path} `));
  if (found === undefined) throw new Error(`"/${source}" is not a command that Discord offers here`);
  const rest = source.slice(found.path.length).trim();
  const written = rest === '' ? {} : readOptions(found.leaf, rest);
  return {
    command: found.command,
    leaf: found.leaf,
    path: found.path.split(' ').slice(1),
    options: { ...written, ...options },
  };
}

/** Reads `term:batna side:both`: a value runs up to the next option's name. */
function readOptions(leaf: Fields, source: string): Record<string, string> {
  const names = rows(leaf.options).map((option) => RegExp.escape(text(option.name)));
  const starts =
    names.length === 0 ? [] : [...source.matchAll(new RegExp(`(?<=^|\\s)(${names.join('|')}):`, 'gu'))];
  if (starts[0]?.index !== 0) throw new Error(`"${source}" does not begin with an option of that command`);
  const values: Record<string, string> = {};
  for (const [index, start] of starts.entries()) {
    const until = starts[index + 1]?.index ?? source.length;
    values[start[1]!] = source.slice(start.index + start[0].length, until).trim();
  }
  return values;
}

/** Collects the people and places that options name. */
export class Resolved {
  readonly #world: World;
  readonly #channel: Channel;
  readonly #found: Record<string, Fields> = {};

  constructor(world: World, channel: Channel) {
    this.#world = world;
    this.#channel = channel;
  }

  user(id: string): boolean {
    const user = this.#world.users.get(id);
    const { guild } = this.#channel;
    const member = guild?.members.get(id);
    if (user === undefined || (guild && !member)) return false;
    this.#add('users', id, userWire(user));
    if (guild && member) this.#add('members', id, resolvedMember(guild, this.#channel, member));
    return true;
  }

  role(id: string): boolean {
    const { guild } = this.#channel;
    const role = guild?.roles.get(id);
    if (!guild || !role) return false;
    this.#add('roles', id, roleWire(guild, role));
    return true;
  }

  place(id: string, by: User): boolean {
    const place = this.#channel.guild?.channels.get(id);
    if (!place || !may(permissionsIn(place, by), Permission.viewChannel)) return false;
    const { permission_overwrites: _overwrites, ...rest } = channelWire(place);
    this.#add('channels', id, { ...rest, permissions: permissionsIn(place, by).toString() });
    return true;
  }

  message(id: string, wire: Fields): void {
    this.#add('messages', id, wire);
  }

  #add(kind: string, id: string, value: Fields): void {
    this.#found[kind] = { ...this.#found[kind], [id]: value };
  }

  /** `{ resolved }`, or nothing when nobody was named. */
  wire(): Fields {
    return Object.keys(this.#found).length === 0 ? {} : { resolved: this.#found };
  }
}

function refuse(option: Fields, why: string): never {
  throw new Error(`the option "${text(option.name)}" ${why}`);
}

function numberValue(option: Fields, given: OptionValue): number {
  const value = Number(given);
  const whole = option.type === 4;
  if (given === '' || Number.isNaN(value) || (whole && !Number.isInteger(value)))
    refuse(option, `takes a ${whole ? 'whole ' : ''}number`);
  if (typeof option.min_value === 'number' && value < option.min_value)
    refuse(option, `is at least ${option.min_value}`);
  if (typeof option.max_value === 'number' && value > option.max_value)
    refuse(option, `is at most ${option.max_value}`);
  return value;
}

function optionValue(option: Fields, given: OptionValue, resolved: Resolved, user: User): OptionValue {
  const choices = rows(option.choices);
  if (choices.length > 0) {
    const choice = choices.find(
      (each) => each.value === given || each.name === given || String(each.value) === given,
    );
    return choice ? (choice.value as OptionValue) : refuse(option, `has no choice "${given}"`);
  }
  const id = String(given).replace(/^<[@#&!]*(\d+)>$/, '$1');
  switch (option.type) {
    case 3: {
      const value = String(given);
      const [least, most] = [Number(option.min_length ?? 0), Number(option.max_length ?? 6_000)];
      if (value.length < least || value.length > most) refuse(option, `takes ${least} to ${most} characters`);
      return value === '' ? refuse(option, 'is empty') : value;
    }
    case 4:
    case 10:
      return numberValue(option, given);
    case 5:
      return given === true || given === 'true' || given === 'True';
    case 6:
      return resolved.user(id) ? id : refuse(option, `has no member ${id} to offer`);
    case 7:
      return resolved.place(id, user) ? id : refuse(option, `has no channel ${id} to offer`);
    case 8:
      return resolved.role(id) ? id : refuse(option, `has no role ${id} to offer`);
    case 9:
      return resolved.user(id) || resolved.role(id) ? id : refuse(option, `has nobody ${id} to offer`);
    default:
      return refuse(option, 'takes a file, which this local client cannot attach');
  }
}

export interface Use {
  world: World;
  user: User;
  channel: Channel;
  chosen: Chosen;
}

/** The data of a command interaction. With `focused`, of an autocomplete one: nothing is required yet. */
export function commandData({ world, user, channel, chosen }: Use, focused?: string): Fields {
  const { command, leaf, path, options } = chosen;
  const resolved = new Resolved(world, channel);
  const defined = rows(leaf.options);
  for (const name of Object.keys(options))
    if (!defined.some((option) => option.name === name))
      throw new Error(`"/${[command.name, ...path].join(' ')}" has no option "${name}"`);
  let values = defined.flatMap((option): Fields[] => {
    const given = options[text(option.name)];
    const common = { name: option.name, type: option.type };
    if (option.name === focused) {
      if (option.autocomplete !== true) refuse(option, 'does not suggest anything');
      return [{ ...common, value: String(given ?? ''), focused: true }];
    }
    if (given === undefined) {
      if (option.required === true && focused === undefined) refuse(option, 'is required');
      return [];
    }
    return [{ ...common, value: optionValue(option, given, resolved, user) }];
  });
  if (focused !== undefined && !values.some((each) => each.focused))
    throw new Error(`there is no option "${focused}"`);
  for (const [index, name] of path.toReversed().entries()) {
    const type = index === 0 ? 1 : 2;
    values = [{ name, type, options: values }];
  }
  return {
    id: command.id,
    name: command.name,
    type: 1,
    ...(values.length > 0 ? { options: values } : {}),
    ...(command.guildId ? { guild_id: command.guildId } : {}),
    ...resolved.wire(),
  };
}
