import { shorten } from '../../chat/clean.ts';
import type { Element, Leaf, List, Section } from './render-text.ts';

/** Characters of one rich_text block. Slack names no limit for it; a section has 3,000. */
const BLOCK_TEXT = 2_900;
/** Characters of rich text in one message. */
export const MESSAGE_TEXT = 11_500;

// What a date or a channel may take up once it is shown.
const SHOWN = 40;

const leafSize = (leaf: Leaf): number => {
  if (leaf.type === 'text') return leaf.text.length;
  return leaf.type === 'link' ? leaf.url.length + (leaf.text?.length ?? 0) : SHOWN;
};
const leavesSize = (leaves: readonly Leaf[]): number => leaves.reduce((sum, leaf) => sum + leafSize(leaf), 0);

export const sizeOf = (element: Element): number =>
  element.type === 'rich_text_list'
    ? element.elements.reduce((sum, item) => sum + leavesSize(item.elements), 0)
    : leavesSize(element.elements);

/** How much each may keep so that all together stay within `total`: the longest give way first. */
export function fairShare(sizes: readonly number[], total: number): number {
  if (sizes.reduce((sum, size) => sum + size, 0) <= total) return Number.POSITIVE_INFINITY;
  let left = total;
  const ascending = [...sizes].sort((a, b) => a - b);
  for (const [index, size] of ascending.entries()) {
    const share = Math.floor(left / (ascending.length - index));
    if (size > share) return share;
    left -= size;
  }
  return left;
}

/** As much of the beginning as fits, ending in `…` where something was left out. */
export function cutElements(elements: readonly Element[], max: number): Element[] {
  const kept: Element[] = [];
  let left = max;
  for (const element of elements) {
    const size = sizeOf(element);
    if (size > left) {
      const begun = cutElement(element, left);
      if (begun) kept.push(begun);
      return kept;
    }
    kept.push(element);
    left -= size;
  }
  return kept;
}

function cutElement(element: Element, max: number): Element | undefined {
  if (element.type !== 'rich_text_list') {
    const elements = cutLeaves<Leaf>(element.elements, max);
    return elements.length > 0 ? ({ ...element, elements } as Element) : undefined;
  }
  const items: Section[] = [];
  let left = max;
  for (const item of element.elements) {
    const elements = cutLeaves(item.elements, left);
    if (elements.length > 0) items.push({ ...item, elements });
    left -= leavesSize(item.elements);
    if (left <= 0) break;
  }
  return items.length > 0 ? { ...element, elements: items } : undefined;
}

function cutLeaves<L extends Leaf>(leaves: readonly L[], max: number): L[] {
  const kept: L[] = [];
  let left = max;
  for (const leaf of leaves) {
    const size = leafSize(leaf);
    if (size > left) {
      const text = shorten(leaf.type === 'text' ? leaf.text : `${' '.repeat(left)}…`, left).trimStart();
      if (text !== '') kept.push({ ...(leaf.type === 'text' ? leaf : { type: 'text' }), text } as L);
      return kept;
    }
    kept.push(leaf);
    left -= size;
  }
  return kept;
}

/** The same elements in groups of at most `max` characters, a group each block. */
export function splitElements(elements: readonly Element[], max = BLOCK_TEXT): Element[][] {
  const groups: Element[][] = [];
  let left = 0;
  for (const element of elements.flatMap((each) => (sizeOf(each) > max ? piecesOf(each, max) : [each]))) {
    const size = sizeOf(element);
    const last = groups.at(-1);
    if (last && size <= left) last.push(element);
    else {
      groups.push([element]);
      left = max;
    }
    left -= size;
  }
  return groups;
}

function piecesOf(element: Element, max: number): Element[] {
  if (element.type === 'rich_text_list') return piecesOfList(element, max);
  return chunksOf(element.elements, max).map((elements) => ({ ...element, elements }) as Element);
}

function piecesOfList(list: List, max: number): List[] {
  const lists: List[] = [];
  let left = 0;
  for (const [index, item] of list.elements.entries()) {
    const kept = { ...item, elements: cutLeaves(item.elements, max) };
    const size = leavesSize(kept.elements);
    const last = lists.at(-1);
    if (last && size <= left) last.elements.push(kept);
    else {
      const before = (list.offset ?? 0) + index;
      lists.push({
        ...list,
        ...(list.style === 'ordered' && before > 0 ? { offset: before } : {}),
        elements: [kept],
      });
      left = max;
    }
    left -= size;
  }
  return lists;
}

function chunksOf(leaves: readonly Leaf[], max: number): Leaf[][] {
  const chunks: Leaf[][] = [];
  let left = 0;
  const add = (leaf: Leaf) => {
    const last = chunks.at(-1);
    if (last && leafSize(leaf) <= left) last.push(leaf);
    else {
      chunks.push([leaf]);
      left = max;
    }
    left -= leafSize(leaf);
  };
  for (const leaf of leaves) {
    if (leaf.type !== 'text') add(leaf);
    else for (const text of slices(leaf.text, max, left)) add({ ...leaf, text });
  }
  return chunks;
}

/** A text in pieces, the first of at most `first` characters if that is worth while; cut at spaces where there are. */
function slices(text: string, max: number, first: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  let room = text.length <= first || first > max / 4 ? first : max;
  while (rest.length > room) {
    const space = Math.max(rest.lastIndexOf('\n', room - 1), rest.lastIndexOf(' ', room - 1)) + 1;
    let at = space > room / 2 ? space : room;
    if (/[\uD800-\uDBFF]/.test(rest[at - 1] ?? '')) at -= 1;
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
    room = max;
  }
  return rest === '' ? pieces : [...pieces, rest];
}
