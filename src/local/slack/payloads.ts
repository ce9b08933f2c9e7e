/** What Slack sends to the app. */
import type { Fields } from '../shared/json.ts';
import { wireMessage } from './messages.ts';
import {
  APP_ID,
  BOT_USER,
  type Conversation,
  type Member,
  type Message,
  TEAM,
  type View,
  type World,
} from './world.ts';

/** Slack names a conversation by its kind where its name is private. */
const wireName = ({ kind, name }: Conversation): string =>
  kind === 'channel' ? name : kind === 'private' ? 'privategroup' : 'directmessage';

/** A new trigger_id for one act of a member. */
function issueTrigger(world: World, member: Member, view?: View): string {
  const id = `${Date.now()}.${world.id('trigger.')}`;
  const now = world.clocks.transport();
  // Nobody can use an expired trigger any more, so old ones need no room.
  for (const [old, trigger] of world.triggers) {
    if (now - trigger.issued < 60_000) break;
    world.triggers.delete(old);
  }
  world.triggers.set(id, { member: member.id, issued: now, used: false, view: view?.id });
  return id;
}

/** A new response_url for one act of a member. */
function issueResponseUrl(
  world: World,
  member: Member,
  conversation: Conversation,
  source?: Message,
): string {
  const id = world.id('R');
  const issued = world.clocks.transport();
  for (const [old, url] of world.responseUrls) {
    if (issued - url.issued < 3_600_000) break;
    world.responseUrls.delete(old);
  }
  const entry = { id, member: member.id, conversation: conversation.id, issued, uses: 0, source: source?.ts };
  world.responseUrls.set(id, entry);
  return `${world.url}/actions/${TEAM.id}/${id}`;
}

const user = ({ id, handle, team }: Member): Fields => ({
  id,
  username: handle,
  name: handle,
  team_id: team,
});
const team = { id: TEAM.id, domain: TEAM.domain };
const channel = (conversation: Conversation): Fields => ({
  id: conversation.id,
  name: wireName(conversation),
});

export const commandPayload = (
  world: World,
  member: Member,
  conversation: Conversation,
  command: string,
  text: string,
): Fields => ({
  token: world.verificationToken,
  team_id: member.team,
  team_domain: TEAM.domain,
  channel_id: conversation.id,
  channel_name: wireName(conversation),
  user_id: member.id,
  user_name: member.handle,
  command,
  text,
  api_app_id: APP_ID,
  is_enterprise_install: 'false',
  response_url: issueResponseUrl(world, member, conversation),
  trigger_id: issueTrigger(world, member),
});

const interaction = (world: World, member: Member, type: string): Fields => ({
  type,
  user: user(member),
  api_app_id: APP_ID,
  token: world.verificationToken,
  team,
  enterprise: null,
  is_enterprise_install: false,
});

/** The time of an act, as Slack writes it: seconds and microseconds. */
export const actionTs = (world: World): string => (world.clocks.shown() / 1000).toFixed(6);

export interface Place {
  conversation?: Conversation | undefined;
  message?: Message | undefined;
  view?: View | undefined;
}

const container = ({ conversation, message, view }: Place): Fields =>
  message && conversation
    ? {
        type: 'message',
        message_ts: message.ts,
        channel_id: conversation.id,
        is_ephemeral: message.only !== undefined,
        ...(message.thread && { thread_ts: message.thread }),
      }
    : { type: 'view', view_id: view?.id };

export function actionPayload(
  world: World,
  member: Member,
  place: Place,
  actions: Fields[],
  values: Fields,
): Fields {
  const { conversation, message, view } = place;
  return {
    ...interaction(world, member, 'block_actions'),
    container: container(place),
    trigger_id: issueTrigger(world, member, view?.view.type === 'modal' ? view : undefined),
    ...(message &&
      conversation && {
        channel: channel(conversation),
        // Slack does not send the content of an ephemeral message back.
        ...(message.only === undefined && { message: wireMessage(world, message, true) }),
        state: { values },
        response_url: issueResponseUrl(world, member, conversation, message),
      }),
    ...(view && { view: { ...view.view, state: { values } } }),
    actions,
  };
}

export const suggestionPayload = (
  world: World,
  member: Member,
  place: Place,
  element: Fields,
  value: string,
): Fields => ({
  ...interaction(world, member, 'block_suggestion'),
  container: container(place),
  ...(place.conversation && { channel: channel(place.conversation) }),
  ...(place.message &&
    place.message.only === undefined && { message: wireMessage(world, place.message, true) }),
  ...(place.view && { view: place.view.view }),
  action_id: element.action_id,
  block_id: element.block_id,
  value,
});

export const shortcutPayload = (
  world: World,
  member: Member,
  conversation: Conversation,
  message: Message,
  callback: string,
): Fields => ({
  ...interaction(world, member, 'message_action'),
  action_ts: actionTs(world),
  callback_id: callback,
  trigger_id: issueTrigger(world, member),
  response_url: issueResponseUrl(world, member, conversation),
  message_ts: message.ts,
  channel: channel(conversation),
  message: wireMessage(world, message, true),
});

export const submissionPayload = (world: World, member: Member, view: View, values: Fields): Fields => ({
  ...interaction(world, member, 'view_submission'),
  trigger_id: issueTrigger(world, member, view),
  view: { ...view.view, state: { values } },
  response_urls: [],
});

export const closedPayload = (world: World, member: Member, view: View, cleared: boolean): Fields => ({
  ...interaction(world, member, 'view_closed'),
  view: view.view,
  is_cleared: cleared,
});

export function eventPayload(world: World, event: Fields): Fields {
  const event_id = world.id('Ev');
  return {
    token: world.verificationToken,
    team_id: TEAM.id,
    context_team_id: TEAM.id,
    context_enterprise_id: null,
    api_app_id: APP_ID,
    event,
    type: 'event_callback',
    event_id,
    event_time: Math.floor(world.clocks.shown() / 1000),
    authed_users: [BOT_USER],
    authed_teams: [TEAM.id],
    authorizations: [
      {
        enterprise_id: null,
        team_id: TEAM.id,
        user_id: BOT_USER,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${event_id}`,
  };
}
