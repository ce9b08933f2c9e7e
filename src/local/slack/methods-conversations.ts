/** Web API: conversations.* */
import { type Fields, text } from '../shared/json.ts';
import { count, flag, visible } from './arguments.ts';
import { wireMessage } from './messages.ts';
import { type Method, Refused } from './method.ts';
import { BOT_USER, type Conversation, TEAM, type World } from './world.ts';

const PREFIX = { channel: 'channels', private: 'groups', direct: 'im' } as const;

/** Throws unless the token may do this with this kind of conversation. */
function scoped(world: World, conversation: Conversation, act: 'read' | 'history'): void {
  const needed = `${PREFIX[conversation.kind]}:${act}`;
  if (!world.scopes.includes(needed))
    throw new Refused('missing_scope', { needed, provided: world.scopes.join(',') });
}

function found(world: World, id: unknown): Conversation {
  const conversation = visible(world, id);
  if (!conversation) throw new Refused('channel_not_found');
  return conversation;
}

function wireConversation(conversation: Conversation): Fields {
  const { id, name, kind, members, archived, partner } = conversation;
  const common = {
    id,
    created: 0,
    is_archived: archived,
    is_im: kind === 'direct',
    is_org_shared: false,
    context_team_id: TEAM.id,
    updated: 0,
  };
  if (kind === 'direct')
    return { ...common, user: [...members].find((each) => each !== BOT_USER), is_open: true, priority: 0 };
  const words = { value: '', creator: '', last_set: 0 };
  return {
    ...common,
    name,
    name_normalized: name,
    is_channel: true,
    is_group: false,
    is_mpim: false,
    is_private: kind === 'private',
    is_general: name === 'general',
    is_member: members.has(BOT_USER),
    is_shared: partner !== undefined,
    is_ext_shared: partner !== undefined,
    is_pending_ext_shared: false,
    pending_shared: [],
    pending_connected_team_ids: [],
    shared_team_ids: [TEAM.id, ...(partner === undefined ? [] : [partner])],
    previous_names: [],
    creator: '',
    unlinked: 0,
    last_read: '0000000000.000000',
    topic: words,
    purpose: words,
  };
}

const ANY_READ = ['channels:read', 'groups:read', 'im:read'];
const ANY_HISTORY = ['channels:history', 'groups:history', 'im:history'];

/** A page of a list, and the cursor of the next. */
function page<Item>(all: readonly Item[], args: Fields, usual: number): { items: Item[]; more: Fields } {
  const start = count(args.cursor && Buffer.from(text(args.cursor), 'base64').toString(), 0);
  const end = start + Math.min(Math.max(count(args.limit, usual), 1), 1000);
  const next_cursor = end < all.length ? Buffer.from(String(end)).toString('base64') : '';
  return { items: all.slice(start, end), more: { response_metadata: { next_cursor } } };
}

/** The conversations that the app can see, of the kinds asked for. */
function listed(args: Fields, world: World, ownOnly: boolean): Fields {
  const types = (text(args.types) || 'public_channel').split(',').map((each) => each.trim());
  const named = { channel: 'public_channel', private: 'private_channel', direct: 'im' } as const;
  const all = [...world.conversations.values()].filter(
    (each) =>
      types.includes(named[each.kind]) &&
      (each.members.has(BOT_USER) || (!ownOnly && each.kind === 'channel')),
  );
  for (const each of all) scoped(world, each, 'read');
  const { items, more } = page(all, args, 100);
  return { channels: items.map(wireConversation), ...more };
}

export const conversationMethods: Record<string, Method> = {
  'conversations.open': {
    scopes: ['im:write'],
    run: (args, { world }) => {
      if (text(args.channel)) return { channel: { id: found(world, args.channel).id } };
      const users = text(args.users).split(',').filter(Boolean);
      if (users.length === 0) throw new Refused('users_list_not_supplied');
      const member = world.members.get(users[0]!);
      if (!member || users.length > 1) throw new Refused('user_not_found');
      if (member.bot) throw new Refused('cannot_dm_bot');
      if (member.deactivated) throw new Refused('user_disabled');
      const direct = world.direct(member.id);
      return { channel: flag(args.return_im) ? wireConversation(direct) : { id: direct.id } };
    },
  },
  'conversations.history': {
    scopes: ANY_HISTORY,
    needs: ['channel'],
    run: (args, { world }) => {
      const conversation = found(world, args.channel);
      scoped(world, conversation, 'history');
      if (!conversation.members.has(BOT_USER)) throw new Refused('not_in_channel');
      const oldest = Number(args.oldest ?? 0);
      const latest = args.latest === undefined ? Number.POSITIVE_INFINITY : Number(args.latest);
      const inclusive = flag(args.inclusive);
      const inside = (ts: number): boolean =>
        (ts > oldest && ts < latest) || (inclusive && (ts === oldest || ts === latest));
      const all = conversation.messages
        .filter(
          ({ ts, only, thread }) => only === undefined && (!thread || thread === ts) && inside(Number(ts)),
        )
        .reverse();
      const { items, more } = page(all, args, 100);
      return {
        messages: items.map((message) => wireMessage(world, message, flag(args.include_all_metadata))),
        has_more: items.length > 0 && all.indexOf(items.at(-1)!) < all.length - 1,
        pin_count: 0,
        channel_actions_ts: null,
        channel_actions_count: 0,
        ...more,
      };
    },
  },
  'conversations.info': {
    scopes: ANY_READ,
    needs: ['channel'],
    run: (args, { world }) => {
      const conversation = found(world, args.channel);
      scoped(world, conversation, 'read');
      const members = flag(args.include_num_members) && { num_members: conversation.members.size };
      return { channel: { ...wireConversation(conversation), ...members } };
    },
  },
  'conversations.members': {
    scopes: ANY_READ,
    needs: ['channel'],
    run: (args, { world }) => {
      const conversation = found(world, args.channel);
      scoped(world, conversation, 'read');
      const { items, more } = page([...conversation.members], args, 100);
      return { members: items, ...more };
    },
  },
  'conversations.list': { scopes: ANY_READ, run: (args, { world }) => listed(args, world, false) },
  'users.conversations': { scopes: ANY_READ, run: (args, { world }) => listed(args, world, true) },
  'conversations.join': {
    scopes: ['channels:join'],
    needs: ['channel'],
    run: (args, { world, events }) => {
      const conversation = found(world, args.channel);
      if (conversation.kind !== 'channel') throw new Refused('method_not_supported_for_channel_type');
      if (conversation.members.has(BOT_USER))
        return { channel: wireConversation(conversation), warning: 'already_in_channel' };
      conversation.members.add(BOT_USER);
      world.changed();
      events.joined(conversation, BOT_USER);
      return { channel: wireConversation(conversation) };
    },
  },
};
