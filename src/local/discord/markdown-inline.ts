import type { Inline, Style } from './markdown.ts';

interface Found {
  node: Inline;
  end: number;
}

const isWord = (char: string | undefined): boolean => char !== undefined && /\w/.test(char);
const isSpace = (char: string | undefined): boolean => char === undefined || /\s/.test(char);

/** Where a closing mark stands, escapes passed over; -1 when there is none. */
function closing(source: string, from: number, fits: (at: number) => boolean): number {
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (fits(at)) return at;
  }
  return -1;
}

function styled(
  source: string,
  kind: Style,
  from: number,
  end: number,
  mark: number,
  links: boolean,
): Found | undefined {
  if (end <= from) return undefined;
  return { node: { kind, children: parseInline(source.slice(from, end), links) }, end: end + mark };
}

/** `*italic*`: opens before and closes after something that is not a space; a pair of stars inside is content. */
function starred(source: string, at: number, links: boolean): Found | undefined {
  if (isSpace(source[at + 1])) return undefined;
  let skip = -1;
  const end = closing(source, at + 1, (here) => {
    if (source[here] !== '*' || here === skip) return false;
    if (source[here + 1] === '*') {
      skip = here + 1;
      return false;
    }
    return !isSpace(source[here - 1]);
  });
  return styled(source, 'italic', at + 1, end, 1, links);
}

/** `_italic_`: only at the edges of a word. */
function underscored(source: string, at: number, links: boolean): Found | undefined {
  if (isWord(source[at - 1])) return undefined;
  let skip = -1;
  const end = closing(source, at + 1, (here) => {
    if (source[here] !== '_' || here === skip) return false;
    if (source[here + 1] === '_') {
      skip = here + 1;
      return false;
    }
    return !isWord(source[here + 1]);
  });
  return styled(source, 'italic', at + 1, end, 1, links);
}

/** `**bold**` and `__underline__`: the last pair of a run of marks closes. */
function doubled(source: string, at: number, kind: Style, links: boolean): Found | undefined {
  const mark = source.slice(at, at + 2);
  const end = closing(
    source,
    at + 2,
    (here) => here > at + 2 && source.startsWith(mark, here) && source[here + 2] !== mark[0],
  );
  return styled(source, kind, at + 2, end, 2, links);
}

/** `~~strike~~` and `||spoiler||`: the next pair closes, escaped or not. */
function plainPair(source: string, at: number, kind: Style, links: boolean): Found | undefined {
  const end = source.indexOf(source.slice(at, at + 2), at + 3);
  return styled(source, kind, at + 2, end, 2, links);
}

function code(source: string, at: number): Found | undefined {
  const ticks = /^`+/.exec(source.slice(at))![0].length;
  for (const match of source.slice(at + ticks).matchAll(/`+/g)) {
    if (match[0].length !== ticks || match.index === 0) continue;
    const text = source.slice(at + ticks, at + ticks + match.index);
    return { node: { kind: 'code', text: text.trim() || text }, end: at + ticks + match.index + ticks };
  }
  return undefined;
}

