import { foldText, pack } from '../chat/pages.ts';
import { type Inline, type RichText, text } from '../chat/text.ts';

/** How much room a text takes on the platform that has least of it, so that no fact is cut off. */

/** For the text of a page, of 4,000 characters; the rest is for its title and the small print below. */
export const ROOM = 3_700;

/** Of a message's bytes so many count as one of its characters. */
const BYTES = 2.5;
/** What a mention, a time or a command may take; and what stands around blocks and styles. */
const NODE = 40;
const AROUND = 6;
// Each may need another sign before it.
const ESCAPED = /[\\*_~`|<>#[\]():@]/g;

function sizeOfText(value: string): number {
  const escapes = value.match(ESCAPED)?.length ?? 0;
  return Math.max(value.length + escapes, Math.ceil((Buffer.byteLength(value) + escapes) / BYTES));
}

const sizeOfInline = (nodes: readonly Inline[]): number =>
  nodes.reduce((sum, node) => {
    switch (node.kind) {
      case 'text':
      case 'code':
        return sum + sizeOfText(node.text);
      case 'break':
        return sum + 2;
      case 'strong':
      case 'emphasis':
      case 'strike':
        return sum + AROUND + sizeOfInline(node.children);
      case 'link':
        return sum + AROUND + node.url.length + sizeOfInline(node.children);
      case 'member':
        return sum + Math.max(NODE, sizeOfText(node.name));
      default:
        return sum + NODE;
    }
  }, 0);

export const sizeOf = (blocks: RichText): number =>
  blocks.reduce((sum, block) => {
    switch (block.kind) {
      case 'list':
        return sum + block.items.reduce((all, item) => all + AROUND + sizeOf(item), 0);
      case 'quote':
        return sum + AROUND + sizeOf(block.children);
      case 'code':
        return sum + 2 * AROUND + sizeOfText(block.text);
      default:
        return sum + AROUND + sizeOfInline(block.children);
    }
  }, 0);

/** Pages that fit into one message each; a text stands whole on a page where it can. */
export const fold = (texts: readonly RichText[]): RichText[] =>
  pack(
    texts.flatMap((each) => (each.length > 0 ? pieces(each, ROOM) : [])),
    sizeOf,
    ROOM,
  ).map((page) => page.flat());

/** Words are counted without what is around them, so a text that is full of signs is folded more often. */
const pieces = (whole: RichText, budget: number): RichText[] =>
  sizeOf(whole) <= ROOM || budget < 1
    ? [whole]
    : foldText(whole, Math.floor(budget)).flatMap((piece) => pieces(piece, budget / 2));

/** A text below its heading. */
export const headed = (heading: string, ...blocks: RichText): RichText => [
  { kind: 'heading', children: [text(heading)] },
  ...blocks,
];
