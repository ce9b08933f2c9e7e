import {
  ActionRowBuilder,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  ChannelSelectMenuBuilder,
  type ChatInputCommandInteraction,
  Client,
  ContainerBuilder,
  GatewayIntentBits,
  type Interaction,
  MediaGalleryBuilder,
  MessageFlags,
  SectionBuilder,
  SeparatorBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  UserSelectMenuBuilder,
} from 'discord.js';
import { type LocalDiscord, startLocalDiscord } from '../../../src/local/discord/start.ts';

/** An unmodified discord.js client, connected to the local Discord as a bot would be. */
export function newClient({ apiUrl }: LocalDiscord, more: object = {}): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: apiUrl },
    enforceNonce: true,
    allowedMentions: { parse: [] },
    ...more,
  });
}

export async function login(client: Client, discord: LocalDiscord): Promise<void> {
  const ready = new Promise<void>((resolve) => client.once('clientReady', () => resolve()));
  await client.login(discord.token);
  await ready;
}

const text = (content: string): TextDisplayBuilder => new TextDisplayBuilder().setContent(content);
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A card with every kind of Components V2 block. */
export function card() {
  const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId('more').setLabel('More').setStyle(ButtonStyle.Primary),
    new ButtonBuilder().setCustomId('off').setLabel('Off').setStyle(ButtonStyle.Secondary).setDisabled(true),
    new ButtonBuilder().setURL('https://example.org').setLabel('Source').setStyle(ButtonStyle.Link),
  );
  const container = new ContainerBuilder()
    .setAccentColor(0x336699)
    .addTextDisplayComponents(text('## BATNA\nThe *best* alternative\n-# From the course'))
    .addSeparatorComponents(new SeparatorBuilder())
    .addSectionComponents(
      new SectionBuilder()
        .addTextDisplayComponents(text('Session <t:1795719600:F>'))
        .setButtonAccessory(
          new ButtonBuilder().setCustomId('join').setLabel('Join').setStyle(ButtonStyle.Success),
        ),
    )
    .addMediaGalleryComponents(
      new MediaGalleryBuilder().addItems({
        media: { url: 'attachment://chart.png' },
        description: 'A chart',
      }),
    )
    .addActionRowComponents(buttons);
  return {
    flags: MessageFlags.IsComponentsV2 as const,
    components: [container],
    files: [new AttachmentBuilder(pixel, { name: 'chart.png' })],
  };
}

const menus = {
  topic: new StringSelectMenuBuilder()
    .setCustomId('topic')
    .setPlaceholder('Topic')
    .addOptions({ label: 'Caucus', value: 'caucus' }, { label: 'Impasse', value: 'impasse' }),
  who: new UserSelectMenuBuilder().setCustomId('who').setPlaceholder('Who'),
  where: new ChannelSelectMenuBuilder().setCustomId('where').setPlaceholder('Where'),
};

const rowOf = <Menu extends StringSelectMenuBuilder | UserSelectMenuBuilder | ChannelSelectMenuBuilder>(
  menu: Menu,
) => new ActionRowBuilder<Menu>().addComponents(menu);

const form = {
  title: 'New session',
  custom_id: 'session',
  components: [
    { type: 18, label: 'Topic', component: { type: 4, custom_id: 'name', style: 1 as const } },
    {
      type: 18,
      label: 'Role',
      component: {
        type: 3,
        custom_id: 'role',
        options: [
          { label: 'Mediator', value: 'mediator' },
          { label: 'Party', value: 'party' },
        ],
      },
    },
    { type: 18, label: 'Guest', component: { type: 5, custom_id: 'guest', required: false } },
  ],
};

export const COMMANDS = [
  {
    name: 'glossary',
    description: 'Looks up a term',
    options: [{ type: 3, name: 'term', description: 'The term', required: true, autocomplete: true }],
  },
  { name: 'card', description: 'Shows a card' },
  { name: 'menus', description: 'Shows menus' },
  {
    name: 'mention',
    description: 'Names someone',
    options: [{ type: 9, name: 'who', description: 'A member or a role', required: true }],
  },
  { name: 'form', description: 'Opens a form' },
  { name: 'oldform', description: 'Opens a form with rows' },
  { name: 'slow', description: 'Answers later' },
  { name: 'withdraw', description: 'Answers later, privately' },
  { name: 'silent', description: 'Never answers' },
  {
    name: 'practice',
    description: 'Practice groups',
    options: [
      {
        type: 1,
        name: 'open',
        description: 'Opens a session',
        options: [
          { type: 4, name: 'seats', description: 'Seats', min_value: 2, max_value: 9 },
          { type: 6, name: 'host', description: 'Who hosts' },
          { type: 7, name: 'where', description: 'Where' },
        ],
      },
    ],
  },
  { name: 'Explain this', type: 3 },
  { name: 'admin', description: 'For administrators', default_member_permissions: '32', contexts: [0] },
];

