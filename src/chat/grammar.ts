import { clean, cleanLine, shorten } from './clean.ts';
import type { Command, Leaf } from './command.ts';
import { UserError } from './errors.ts';
import type { Mention, Typed } from './incoming.ts';
import type { Options, Raw } from './option.ts';
import { text, usage } from './text.ts';

/** A line understood: help on something, or a leaf with what was given for its options. */
export type Line =
  | { readonly kind: 'help'; readonly leaf?: Leaf }
  | { readonly kind: 'run'; readonly leaf: Leaf; readonly values: Readonly<Record<string, Raw>> };

// Two private-use characters around an index stand for a mention while the line is taken apart.
const MENTION = /\uE000(\d+)\uE001/g;
const OPEN = /["“”„«»]/;
// A line without these is all words.
const STRUCTURED = /[:"“”„«»]/;

interface Token {
  readonly text: string;
  readonly quoted: boolean;
  readonly key?: string;
}

/**
 * Reads the text after a command, forgivingly: quotes straight or curly, `option:value` in any case and order,
 * words in a row for the first text option, mentions for members and channels. What is no option's name before a
 * colon (`19:30`, a URL) is left alone.
 */
export function readLine(command: Command, typed: Typed): Line {
  const mentions: Mention[] = [];
  const line = typed
    .map((part) => {
      if (typeof part === 'string') return clean(part).replace(/[\uE000\uE001]/g, '');
      mentions.push(part);
      return ` \uE000${mentions.length - 1}\uE001 `;
    })
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
  const [only] = command.leaves;
  if (only && only.name === undefined) {
    if (isHelp(line)) return { kind: 'help', leaf: only };
    return { kind: 'run', leaf: only, values: readValues(command, only, line, mentions) };
  }
  if (line === '' || isHelp(line)) return { kind: 'help' };
  const words = line.split(' ');
  const first = (words[0] ?? '').toLowerCase();
  const asked = isHelp(first) ? words[1]?.toLowerCase() : first;
  const leaf = command.leaves.find(({ name }) => name === asked);
  if (!leaf) throw unknownSubcommand(command, spoken(words[isHelp(first) ? 1 : 0] ?? '', mentions));
  if (asked !== first) return { kind: 'help', leaf };
  const rest = line.slice(first.length).trim();
  if (isHelp(rest)) return { kind: 'help', leaf };
  return { kind: 'run', leaf, values: readValues(command, leaf, rest, mentions) };
}

const isHelp = (line: string): boolean => /^(?:help|\?|--help|-h)$/i.test(line);

export function unknownSubcommand(command: Command, typed: string): UserError {
  const names = command.leaves.map(({ name }) => name).join(', ');
  return new UserError(
    `There is no “`,
    text(shorten(cleanLine(typed), 40)),
    `” here. Choose one of: ${names}. For more, type `,
    usage(command.name, {}, 'help'),
    '.',
  );
}

function readValues(
  command: Command,
  leaf: Leaf,
  line: string,
  mentions: readonly Mention[],
): Record<string, Raw> {
  const [sentence] = Object.keys(leaf.options);
  const onlyWords = Object.values(leaf.options).every(({ kind }) => kind === 'text');
  // Most lines are plain words for a command that takes words.
  if (sentence && onlyWords && line !== '' && mentions.length === 0 && !STRUCTURED.test(line)) {
    return { [sentence]: line };
  }
  const values = new Map<string, Raw>();
  const unread: string[] = [];
  const tokens = tokenise(line, leaf.options);
  for (const run of runsOf(tokens, leaf.options, mentions)) {
    const mention = mentionIn(run.text, mentions);
    const name = run.key ?? optionFor(leaf.options, values, run, mention);
    if (name === undefined) unread.push(spoken(run.text, mentions));
    else {
      const fitting = takes(leaf.options[name]?.kind, mention) ? mention : undefined;
      values.set(name, fitting?.id ?? spoken(run.text, mentions));
    }
  }
  if (unread.length > 0) {
    // Words and quotes in a row that are more than there are options, such as `"mediation" vs "negotiation"`.
    if (sentence && onlyWords && tokens.every(({ key }) => key === undefined)) {
      return { [sentence]: spoken(line, mentions) };
    }
    throw new UserError(
      'I did not understand “',
      text(shorten(unread.join(' '), 60)),
      '”. To see how it is typed: ',
      usage(command.name, {}, leaf.name ? `${leaf.name} help` : 'help'),
    );
  }
  return Object.fromEntries([...values].filter(([, value]) => value !== ''));
}

/** What stands for mentions, in words again. */
const spoken = (value: string, mentions: readonly Mention[]): string =>
  value
    .replace(MENTION, (_, index: string) => {
      const { mention, name, id } = mentions[Number(index)] ?? { mention: 'member', id: '' };
      return `${mention === 'member' ? '@' : '#'}${name ?? id}`;
    })
    .trim();

function mentionIn(value: string, mentions: readonly Mention[]): Mention | undefined {
  const [, index] = /^\uE000(\d+)\uE001$/.exec(value.trim()) ?? [];
  return index === undefined ? undefined : mentions[Number(index)];
}

/** Whether an option of this kind is filled by what was mentioned. */
const takes = (kind: Options[string]['kind'] | undefined, mention: Mention | undefined): boolean =>
  mention !== undefined &&
  (kind === mention.mention || (kind === 'mentionable' && mention.mention === 'member'));

/** The first option still open that such a piece can be meant for. */
function optionFor(
  options: Options,
  taken: ReadonlyMap<string, Raw>,
  token: Token,
  mention: Mention | undefined,
): string | undefined {
  const open = Object.entries(options).filter(([name]) => !taken.has(name));
  const exact = open.find(([, { kind }]) => takes(kind, mention));
  if (exact) return exact[0];
  if (!token.quoted) {
    const special = open.find(([, option]) => fits(option, token.text));
    if (special) return special[0];
  }
  const worded = open.find(([, { kind }]) => kind === 'text' || (kind === 'date-time' && !token.quoted));
  if (worded) return worded[0];
  // Nothing takes words: let the next option say in its own words what it wants.
  return open.length > 0 && taken.size < Object.keys(options).length ? open[0]?.[0] : undefined;
}

function fits(option: Options[string], word: string): boolean {
  if (option.kind === 'integer') return /^[+-]?\d+$/.test(word);
  if (option.kind !== 'choice') return false;
  const typed = word.toLowerCase();
  return Object.entries(option.choices).some(
    ([value, label]) => value.toLowerCase() === typed || label.toLowerCase() === typed,
  );
}

/**
 * Words in a row become one piece, except those that a whole-number or choice option takes by itself, and mentions
 * where an option wants them. What follows `option:` of words or a date is all its own, up to the next option.
 */
function runsOf(tokens: readonly Token[], options: Options, mentions: readonly Mention[]): Token[] {
  const all = Object.values(options);
  const special = all.filter(({ kind }) => kind === 'integer' || kind === 'choice');
  const runs: Token[] = [];
  let joining: 'nothing' | 'words' | 'all' = 'nothing';
  for (const token of tokens) {
    const named = token.key === undefined ? undefined : options[token.key]?.kind;
    const mention = mentionIn(token.text, mentions);
    const wanted = all.some(({ kind }) => takes(kind, mention));
    const own = token.quoted || named !== undefined || wanted;
    const alone = own || special.some((option) => fits(option, token.text));
    const last = runs.at(-1);
    if (last && !own && (joining === 'all' || (joining === 'words' && !alone))) {
      runs[runs.length - 1] = { ...last, text: `${last.text} ${token.text}` };
      continue;
    }
    runs.push(token);
    const takesMore = !token.quoted && (named === 'text' || named === 'date-time');
    joining = takesMore ? 'all' : alone ? 'nothing' : 'words';
  }
  return runs;
}

/** Words, quoted pieces and `option:value` pairs, in order. An unclosed quote is an ordinary character. */
function tokenise(line: string, options: Options): Token[] {
  const names = new Map(Object.keys(options).map((name) => [name.toLowerCase(), name]));
  const keyAt = (from: number): string | undefined => {
    const [, typed = ''] = /^([A-Za-z][A-Za-z0-9-]*):/.exec(line.slice(from, from + 40)) ?? [];
    return names.get(typed.toLowerCase());
  };
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    if (line[at] === ' ') {
      at += 1;
      continue;
    }
    const key = keyAt(at);
    if (key !== undefined) {
      at += key.length + 1;
      while (line[at] === ' ') at += 1;
      if (at >= line.length || keyAt(at) !== undefined) {
        tokens.push({ text: '', quoted: true, key });
        continue;
      }
    }
    const quoted = quotedAt(line, at);
    const end = quoted ? quoted.end : nextSpace(line, at);
    const value = quoted ? quoted.text : line.slice(at, end);
    tokens.push({ text: value, quoted: quoted !== undefined, ...(key === undefined ? {} : { key }) });
    at = end;
  }
  return tokens;
}

function nextSpace(line: string, from: number): number {
  const space = line.indexOf(' ', from);
  return space < 0 ? line.length : space;
}

function quotedAt(line: string, from: number): { text: string; end: number } | undefined {
  if (!OPEN.test(line[from] ?? '')) return undefined;
  for (let end = from + 1; end < line.length; end += 1) {
    const next = line[end + 1];
    if (OPEN.test(line[end] ?? '') && (next === undefined || next === ' ')) {
      return { text: line.slice(from + 1, end).trim(), end: end + 1 };
    }
  }
  return undefined;
}
