import { parseInline } from './markdown-inline.ts';

/** Discord's own Markdown, as its client shows it: not CommonMark. */

export type Style = 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: Style; children: Inline[] }
  | { kind: 'code'; text: string }
  /** A masked link has children; a bare one shows its address. */
  | { kind: 'link'; url: string; children: Inline[] | undefined }
  | { kind: 'user' | 'role' | 'channel'; id: string }
  | { kind: 'everyone'; who: 'everyone' | 'here' }
  | { kind: 'time'; ms: number; style: string }
  | { kind: 'emoji' | 'command'; name: string };

export type Block =
  | { kind: 'line' | 'small'; children: Inline[] }
  | { kind: 'heading'; level: number; children: Inline[] }
  | { kind: 'item'; depth: number; number: number | undefined; blocks: Block[] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'code'; text: string };

const FENCE = /```(?:[a-z0-9_+\-.#]+\n)?\n*([^\n][\s\S]*?)\n*```/iy;

/** The blocks of a text: fenced code first, since nothing inside it counts, then line by line. */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  let from = 0;
  for (let at = 0; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source.startsWith('```', at)) {
      FENCE.lastIndex = at;
      const match = FENCE.exec(source);
      if (match === null) continue;
      blocks.push(...parseLines(after(source.slice(from, at), from)), { kind: 'code', text: match[1]! });
      from = at + match[0].length;
      at = from - 1;
    }
  }
  return [...blocks, ...parseLines(after(source.slice(from), from))];
}

/** Text behind a fence begins a line of its own. */
const after = (rest: string, from: number): string => (from === 0 ? rest : rest.replace(/^ +/, ''));

const HEADING = /^ *(#{1,3}) +(\S.*)$/;
const SMALL = /^ *-# +(\S.*)$/;
const ITEM = /^( *)(?:[*-]|(\d{1,9})\.) +(\S.*)$/;
const QUOTE = /^ *> (.*)$/;
const REST_QUOTE = /^ *>>> /;

function parseLines(source: string): Block[] {
  const lines = source.split('\n');
  const blocks: Block[] = [];
  let plain: string[] = [];
  let indents: number[] = [];
  let counts: (number | undefined)[] = [];
  // Formatting may run over several plain lines, so these are read together.
  const flush = (): void => {
    if (plain.some((line) => line !== ''))
      blocks.push({ kind: 'line', children: parseInline(plain.join('\n')) });
    plain = [];
  };
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]!;
    const item = SMALL.test(line) ? null : ITEM.exec(line);
    if (item === null) indents = [];
    if (REST_QUOTE.test(line)) {
      flush();
      const rest = [line.replace(REST_QUOTE, ''), ...lines.slice(index + 1)].join('\n');
      blocks.push({ kind: 'quote', blocks: parseLines(rest) });
      return blocks;
    }
    if (QUOTE.test(line)) {
      flush();
      const quoted: string[] = [];
      for (; index < lines.length && QUOTE.test(lines[index]!); index += 1)
        quoted.push(QUOTE.exec(lines[index]!)![1]!);
      index -= 1;
      blocks.push({ kind: 'quote', blocks: parseLines(quoted.join('\n')) });
    } else if (item) {
      flush();
      const indent = item[1]!.length;
      while (indents.length > 0 && indents.at(-1)! >= indent) indents.pop();
      const depth = indents.length;
      indents.push(indent);
      counts = counts.slice(0, depth + 1);
      const before = blocks.at(-1);
      const last = before?.kind === 'item' ? counts[depth] : undefined;
      const number = item[2] === undefined ? undefined : last === undefined ? Number(item[2]) : last + 1;
      counts[depth] = number;
      blocks.push({ kind: 'item', depth, number, blocks: parseLines(item[3]!) });
    } else if (HEADING.test(line)) {
      flush();
      const [, marks, text] = HEADING.exec(line)!;
      blocks.push({
        kind: 'heading',
        level: marks!.length,
        children: parseInline(text!.replace(/ *#*\s*$/, '')),
      });
    } else if (SMALL.test(line)) {
      flush();
      blocks.push({ kind: 'small', children: parseInline(SMALL.exec(line)![1]!) });
    } else plain.push(line);
  }
  flush();
  return blocks;
}

/** Every inline node, at any depth. */
export function* everyNode(blocks: readonly Block[]): Iterable<Inline> {
  for (const block of blocks) {
    if ('blocks' in block) yield* everyNode(block.blocks);
    else if ('children' in block) yield* everyInline(block.children);
  }
}

function* everyInline(nodes: readonly Inline[]): Iterable<Inline> {
  for (const node of nodes) {
    yield node;
    if ('children' in node && node.children) yield* everyInline(node.children);
  }
}
