import type { ContextBlock, HomeView, KnownBlock } from '@slack/types';
import { cleanLine, shorten } from '../../chat/clean.ts';
import type { FilePart, Message, Part } from '../../chat/reply.ts';
import { paragraph, type RichText } from '../../chat/text.ts';
import { Controls } from './controls.ts';
import { cutElements, fairShare, MESSAGE_TEXT, sizeOf, splitElements } from './fit.ts';
import { escapeText, noteBlock } from './render-note.ts';
import { type Element, richElements, wordsOf } from './render-text.ts';
import { plainText } from './values.ts';

/** A message as Slack takes it, without the place where it goes. */
export interface Payload {
  /** What notifications and screen readers say. */
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/** Slack's limits: 50 blocks in a message, 100 in a view. */
const MESSAGE_BLOCKS = 50;
const HOME_BLOCKS = 100;
/** Rows of controls that are kept whatever else a message holds. */
const ROWS_KEPT = 20;
const TITLE = 150;
const FALLBACK = 300;
const DISCREET = 'A message for you';
const ALT = 2_000;

const NOTHING: readonly Element[] = [
  { type: 'rich_text_section', elements: [{ type: 'text', text: '(nothing to show)' }] },
];
const LEFT_OUT: ContextBlock = {
  type: 'context',
  elements: [{ type: 'plain_text', text: '…', emoji: false }],
};

/** Slack's ids of files that pictures may be shown from. */
type Files = ReadonlyMap<Part, string>;
const NO_FILES: Files = new Map();

/**
 * A message as blocks. Pure; never throws; never over Slack's limits, whatever the message holds. `files`: the pictures
 * that can be shown; neither an acknowledgement nor an ephemeral can show any, and the words of the others stand alone.
 */
export function renderMessage(message: Message, prefix: string, files = NO_FILES): Payload {
  const { blocks, words } = render(message, prefix, MESSAGE_BLOCKS, files);
  return { text: fallback(words), blocks, unfurl_links: false, unfurl_media: false };
}

/** The same as a member's Home tab. */
export function renderHome(message: Message, prefix: string): HomeView {
  return { type: 'home', blocks: render(message, prefix, HOME_BLOCKS, NO_FILES).blocks };
}

type Piece =
  | { readonly kind: 'rich'; readonly elements: readonly Element[] }
  | { readonly kind: 'blocks'; readonly blocks: readonly KnownBlock[] };

function render(
  message: Message,
  prefix: string,
  most: number,
  files: Files,
): { blocks: KnownBlock[]; words: string } {
  const controls = new Controls();
  const pieces = message.parts.map((part): Piece => pieceOf(part, controls, prefix, files));
  const sizes = pieces.map((piece) => (piece.kind === 'rich' ? total(piece.elements) : 0));
  const share = fairShare(sizes, MESSAGE_TEXT);
  const blocks = pieces.flatMap((piece): KnownBlock[] => {
    if (piece.kind === 'blocks') return [...piece.blocks];
    return asBlocks(cutElements(piece.elements, share));
  });
  const title = plainText(message.title ?? '', TITLE);
  const all: KnownBlock[] = title ? [{ type: 'header', text: title }, ...blocks] : blocks;
  // What comes after the title stays out of a discreet message's notification.
  const first = message.discreet ? '' : firstWords(pieces);
  const words = [title?.text ?? (message.discreet ? DISCREET : ''), first]
    .filter((each) => each !== '')
    .join('\n');
  if (all.some(isRead)) return { blocks: within(all, most), words };
  return { blocks: within([...asBlocks(NOTHING), ...all], most), words: words || '(nothing to show)' };
}

const total = (elements: readonly Element[]): number => elements.reduce((sum, each) => sum + sizeOf(each), 0);

/** What tells a member something by itself; buttons and dividers alone are an empty message. */
const isRead = ({ type }: KnownBlock): boolean => type !== 'divider' && type !== 'actions';

const asBlocks = (elements: readonly Element[]): KnownBlock[] =>
  splitElements(elements).map((group) => ({ type: 'rich_text', elements: group }) as KnownBlock);

function pieceOf(part: Part, controls: Controls, prefix: string, files: Files): Piece {
  switch (part.kind) {
    case 'text':
      return { kind: 'rich', elements: richElements(part.text, prefix) };
    case 'fields':
      return { kind: 'rich', elements: richElements(part.fields.flatMap(fieldText), prefix) };
    case 'picture':
      return pictureOf(part.alt, files.get(part), prefix);
    case 'file':
      return { kind: 'rich', elements: richElements(fileWords(part), prefix) };
    case 'note':
      return { kind: 'blocks', blocks: noteBlock(part.text, prefix) };
    case 'divider':
      return { kind: 'blocks', blocks: [{ type: 'divider' }] };
    default:
      return { kind: 'blocks', blocks: controls.blocksOf(part) };
  }
}

/** The name in bold on its own line, then the value. */
function fieldText({ name, value }: { readonly name: string; readonly value: RichText }): RichText {
  return [{ kind: 'heading', children: [{ kind: 'text', text: cleanLine(name) }] }, ...value];
}

function pictureOf(alt: string, file: string | undefined, prefix: string): Piece {
  const words = cleanLine(alt);
  if (file !== undefined) {
    const alt_text = shorten(words, ALT) || 'A picture';
    return { kind: 'blocks', blocks: [{ type: 'image', slack_file: { id: file }, alt_text }] };
  }
  const text: RichText = words === '' ? [] : [paragraph(`Picture: ${words}`)];
  return { kind: 'rich', elements: richElements(text, prefix) };
}

function fileWords({ name, says }: FilePart): RichText {
  const words = [cleanLine(name), cleanLine(says)].filter((each) => each !== '').join(': ');
  return words === '' ? [] : [paragraph(`File ${words}`)];
}

function firstWords(pieces: readonly Piece[]): string {
  for (const piece of pieces) {
    if (piece.kind !== 'rich') {
      const [block] = piece.blocks;
      if (block?.type === 'image') return block.alt_text;
      continue;
    }
    const leaves = piece.elements.flatMap((each) =>
      each.type === 'rich_text_list'
        ? each.elements.flatMap(({ elements }) => [...elements, gap])
        : [...each.elements, gap],
    );
    const words = cleanLine(wordsOf(leaves));
    if (words !== '') return words;
  }
  return '';
}

const gap = { type: 'text', text: ' ' } as const;

// A word joiner after each @: Slack may notify for a bare @everyone in this field.
const fallback = (words: string): string => escapeText(shorten(words, FALLBACK)).replaceAll('@', '@\u2060');

/** At most `most` blocks: the title, the first texts and the controls stay. */
function within(blocks: readonly KnownBlock[], most: number): KnownBlock[] {
  if (blocks.length <= most) return [...blocks];
  const rows = Math.min(blocks.filter(({ type }) => type === 'actions').length, ROWS_KEPT);
  const room = { controls: rows, others: most - rows - 1 };
  const kept = blocks.filter(({ type }) => {
    const kind = type === 'actions' ? 'controls' : 'others';
    room[kind] -= 1;
    return room[kind] >= 0;
  });
  return [...kept, LEFT_OUT];
}
