import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { cleanLine, shorten } from '../../chat/clean.ts';
import type { Command, Leaf } from '../../chat/command.ts';
import type { Option } from '../../chat/option.ts';

/** What is registered with Discord: https://discord.com/developers/docs/interactions/application-commands */
export type Definition = RESTPutAPIApplicationCommandsJSONBody[number];

/** The channels that a message can be sent to; threads included, categories not. */
export const MESSAGE_CHANNELS = [
  ChannelType.GuildText,
  ChannelType.GuildVoice,
  ChannelType.GuildAnnouncement,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.GuildStageVoice,
] as const;

const TEXT = 6_000;
const DATE = 100;
const CHOICE = 100;
/** Names, descriptions and choice values of one command together. */
const COMMAND = 8_000;
const COMMANDS = 100;

/**
 * The commands and message-menu commands as Discord takes them. In one server only, Discord knows no other places;
 * elsewhere they are offered in servers and in direct messages with the bot.
 */
export function definitions(commands: readonly Command[], scope: 'global' | 'server'): Definition[] {
  if (commands.length > COMMANDS)
    throw new Error(`Discord takes ${COMMANDS} commands, not ${commands.length}`);
  const where =
    scope === 'server'
      ? {}
      : {
          contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
          integration_types: [ApplicationIntegrationType.GuildInstall],
        };
  return commands.flatMap((command): Definition[] => [
    { ...chatInput(command), ...where },
    ...command.shortcuts.map(({ label }) => ({
      type: ApplicationCommandType.Message as const,
      name: label,
      ...where,
    })),
  ]);
}

function chatInput(command: Command): Definition {
  const { name, description, leaves } = command;
  const [only] = leaves;
  const options: APIApplicationCommandOption[] =
    only?.name === undefined ? optionsOf(only) : leaves.map(subcommand);
  const definition = {
    type: ApplicationCommandType.ChatInput as const,
    name,
    description,
    ...withOptions(options),
  };
  const size = sizeOf(definition);
  if (size > COMMAND)
    throw new Error(`The command ${name} has ${size} characters, over Discord's ${COMMAND}`);
  return definition;
}

const subcommand = (leaf: Leaf): APIApplicationCommandOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  name: leaf.name ?? '',
  description: leaf.description,
  ...withOptions(optionsOf(leaf)),
});

const withOptions = <T>(options: T[]): { options?: T[] } => (options.length > 0 ? { options } : {});

const optionsOf = (leaf: Leaf | undefined): APIApplicationCommandBasicOption[] =>
  Object.entries(leaf?.options ?? {}).map(([name, spec]) => optionOf(name, spec));

function optionOf(name: string, spec: Option): APIApplicationCommandBasicOption {
  const { description } = spec;
  const common = { name, description, ...(spec.required ? { required: true } : {}) };
  switch (spec.kind) {
    case 'text': {
      const max_length = Math.min(spec.max, TEXT);
      const type = ApplicationCommandOptionType.String as const;
      return spec.complete
        ? { type, ...common, max_length, autocomplete: true }
        : { type, ...common, max_length };
    }
    case 'integer':
      return {
        type: ApplicationCommandOptionType.Integer,
        ...common,
        min_value: spec.min,
        max_value: spec.max,
      };
    case 'choice': {
      const choices = Object.entries(spec.choices).map(([value, label]) => ({
        name: shorten(cleanLine(label), CHOICE) || value,
        value,
      }));
      return { type: ApplicationCommandOptionType.String, ...common, choices };
    }
    case 'member':
      return { type: ApplicationCommandOptionType.User, ...common };
    case 'mentionable':
      return { type: ApplicationCommandOptionType.Mentionable, ...common };
    case 'channel':
      return { type: ApplicationCommandOptionType.Channel, ...common, channel_types: [...MESSAGE_CHANNELS] };
    case 'date-time':
      return { type: ApplicationCommandOptionType.String, ...common, max_length: DATE };
  }
}

/** Every name, description and choice value in it. */
function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + sizeOf(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, each]) => {
    const counts = (key === 'name' || key === 'description' || key === 'value') && typeof each === 'string';
    return sum + (counts ? each.length : sizeOf(each));
  }, 0);
}
