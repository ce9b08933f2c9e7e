import { cleanLine } from '../../chat/clean.ts';
import { type Block, type Inline, plainInline, type RichText } from '../../chat/text.ts';

/** Words as HTML shows them literally, on one line. */
export const escapeHtml = (words: string): string => escapeMarks(words).replace(/\s+/g, ' ');

const escapeMarks = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A course text as HTML for other programs. */
export const toHtml = (blocks: RichText): string => blocks.map(blockHtml).join('');

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${inlineHtml(block.children)}</p>`;
    case 'heading':
      return `<p><strong>${inlineHtml(block.children)}</strong></p>`;
    case 'quote':
      return `<blockquote>${toHtml(block.children)}</blockquote>`;
    case 'code':
      return `<pre>${escapeMarks(block.text)}</pre>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${toHtml(item)}</li>`).join('')}</${tag}>`;
    }
  }
}

const TAGS = { strong: 'strong', emphasis: 'em', strike: 's' } as const;

function inlineHtml(nodes: readonly Inline[]): string {
  return nodes
    .map((node): string => {
      switch (node.kind) {
        case 'strong':
        case 'emphasis':
        case 'strike':
          return `<${TAGS[node.kind]}>${inlineHtml(node.children)}</${TAGS[node.kind]}>`;
        case 'link':
          return `<a href="${escapeHtml(node.url)}">${inlineHtml(node.children)}</a>`;
        case 'break':
          return '<br>';
        default:
          return escapeHtml(plainInline([node]));
      }
    })
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};

/** The words of HTML, as other programs keep them; an entity that is not known stays as it is written. */
export const fromHtml = (html: string): string => cleanLine(wordsOf(html));

const wordsOf = (html: string): string =>
  html
    .replace(/<(?:br|\/p|\/div|\/li)\b[^>]*>/gi, ' ')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (all, decimal, hex, name) => {
      if (name) return ENTITIES[name] ?? all;
      const code = Number.parseInt(decimal ?? hex, decimal ? 10 : 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    });
