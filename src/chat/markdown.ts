import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Block, Inline, RichText } from './text.ts';

/**
 * The tree of a course text written in Markdown (CommonMark). For content files only: what a member typed is put
 * into a `text` node as it is. HTML stands as the characters that it is; a picture stands as its alternative text.
 */
export function readMarkdown(source: string): RichText {
  const root = fromMarkdown(source);
  linkReferences(root);
  return root.children.flatMap(block);
}

/** Turns `[words][name]` with its definition elsewhere into the link or picture that it stands for. */
function linkReferences(root: Root): void {
  const urls = new Map<string, string>();
  const visit = (node: Nodes, see: (node: Nodes) => void): void => {
    see(node);
    if ('children' in node) for (const child of node.children) visit(child, see);
  };
  visit(root, (node) => {
    // Of two definitions of one name, the first counts.
    if (node.type === 'definition' && !urls.has(node.identifier)) urls.set(node.identifier, node.url);
  });
  visit(root, (node) => {
    if (node.type === 'linkReference')
      Object.assign(node, { type: 'link', url: urls.get(node.identifier) ?? '' });
    if (node.type === 'imageReference') Object.assign(node, { type: 'image' });
  });
}

function block(node: RootContent): Block[] {
  switch (node.type) {
    case 'paragraph':
      return [{ kind: 'paragraph', children: node.children.flatMap(inline) }];
    case 'heading':
      return [{ kind: 'heading', children: node.children.flatMap(inline) }];
    case 'blockquote':
      return [{ kind: 'quote', children: node.children.flatMap(block) }];
    case 'list':
      return [
        {
          kind: 'list',
          ordered: node.ordered ?? false,
          items: node.children.map((item) => item.children.flatMap(block)),
        },
      ];
    case 'code':
      return [{ kind: 'code', text: node.value }];
    case 'html':
      return [{ kind: 'paragraph', children: [{ kind: 'text', text: node.value }] }];
    default:
      return [];
  }
}

function inline(node: PhrasingContent): Inline[] {
  switch (node.type) {
    case 'text':
    case 'html':
      // A line end inside a paragraph is a space, as in every Markdown reader.
      return [{ kind: 'text', text: node.value.replace(/\s*\n\s*/g, ' ') }];
    case 'strong':
      return [{ kind: 'strong', children: node.children.flatMap(inline) }];
    case 'emphasis':
      return [{ kind: 'emphasis', children: node.children.flatMap(inline) }];
    case 'delete':
      return [{ kind: 'strike', children: node.children.flatMap(inline) }];
    case 'inlineCode':
      return [{ kind: 'code', text: node.value }];
    case 'break':
      return [{ kind: 'break' }];
    case 'link':
      return /^https?:\/\//i.test(node.url)
        ? [{ kind: 'link', url: node.url, children: node.children.flatMap(inline) }]
        : node.children.flatMap(inline);
    case 'image':
      return [{ kind: 'text', text: node.alt ?? '' }];
    default:
      return wordsOf(node);
  }
}

const wordsOf = (node: Nodes): Inline[] =>
  'value' in node && typeof node.value === 'string' ? [{ kind: 'text', text: node.value }] : [];
