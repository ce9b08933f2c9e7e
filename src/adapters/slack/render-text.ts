import type { RichTextChannelMention, RichTextDate, RichTextLink, RichTextText } from '@slack/types';
import { clean, cleanLine, shorten } from '../../chat/clean.ts';
import type { Block, Inline, RichText } from '../../chat/text.ts';
import { typedUsage } from './speech.ts';
import { dateFormat, momentFallback, safeUrl } from './values.ts';

/** Inline elements: none of them notifies anyone, and the text of none is read as markup. */
export type Leaf = RichTextText | RichTextLink | RichTextChannelMention | RichTextDate;

export interface Section {
  type: 'rich_text_section';
  elements: Leaf[];
}
export interface List {
  type: 'rich_text_list';
  style: 'bullet' | 'ordered';
  indent: number;
  /** How many items of the same list came before. */
  offset?: number;
  elements: Section[];
}
interface Quote {
  type: 'rich_text_quote';
  elements: Leaf[];
}
interface Preformatted {
  type: 'rich_text_preformatted';
  elements: RichTextText[];
}
export type Element = Section | List | Quote | Preformatted;

type Style = NonNullable<RichTextText['style']>;

const DEEPEST = 8;
/** A link cannot be split, so its words must fit into a block beside its address. */
const LABEL = 500;

const plain = (text: string, style: Style = {}): RichTextText => ({
  type: 'text',
  text,
  ...(Object.keys(style).length > 0 ? { style } : {}),
});

/** Rich text as the elements of a rich_text block; nothing at all where there is nothing to read. */
export function richElements(text: RichText, prefix: string): Element[] {
  const elements: Element[] = [];
  // Paragraphs and headings in a row share one section, since only line feeds part them reliably.
  let open: Section | undefined;
  let gap = '';
  for (const block of text) {
    if (block.kind === 'paragraph' || block.kind === 'heading') {
      const leaves = inlineLeaves(block.children, block.kind === 'heading' ? { bold: true } : {}, prefix);
      if (!hasWords(leaves)) continue;
      if (open) open.elements = merged([...open.elements, plain(gap), ...leaves]);
      else {
        open = { type: 'rich_text_section', elements: leaves };
        elements.push(open);
      }
      gap = block.kind === 'heading' ? '\n' : '\n\n';
    } else {
      const made = standing(block, prefix);
      if (made.length > 0) open = undefined;
      elements.push(...made);
    }
  }
  return elements;
}

function standing(block: Exclude<Block, { kind: 'paragraph' | 'heading' }>, prefix: string): Element[] {
  if (block.kind === 'list') return listElements(block, 0, prefix);
  if (block.kind === 'code') {
    const text = clean(block.text).replace(/^\n+|\s+$/g, '');
    return text === '' ? [] : [{ type: 'rich_text_preformatted', elements: [plain(text)] }];
  }
  const leaves = flat(block.children, prefix);
  return hasWords(leaves) ? [{ type: 'rich_text_quote', elements: leaves }] : [];
}

/** A list and the lists inside it: Slack has no nesting, only an indentation for each run of items. */
function listElements(list: Extract<Block, { kind: 'list' }>, indent: number, prefix: string): List[] {
  const lists: List[] = [];
  let run: Section[] = [];
  let before = 0;
  const close = () => {
    if (run.length === 0) return;
    const offset = list.ordered && before > 0 ? { offset: before } : {};
    lists.push({
      type: 'rich_text_list',
      style: list.ordered ? 'ordered' : 'bullet',
      indent,
      ...offset,
      elements: run,
    });
    before += run.length;
    run = [];
  };
  for (const item of list.items) {
    const words = flat(
      item.filter(({ kind }) => kind !== 'list'),
      prefix,
    );
    if (hasWords(words)) run.push({ type: 'rich_text_section', elements: words });
    for (const block of item) {
      if (block.kind !== 'list') continue;
      close();
      lists.push(...listElements(block, Math.min(indent + 1, DEEPEST), prefix));
    }
  }
  close();
  return lists;
}

