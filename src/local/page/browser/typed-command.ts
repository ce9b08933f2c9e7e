import type { CommandOnOffer } from '../../shared/screen.ts';
import { matching } from './suggestions.ts';

/** A line that names a command, as Discord's client understands it. */
export interface TypedCommand {
  command: CommandOnOffer;
  /** What was typed for each option, by name. */
  texts: Readonly<Record<string, string>>;
  /** Words that no option is left for; '' for none. */
  over: string;
}

export const slashCommands = (offers: readonly CommandOnOffer[]): CommandOnOffer[] =>
  offers.filter(({ kind }) => kind === 'slash');

/** The name as it is typed, with its slash: Discord lists commands without it, Slack with it. */
export const slashed = (name: string): string => `/${name.replace(/^\//, '')}`;

/** The commands that a line may still become; none for a line that begins with no slash. */
export function commandsFor(offers: readonly CommandOnOffer[], typed: string): CommandOnOffer[] {
  if (!typed.startsWith('/')) return [];
  const sought = typed.slice(1).replace(/\s+/g, ' ');
  return matching(slashCommands(offers), sought, ({ name }) => [slashed(name).slice(1)]);
}

/**
 * Cuts `batna versus:zopa` before each option's name; a value runs to the next one.
 * A name counts once: where it comes again, it is text.
 */
export function cutAtNames(
  source: string,
  names: readonly string[],
): { before: string; named: [name: string, text: string][] } {
  if (names.length === 0) return { before: source.trim(), named: [] };
  const any = names.map((name) => RegExp.escape(name)).join('|');
  const seen = new Set<string>();
  const starts = [...source.matchAll(new RegExp(`(?<=^|\\s)(${any}):`, 'giu'))]
    .map((start) => ({ at: start.index, length: start[0].length, name: sameName(names, start[1]!) }))
    .filter(({ name }) => !seen.has(name) && seen.add(name));
  return {
    before: source.slice(0, starts[0]?.at).trim(),
    named: starts.map(({ at, length, name }, index) => [
      name,
      source.slice(at + length, starts[index + 1]?.at).trim(),
    ]),
  };
}

const sameName = (names: readonly string[], typed: string): string =>
  names.find((name) => name.toLowerCase() === typed.toLowerCase()) ?? typed;

/**
 * Reads `/practice create when:Thursday 7pm title:Caucus`; undefined until a command's name stands there whole and
 * is followed by a space. Words before the first name go into the first option that is not named.
 */
export function typedCommand(offers: readonly CommandOnOffer[], typed: string): TypedCommand | undefined {
  const [found] = slashCommands(offers)
    .flatMap((command) => {
      const words = slashed(command.name).split(' ').map(RegExp.escape);
      const start = new RegExp(`^${words.join('\\s+')}\\s+`, 'iu').exec(typed)?.[0];
      return start === undefined ? [] : [{ command, rest: typed.slice(start.length) }];
    })
    // `practice create` before a command that is called only `practice`.
    .sort((one, other) => one.rest.length - other.rest.length);
  if (!found) return undefined;
  const names = (found.command.options ?? []).map(({ name }) => name);
  const { before, named } = cutAtNames(found.rest, names);
  const texts = Object.fromEntries(named);
  const free = names.find((name) => !(name in texts));
  if (before === '') return { command: found.command, texts, over: '' };
  if (free === undefined) return { command: found.command, texts, over: before };
  return { command: found.command, texts: { ...texts, [free]: before }, over: '' };
}
