/**
 * Rich text as a small syntax tree. Text is never pre-formatted: what a member wrote stands in a `text` node,
 * and each platform's renderer escapes it, so that it cannot ping, link or format.
 */
/** `relative` says how far away a moment is, where a platform can; on Slack only its day, so the time stands beside it. */
export type TimeStyle = 'full' | 'date' | 'time' | 'relative';

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis' | 'strike'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly Inline[] }
  | { readonly kind: 'break' }
  /** A moment, in seconds since the epoch: every reader sees it in their own zone. */
  | { readonly kind: 'time'; readonly at: number; readonly style: TimeStyle }
  /** A member by name; it never notifies anyone. */
  | { readonly kind: 'member'; readonly id: string; readonly name: string }
  | { readonly kind: 'channel'; readonly id: string }
  /** How a command is typed; each platform writes it in its own grammar. */
  | {
      readonly kind: 'usage';
      readonly command: string;
      readonly values: Readonly<Record<string, string>>;
      /** The text line's own way of saying it, where it is not the values in a row. */
      readonly typed?: string;
    };

export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly children: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly RichText[] }
  | { readonly kind: 'quote'; readonly children: RichText }
  | { readonly kind: 'code'; readonly text: string };

export type RichText = readonly Block[];

export const text = (value: string): Inline => ({ kind: 'text', text: value });
export const strong = (value: string): Inline => ({ kind: 'strong', children: [text(value)] });
export const time = (at: Temporal.Instant, style: TimeStyle = 'full'): Inline => ({
  kind: 'time',
  at: Math.floor(at.epochMilliseconds / 1000),
  style,
});
export const usage = (
  command: string,
  values: Readonly<Record<string, string>> = {},
  typed?: string,
): Inline => ({ kind: 'usage', command, values, ...(typed === undefined ? {} : { typed }) });

/** A paragraph of strings (taken literally) and nodes. */
export const paragraph = (...children: readonly (string | Inline)[]): Block => ({
  kind: 'paragraph',
  children: inlines(children),
});

export const inlines = (children: readonly (string | Inline)[]): Inline[] =>
  children.map((child) => (typeof child === 'string' ? text(child) : child));

export const bullets = (items: readonly (readonly (string | Inline)[])[]): Block => ({
  kind: 'list',
  ordered: false,
  items: items.map((item) => [paragraph(...item)]),
});

/** A moment in UTC; a number that is no moment stands as it is. */
const momentInWords = (seconds: number): string =>
  Math.abs(seconds) <= 8_640_000_000_000 ? new Date(seconds * 1000).toISOString() : String(seconds);

/** The words of inline nodes, without any formatting; usage and times in a neutral form. */
export function plainInline(nodes: readonly Inline[]): string {
  return nodes
    .map((node): string => {
      switch (node.kind) {
        case 'text':
        case 'code':
          return node.text;
        case 'break':
          return '\n';
        case 'time':
          return momentInWords(node.at);
        case 'member':
          return `@${node.name}`;
        case 'channel':
          return `#${node.id}`;
        case 'usage':
          return [`/${node.command}`, node.typed ?? Object.values(node.values).join(' ')].join(' ').trim();
        default:
          return plainInline(node.children);
      }
    })
    .join('');
}

/** The words of a whole text, a line each block. */
export function plainText(blocks: RichText): string {
  return blocks
    .map((block): string => {
      switch (block.kind) {
        case 'list':
          return block.items.map((item) => `• ${plainText(item)}`).join('\n');
        case 'quote':
          return plainText(block.children);
        case 'code':
          return block.text;
        default:
          return plainInline(block.children);
      }
    })
    .join('\n');
}
