import type { Completing, Incoming } from '../../chat/incoming.ts';
import type { Request, SpaceId } from '../../chat/request.ts';
import { readActionId } from './controls.ts';
import type { People } from './people.ts';
import { readForm } from './render-form.ts';
import { GATE } from './speech.ts';
import { readTyped, readWords } from './typed.ts';

/** The part of Slack's payloads that is read here; every field may be missing. */
export interface Body {
  readonly type?: string;
  readonly trigger_id?: string;
  readonly response_url?: string;
  readonly callback_id?: string;
  readonly command?: string;
  readonly text?: string;
  readonly team_id?: string;
  readonly user_id?: string;
  readonly user_name?: string;
  readonly channel_id?: string;
  readonly action_id?: string;
  readonly value?: string;
  readonly event_id?: string;
  readonly team?: { readonly id?: string } | null;
  readonly user?: {
    readonly id?: string;
    readonly username?: string;
    readonly name?: string;
    readonly team_id?: string;
  };
  readonly channel?: { readonly id?: string };
  readonly container?: { readonly type?: string; readonly is_ephemeral?: boolean };
  readonly actions?: readonly {
    readonly type?: string;
    readonly action_id?: string;
    readonly value?: string;
    readonly selected_option?: { readonly value?: string } | null;
  }[];
  readonly message?: { readonly text?: string };
  readonly view?: {
    readonly type?: string;
    readonly private_metadata?: string;
    readonly state?: { readonly values?: Parameters<typeof readForm>[0] };
  };
  readonly event?: {
    readonly type?: string;
    readonly tab?: string;
    readonly user?: string;
    readonly channel?: string;
    readonly tokens?: { readonly bot?: readonly string[] };
  };
}

/** Where an act took place, and what can be used to answer it. */
export interface Origin {
  readonly id: string;
  readonly team: string;
  readonly member: string;
  readonly conversation: string;
  readonly trigger: string;
  readonly url: string | undefined;
  /** There is a message that can be replaced or removed: a control in it was used. */
  readonly message: boolean;
  readonly home: boolean;
  /** Nobody but this member sees the message. */
  readonly own: boolean;
}

/** What came in, ready for the handler. */
export type Received =
  | { readonly kind: 'command'; readonly incoming: Incoming }
  | { readonly kind: 'click'; readonly incoming: Extract<Incoming, { kind: 'action' }> }
  | { readonly kind: 'shortcut'; readonly incoming: Incoming }
  | { readonly kind: 'form'; readonly values: Readonly<Record<string, string>>; readonly metadata: string }
  | { readonly kind: 'suggest'; readonly completing: Completing }
  | { readonly kind: 'home' }
  | { readonly kind: 'gone' }
  /** To be acknowledged, and nothing else. */
  | { readonly kind: 'nothing' };

/** Names of slash commands to names of commands, for `readBody`. */
export type SlashNames = ReadonlyMap<string, string>;

export function readBody(body: Body, names: SlashNames, own: boolean): Received {
  if (body.command !== undefined)
    return { kind: 'command', incoming: readCommand(body.command, body.text ?? '', names) };
  switch (body.type) {
    case 'block_actions':
      return readClick(body, own);
    case 'view_submission':
      return {
        kind: 'form',
        values: readForm(body.view?.state?.values ?? {}),
        metadata: body.view?.private_metadata ?? '',
      };
    case 'message_action': {
      const text = readWords(body.message?.text ?? '');
      return { kind: 'shortcut', incoming: { kind: 'shortcut', name: body.callback_id ?? '', text } };
    }
    case 'block_suggestion': {
      const id = readActionId(body.action_id ?? '');
      return { kind: 'suggest', completing: { kind: 'search', id, text: body.value ?? '' } };
    }
    case 'event_callback':
      return readEvent(body);
    default:
      return { kind: 'nothing' };
  }
}

function readCommand(slash: string, line: string, names: SlashNames): Incoming {
  const text = readTyped(line);
  if (slash === GATE) return { kind: 'line', text };
  const command = names.get(slash);
  // A name that is not ours any more is looked up, and missed, like anything else after `/parley`.
  return command === undefined
    ? { kind: 'line', text: [`${slash} `, ...text] }
    : { kind: 'line', command, text };
}

function readClick(body: Body, own: boolean): Received {
  const [action] = body.actions ?? [];
  if (!action) return { kind: 'nothing' };
  const chosen = action.selected_option?.value;
  const id = action.type === 'button' ? action.value : readActionId(action.action_id ?? '');
  // A link opens in the browser; Slack tells of it all the same.
  if (!id || (action.type !== 'button' && chosen === undefined)) return { kind: 'nothing' };
  return {
    kind: 'click',
    incoming: { kind: 'action', id, values: chosen === undefined ? [] : [chosen], own },
  };
}

function readEvent({ event }: Body): Received {
  if (event?.type === 'app_home_opened') return event.tab === 'home' ? { kind: 'home' } : { kind: 'nothing' };
  if (event?.type === 'app_uninstalled') return { kind: 'gone' };
  if (event?.type === 'tokens_revoked' && event.tokens?.bot?.length) return { kind: 'gone' };
  return { kind: 'nothing' };
}

export function originOf(body: Body): Origin {
  return {
    id: body.trigger_id ?? body.event_id ?? '',
    team: body.team_id ?? body.team?.id ?? body.user?.team_id ?? '',
    member: body.user_id ?? body.user?.id ?? body.event?.user ?? '',
    conversation: body.channel_id ?? body.channel?.id ?? body.event?.channel ?? '',
    trigger: body.trigger_id ?? '',
    url: body.response_url,
    message: body.type === 'block_actions' && body.container?.type !== 'view',
    home: body.type === 'block_actions' && body.view?.type === 'home',
    own: body.container?.is_ephemeral === true,
  };
}

/** The team of whoever acts, where the payload tells. */
export const teamOf = ({ user, command, team_id }: Body): string | undefined =>
  user?.team_id ?? (command === undefined ? undefined : team_id);

/** The request behind it; nothing is asked of Slack before someone needs to know. */
export function requestOf(
  body: Body,
  origin: Origin,
  people: People,
  { team, guest }: { readonly team: string; readonly guest: boolean },
): Request {
  const { member, conversation } = origin;
  return {
    id: origin.id,
    // Never the team of the payload: in a shared channel that may be somebody else's.
    space: `slack:${team}` as SpaceId,
    // The account's name: the displayed one is in no payload, and would cost a request.
    member: { id: member, name: body.user_name ?? body.user?.name ?? body.user?.username ?? '' },
    conversation: { id: conversation, direct: conversation.startsWith('D') },
    roles: [],
    guest,
    standing: () => people.standingOf(member),
    zone: () => people.zoneOf(member),
  };
}
