/** The shape of a rich_text block. Its text is never parsed. */
import {
  anything,
  boolean,
  byType,
  type Check,
  type Field,
  type Findings,
  integer,
  items,
  object,
  oneOf,
  optional,
  required,
  string,
} from './check.ts';
import { unknownTokens } from './dates.ts';

const style = optional(
  object(
    Object.fromEntries(
      ['bold', 'italic', 'strike', 'code', 'underline', 'highlight', 'client_highlight', 'unlink'].map(
        (name) => [name, optional(boolean)],
      ),
    ),
  ),
);

const inline = (type: string, shape: Record<string, Field>): Check =>
  object({ type: required(oneOf(type)), style, ...shape });

const number: Check = (value, path, found) => {
  if (!Number.isInteger(value)) found.refuse('value-kind', path, 'must provide an integer');
};

const dateFormat: Check = (value, path, found: Findings) => {
  string()(value, path, found);
  const unknown = unknownTokens(String(value));
  if (unknown) found.refuse('date-format', path, unknown);
};

const filled = string('rich-text-text');

const inlines = byType({
  text: inline('text', { text: required(filled) }),
  link: inline('link', {
    url: required(filled),
    text: optional(string()),
    unsafe: optional(boolean),
  }),
  user: inline('user', { user_id: required(filled) }),
  usergroup: inline('usergroup', { usergroup_id: required(filled) }),
  channel: inline('channel', { channel_id: required(filled) }),
  broadcast: inline('broadcast', { range: required(oneOf('here', 'channel', 'everyone')) }),
  emoji: inline('emoji', {
    name: required(filled),
    unicode: optional(string()),
    skin_tone: optional(anything),
  }),
  date: inline('date', {
    timestamp: required(number),
    format: required(dateFormat),
    url: optional(string()),
    timezone: optional(string()),
    fallback: optional(string()),
  }),
  color: inline('color', { value: required(filled) }),
});

const border = { border: optional(oneOf(0, 1)) };
const part = (type: string, each: Check, shape: Record<string, Field> = {}): Check =>
  object({ type: required(oneOf(type)), elements: required(items('rich-text-parts', each)), ...shape });

const section = part('rich_text_section', inlines);
const quote = part('rich_text_quote', inlines, border);
const preformatted = part('rich_text_preformatted', inlines, { ...border, language: optional(string()) });

export const richText = {
  elements: required(
    items(
      'rich-text-parts',
      byType({
        rich_text_section: section,
        rich_text_quote: quote,
        rich_text_preformatted: preformatted,
        rich_text_list: part('rich_text_list', byType({ rich_text_section: section }), {
          style: required(oneOf('bullet', 'ordered')),
          indent: optional(integer('rich-text-indent')),
          offset: optional(integer()),
          ...border,
        }),
      }),
    ),
  ),
};

/** A rich_text object that stands alone, such as a table's cell. */
export const richTextObject = object({ type: required(oneOf('rich_text')), ...richText });
