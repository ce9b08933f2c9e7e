/** Reading text: what a member reads in a payload, without markup, in their own zone and at their own time. */
import { type Fields, fields, text } from '../shared/json.ts';
import { tidy } from '../shared/lines.ts';
import { controlOf } from './controls.ts';
import { showDate } from './dates.ts';
import { layout } from './layout.ts';
import type { Inline, Shown } from './shown.ts';

export interface Viewer {
  timeZone: string;
  /** The instant on the viewer's screen, in milliseconds. */
  now: number;
  /** Names of members and conversations by id. */
  names: Readonly<Record<string, string>>;
}

/** The words of a part, as this viewer reads them. */
export function inlineText(part: Inline, viewer: Viewer): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'styled':
      return part.parts.map((each) => inlineText(each, viewer)).join('');
    case 'link':
      return part.label === part.url ? part.url : `${part.label} (${part.url})`;
    case 'user':
    case 'group':
      return `@${viewer.names[part.id] ?? (part.label.replace(/^@/, '') || part.id)}`;
    case 'channel':
      return `#${viewer.names[part.id] ?? (part.label.replace(/^#/, '') || part.id)}`;
    case 'broadcast':
      return `@${part.range}!PING`;
    case 'date': {
      const date = showDate(part.seconds, part.format, viewer.timeZone, viewer.now);
      return part.url ? `${date} (${part.url})` : date;
    }
  }
}

function face(element: Fields): string {
  const { kind, label } = controlOf({ element });
  if (kind === 'select') return `[${label} ▾]`;
  return kind === 'link' ? `[${label} → ${text(element.url)}]` : `[${label}]`;
}

function line(shown: Shown, viewer: Viewer): string {
  if (shown.kind === 'controls') return shown.elements.map(face).join(' ');
  const words = shown.parts.map((part) => inlineText(part, viewer)).join('');
  if (shown.kind === 'quote') return words.replace(/^/gm, '> ');
  if (shown.kind !== 'item') return words;
  return `${'  '.repeat(shown.indent)}${shown.number === null ? '•' : `${shown.number}.`} ${words}`;
}

/** What a payload (a message, or a view) says to a viewer, line by line, without blank lines. */
export const readingText = (payload: unknown, viewer: Viewer): string =>
  tidy(layout(fields(payload)).map((shown) => line(shown, viewer)));
