/** Web API: chat.* */
import { type Fields, rows, text } from '../shared/json.ts';
import { given, visible } from './arguments.ts';
import { appMessage, content, edit, split, wireMessage } from './messages.ts';
import { type Method, Refused } from './method.ts';
import { pictureProblems } from './methods-files.ts';
import { sentOf } from './posts.ts';
import { refusalAnswer, refusals } from './refusals.ts';
import { BOT_USER, type Conversation, type Message, type World } from './world.ts';

/** Throws what Slack answers to a message that it refuses. */
function checked(world: World, args: Fields): Fields {
  const payload = given(args);
  const found = [...refusals(payload, 'message'), ...pictureProblems(world, rows(payload.blocks))];
  if (found.length > 0) throw refused(refusalAnswer(found, 'message'));
  return payload;
}

const refused = ({ error, ...more }: Fields): Refused => new Refused(String(error), more);

/** Where the app may post: a channel that it has joined, or a direct message named by its user. */
function postable(world: World, id: unknown): Conversation {
  const member = world.members.get(text(id));
  if (member && !member.bot) return world.direct(member.id);
  const conversation = visible(world, id);
  if (!conversation) throw new Refused('channel_not_found');
  if (conversation.archived) throw new Refused('is_archived');
  const open = conversation.kind === 'channel' && world.scopes.includes('chat:write.public');
  if (!conversation.members.has(BOT_USER) && !open) throw new Refused('not_in_channel');
  return conversation;
}

function own(world: World, args: Fields, error: string): Message {
  const conversation = visible(world, args.channel);
  if (!conversation) throw new Refused('channel_not_found');
  if (conversation.archived) throw new Refused('is_inactive');
  const message = conversation.messages.find((each) => each.ts === args.ts && each.only === undefined);
  if (!message) throw new Refused('message_not_found');
  if (!message.byApp) throw new Refused(error);
  return message;
}

const scopes = ['chat:write'];

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': {
    scopes,
    needs: ['channel'],
    run: (args, { world }) => {
      const conversation = postable(world, args.channel);
      const payload = checked(world, args);
      const messages = split(world, conversation.id, content(world, payload));
      for (const message of messages) {
        message.thread = text(args.thread_ts) || undefined;
        message.posted = sentOf(world, { ...payload, text: message.text });
        world.post(message);
      }
      const first = messages[0]!;
      return { channel: conversation.id, ts: first.ts, message: wireMessage(world, first, true) };
    },
  },
  'chat.postEphemeral': {
    scopes,
    needs: ['channel', 'user'],
    run: (args, { world }) => {
      const conversation = postable(world, args.channel);
      const member = text(args.user);
      if (!conversation.members.has(member)) throw new Refused('user_not_in_channel');
      const message = appMessage(world, conversation.id, content(world, checked(world, args)), member);
      world.post(message);
      return { message_ts: message.ts };
    },
  },
  'chat.update': {
    scopes,
    needs: ['channel', 'ts'],
    run: (args, { world }) => {
      const message = own(world, args, 'cant_update_message');
      edit(world, message, checked(world, args));
      const { conversation: channel, ts } = message;
      return { channel, ts, text: message.text, message: wireMessage(world, message, true) };
    },
  },
  'chat.delete': {
    scopes,
    needs: ['channel', 'ts'],
    run: (args, { world }) => {
      const message = own(world, args, 'cant_delete_message');
      world.remove(message);
      return { channel: message.conversation, ts: message.ts };
    },
  },
};
