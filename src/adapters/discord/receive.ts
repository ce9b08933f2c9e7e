import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  ComponentType,
  type Interaction,
  type Message,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import type { Completing, Incoming } from '../../chat/incoming.ts';
import type { Raw } from '../../chat/option.ts';
import type { Request, SpaceId } from '../../chat/request.ts';

/** Direct conversations belong to no server. */
const DIRECT = 'discord:@me' as SpaceId;

/** Who asks, where: all of it stands in the interaction, so that nothing costs a request. */
export function toRequest(interaction: Interaction): Request {
  const { id, guildId, channelId, user, member, memberPermissions } = interaction;
  const name = member && 'displayName' in member ? member.displayName : (member?.nick ?? user.displayName);
  return {
    id,
    space: guildId === null ? DIRECT : (`discord:${guildId}` as SpaceId),
    member: { id: user.id, name },
    conversation: { id: channelId ?? '', direct: guildId === null },
    roles: rolesOf(member, guildId),
    guest: false,
    standing: async () =>
      memberPermissions?.has(PermissionFlagsBits.ManageGuild) ? 'administrator' : 'member',
    // Discord does not tell a member's zone; it shows moments in it by itself.
    zone: async () => undefined,
  };
}

/** The roles that a member was given; what everybody has is no role. */
function rolesOf(member: Interaction['member'], guildId: string | null): string[] {
  if (member === null) return [];
  const roles = Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
  return roles.filter((id) => id !== guildId);
}

/** What a member did; `shortcuts` finds a message-menu command by its label. Undefined: nothing of ours. */
export function toIncoming(
  interaction: Interaction,
  shortcuts: ReadonlyMap<string, string>,
): Incoming | undefined {
  if (interaction.isChatInputCommand())
    return { kind: 'command', ...named(interaction), values: optionsOf(interaction) };
  if (interaction.isMessageComponent()) {
    const values = interaction.isStringSelectMenu() ? interaction.values : [];
    return { kind: 'action', id: interaction.customId, values, own: isOwn(interaction) };
  }
  if (interaction.isModalSubmit()) {
    return { kind: 'form', id: interaction.customId, values: fieldsOf(interaction), own: isOwn(interaction) };
  }
  if (interaction.isMessageContextMenuCommand()) {
    const name = shortcuts.get(interaction.commandName) ?? interaction.commandName;
    return { kind: 'shortcut', name, text: wordsOf(interaction.targetMessage) };
  }
  return undefined;
}

/** What a member is typing into an option. */
export function toCompleting(interaction: AutocompleteInteraction): Completing {
  const focused = interaction.options.getFocused(true);
  return { kind: 'option', ...named(interaction), option: focused.name, text: String(focused.value) };
}

function named(interaction: ChatInputCommandInteraction | AutocompleteInteraction) {
  const command = interaction.commandName;
  const subcommand = interaction.options.getSubcommand(false);
  return subcommand === null ? { command } : { command, subcommand };
}

function optionsOf(interaction: ChatInputCommandInteraction): Record<string, Raw> {
  const values: Record<string, Raw> = {};
  const [first] = interaction.options.data;
  const given =
    first?.type === ApplicationCommandOptionType.Subcommand
      ? (first.options ?? [])
      : interaction.options.data;
  for (const { name, value, role, type } of given) {
    if (value === undefined) continue;
    const asRole = type === ApplicationCommandOptionType.Mentionable && role;
    values[name] = typeof value === 'boolean' ? String(value) : asRole ? `role:${value}` : value;
  }
  return values;
}

/** A form's fields by name; one that was left empty is left out. */
function fieldsOf(interaction: ModalSubmitInteraction): Record<string, Raw> {
  const values: Record<string, Raw> = {};
  for (const [name, field] of interaction.fields.fields) {
    const value = 'value' in field ? field.value : 'values' in field ? field.values[0] : undefined;
    if (typeof value !== 'string') continue;
    const asRole = field.type === ComponentType.MentionableSelect && field.roles?.has(value);
    values[name] = asRole ? `role:${value}` : value;
  }
  return values;
}

/** Whether the message that was used is seen by this member alone. */
const isOwn = (interaction: MessageComponentInteraction | ModalSubmitInteraction): boolean =>
  interaction.message !== null &&
  (interaction.guildId === null || interaction.message.flags.has(MessageFlags.Ephemeral));

/** What stands in a message: what was typed, or the texts of a card. */
function wordsOf(message: Message): string {
  if (message.content !== '') return message.content;
  const texts: string[] = [];
  const visit = (component: unknown): void => {
    const { type, content, components } = component as {
      type: number;
      content?: string;
      components?: unknown[];
    };
    if (type === ComponentType.TextDisplay && content !== undefined) texts.push(content);
    components?.forEach(visit);
  };
  message.components.forEach(visit);
  return texts.join('\n');
}
