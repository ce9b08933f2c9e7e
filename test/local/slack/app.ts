/** A real Bolt app for the tests, and the manifest it is installed from. */
import { App, LogLevel } from '@slack/bolt';
import type { LocalSlackClient } from '../../../src/local/slack/start.ts';

const COMMANDS = ['/term', '/form', '/quiet', '/public'];

/** A manifest that asks for everything these tests use; `socket`: whether Socket Mode is on. */
export const manifest = (socket: boolean): object => {
  const url = 'https://example.com/slack/events';
  const address = socket ? {} : { url };
  const requests = socket ? {} : { request_url: url };
  return {
    display_information: { name: 'Parley' },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Parley' },
      slash_commands: COMMANDS.map((command) => ({
        command,
        description: 'A command',
        should_escape: true,
        ...address,
      })),
      shortcuts: [{ name: 'Make a card', type: 'message', callback_id: 'card', description: 'Makes a card' }],
    },
    oauth_config: {
      scopes: {
        bot: [
          ...['commands', 'chat:write', 'im:write', 'files:write', 'users:read', 'channels:join'],
          ...['channels:read', 'groups:read', 'im:read', 'channels:history', 'groups:history', 'im:history'],
        ],
      },
    },
    settings: {
      socket_mode_enabled: socket,
      interactivity: { is_enabled: true, ...requests, ...(!socket && { message_menu_options_url: url }) },
      event_subscriptions: {
        ...requests,
        bot_events: [
          'app_home_opened',
          'app_mention',
          'app_uninstalled',
          'member_joined_channel',
          'message.im',
          'tokens_revoked',
        ],
      },
    },
  };
};

const plain = (text: string) => ({ type: 'plain_text' as const, text });

export const button = (action_id: string, text = action_id) => ({
  type: 'actions' as const,
  elements: [{ type: 'button' as const, text: plain(text), action_id, value: 'v' }],
});

export const modal = (callback_id: string) => ({
  type: 'modal' as const,
  callback_id,
  title: plain('A form'),
  submit: plain('Save'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'topic',
      label: plain('Topic'),
      element: { type: 'plain_text_input' as const, action_id: 'value', min_length: 2, max_length: 10 },
    },
    {
      type: 'input' as const,
      block_id: 'who',
      optional: true,
      label: plain('Who'),
      element: { type: 'external_select' as const, action_id: 'who', min_query_length: 2 },
    },
  ],
});

/** A Bolt app in Socket Mode; `register` adds its listeners. */
export async function socketApp(slack: LocalSlackClient, register: (app: App) => void): Promise<App> {
  await slack.install(manifest(true));
  const app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    logLevel: LogLevel.ERROR,
  });
  app.error(async () => {});
  register(app);
  await app.start();
  return app;
}

/** A Bolt app behind a request URL. */
export async function httpApp(slack: LocalSlackClient, register: (app: App) => void): Promise<App> {
  await slack.install(manifest(false));
  const app = new App({
    token: slack.botToken,
    signingSecret: slack.signingSecret,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    logLevel: LogLevel.ERROR,
  });
  app.error(async () => {});
  register(app);
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  const { port } = server.address() as { port: number };
  await slack.useHttp(`http://127.0.0.1:${port}/slack/events`);
  return app;
}
