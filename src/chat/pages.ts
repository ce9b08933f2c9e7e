import type { Block, Inline, RichText } from './text.ts';
import { plainInline, plainText } from './text.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** Counted from 0; within the range, whatever was asked for. */
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
}

/** One page of a list; a page that is not there is the nearest one that is. */
export function pageOf<T>(items: readonly T[], page: number, perPage: number): Page<T> {
  return pick(
    Array.from({ length: Math.ceil(items.length / perPage) }, (_, index) =>
      items.slice(index * perPage, (index + 1) * perPage),
    ),
    page,
  );
}

/** Packs items into pages of at most `budget` (in what `size` measures), in order, at least one item a page. */
export function pack<T>(items: readonly T[], size: (item: T) => number, budget: number): T[][] {
  const pages: T[][] = [];
  let left = 0;
  for (const item of items) {
    const needs = size(item);
    const last = pages.at(-1);
    if (!last || needs > left) {
      pages.push([item]);
      left = budget - needs;
    } else {
      last.push(item);
      left -= needs;
    }
  }
  return pages;
}

export function pick<T>(pages: readonly (readonly T[])[], page: number): Page<T> {
  const count = Math.max(1, pages.length);
  const at = Math.min(Math.max(0, Math.trunc(page) || 0), count - 1);
  return { items: pages[at] ?? [], page: at, pages: count };
}

/** What stands before an item of a list, and the line end after it. */
const BULLET = '• \n'.length;

/** Folds a long text into pages of at most `budget` visible characters, between blocks where it can. */
export function foldText(text: RichText, budget: number): RichText[] {
  const blocks = text.flatMap((block) => splitBlock(block, budget));
  return pack(blocks, (block) => plainText([block]).length + 1, budget);
}

function splitBlock(block: Block, budget: number): Block[] {
  if (plainText([block]).length <= budget) return [block];
  switch (block.kind) {
    case 'list':
      return pack(
        block.items.flatMap((item) => foldText(item, Math.max(1, budget - BULLET))),
        (item) => plainText(item).length + BULLET,
        budget,
      ).map((items) => ({ ...block, items }));
    case 'quote':
      return foldText(block.children, budget).map((children) => ({ ...block, children }));
    case 'code':
      return chunks(block.text, budget).map((text) => ({ ...block, text }));
    default:
      return pack(
        block.children.flatMap((node) => splitInline(node, budget)),
        (node) => plainInline([node]).length,
        budget,
      ).map((children) => ({ ...block, children }));
  }
}

function splitInline(node: Inline, budget: number): Inline[] {
  if (plainInline([node]).length <= budget) return [node];
  switch (node.kind) {
    case 'text':
    case 'code':
      return chunks(node.text, budget).map((text) => ({ ...node, text }));
    case 'strong':
    case 'emphasis':
    case 'strike':
    case 'link':
      return node.children.flatMap((child) =>
        splitInline(child, budget).map((part) => ({ ...node, children: [part] })),
      );
    default:
      return [node];
  }
}

/** Pieces of at most `budget` characters, cut at spaces where there are any, never within a character. */
function chunks(value: string, budget: number): string[] {
  const pieces: string[] = [];
  let rest = value;
  while (rest.length > budget) {
    const space = rest.lastIndexOf(' ', budget - 1);
    const whole = rest.slice(0, budget).replace(/[\uD800-\uDBFF]$/, '').length || 2;
    const cut = space > budget / 2 ? space + 1 : whole;
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return rest === '' ? pieces : [...pieces, rest];
}
