import type { Block, Inline, RichText, TimeStyle } from '../../chat/text.ts';
import { escapeLineStarts, escapeText, fenced, literal, SEAM } from './escape.ts';
import { webAddress } from './web-address.ts';

/** Rich text as Discord's Markdown: https://discord.com/developers/docs/reference#message-formatting */

const TIME: Readonly<Record<TimeStyle, string>> = { full: 'F', date: 'D', time: 't', relative: 'R' };
const MARK = { strong: '**', emphasis: '*', strike: '~~' } as const;
const SNOWFLAKE = /^\d{17,20}$/;
/** The last second that a client can show as a date. */
const LAST_SECOND = 8_640_000_000_000;
/** Deeper than this, a list is shown at the same depth: phones have no more room. */
const DEPTH = 4;

type Style = keyof typeof MARK;

/** What is left once everything that Discord cannot show as such has become words. */
type Piece =
  | { kind: 'words'; text: string }
  | { kind: 'markup'; text: string }
  | { kind: 'style'; style: Style; pieces: Piece[] };

/** One line of words, bold. */
export function bold(line: string): string {
  const words = escapeText(line).trim();
  return words === '' ? '' : join(join(MARK.strong, words), MARK.strong);
}

/** Inline nodes as one or more lines; nothing in them begins a list, a heading or a quote. */
export const renderInline = (nodes: readonly Inline[]): string =>
  escapeLineStarts(write(pieces(nodes, [])))
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** The same on one line. */
export const renderLine = (nodes: readonly Inline[]): string => renderInline(nodes).replace(/\s*\n\s*/g, ' ');

/** Blocks, one below the other; an empty string where there is nothing to show. */
export function renderRich(blocks: RichText): string {
  let written = '';
  let last: Block['kind'] | undefined;
  for (const block of blocks) {
    const next = renderBlock(block);
    if (next === '') continue;
    const close = last === undefined ? '' : last === 'heading' || block.kind === 'list' ? '\n' : '\n\n';
    written += close + next;
    last = block.kind;
  }
  return written;
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return renderInline(block.children);
    case 'heading':
      return heading('###', renderLine(block.children));
    case 'list':
      return listLines(block, 0).join('\n');
    case 'quote':
      return innerLines(block.children, 0)
        .map((line) => `> ${line}`)
        .join('\n');
    case 'code': {
      const code = fenced(block.text);
      return code === '' ? '' : `\`\`\`\n${code}\n\`\`\``;
    }
  }
}

/** A line as a heading. Number signs at its end would be taken for the end of the heading: a seam holds them off. */
export const heading = (mark: '##' | '###', line: string): string =>
  line === '' ? '' : `${mark} ${line}${line.endsWith('#') ? SEAM : ''}`;

function listLines(list: Block & { kind: 'list' }, depth: number): string[] {
  const indent = '  '.repeat(Math.min(depth, DEPTH));
  const lines: string[] = [];
  let number = 0;
  for (const item of list.items) {
    const [first, ...rest] = innerLines(item, depth + 1);
    if (first === undefined) continue;
    number += 1;
    lines.push(`${indent}${list.ordered ? `${number}.` : '-'} ${first.trimStart()}`, ...rest);
  }
  return lines;
}

/** Blocks inside a list item or a quote, where Discord knows neither headings, quotes nor code blocks. */
function innerLines(blocks: RichText, depth: number): string[] {
  const indent = '  '.repeat(Math.min(depth, DEPTH));
  return blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'list':
        return listLines(block, depth);
      case 'quote':
        return innerLines(block.children, depth);
      case 'code':
        return block.text.split('\n').flatMap((line) => {
          const code = codeSpan(line);
          return code === '' ? [] : [indent + code];
        });
      case 'heading':
        return lines(renderLine([{ kind: 'strong', children: block.children }]), indent);
      default:
        return lines(renderInline(block.children), indent);
    }
  });
}

const lines = (text: string, indent: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => indent + line);

function codeSpan(text: string): string {
  const code = literal(text).trim();
  return code === '' ? '' : `\`${code}\``;
}