const TARGET =
  /\(\s*<?((?:https?|discord):\/\/(?:\([^()\s]*\)|\\.|[^\s()\\])+?)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/y;

/** `[label](https://address)` */
function masked(source: string, at: number): Found | undefined {
  let depth = 0;
  const end = closing(source, at, (here) => {
    if (source[here] === '[') depth += 1;
    else if (source[here] === ']') depth -= 1;
    return depth === 0;
  });
  const label = source.slice(at + 1, end);
  if (end < 0 || label.trim() === '') return undefined;
  TARGET.lastIndex = end + 1;
  const match = TARGET.exec(source);
  if (match === null) return undefined;
  const url = match[1]!.replace(/\\(.)/g, '$1');
  return { node: { kind: 'link', url, children: parseInline(label, false) }, end: end + 1 + match[0].length };
}

const BARE = /https?:\/\/[^\s<]*[^<.,:;"'\]\s]/iy;

/** A bare address; a closing bracket that it did not open is not part of it. */
function bare(source: string, at: number): Found | undefined {
  BARE.lastIndex = at;
  let url = BARE.exec(source)?.[0];
  if (url === undefined) return undefined;
  const count = (char: string): number => url!.split(char).length - 1;
  while (url.endsWith(')') && count(')') > count('(')) url = url.slice(0, -1);
  if (url.endsWith('://')) return undefined;
  return { node: { kind: 'link', url, children: undefined }, end: at + url.length };
}

const ANGLED: readonly [RegExp, (match: RegExpExecArray) => Inline][] = [
  [/<@!?(\d+)>/y, (match) => ({ kind: 'user', id: match[1]! })],
  [/<@&(\d+)>/y, (match) => ({ kind: 'role', id: match[1]! })],
  [/<#(\d+)>/y, (match) => ({ kind: 'channel', id: match[1]! })],
  [
    /<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/y,
    (match) => ({ kind: 'time', ms: Number(match[1]) * 1_000, style: match[2] ?? 'f' }),
  ],
  [/<a?:(\w{2,32}):\d+>/y, (match) => ({ kind: 'emoji', name: `:${match[1]}:` })],
  [/<\/([^<>:]{1,100}):\d+>/y, (match) => ({ kind: 'command', name: `/${match[1]}` })],
  [/<(https?:\/\/[^\s<>]+)>/iy, (match) => ({ kind: 'link', url: match[1]!, children: undefined })],
  [
    /<([^\s<>@:]+@[^\s<>@]+\.[^\s<>@]+)>/y,
    (match) => ({ kind: 'link', url: `mailto:${match[1]}`, children: undefined }),
  ],
];

function angled(source: string, at: number): Found | undefined {
  for (const [pattern, make] of ANGLED) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match) return { node: make(match), end: at + match[0].length };
  }
  return undefined;
}

function everyone(source: string, at: number): Found | undefined {
  const who = source.startsWith('@everyone', at)
    ? 'everyone'
    : source.startsWith('@here', at)
      ? 'here'
      : undefined;
  return who && { node: { kind: 'everyone', who }, end: at + who.length + 1 };
}

function find(source: string, at: number, links: boolean): Found | undefined {
  const two = source.slice(at, at + 2);
  switch (source[at]) {
    case '`':
      return code(source, at);
    case '*':
      return (two === '**' ? doubled(source, at, 'bold', links) : undefined) ?? starred(source, at, links);
    case '_':
      return (
        (two === '__' ? doubled(source, at, 'underline', links) : undefined) ?? underscored(source, at, links)
      );
    case '~':
      return two === '~~' ? plainPair(source, at, 'strike', links) : undefined;
    case '|':
      return two === '||' ? plainPair(source, at, 'spoiler', links) : undefined;
    case '[':
      return links ? masked(source, at) : undefined;
    case '<':
      return angled(source, at);
    case '@':
      return everyone(source, at);
    case 'h':
    case 'H':
      return links ? bare(source, at) : undefined;
    default:
      return undefined;
  }
}

/** The inline nodes of a text; `links` is false inside a link's label. */
export function parseInline(source: string, links = true): Inline[] {
  const nodes: Inline[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') nodes.push({ kind: 'text', text: plain });
    plain = '';
  };
  for (let at = 0; at < source.length; ) {
    const next = source[at + 1];
    if (source[at] === '\\' && next !== undefined && /[^0-9A-Za-z\s]/.test(next)) {
      plain += next;
      at += 2;
      continue;
    }
    const found = find(source, at, links);
    if (found === undefined) {
      plain += source[at];
      at += 1;
      continue;
    }
    flush();
    nodes.push(found.node);
    at = found.end;
  }
  flush();
  return nodes;
}
