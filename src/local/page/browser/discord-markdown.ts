import { type ComponentChildren, h } from 'preact';
import { type Block, type Inline, parseMarkdown } from '../../discord/markdown.ts';
import { parseInline } from '../../discord/markdown-inline.ts';
import { text } from '../../shared/json.ts';
import type { Drawn } from './discord-drawn.ts';
import { outward, type Scene, safeAddress, withoutSeams } from './discord-scene.ts';
import { Spoiler } from './discord-spoiler.ts';
import { drawTimestamp } from './discord-time.ts';

/** A text with all of Discord's Markdown; nothing where there is nothing to read. */
export function drawMarkdown(source: unknown, scene: Scene): Drawn | null {
  const blocks = parseMarkdown(text(source));
  return blocks.length === 0 ? null : h('div', { class: 'd-markdown' }, drawBlocks(blocks, scene));
}

/** One line, such as the title of an embed: no lists, headings or quotes; within a link no other links. */
export const drawLine = (source: unknown, scene: Scene, links = true): ComponentChildren =>
  drawInline(parseInline(text(source), links), scene);

type Item = Block & { kind: 'item' };
const isItem = (block: Block | undefined): block is Item => block?.kind === 'item';

function drawBlocks(blocks: readonly Block[], scene: Scene): Drawn[] {
  const drawn: Drawn[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const items: Item[] = [];
    for (let item = blocks[at]; isItem(item); item = blocks[at + items.length]) items.push(item);
    if (items.length === 0) drawn.push(drawBlock(blocks[at]!, scene));
    else {
      drawn.push(...drawLists(items, scene));
      at += items.length - 1;
    }
  }
  return drawn;
}

function drawBlock(block: Block, scene: Scene): Drawn {
  switch (block.kind) {
    case 'code':
      return h('pre', { class: 'd-code-block' }, h('code', null, withoutSeams(block.text)));
    case 'quote':
      return h('blockquote', { class: 'd-quote' }, drawBlocks(block.blocks, scene));
    case 'heading':
      // One level for all: the page's own headings stand above, and none may be skipped.
      return h('h4', { class: `d-heading-${block.level}` }, drawInline(block.children, scene));
    case 'small':
      return h('small', { class: 'd-small' }, drawInline(block.children, scene));
    case 'item':
      return h('div', null, drawLists([block], scene));
    case 'line':
      return h('div', { class: 'd-line' }, drawInline(block.children, scene));
  }
}

/** Items one below the other as lists: a deeper item stands in the list of the item before it. */
function drawLists(items: readonly Item[], scene: Scene): Drawn[] {
  const lists: { number: number | undefined; entries: { item: Item; inner: Item[] }[] }[] = [];
  const depth = items[0]!.depth;
  for (const item of items) {
    const list = lists.at(-1);
    if (list && item.depth > depth) list.entries.at(-1)!.inner.push(item);
    else if (list && (list.number === undefined) === (item.number === undefined))
      list.entries.push({ item, inner: [] });
    else lists.push({ number: item.number, entries: [{ item, inner: [] }] });
  }
  return lists.map(({ number, entries }) => {
    const drawn = entries.map(({ item, inner }) =>
      h('li', null, [
        ...drawBlocks(item.blocks, scene),
        ...(inner.length > 0 ? drawLists(inner, scene) : []),
      ]),
    );
    return number === undefined
      ? h('ul', { class: 'd-list' }, drawn)
      : h('ol', { class: 'd-list', start: number }, drawn);
  });
}

const drawInline = (nodes: readonly Inline[], scene: Scene): ComponentChildren[] =>
  nodes.map((node) => drawNode(node, scene));

const TAG = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' } as const;

function drawNode(node: Inline, scene: Scene): ComponentChildren {
  const { people, roles, places } = scene.viewer;
  const named = (known: readonly { id: string; name: string }[], id: string): string | undefined =>
    known.find((each) => each.id === id)?.name;
  switch (node.kind) {
    case 'text':
      return withoutSeams(node.text);
    case 'code':
      return h('code', { class: 'd-code' }, withoutSeams(node.text));
    case 'link':
      return drawLink(node.url, node.children, scene);
    case 'user':
      return chip(`@${named(people, node.id) ?? 'unknown-user'}`);
    case 'role':
      return chip(`@${named(roles, node.id) ?? 'unknown-role'}`);
    case 'channel':
      return chip(`#${named(places, node.id) ?? 'unknown'}`);
    case 'everyone':
      return scene.callsEveryone ? chip(`@${node.who}`) : `@${node.who}`;
    case 'time':
      return drawTimestamp(node.ms, node.style, scene.viewer);
    case 'command':
      return chip(node.name);
    case 'emoji':
      return node.name;
    case 'spoiler':
      return h(Spoiler, { plain: plainText(node.children) }, drawInline(node.children, scene));
    default:
      return h(TAG[node.kind], null, drawInline(node.children, scene));
  }
}

const chip = (words: string): Drawn => h('span', { class: 'd-mention' }, words);

function drawLink(url: string, label: Inline[] | undefined, scene: Scene): ComponentChildren {
  const address = safeAddress(url);
  const words = label === undefined ? url.replace(/^mailto:/, '') : drawInline(label, scene);
  if (address !== undefined) return h('a', { class: 'd-link', title: url, ...outward(address) }, words);
  return label === undefined ? words : [words, ` (${url})`];
}

/** About as long as what it stands for. */
const plainText = (nodes: readonly Inline[]): string =>
  nodes
    .map((node) => {
      if (node.kind === 'text' || node.kind === 'code') return node.text;
      if ('children' in node && node.children) return plainText(node.children);
      return 'name' in node ? node.name : '········';
    })
    .join('');
