import { shorten } from '../../chat/clean.ts';
import type { Block, Inline, RichText } from '../../chat/text.ts';

/** Room that is left, in characters of the words themselves; markup is not counted. Below 0: the ellipsis stands. */
interface Room {
  left: number;
}

/** What a mention, a moment or a command counts: it is taken whole or not at all. */
const ATOM = 20;

const ELLIPSIS: Inline = { kind: 'text', text: '…' };

/** The beginning of a text, an ellipsis where it stops; what is cut is the tree, so that no markup stays open. */
export const cutRich = (blocks: RichText, room: number): RichText => takeRich(blocks, { left: room });

export const cutInline = (nodes: readonly Inline[], room: number): readonly Inline[] =>
  takeInline(nodes, { left: room });

/** The same for named values, which share the room in their order. */
export function cutFields<F extends { readonly name: string; readonly value: RichText }>(
  fields: readonly F[],
  room: number,
): { readonly name: string; readonly value: RichText }[] {
  const shared = { left: room };
  return fields.flatMap((field) => {
    if (shared.left <= 0) return [];
    const name = takeText(field.name, shared);
    return [{ name, value: takeRich(field.value, shared) }];
  });
}

/** How many characters there are to cut from. */
export const sizeOfRich = (blocks: RichText): number =>
  blocks.reduce((sum, block) => {
    if (block.kind === 'list') return sum + block.items.reduce((all, item) => all + sizeOfRich(item), 0);
    if (block.kind === 'quote') return sum + sizeOfRich(block.children);
    return sum + (block.kind === 'code' ? block.text.length : sizeOfInline(block.children));
  }, 0);

export const sizeOfInline = (nodes: readonly Inline[]): number =>
  nodes.reduce((sum, node) => {
    if (node.kind === 'text' || node.kind === 'code') return sum + node.text.length;
    return sum + ('children' in node ? sizeOfInline(node.children) : ATOM);
  }, 0);

function takeRich(blocks: RichText, room: Room): RichText {
  const taken: Block[] = [];
  for (const block of blocks) {
    if (room.left === 0) taken.push({ kind: 'paragraph', children: [ELLIPSIS] });
    if (room.left <= 0) room.left = -1;
    else taken.push(takeBlock(block, room));
  }
  return taken;
}

function takeBlock(block: Block, room: Room): Block {
  switch (block.kind) {
    case 'list': {
      const items: RichText[] = [];
      for (const item of block.items) if (room.left > 0) items.push(takeRich(item, room));
      return { ...block, items };
    }
    case 'quote':
      return { ...block, children: takeRich(block.children, room) };
    case 'code':
      return { ...block, text: takeText(block.text, room) };
    default:
      return { ...block, children: takeInline(block.children, room) };
  }
}

function takeInline(nodes: readonly Inline[], room: Room): Inline[] {
  const taken: Inline[] = [];
  for (const node of nodes) {
    if (room.left === 0) taken.push(ELLIPSIS);
    if (room.left <= 0) room.left = -1;
    else if (node.kind === 'text' || node.kind === 'code')
      taken.push({ ...node, text: takeText(node.text, room) });
    else if ('children' in node) taken.push({ ...node, children: takeInline(node.children, room) });
    else {
      taken.push(ATOM <= room.left ? node : ELLIPSIS);
      room.left -= ATOM;
    }
  }
  return taken;
}

function takeText(text: string, room: Room): string {
  const taken = shorten(text, room.left);
  room.left -= text.length;
  return taken;
}
