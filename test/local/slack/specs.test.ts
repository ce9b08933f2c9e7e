/** Slack's own sample payloads and manifest schema, where they are at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusals } from '../../../src/local/slack/refusals.ts';
import { until } from '../../until.ts';
import { manifest, modal } from './app.ts';
import { cases } from './payload-cases.ts';
import { type Loose, type RawApp, rawApp } from './raw-app.ts';

const specs = new URL('../../../../shared/specs/', import.meta.url);
const there = existsSync(specs);
const load = (path: string): Loose => JSON.parse(readFileSync(new URL(path, specs), 'utf8'));
const tested = test.skipIf(!there);
const needs = there ? '' : ' (needs ../shared/specs)';

/** Keys of the samples that Slack sends only in other circumstances than these tests make. */
const ELSEWHERE: Record<string, readonly string[]> = {
  'on an Enterprise Grid or in shared channels': [
    ...['enterprise_id', 'enterprise_name', 'enterprise', 'internal_team_ids', 'connected_team_ids'],
    ...['conversation_host_id', 'is_moved', 'is_global_shared', 'is_org_default', 'is_org_mandatory'],
    ...[
      'connected_limited_team_ids',
      'parent_conversation',
      'user_team',
      'source_team',
      'enterprise_user',
      'teams',
    ],
    ...['is_stranger', 'is_connector_bot', 'is_workflow_bot', 'is_invited_user', 'guest_invited_by'],
  ],
  'in workflows': ['bot_access_token', 'function_data', 'interactivity'],
  'in answers that refuse or warn': ['error', 'needed', 'provided', 'warning', 'arg', 'response_metadata'],
  'for a token that expires': ['expires_in', 'app_name', 'app_id'],
  'in threads, attachments and unfurled links': [
    ...['attachment_id', 'is_app_unfurl', 'app_unfurl_url', 'app_unfurl', 'thread_ts', 'container.text'],
  ],
  'for a control in a view': ['view', 'view_id'],
  'for other controls than a button': [
    ...[
      'style',
      'placeholder',
      'confirm',
      'url',
      'initial_option',
      'selected_option',
      'selected_user',
      'initial_user',
    ],
    ...[
      'selected_conversation',
      'initial_conversation',
      'selected_channel',
      'initial_channel',
      'min_query_length',
    ],
    ...['selected_date', 'initial_date', 'selected_time', 'initial_time', 'rich_text_value'],
  ],
  'when a view is closed, not submitted': ['is_cleared'],
  'for what apps say': [
    'username',
    'bot_id',
    'bot_profile',
    'subtype',
    'upload',
    'display_as_bot',
    'user_profile',
    'edited',
  ],
  'with further scopes, or where people filled it in': [
    ...[
      'email',
      'pronouns',
      'start_date',
      'image_original',
      'image_1024',
      'is_custom_image',
      'status_emoji_url',
    ],
    ...['huddle_state', 'huddle_state_expiration_ts', 'api_app_id', 'always_active', 'has_2fa'],
  ],
  'in channels with special settings': [
    'locale',
    'is_read_only',
    'is_thread_only',
    'is_non_threadable',
    'properties',
  ],
  'in direct messages': ['is_open', 'priority', 'user', 'is_user_deleted'],
  'for texts, and for pictures that are processed': [
    ...[
      'permalink_public',
      'edit_link',
      'preview',
      'preview_highlight',
      'lines',
      'lines_more',
      'preview_is_truncated',
    ],
    ...['public', 'original_w', 'original_h', 'deanimate', 'deanimate_gif', 'is_modified_by_ai'],
    ...[
      '64',
      '80',
      '160',
      '360',
      '360_w',
      '360_h',
      '360_gif',
      '480',
      '480_w',
      '480_h',
      '480_gif',
      'tiny',
    ].map((size) => `thumb_${size}`),
  ],
};
const elsewhere = new Set(Object.values(ELSEWHERE).flat());

/** The keys of a sample that were not sent; content that the app itself wrote is passed over. */
function missing(sample: Loose, sent: Loose, at = ''): string[] {
  if (Array.isArray(sample))
    return Array.isArray(sent) && sent.length > 0 ? missing(sample[0], sent[0], at) : [];
  if (typeof sample !== 'object' || sample === null || typeof sent !== 'object' || sent === null) return [];
  return Object.keys(sample).flatMap((key) => {
    if (key in sent)
      return ['blocks', 'message'].includes(key) ? [] : missing(sample[key], sent[key], `${at}${key}.`);
    return elsewhere.has(key) || elsewhere.has(`${at}${key}`) ? [] : [`${at}${key}`];
  });
}

let app: RawApp;
/** What the local Slack sent, and what its Web API answered. */
const sent: Record<string, Loose> = {};