/** Answers every command of the tests, with the real library's own methods. */
export async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) {
    await interaction.respond([{ name: `${interaction.options.getFocused()}tna`, value: 'batna' }]);
  } else if (interaction.isChatInputCommand()) {
    await COMMAND_ANSWERS[interaction.commandName]!(interaction);
  } else if (interaction.isMessageContextMenuCommand()) {
    await interaction.reply({
      content: `About: ${interaction.targetMessage.content}`,
      flags: MessageFlags.Ephemeral,
    });
  } else if (interaction.isButton()) {
    if (interaction.customId === 'more')
      await interaction.update({
        components: [text('More about it')],
        flags: MessageFlags.IsComponentsV2,
        files: [],
        attachments: [],
      });
    else await interaction.deferUpdate();
  } else if (interaction.isStringSelectMenu()) {
    await interaction.reply({
      content: `Picked ${interaction.values.join()}`,
      flags: MessageFlags.Ephemeral,
    });
  } else if (interaction.isUserSelectMenu()) {
    const names = interaction.users.map((user) => user.displayName).join();
    await interaction.reply({ content: `Asked ${names}`, flags: MessageFlags.Ephemeral });
  } else if (interaction.isChannelSelectMenu()) {
    await interaction.reply({ content: `In ${interaction.channels.first()}`, flags: MessageFlags.Ephemeral });
  } else if (interaction.isModalSubmit()) {
    const { fields } = interaction;
    const said =
      interaction.customId === 'old'
        ? fields.getTextInputValue('name')
        : [fields.getTextInputValue('name'), ...fields.getStringSelectValues('role')].join(' as ');
    const guest =
      interaction.customId === 'old' ? undefined : fields.getSelectedUsers('guest')?.first()?.displayName;
    await interaction.reply({
      content: guest ? `${said} with ${guest}` : said,
      flags: MessageFlags.Ephemeral,
    });
  }
}

const COMMAND_ANSWERS: Record<string, (interaction: ChatInputCommandInteraction) => Promise<unknown>> = {
  glossary: (interaction) =>
    interaction.reply({
      content: `**${interaction.options.getString('term')}**`,
      flags: MessageFlags.Ephemeral,
    }),
  card: (interaction) => interaction.reply(card()),
  menus: (interaction) =>
    interaction.reply({
      content: 'Menus',
      components: [rowOf(menus.topic), rowOf(menus.who), rowOf(menus.where)],
    }),
  mention: (interaction) => {
    const [{ role, user } = {}] = interaction.options.data;
    const content = role?.name ?? user?.displayName ?? 'nobody';
    return interaction.reply({ content, flags: MessageFlags.Ephemeral });
  },
  form: (interaction) => interaction.showModal(form),
  oldform: (interaction) =>
    interaction.showModal({
      title: 'Old',
      custom_id: 'old',
      components: [
        { type: 1, components: [{ type: 4, custom_id: 'name', label: 'Name', style: 1, min_length: 2 }] },
      ],
    }),
  slow: async (interaction) => {
    await interaction.deferReply();
    await interaction.editReply({ content: 'There it is' });
  },
  withdraw: async (interaction) => {
    await interaction.deferReply();
    await interaction.deleteReply();
    await interaction.followUp({ content: 'Sorry', flags: MessageFlags.Ephemeral });
  },
  silent: async () => undefined,
  practice: (interaction) => {
    const { options } = interaction;
    const host = options.getUser('host')?.displayName;
    return interaction.reply({
      content: `${options.getInteger('seats')} seats, ${host}, ${options.getChannel('where')}`,
    });
  },
  admin: (interaction) => interaction.reply({ content: 'Done', flags: MessageFlags.Ephemeral }),
};

/** A local Discord with the course's bot connected to it, and two of its members in the channel that all are in. */
export async function startCourse() {
  const discord = await startLocalDiscord();
  const client = newClient(discord);
  client.on('interactionCreate', (interaction) => void answer(interaction));
  await login(client, discord);
  await client.application!.commands.set(COMMANDS as never);
  const { general = '' } = discord.conversations;
  const { Member: member = '', 'Second member': second = '' } = discord.members;
  return { discord, client, general, member, second };
}
