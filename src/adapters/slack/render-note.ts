import type { ContextBlock } from '@slack/types';
import { clean, cleanLine, shorten } from '../../chat/clean.ts';
import type { Inline } from '../../chat/text.ts';
import { typedUsage } from './speech.ts';
import { dateFormat, momentFallback, safeUrl } from './values.ts';

/** Slack's limit of a text object. */
const TEXT = 3_000;
/** Characters of plain text in one piece of a note, before escaping. */
const PIECE = 500;

export const escapeText = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

// Slack's markup has no escape for these: signs that look alike stand for them.
const ALIKE: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ', '>': '›' };
/** Words in Slack's markup that stay words: nothing in them is formatted. */
export const neutral = (value: string): string =>
  escapeText(value.replace(/[*_~`>]/g, (sign) => ALIKE[sign] ?? sign));

/** Small print: plain text, and Slack's markup only where a link, a time or a channel needs it. */
export function noteBlock(nodes: readonly Inline[], prefix: string): ContextBlock[] {
  if (!nodes.some(needsMarkup)) {
    const text = shorten(cleanLine(wordsOf(nodes, prefix)), TEXT);
    return text === '' ? [] : [{ type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] }];
  }
  let text = '';
  for (const piece of piecesOf(nodes, prefix)) {
    if (text.length + piece.length > TEXT - 1) {
      text += '…';
      break;
    }
    text += piece;
  }
  text = text.replace(/\s+/g, ' ').trim();
  return text === '' ? [] : [{ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] }];
}

function needsMarkup(node: Inline): boolean {
  if (node.kind === 'link' || node.kind === 'time' || node.kind === 'channel') return true;
  return 'children' in node && node.children.some(needsMarkup);
}

function piecesOf(nodes: readonly Inline[], prefix: string): string[] {
  return nodes.flatMap((node): string[] => {
    if (node.kind === 'link') return [linkMark(node, prefix)];
    if (node.kind === 'time') return [timeMark(node)];
    if (node.kind === 'channel' && /^[CGD][A-Z0-9]{2,30}$/.test(node.id)) return [`<#${node.id}>`];
    if ('children' in node) return piecesOf(node.children, prefix);
    return [neutral(shorten(clean(wordsOf([node], prefix)), PIECE))];
  });
}

function linkMark(node: Extract<Inline, { kind: 'link' }>, prefix: string): string {
  const label = shorten(cleanLine(wordsOf(node.children, prefix)).replaceAll('|', '¦'), PIECE);
  const url = safeUrl(node.url);
  if (url === undefined) return neutral(label);
  return label === '' ? `<${escapeText(url)}>` : `<${escapeText(url)}|${neutral(label)}>`;
}

function timeMark(node: Extract<Inline, { kind: 'time' }>): string {
  const fallback = momentFallback(node);
  return fallback === undefined
    ? '(no time)'
    : `<!date^${Math.floor(node.at)}^${dateFormat(node.style)}|${fallback}>`;
}

function wordsOf(nodes: readonly Inline[], prefix: string): string {
  return nodes
    .map((node): string => {
      switch (node.kind) {
        case 'text':
        case 'code':
          return node.text;
        case 'break':
          return ' ';
        case 'time':
          return momentFallback(node) ?? '(no time)';
        case 'member':
          return `@${node.name}`;
        case 'channel':
          return `#${node.id}`;
        case 'usage':
          return typedUsage(node, prefix);
        default:
          return wordsOf(node.children, prefix);
      }
    })
    .join('');
}