beforeAll(async () => {
  if (!there) return;
  app = await rawApp();
  const { slack, call } = app;
  const member = slack.members.Member!;
  const channel = slack.conversations.general!;
  const quick = { settleMs: 1, waitMs: 1 };
  const button = { type: 'button', action_id: 'go', value: '1', text: { type: 'plain_text', text: 'Go' } };
  const open = async (): Promise<string> => {
    await slack.slash(member, channel, '/form', quick);
    const { trigger_id } = app.received.at(-1)!.payload;
    return (await call('views.open', { trigger_id, view: { ...modal('f'), notify_on_close: true } })).view.id;
  };
  await slack.slash(member, channel, '/term x', quick);
  const { ts } = await call('chat.postMessage', {
    channel,
    text: 'x',
    blocks: [{ type: 'actions', elements: [button] }],
  });
  await slack.click(member, ts, 'Go', quick);
  await slack.shortcut(member, channel, ts, 'card', quick);
  await slack.submit(member, await open(), { Topic: 'fair' }, quick);
  await slack.close(member, await open());
  await call('views.publish', { user_id: member, view: { type: 'home', blocks: [] } });
  await slack.openHome(member, quick);
  await slack.say(member, channel, '@Parley hello');
  await slack.removeApp(member, channel);
  await slack.inviteApp(member, channel);
  const ask = async (method: string, args: object = {}, token = slack.botToken): Promise<Loose> => {
    sent[method] = await call(method, args, token);
    return sent[method];
  };
  await ask('auth.test');
  await ask('apps.connections.open', {}, slack.appToken);
  await ask('users.info', { user: member, include_locale: true });
  await ask('conversations.info', { channel, include_num_members: true });
  await ask('users.conversations');
  await ask('chat.postEphemeral', { channel, user: member, text: 'x' });
  await ask('chat.delete', { channel, ts });
  const { upload_url, file_id } = await ask('files.getUploadURLExternal', { filename: 'a.png', length: 1 });
  await fetch(upload_url, { method: 'POST', body: 'x' });
  await ask('files.completeUploadExternal', { files: [{ id: file_id }] });
  await slack.uninstall();
  const types = (): string[] =>
    app.received.map(({ payload }) => payload.event?.type ?? payload.type ?? 'slash');
  await until('the last event', () => types().includes('app_uninstalled'));
  for (const [index, type] of types().entries()) sent[type] = app.received[index]!.payload;
});
afterAll(() => app?.stop());

const SAMPLES = [
  ['app-backend/slash-commands/SlashCommandPayload', 'slash'],
  ['app-backend/interactive-components/BlockActionPayload', 'block_actions'],
  ['app-backend/interactive-components/MessageShortcutPayload', 'message_action'],
  ['app-backend/views/ViewSubmissionPayload', 'view_submission'],
  ['app-backend/views/ViewClosedPayload', 'view_closed'],
  ['events/AppHomeOpenedPayload', 'app_home_opened'],
  ['events/AppMentionPayload', 'app_mention'],
  ['events/MemberJoinedChannelPayload', 'member_joined_channel'],
  ['events/TokensRevokedPayload', 'tokens_revoked'],
  ['events/AppUninstalledPayload', 'app_uninstalled'],
  ['api/auth.test', 'auth.test'],
  ['api/apps.connections.open', 'apps.connections.open'],
  ['api/users.info', 'users.info'],
  ['api/conversations.info', 'conversations.info'],
  ['api/users.conversations', 'users.conversations'],
  ['api/chat.postEphemeral', 'chat.postEphemeral'],
  ['api/chat.delete', 'chat.delete'],
  ['api/files.getUploadURLExternal', 'files.getUploadURLExternal'],
  ['api/files.completeUploadExternal', 'files.completeUploadExternal'],
] as const;

for (const [path, name] of SAMPLES)
  tested(`the keys of ${path} are sent${needs}`, () => {
    expect(missing(load(`slack-samples/${path}.json`), sent[name])).toEqual([]);
  });

tested(`a manifest that is installed here fits Slack's schema${needs}`, () => {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const fits = ajv.compile(load('slack-manifest.schema.json'));
  const accepted = Object.values(cases).flatMap(({ kind, passes }) => (kind === 'manifest' ? passes : []));
  expect([...accepted, manifest(true), manifest(false)].filter((each) => !fits(each))).toEqual([]);
});

/** Rules that Slack enforces although its schema does not say so. */
const BEYOND_SCHEMA = [
  ...['address-required', 'command-once', 'command-reserved', 'command-scope', 'command-written'],
  ...['app-color', 'commands', 'shortcuts', 'scope-length', 'event-length'],
];

tested(`a manifest that Slack's schema refuses is refused here${needs}`, () => {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const fits = ajv.compile(load('slack-manifest.schema.json'));
  const ours = Object.entries(cases).filter(
    ([name, { kind }]) => kind === 'manifest' && !BEYOND_SCHEMA.includes(name),
  );
  expect(ours.flatMap(([name, { refused }]) => (refused.some((each) => fits(each)) ? [name] : []))).toEqual(
    [],
  );
});

test('a manifest with unknown properties is refused', () => {
  expect(refusals({ display_information: { name: 'x' }, colour: 'red' }, 'manifest')).toMatchObject([
    { rule: 'field-known' },
  ]);
});