/** Blocks where Slack takes inline elements only: a line each. */
function flat(text: RichText, prefix: string): Leaf[] {
  const lines = text.flatMap((block): Leaf[][] => {
    switch (block.kind) {
      case 'list':
        return block.items.map((item) => [plain('• '), ...flat(item, prefix)]);
      case 'quote':
        return [flat(block.children, prefix)];
      case 'code':
        return [inlineLeaves([{ kind: 'code', text: block.text }], {}, prefix)];
      default:
        return [inlineLeaves(block.children, block.kind === 'heading' ? { bold: true } : {}, prefix)];
    }
  });
  const filled = lines.filter(hasWords);
  return merged(filled.flatMap((line, index) => (index === 0 ? line : [plain('\n'), ...line])));
}

function inlineLeaves(nodes: readonly Inline[], style: Style, prefix: string): Leaf[] {
  return merged(nodes.flatMap((node) => leavesOf(node, style, prefix)));
}

function leavesOf(node: Inline, style: Style, prefix: string): Leaf[] {
  const styled = (more: Style) =>
    inlineLeaves('children' in node ? node.children : [], { ...style, ...more }, prefix);
  switch (node.kind) {
    case 'text':
      return [plain(clean(node.text), style)];
    case 'code':
      return [plain(clean(node.text), { ...style, code: true })];
    case 'usage':
      return [plain(typedUsage(node, prefix), { ...style, code: true })];
    case 'strong':
      return styled({ bold: true });
    case 'emphasis':
      return styled({ italic: true });
    case 'strike':
      return styled({ strike: true });
    case 'break':
      return [plain('\n', style)];
    case 'member':
      return [plain(`@${cleanLine(node.name)}`, style)];
    case 'channel':
      return /^[CGD][A-Z0-9]{2,30}$/.test(node.id)
        ? [{ type: 'channel', channel_id: node.id }]
        : [plain(`#${cleanLine(node.id)}`, style)];
    case 'time':
      return [moment(node, style)];
    case 'link': {
      const label = styled({});
      const url = safeUrl(node.url);
      if (url === undefined) return label;
      const text = shorten(cleanLine(wordsOf(label)), LABEL);
      return [
        {
          type: 'link',
          url,
          ...(text === '' ? {} : { text }),
          ...(Object.keys(style).length > 0 ? { style } : {}),
        },
      ];
    }
  }
}

function moment(node: Extract<Inline, { kind: 'time' }>, style: Style): Leaf {
  const fallback = momentFallback(node);
  if (fallback === undefined) return plain('(no time)', style);
  return { type: 'date', timestamp: Math.floor(node.at), format: dateFormat(node.style), fallback };
}

/** Neighbours of one style become one; empty ones go, since Slack refuses them. */
function merged(leaves: readonly Leaf[]): Leaf[] {
  const kept: Leaf[] = [];
  for (const leaf of leaves) {
    const last = kept.at(-1);
    if (leaf.type === 'text' && leaf.text === '') continue;
    if (leaf.type === 'text' && last?.type === 'text' && sameStyle(last.style, leaf.style)) {
      kept[kept.length - 1] = { ...last, text: last.text + leaf.text };
    } else kept.push(leaf);
  }
  return kept;
}

const STYLES = ['bold', 'italic', 'strike', 'code'] as const;
const sameStyle = (a: Style = {}, b: Style = {}): boolean => STYLES.every((name) => a[name] === b[name]);

/** What the elements say, without markup. */
export const wordsOf = (leaves: readonly Leaf[]): string =>
  leaves
    .map((leaf) => {
      if (leaf.type === 'text') return leaf.text;
      if (leaf.type === 'link') return leaf.text ?? leaf.url;
      return leaf.type === 'date' ? (leaf.fallback ?? '') : '';
    })
    .join('');

const hasWords = (leaves: readonly Leaf[]): boolean =>
  leaves.some((leaf) => leaf.type === 'channel' || wordsOf([leaf]).trim() !== '');
