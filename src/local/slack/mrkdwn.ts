/** Slack's mrkdwn, as a client reads it. */
import { type Inline, type Shown, type Style, words } from './shown.ts';

/** `urls`: bare web addresses become links. `mentions`: a bare @everyone, @channel or @here pings. */
export interface Parsing {
  urls: boolean;
  mentions: boolean;
}

const STYLES: Record<string, Style> = { '*': 'bold', _: 'italic', '~': 'strike', '`': 'code' };

/** One character, or something in angle brackets that is already understood. */
type Atom = string | Inline;

export const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const isWord = (atom: Atom | undefined): boolean => typeof atom === 'string' && /[\p{L}\p{N}]/u.test(atom);
const isSpace = (atom: Atom | undefined): boolean => typeof atom === 'string' && /\s/.test(atom);

const DATE = /^!date\^(-?\d+)\^([^^|]*)(?:\^([^|]*))?$/;

/** What stands between angle brackets; null where it means nothing. */
function angle(inside: string): Inline | null {
  const bar = inside.indexOf('|');
  const body = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : unescaped(inside.slice(bar + 1));
  const date = DATE.exec(body);
  if (date)
    return {
      kind: 'date',
      seconds: Number(date[1]),
      format: unescaped(date[2]!),
      url: unescaped(date[3] ?? ''),
      fallback: label,
    };
  if (/^@[UW]\w+$/.test(body)) return { kind: 'user', id: body.slice(1), label };
  if (/^#[CGD]\w+$/.test(body)) return { kind: 'channel', id: body.slice(1), label };
  if (/^!(here|channel|everyone)$/.test(body)) return { kind: 'broadcast', range: body.slice(1) };
  const group = /^!subteam\^(\w+)$/.exec(body);
  if (group) return { kind: 'group', id: group[1]!, label };
  if (/^[a-z][a-z0-9+.-]*:\S/i.test(body)) {
    const url = unescaped(body);
    return { kind: 'link', url, label: label || url };
  }
  return null;
}

function atoms(line: string): Atom[] {
  const found: Atom[] = [];
  let from = 0;
  for (const match of line.matchAll(/<([^<>\n]+)>/g)) {
    const node = angle(match[1]!);
    if (!node) continue;
    found.push(...line.slice(from, match.index), node);
    from = match.index + match[0].length;
  }
  found.push(...line.slice(from));
  return found;
}

const AUTO = /https?:\/\/[^\s<>|]+|\bwww\.[^\s<>|]+|(?<![\p{L}\p{N}])@(?:everyone|channel|here)\b/gu;

/** Plain characters, with what a client recognises in them by itself. */
function plain(text: string, parsing: Parsing): Inline[] {
  const found: Inline[] = [];
  let from = 0;
  const decoded = unescaped(text);
  for (const match of decoded.matchAll(AUTO)) {
    const isMention = match[0].startsWith('@');
    if (isMention ? !parsing.mentions : !parsing.urls) continue;
    const hit = isMention ? match[0] : match[0].replace(/[.,;:!?)'"\]]+$/, '');
    if (match.index > from) found.push(words(decoded.slice(from, match.index)));
    const url = hit.startsWith('www.') ? `http://${hit}` : hit;
    found.push(isMention ? { kind: 'broadcast', range: hit.slice(1) } : { kind: 'link', url, label: hit });
    from = match.index + hit.length;
  }
  if (from < decoded.length) found.push(words(decoded.slice(from)));
  return found;
}

/** Where the style opened at `start` ends; -1 where it is no style. */
function closing(line: readonly Atom[], start: number): number {
  const marker = line[start];
  const next = line[start + 1];
  if (isWord(line[start - 1]) || next === undefined || next === marker || isSpace(next)) return -1;
  for (let at = start + 2; at < line.length; at += 1)
    if (line[at] === marker && !isSpace(line[at - 1]) && !isWord(line[at + 1])) return at;
  return -1;
}

function styled(line: readonly Atom[], parsing: Parsing): Inline[] {
  const found: Inline[] = [];
  let run = '';
  const flush = (): void => {
    if (run !== '') found.push(...plain(run, parsing));
    run = '';
  };
  for (let at = 0; at < line.length; at += 1) {
    const atom = line[at]!;
    if (typeof atom !== 'string') {
      flush();
      found.push(atom);
      continue;
    }
    const style = STYLES[atom];
    const end = style ? closing(line, at) : -1;
    if (!style || end < 0) {
      run += atom;
      continue;
    }
    flush();
    const inside = line.slice(at + 1, end);
    found.push({
      kind: 'styled',
      style,
      parts: style === 'code' ? literal(inside) : styled(inside, parsing),
    });
    at = end;
  }
  flush();
  return found;
}

/** Code: what is in angle brackets still counts, nothing else does. */
const literal = (line: readonly Atom[]): Inline[] =>
  line
    .map((atom) => (typeof atom === 'string' ? words(atom) : atom))
    .reduce<Inline[]>((found, part) => {
      const last = found.at(-1);
      if (last?.kind === 'text' && part.kind === 'text') last.text += part.text;
      else found.push(part);
      return found;
    }, [])
    .map((part) => (part.kind === 'text' ? words(unescaped(part.text)) : part));

/** Text in which nothing is read but what stands in angle brackets and what a client recognises by itself. */
export function spans(text: string, parsing: Parsing): Inline[] {
  const found: Inline[] = [];
  let run = '';
  for (const atom of [...atoms(text), null]) {
    if (typeof atom === 'string') {
      run += atom;
      continue;
    }
    found.push(...plain(run, parsing));
    run = '';
    if (atom) found.push(atom);
  }
  return found;
}

const QUOTE = /^(?:>|&gt;) ?/;
const QUOTE_REST = /^(?:>|&gt;){3} ?/;

/** The lines of a mrkdwn text. */
export function mrkdwn(text: string, parsing: Parsing): Shown[] {
  const found: Shown[] = [];
  for (const [index, chunk] of text.split(/```([\s\S]+?)```/).entries()) {
    if (index % 2 === 1) {
      found.push({ kind: 'code', parts: literal(atoms(chunk)) });
      continue;
    }
    let rest = false;
    for (const line of chunk.split('\n')) {
      rest ||= QUOTE_REST.test(line);
      const quoted = rest || QUOTE.test(line);
      const body = line.replace(QUOTE_REST, '').replace(QUOTE, '');
      const parts = styled(atoms(quoted ? body : line), parsing);
      if (parts.length > 0) found.push({ kind: quoted ? 'quote' : 'line', parts });
    }
  }
  return found;
}
