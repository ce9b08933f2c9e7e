/** For each rule of rules-manifest.ts: the largest payloads that pass, and the smallest that are refused. */
import type { manifestRules } from '../../../src/local/slack/rules-manifest.ts';
import {
  type Case,
  command,
  interactive,
  manifest,
  plainCase,
  shortcut,
  sized,
  times,
  x,
} from './payload-parts.ts';

export const manifestCases: Record<keyof typeof manifestRules, Case> = {
  'app-name': sized('app-name', 'manifest', (size) => manifest({ app: { name: x(size) } })),
  'app-description': sized('app-description', 'manifest', (size) =>
    manifest({ app: { description: x(size) } }),
  ),
  'app-long-description': sized('app-long-description', 'manifest', (size) =>
    manifest({ app: { long_description: x(size) } }),
  ),
  'app-color': plainCase(
    'manifest',
    [manifest({ app: { background_color: '#0a0B0c' } })],
    [manifest({ app: { background_color: '#0a0b0' } })],
  ),
  'bot-name': sized('bot-name', 'manifest', (size) =>
    manifest({ features: { bot_user: { display_name: x(size) } } }),
  ),
  commands: sized('commands', 'manifest', (size) =>
    manifest({ features: { slash_commands: times(size, (index) => command({ command: `/x${index}` })) } }),
  ),
  'command-length': sized('command-length', 'manifest', (size) =>
    manifest({ features: { slash_commands: [command({ command: `/${x(size - 1)}` })] } }),
  ),
  'command-written': plainCase(
    'manifest',
    [manifest({ features: { slash_commands: [command({ command: '/look-up_2' })] } })],
    ['/Look', 'look', '/look up'].map((name) =>
      manifest({ features: { slash_commands: [command({ command: name })] } }),
    ),
  ),
  'command-once': plainCase(
    'manifest',
    [manifest({ features: { slash_commands: [command(), command({ command: '/y' })] } })],
    [manifest({ features: { slash_commands: [command(), command()] } })],
  ),
  'command-reserved': plainCase(
    'manifest',
    [manifest({ features: { slash_commands: [command({ command: '/statuses' })] } })],
    [manifest({ features: { slash_commands: [command({ command: '/status' })] } })],
  ),
  'command-description': sized('command-description', 'manifest', (size) =>
    manifest({ features: { slash_commands: [command({ description: x(size) })] } }),
  ),
  'command-hint': sized('command-hint', 'manifest', (size) =>
    manifest({ features: { slash_commands: [command({ usage_hint: x(size) })] } }),
  ),
  'command-scope': plainCase(
    'manifest',
    [manifest({ scopes: [] }), manifest({ features: { slash_commands: [command()] } })],
    [manifest({ features: { slash_commands: [command()] }, scopes: [] })],
  ),
  'address-required': plainCase(
    'manifest',
    [
      manifest({
        features: { slash_commands: [command({ url: 'https://example.com' })] },
        settings: {
          socket_mode_enabled: false,
          interactivity: { is_enabled: true, request_url: 'https://example.com' },
        },
      }),
    ],
    [
      manifest({ features: { slash_commands: [command()] }, settings: { socket_mode_enabled: false } }),
      manifest({ settings: { socket_mode_enabled: false, interactivity: { is_enabled: true } } }),
      manifest({
        settings: { socket_mode_enabled: false, event_subscriptions: { bot_events: ['app_home_opened'] } },
      }),
    ],
  ),
  'command-address': {
    kind: 'manifest',
    passes: [manifest({ features: { slash_commands: [command({ url: `https://${x(2992)}` })] } })],
    refused: [`https://${x(2993)}`, 'example.com'].map((url) =>
      manifest({ features: { slash_commands: [command({ url })] } }),
    ),
  },
  address: {
    kind: 'manifest',
    passes: [interactive(`https://${x(3492)}`)],
    refused: [`https://${x(3493)}`, 'example.com'].map(interactive),
  },
  shortcuts: sized('shortcuts', 'manifest', (size) =>
    manifest({ features: { shortcuts: times(size, () => shortcut()) } }),
  ),
  'shortcut-name': sized('shortcut-name', 'manifest', (size) =>
    manifest({ features: { shortcuts: [shortcut({ name: x(size) })] } }),
  ),
  'shortcut-callback': sized('shortcut-callback', 'manifest', (size) =>
    manifest({ features: { shortcuts: [shortcut({ callback_id: x(size) })] } }),
  ),
  'shortcut-description': sized('shortcut-description', 'manifest', (size) =>
    manifest({ features: { shortcuts: [shortcut({ description: x(size) })] } }),
  ),
  scopes: sized('scopes', 'manifest', (size) => manifest({ scopes: times(size, (index) => `s${index}`) })),
  'scope-length': sized('scope-length', 'manifest', (size) => manifest({ scopes: [x(size)] })),
  events: sized('events', 'manifest', (size) =>
    manifest({ settings: { event_subscriptions: { bot_events: times(size, (index) => `e${index}`) } } }),
  ),
  'event-length': sized('event-length', 'manifest', (size) =>
    manifest({ settings: { event_subscriptions: { bot_events: [x(size)] } } }),
  ),
};
