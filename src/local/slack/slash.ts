/** Slash commands: what may be typed where, and what their acknowledgement shows. */
import { type Fields, fields, rows, text } from '../shared/json.ts';
import { typedCommand } from './commands.ts';
import type { Parcel } from './delivery.ts';
import { appMessage, content } from './messages.ts';
import { pictureProblems } from './methods-files.ts';
import { commandPayload } from './payloads.ts';
import { refusals } from './refusals.ts';
import type { Conversation, Member, Message, World } from './world.ts';

/** Where the app's own direct conversation has a composer: its Messages tab is on and not read-only. */
export function composable(world: World): boolean {
  const home = fields(fields(world.manifest?.features).app_home);
  return home.messages_tab_enabled === true && home.messages_tab_read_only_enabled === false;
}

/** What a typed command sends. Throws what a real client would not let pass. */
export function slashParcel(
  world: World,
  member: Member,
  conversation: Conversation,
  typed: string,
  curly: boolean,
): Parcel {
  if (!conversation.members.has(member.id)) throw new Error(`${member.name} is not in #${conversation.name}`);
  if (conversation.kind === 'direct' && !composable(world))
    throw new Error("the app's Messages tab is off or read-only: nothing can be typed there");
  const { command, text: rest } = typedCommand(world, typed, curly);
  const payload = commandPayload(world, member, conversation, command, rest);
  return { kind: 'slash_commands', label: command, payload, answerable: true };
}

/** The id of the response_url that a payload carries. */
export const responseUrlId = (payload: Fields): string => text(payload.response_url).split('/').at(-1) ?? '';

/** What an acknowledgement shows: a message, nothing, or (a string) the error that the client shows. */
export function shownByAck(world: World, parcel: Parcel, body: unknown): Message | undefined | string {
  if (body === undefined) return undefined;
  // There is no original message that the answer to a command could replace or delete.
  const { delete_original, replace_original, ...payload }: Fields =
    typeof body === 'string' ? { text: body } : fields(body);
  if (Object.keys(payload).length === 0) return undefined;
  const found = [...refusals(payload, 'response'), ...pictureProblems(world, rows(payload.blocks))];
  if (found.length > 0) return found[0]!.rule === 'message-content' ? 'no_text' : 'invalid_blocks';
  const { channel_id, user_id } = parcel.payload;
  const only = payload.response_type === 'in_channel' ? undefined : text(user_id);
  const message = appMessage(world, text(channel_id), content(world, payload), only);
  world.post(message, responseUrlId(parcel.payload));
  return message;
}

/** The sentence that a client shows when a command failed. */
export function slashFailure(command: string, reason: string): string {
  const errors: Record<string, string> = {
    http_timeout: 'operation_timeout',
    connection_failed: 'dispatch_failed',
  };
  const other = reason.startsWith('http_5')
    ? 'http_service_error'
    : reason.startsWith('http_')
      ? 'http_client_error'
      : reason;
  return `${command} failed with the error "${errors[reason] ?? other}"`;
}
