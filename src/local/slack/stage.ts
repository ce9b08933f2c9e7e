/** Members and conversations by id, as the human side names them. */
import type { Delivery } from './delivery.ts';
import type { Events } from './events.ts';
import type { Conversation, Member, World } from './world.ts';

/** What every act takes place on. */
export interface Stage {
  world: World;
  delivery: Delivery;
  events: Events;
}

export function memberOf(world: World, id: string): Member {
  const member = world.members.get(id);
  if (!member || member.bot) throw new Error(`there is no member ${id}`);
  if (member.deactivated) throw new Error(`${member.name} has been deactivated`);
  return member;
}

export function conversationOf(world: World, id: string): Conversation {
  const conversation = world.conversations.get(id);
  if (!conversation) throw new Error(`there is no conversation ${id}`);
  return conversation;
}
