/** A rich_text block as a client draws it: its text is never parsed. */
import { type Fields, fields, rows, text } from '../shared/json.ts';
import { type Inline, type Shown, type Style, words } from './shown.ts';

const STYLES: readonly Style[] = ['bold', 'italic', 'strike', 'code', 'underline', 'highlight'];

function bare(element: Fields): Inline {
  switch (element.type) {
    case 'link': {
      const url = text(element.url);
      return { kind: 'link', url, label: text(element.text) || url };
    }
    case 'user':
      return { kind: 'user', id: text(element.user_id), label: '' };
    case 'usergroup':
      return { kind: 'group', id: text(element.usergroup_id), label: '' };
    case 'channel':
      return { kind: 'channel', id: text(element.channel_id), label: '' };
    case 'broadcast':
      return { kind: 'broadcast', range: text(element.range) };
    case 'emoji': {
      const unicode = text(element.unicode);
      return words(
        unicode
          ? String.fromCodePoint(...unicode.split('-').map((each) => Number.parseInt(each, 16)))
          : `:${text(element.name)}:`,
      );
    }
    case 'date':
      return {
        kind: 'date',
        seconds: Number(element.timestamp),
        format: text(element.format),
        fallback: text(element.fallback),
        url: text(element.url),
      };
    default:
      return words(text(element.text) || text(element.value));
  }
}

function inline(element: Fields): Inline {
  const style = fields(element.style);
  return STYLES.filter((name) => style[name] === true).reduce<Inline>(
    (part, name) => ({ kind: 'styled', style: name, parts: [part] }),
    bare(element),
  );
}

const inlines = (part: Fields): Inline[] => rows(part.elements).map(inline);

function shown(part: Fields): Shown[] {
  if (part.type === 'rich_text_quote') return [{ kind: 'quote', parts: inlines(part) }];
  if (part.type === 'rich_text_preformatted') return [{ kind: 'code', parts: inlines(part) }];
  if (part.type !== 'rich_text_list') return [{ kind: 'line', parts: inlines(part) }];
  const first = Number(part.offset ?? 0) + 1;
  return rows(part.elements).map((item, index) => ({
    kind: 'item',
    number: part.style === 'ordered' ? first + index : null,
    indent: Number(part.indent ?? 0),
    parts: inlines(item),
  }));
}

/** The lines of a rich_text block. */
export const richText = (block: Fields): Shown[] => rows(block.elements).flatMap(shown);
