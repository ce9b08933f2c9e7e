import { clean, cleanLine, shorten } from '../../chat/clean.ts';
import type { Inline } from '../../chat/text.ts';

/** The way in to every command; it never carries the prefix. */
export const GATE = '/parley';

/**
 * Names that Slack keeps for its own commands (Slack's list of built-in commands, and reports of refused installs).
 * A command of such a name is reached through `/parley` alone.
 */
const TAKEN = new Set([
  ...['active', 'apps', 'archive', 'away', 'call', 'collapse', 'dm', 'dnd', 'expand', 'feed', 'feedback'],
  ...[
    'invite',
    'invite_people',
    'join',
    'keys',
    'kick',
    'leave',
    'me',
    'msg',
    'mute',
    'open',
    'part',
    'prefs',
  ],
  ...['remind', 'remove', 'rename', 'search', 'shortcuts', 'shrug', 'star', 'status', 'topic'],
  ...['unarchive', 'who'],
]);

/** A command's own slash command, or undefined where it is reached through `/parley` alone. */
export function slashOf(name: string, prefix: string): string | undefined {
  const slash = `${prefix}${name}`;
  return TAKEN.has(slash) || `/${slash}` === GATE ? undefined : `/${slash}`;
}

/** How a command is typed here, on one line: `/glossary batna`, `/parley help`, `/p-session open when:"Thu 19:00"`. */
export function typedUsage(node: Extract<Inline, { kind: 'usage' }>, prefix: string): string {
  const [name = '', ...path] = cleanLine(node.command).split(' ');
  const given = Object.entries(node.values).filter(([, value]) => cleanLine(value) !== '');
  const values = given.map(([key, value], index) => {
    const words = cleanLine(value);
    if (index === 0) return words;
    return `${key}:${words.includes(' ') ? `"${words.replaceAll('"', "'")}"` : words}`;
  });
  const start = slashOf(name, prefix) ?? `${GATE} ${name}`;
  const line = [start, ...path, ...(node.typed === undefined ? values : [clean(node.typed)])].join(' ');
  return shorten(cleanLine(line), 300);
}
