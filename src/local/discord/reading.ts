import { type Fields, fields, rows, text } from '../shared/json.ts';
import { tidy } from '../shared/lines.ts';
import { type Block, type Inline, parseMarkdown } from './markdown.ts';
import { parseInline } from './markdown-inline.ts';
import { isV2, SELECTS, Type } from './parts.ts';
import { pinged } from './pings.ts';
import { timestampText } from './timestamps.ts';

/** Who reads, when and where: plain data, so that reading is a pure function. */
export interface Viewer {
  timeZone: string;
  /** The instant on the viewer's screen, in milliseconds. */
  now: number;
  /** Names of users, roles and channels by id. */
  names: Readonly<Record<string, string>>;
}

export interface ReadingOptions {
  sentAs?: 'message' | 'interaction';
  /** Files that came with the message, for pictures that no component shows. */
  files?: readonly { filename: string; description?: string | undefined; contentType?: string }[];
}

const isPicture = (name: string): boolean => /\.(png|jpe?g|gif|webp|svg)$/i.test(name);
const picture = (alt: unknown): string => `[picture: ${text(alt) || 'no alt text'}]`;

/** One payload on one screen. */
class Reader {
  readonly #viewer: Viewer;
  readonly #pingsEveryone: boolean;

  constructor(viewer: Viewer, pingsEveryone: boolean) {
    this.#viewer = viewer;
    this.#pingsEveryone = pingsEveryone;
  }

  inline(nodes: readonly Inline[]): string {
    return nodes.map((node) => this.#node(node)).join('');
  }

  #node(node: Inline): string {
    const { names } = this.#viewer;
    switch (node.kind) {
      case 'text':
      case 'code':
        return node.text;
      case 'link': {
        const label = node.children === undefined ? node.url : this.inline(node.children);
        return label === node.url ? node.url : `${label} (${node.url})`;
      }
      case 'user':
        return `@${names[node.id] ?? 'unknown-user'}`;
      case 'role':
        return `@${names[node.id] ?? 'unknown-role'}`;
      case 'channel':
        return `#${names[node.id] ?? 'unknown'}`;
      case 'everyone':
        return `@${node.who}${this.#pingsEveryone ? '!PING' : ''}`;
      case 'time':
        return timestampText(node.ms, node.style, this.#viewer.timeZone, this.#viewer.now);
      case 'emoji':
      case 'command':
        return node.name;
      default:
        return this.inline(node.children);
    }
  }

  blocks(blocks: readonly Block[]): string[] {
    return blocks.flatMap((block): string[] => {
      switch (block.kind) {
        case 'code':
          return [block.text];
        case 'quote':
          return tidy(this.blocks(block.blocks))
            .split('\n')
            .map((line) => `> ${line}`);
        case 'item': {
          const mark = block.number === undefined ? '•' : `${block.number}.`;
          return [`${'  '.repeat(block.depth)}${mark} ${tidy(this.blocks(block.blocks))}`];
        }
        default:
          return [this.inline(block.children)];
      }
    });
  }

  markdown(source: unknown): string[] {
    return this.blocks(parseMarkdown(text(source)));
  }

  component(part: Fields): string[] {
    switch (Number(part.type)) {
      case Type.row:
        return [rows(part.components).map(controlText).join(' ')];
      case Type.textDisplay:
        return this.markdown(part.content);
      case Type.section: {
        const accessory = fields(part.accessory);
        const beside =
          Number(accessory.type) === Type.thumbnail ? picture(accessory.description) : controlText(accessory);
        return [...rows(part.components).flatMap((each) => this.component(each)), beside];
      }
      case Type.gallery:
        return rows(part.items).map((item) => picture(item.description));
      case Type.file:
        return [`[file: ${text(fields(part.file).url).replace('attachment://', '')}]`];
      case Type.container:
        return rows(part.components).flatMap((each) => this.component(each));
      default:
        return [];
    }
  }

  embed(embed: Fields): string[] {
    const title = this.inline(parseInline(text(embed.title)));
    const address = text(embed.url);
    return [
      text(fields(embed.author).name),
      title !== '' && address !== '' ? `${title} (${address})` : title,
      ...this.markdown(embed.description),
      ...rows(embed.fields).flatMap((field) => [
        this.inline(parseInline(text(field.name))),
        ...this.markdown(field.value),
      ]),
      ...(['image', 'thumbnail'] as const).flatMap((name) =>
        embed[name] ? [picture(fields(embed[name]).description)] : [],
      ),
      text(fields(embed.footer).text),
    ];
  }
}

/** `[Label]`, `[Label (off)]`, `[Label → url]`, `[Placeholder ▾]` */
function controlText(part: Fields): string {
  const off = part.disabled === true ? ' (off)' : '';
  if (SELECTS.has(Number(part.type))) return `[${text(part.placeholder) || 'Make a selection'}${off} ▾]`;
  const label = controlLabel(part);
  return Number(part.style) === 5 ? `[${label} → ${text(part.url)}]` : `[${label}${off}]`;
}

/** A button's label with its emoji. */
export function controlLabel(part: Fields): string {
  const { name, id } = fields(part.emoji);
  const emoji = id ? `:${text(name)}:` : text(name);
  return [emoji, text(part.label)].filter((each) => each !== '').join(' ');
}

/** What a member reads when a client shows this payload. */
export function readingText(payload: unknown, viewer: Viewer, options: ReadingOptions = {}): string {
  const message = fields(payload);
  const reader = new Reader(viewer, pinged(message, options.sentAs ?? 'interaction').everyone);
  const components = rows(message.components).flatMap((part) => reader.component(part));
  if (isV2(message)) return tidy(components);
  const files = (options.files ?? []).map(({ filename, description }) =>
    isPicture(filename) ? picture(description) : `[file: ${filename}]`,
  );
  return tidy([
    ...reader.markdown(message.content),
    ...rows(message.embeds).flatMap((embed) => reader.embed(embed)),
    ...files,
    ...components,
  ]);
}
