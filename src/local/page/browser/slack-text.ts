/** Texts of a Slack payload: what the parsers of the local Slack find in them, drawn for one viewer. */
import { type ComponentChildren, h, type JSX } from 'preact';
import { type Fields, fields, text } from '../../shared/json.ts';
import { fullText } from '../../shared/times.ts';
import { textOf } from '../../slack/controls.ts';
import { showDate } from '../../slack/dates.ts';
import { mrkdwn, type Parsing, spans, unescaped } from '../../slack/mrkdwn.ts';
import { richText } from '../../slack/rich-text.ts';
import type { Inline, Shown, Style } from '../../slack/shown.ts';
import type { Viewer } from './props.ts';
import { emojiFilled, withEmoji } from './slack-emoji.ts';

/** `emoji`: whether `:wave:` stands for a hand. */
interface Reading {
  viewer: Viewer;
  emoji: boolean;
}

const TAGS: Readonly<Record<Style, string>> = {
  ...{ bold: 'b', italic: 'i', strike: 's', code: 'code', underline: 'u', highlight: 'mark' },
};

/** The address itself where it may be a link; undefined where it may not. */
export function safeLink(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  return /^(https?|mailto):$/.test(new URL(url).protocol) ? url : undefined;
}

/** A link that opens beside the page; mere words where the address is none that may be opened. */
export function link(url: string, children: ComponentChildren): JSX.Element {
  const href = safeLink(url);
  if (href === undefined) return h('span', null, children);
  return h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, children);
}

function date(part: Extract<Inline, { kind: 'date' }>, viewer: Viewer): JSX.Element {
  const at = new Date(part.seconds * 1000);
  if (Number.isNaN(at.getTime())) return h('span', null, part.fallback);
  const shown = showDate(part.seconds, part.format, viewer.zone, viewer.now);
  const title = `${fullText(at.getTime(), viewer.zone)} (${viewer.zone})`;
  const time = h('time', { datetime: at.toISOString(), title }, shown);
  return part.url ? link(part.url, time) : time;
}

const mention = (words: string): JSX.Element => h('span', { class: 's-mention' }, words);

function drawInline(part: Inline, reading: Reading): ComponentChildren {
  const { viewer } = reading;
  switch (part.kind) {
    case 'text':
      return reading.emoji ? withEmoji(part.text) : part.text;
    case 'styled': {
      const inside = { ...reading, emoji: reading.emoji && part.style !== 'code' };
      return h(
        TAGS[part.style],
        null,
        part.parts.map((each) => drawInline(each, inside)),
      );
    }
    case 'link':
      return link(part.url, part.label);
    case 'user': {
      const person = viewer.people.find(({ id }) => id === part.id);
      return mention(`@${person?.name ?? (part.label.replace(/^@/, '') || part.id)}`);
    }
    case 'group': {
      const role = viewer.roles.find(({ id }) => id === part.id);
      return mention(`@${role?.name ?? (part.label.replace(/^@/, '') || part.id)}`);
    }
    case 'channel': {
      const place = viewer.places.find(({ id }) => id === part.id);
      return mention(`#${place?.name ?? (part.label.replace(/^#/, '') || part.id)}`);
    }
    case 'broadcast':
      return h('span', { class: 's-mention s-broadcast' }, `@${part.range}`);
    case 'date':
      return date(part, viewer);
  }
}

type Item = Extract<Shown, { kind: 'item' }>;

/** Neighbours that are drawn as one: the items of a list, the lines of a quotation. */
function together(lines: readonly Shown[]): Shown[][] {
  const groups: Shown[][] = [];
  for (const line of lines) {
    const before = groups.at(-1)?.[0];
    const joins =
      line.kind === 'quote'
        ? before?.kind === 'quote'
        : line.kind === 'item' &&
          before?.kind === 'item' &&
          before.indent === line.indent &&
          (before.number === null) === (line.number === null);
    if (joins) groups.at(-1)!.push(line);
    else groups.push([line]);
  }
  return groups;
}

const CLASSES = { line: 's-line', heading: 's-line s-bold', quote: 's-line', code: 's-code' };

function drawLine(line: Shown, reading: Reading): JSX.Element {
  if (line.kind === 'controls') return h('div', null);
  const children = line.parts.map((part) => drawInline(part, reading));
  if (line.kind === 'item') return h('li', line.number === null ? null : { value: line.number }, children);
  return h(line.kind === 'code' ? 'pre' : 'div', { class: CLASSES[line.kind] }, children);
}

function drawGroup(group: readonly Shown[], reading: Reading): JSX.Element {
  const first = group[0]!;
  const children = group.map((line) => drawLine(line, reading));
  if (first.kind === 'quote') return h('blockquote', { class: 's-quote' }, children);
  if (first.kind !== 'item') return children[0]!;
  const { number, indent }: Item = first;
  return h(number === null ? 'ul' : 'ol', { class: `s-list s-indent-${Math.min(indent, 8)}` }, children);
}

const draw = (lines: readonly Shown[], reading: Reading): JSX.Element[] =>
  together(lines).map((group) => drawGroup(group, reading));

/** Outside code, where a blank line parts paragraphs, it keeps its height; the parser leaves empty lines out. */
const spaced = (source: string): string =>
  source
    .split(/(```[\s\S]+?```)/)
    .map((chunk, index) => (index % 2 === 1 ? chunk : chunk.replace(/\n(?=\n)/g, '\n\u00a0')))
    .join('');

export const drawMrkdwn = (source: string, parsing: Parsing, viewer: Viewer): JSX.Element[] =>
  draw(mrkdwn(spaced(source), parsing), { viewer, emoji: true });

/** Text in which nothing is read; `emoji`: but emoji. */
export const drawPlain = (source: string, emoji: boolean): string =>
  emoji ? withEmoji(unescaped(source)) : unescaped(source);

/** A plain_text object in one piece: a label, a title, a button. */
export const plainWords = (value: unknown): string =>
  fields(value).emoji === false ? textOf(value) : withEmoji(textOf(value));

/** A text object: plain text is taken as it is, mrkdwn is read. */
export function textObject(value: unknown, viewer: Viewer): JSX.Element[] {
  const object = fields(value);
  if (object.type !== 'mrkdwn') return [h('div', { class: 's-line' }, plainWords(object))];
  const alone = object.verbatim !== true;
  return drawMrkdwn(text(object.text), { urls: alone, mentions: alone }, viewer);
}

export const drawRichText = (block: Fields, viewer: Viewer): JSX.Element[] =>
  draw(richText(emojiFilled(block)), { viewer, emoji: false });

/** Markdown as it was written, line by line; addresses and mentions are found in it. */
export const drawMarkdown = (source: string, viewer: Viewer): JSX.Element[] =>
  source
    .split('\n')
    .map((line) =>
      drawLine(
        { kind: 'line', parts: spans(line || '\u00a0', { urls: true, mentions: true }) },
        { viewer, emoji: true },
      ),
    );
