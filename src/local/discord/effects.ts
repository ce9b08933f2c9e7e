import { type Fields, fields, isFields, rows, text } from '../shared/json.ts';
import { type Block, type Inline, parseMarkdown } from './markdown.ts';
import { parseInline } from './markdown-inline.ts';
import { componentsOf, isV2, Type } from './parts.ts';
import { pinged } from './pings.ts';

/** What a payload does besides being read. */
export interface Effects {
  /** `@everyone`, `<@user>`, `<@&role>`: who is notified. */
  pings: string[];
  /** Addresses that can be clicked: in texts, on link buttons, on embeds. */
  links: string[];
  /** The texts that are not shown plainly: bold, code, headings, lists, quotes and so on. */
  formatted: string[];
}

function plain(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text' || node.kind === 'code') return node.text;
      if (node.kind === 'link') return node.children === undefined ? node.url : plain(node.children);
      return 'children' in node ? plain(node.children) : '';
    })
    .join('');
}

function collectInline(nodes: readonly Inline[], into: Effects): void {
  for (const node of nodes) {
    if (node.kind === 'link') {
      into.links.push(node.url);
      if (node.children) collectInline(node.children, into);
    } else if (node.kind === 'code') into.formatted.push(node.text);
    else if ('children' in node) {
      into.formatted.push(plain(node.children));
      collectInline(node.children, into);
    }
  }
}

function blockText(blocks: readonly Block[]): string {
  return blocks
    .map((block) =>
      'children' in block ? plain(block.children) : 'blocks' in block ? blockText(block.blocks) : block.text,
    )
    .join('\n');
}

function collectBlocks(blocks: readonly Block[], into: Effects): void {
  for (const block of blocks) {
    if (block.kind === 'code') into.formatted.push(block.text);
    else if ('blocks' in block) {
      into.formatted.push(blockText(block.blocks));
      collectBlocks(block.blocks, into);
    } else {
      if (block.kind !== 'line') into.formatted.push(plain(block.children));
      collectInline(block.children, into);
    }
  }
}

function collectEmbed(embed: Fields, into: Effects): void {
  for (const name of [embed.title, ...rows(embed.fields).map((field) => field.name)])
    collectInline(parseInline(text(name)), into);
  for (const body of [embed.description, ...rows(embed.fields).map((field) => field.value)])
    collectBlocks(parseMarkdown(text(body)), into);
  for (const url of [embed.url, fields(embed.author).url]) if (text(url) !== '') into.links.push(text(url));
}

/** What would ping, be clickable, or be formatted when a client shows this payload. */
export function effects(payload: unknown, sentAs: 'message' | 'interaction' = 'interaction'): Effects {
  const message = isFields(payload) ? payload : {};
  const pings = pinged(message, sentAs);
  const found: Effects = {
    pings: [
      ...(pings.everyone ? ['@everyone'] : []),
      ...pings.users.map((id) => `<@${id}>`),
      ...pings.roles.map((id) => `<@&${id}>`),
    ],
    links: [],
    formatted: [],
  };
  if (!isV2(message)) {
    collectBlocks(parseMarkdown(text(message.content)), found);
    for (const embed of rows(message.embeds)) collectEmbed(embed, found);
  }
  for (const { part } of componentsOf(message)) {
    if (Number(part.type) === Type.textDisplay) collectBlocks(parseMarkdown(text(part.content)), found);
    if (Number(part.type) === Type.button && text(part.url) !== '') found.links.push(text(part.url));
  }
  return found;
}
