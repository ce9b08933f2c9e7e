import type { Command, Leaf } from '../../chat/command.ts';
import { GATE, slashOf } from './speech.ts';

/** Events, commands and interactivity all arrive here in HTTP mode. */
export const EVENTS_PATH = '/slack/events';

/** Every scope that is asked for, and why. Showing forms and the Home tab needs none. */
export const SCOPES = {
  commands: 'slash commands and the commands of a message’s menu',
  // Not chat:write.public: whether a post arrived can be read only where the bot is a member.
  'chat:write':
    'posts where Parley was invited, and answers where Slack gives no response_url, such as to a button of the Home tab',
  'im:write':
    'direct messages: reminders, private files, and answers that take the place of what was clicked',
  'files:write': 'pictures in posts, and private files by direct message',
  // Read only to see whether a post without an answer stands there; the bot joins no channel by itself.
  'channels:history': 'to see whether a post of its own arrived in a channel',
  'groups:history': 'the same in a private channel',
  'im:history': 'the same in a direct conversation',
  'users:read': 'a member’s name and time zone, and whether they administer the workspace',
} as const;

interface ManifestParts {
  readonly commands: readonly Command[];
  readonly mode: 'socket' | 'http';
  /** Where Slack reaches Parley in HTTP mode, without a path. */
  readonly publicUrl?: string;
  /** Stands before every command's name but `/parley`. */
  readonly commandPrefix?: string;
}

/** Slack's limits. */
const COMMANDS = 50;
const COMMAND = 32;
const HINT = 1_000;
const SHORTCUTS = 10;

/** The app manifest, derived from the definitions. Throws where Slack would refuse it, with what to change. */
export function manifestFor({ commands, mode, publicUrl, commandPrefix = '' }: ManifestParts): object {
  const base = (publicUrl ?? 'https://parley.example').replace(/\/+$/, '');
  const url = mode === 'http' ? { url: `${base}${EVENTS_PATH}` } : {};
  const request = mode === 'http' ? { request_url: `${base}${EVENTS_PATH}` } : {};
  const menus = mode === 'http' ? { message_menu_options_url: `${base}${EVENTS_PATH}` } : {};
  const slash = slashCommands(commands, commandPrefix).map((each) => ({
    ...each,
    should_escape: true,
    ...url,
  }));
  const shortcuts = commands.flatMap((command) =>
    command.shortcuts.map(({ name, label }) => ({
      type: 'message',
      name: label,
      callback_id: name,
      description: command.description,
    })),
  );
  must(slash.length <= COMMANDS, `${slash.length} slash commands are more than Slack’s ${COMMANDS}`);
  must(shortcuts.length <= SHORTCUTS, `${shortcuts.length} shortcuts are more than Slack’s ${SHORTCUTS}`);
  return {
    display_information: {
      name: 'Parley',
      description: 'The course’s assistant: look up a term, practise, and meet in practice groups.',
      background_color: '#1f4e5f',
    },
    features: {
      // Commands can be typed in the app's own direct messages only where these are not read-only.
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Parley', always_online: true },
      slash_commands: slash,
      ...(shortcuts.length > 0 ? { shortcuts } : {}),
    },
    oauth_config: { scopes: { bot: Object.keys(SCOPES) } },
    settings: {
      event_subscriptions: {
        ...request,
        bot_events: ['app_home_opened', 'app_uninstalled', 'tokens_revoked'],
      },
      interactivity: { is_enabled: true, ...request, ...menus },
      org_deploy_enabled: false,
      socket_mode_enabled: mode === 'socket',
      token_rotation_enabled: false,
    },
  };
}

interface SlashCommand {
  readonly command: string;
  readonly description: string;
  readonly usage_hint: string;
}

function slashCommands(commands: readonly Command[], prefix: string): SlashCommand[] {
  const gate: SlashCommand = {
    command: GATE,
    description: 'The way in to everything that Parley can do',
    usage_hint: `[${commands.map(({ name }) => name).join(' | ')}]`.slice(0, HINT),
  };
  const own = commands.flatMap((command): SlashCommand[] => {
    const slash = slashOf(command.name, prefix);
    if (slash === undefined) return [];
    must(
      slash.length <= COMMAND,
      `${slash} is over ${COMMAND} characters; choose a shorter SLACK_COMMAND_PREFIX`,
    );
    return [{ command: slash, description: command.description, usage_hint: usageHint(command) }];
  });
  return [gate, ...own];
}

/** What can be typed after a command: its options, or its subcommands. */
function usageHint(command: Command): string {
  const [first] = command.leaves;
  const hint =
    first && first.name === undefined
      ? optionsHint(first)
      : command.leaves.map(({ name }) => name).join(' | ');
  return (hint === '' ? 'help' : `${hint} | help`).slice(0, HINT);
}

const optionsHint = (leaf: Leaf): string =>
  Object.entries(leaf.options)
    .map(([name, { required }]) => (required ? `<${name}>` : `[${name}]`))
    .join(' ');

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`The Slack manifest: ${what}`);
}