/** Turns nodes into pieces, merging words that stand side by side, so that no markup arises at their border. */
function pieces(nodes: readonly Inline[], styles: readonly Style[]): Piece[] {
  const found: Piece[] = [];
  const words = (text: string): void => {
    const last = found.at(-1);
    if (last?.kind === 'words') last.text += text;
    else found.push({ kind: 'words', text });
  };
  const markup = (text: string): void => {
    if (text !== '') found.push({ kind: 'markup', text });
  };
  const add = (inner: readonly Piece[]): void => {
    for (const piece of inner) piece.kind === 'words' ? words(piece.text) : found.push(piece);
  };
  for (const node of nodes) {
    switch (node.kind) {
      case 'text':
        words(node.text);
        break;
      case 'break':
        words('\n');
        break;
      case 'code':
        // Markup around code is found before the code is: inside a style it would end the style.
        styles.length > 0 ? words(node.text) : markup(codeSpan(node.text));
        break;
      case 'usage':
        styles.length > 0 ? words(typed(node)) : markup(codeSpan(typed(node)));
        break;
      case 'time':
        if (Math.abs(node.at) <= LAST_SECOND) markup(`<t:${Math.trunc(node.at)}:${TIME[node.style]}>`);
        break;
      case 'member':
        SNOWFLAKE.test(node.id) ? markup(`<@${node.id}>`) : words(`@${node.name}`);
        break;
      case 'channel':
        SNOWFLAKE.test(node.id) ? markup(`<#${node.id}>`) : words(`#${node.id}`);
        break;
      case 'link':
        add(linkPieces(node.url, node.children, styles));
        break;
      default:
        if (styles.includes(node.kind)) add(pieces(node.children, styles));
        else {
          const inner = pieces(node.children, [...styles, node.kind]);
          found.push({ kind: 'style', style: node.kind, pieces: inner });
        }
    }
  }
  return found;
}

/** As members type it; Discord's options are `name:value`. */
const typed = (node: Inline & { kind: 'usage' }): string =>
  [`/${node.command}`, ...Object.entries(node.values).map(([name, value]) => `${name}:${value}`)].join(' ');

function linkPieces(url: string, children: readonly Inline[], styles: readonly Style[]): Piece[] {
  const address = webAddress(url);
  const inner = pieces(children, styles);
  const label = plain(inner).replace(/\s+/g, ' ').trim();
  if (address === undefined) return inner;
  const bare: Piece = { kind: 'markup', text: `<${address}>` };
  if (label === '' || label === url || label === address) return [bare];
  // Discord shows no link whose words look like an address or hold a mention: the two stand side by side instead.
  if (/:\/\/|\bwww\.|\.\w{2,}\//i.test(label) || inner.some(({ kind }) => kind === 'markup'))
    return [...inner, { kind: 'words', text: ' (' }, bare, { kind: 'words', text: ')' }];
  // Brackets in the words would end them, escaped or not.
  const words = escapeText(label.replaceAll('[', '(').replaceAll(']', ')'));
  return [{ kind: 'markup', text: `[${words}](${address})` }];
}

/** The words of pieces without their styles. */
const plain = (found: readonly Piece[]): string =>
  found.map((piece) => (piece.kind === 'style' ? plain(piece.pieces) : piece.text)).join('');

function write(found: readonly Piece[]): string {
  let written = '';
  for (const piece of found) {
    const next =
      piece.kind === 'words' ? escapeText(piece.text) : piece.kind === 'markup' ? piece.text : styled(piece);
    written = join(written, next);
  }
  return written;
}

/** A style line by line, with the spaces around it outside, since Discord takes it only so. */
function styled({ style, pieces: inner }: Piece & { kind: 'style' }): string {
  const mark = MARK[style];
  return write(inner)
    .split('\n')
    .map((line) => {
      const text = line.trim();
      if (text === '') return line;
      const start = line.indexOf(text);
      return line.slice(0, start) + join(join(mark, text), mark) + line.slice(start + text.length);
    })
    .join('\n');
}

/** Two pieces side by side; where the same mark would meet itself, an invisible seam parts them. */
function join(left: string, right: string): string {
  const meets = left !== '' && left.at(-1) === right[0] && /[*~`]/.test(right[0] ?? '');
  return left + (meets ? SEAM : '') + right;
}
