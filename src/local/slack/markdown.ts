/** A markdown block: standard Markdown, and Slack's own mentions in angle brackets. */
import type { Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { spans } from './mrkdwn.ts';
import { type Inline, type Shown, words } from './shown.ts';

function inline(node: Nodes): Inline[] {
  switch (node.type) {
    case 'text':
    case 'html':
      return spans(node.value, { urls: true, mentions: true });
    case 'inlineCode':
      return [{ kind: 'styled', style: 'code', parts: [words(node.value)] }];
    case 'strong':
      return [{ kind: 'styled', style: 'bold', parts: node.children.flatMap(inline) }];
    case 'emphasis':
      return [{ kind: 'styled', style: 'italic', parts: node.children.flatMap(inline) }];
    case 'link': {
      const label = node.children.map((child) => ('value' in child ? child.value : '')).join('');
      return [{ kind: 'link', url: node.url, label: label || node.url }];
    }
    case 'break':
      return [words('\n')];
    default:
      return 'children' in node ? node.children.flatMap(inline) : [];
  }
}

function lines(node: RootContent, indent: number): Shown[] {
  switch (node.type) {
    case 'heading':
      return [{ kind: 'heading', parts: node.children.flatMap(inline) }];
    case 'blockquote':
      return node.children.map((child) => ({ kind: 'quote', parts: inline(child) }));
    case 'code':
      return [{ kind: 'code', parts: [words(node.value)] }];
    case 'list':
      return node.children.flatMap((item, index) =>
        item.children.flatMap((child): Shown[] =>
          child.type === 'list'
            ? lines(child, indent + 1)
            : [
                {
                  kind: 'item',
                  number: node.ordered ? (node.start ?? 1) + index : null,
                  indent,
                  parts: inline(child),
                },
              ],
        ),
      );
    case 'image':
      return [{ kind: 'line', parts: [words(`[picture: ${node.alt || 'no alt text'}]`)] }];
    case 'thematicBreak':
      return [];
    default:
      return [{ kind: 'line', parts: inline(node) }];
  }
}

/** The lines of a markdown block. */
export const markdown = (source: string): Shown[] =>
  fromMarkdown(source).children.flatMap((node) => lines(node, 0));
