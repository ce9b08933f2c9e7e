/** Reading the arguments of Web API calls: forms carry everything as text. */
import { type Fields, text } from '../shared/json.ts';
import { BOT_USER, type Conversation, type World } from './world.ts';

export const flag = (value: unknown): boolean =>
  value === true || value === 'true' || value === '1' || value === 1;

/** A whole number; `usual` where there is none. */
export const count = (value: unknown, usual: number): number => {
  const parsed = Number.parseInt(String(value ?? ''), 10);
  return Number.isNaN(parsed) ? usual : parsed;
};

/** The arguments without those that Slack takes as not given. */
export const given = (args: Fields): Fields =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined && value !== null));

/** The conversation as far as the app can see it: private ones only from inside. */
export function visible(world: World, id: unknown): Conversation | undefined {
  const conversation = world.conversations.get(text(id).replace(/^#/, ''));
  if (!conversation)
    return [...world.conversations.values()].find(
      (each) => each.kind === 'channel' && `#${each.name}` === id,
    );
  return conversation.kind === 'channel' || conversation.members.has(BOT_USER) ? conversation : undefined;
}
