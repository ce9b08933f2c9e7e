/** Rules of messages, blocks and text objects. Lengths are in UTF-16 code units. */
import type { Rule } from './rules.ts';

const reference = (page: string): string => `Slack reference: ${page}`;

export const blockRules = {
  'value-kind': {
    says: 'A field holds the kind of value that its place asks for',
    source: 'Slack answers "must provide a string" and the like (invalid_blocks)',
  },
  'field-required': {
    says: 'A required field is there',
    source: 'Slack answers "missing required field: …" (invalid_blocks, invalid_arguments)',
  },
  'field-known': {
    says: 'An object has only the fields that its type knows',
    source: 'Slack answers "invalid additional property: …" (invalid_blocks)',
  },
  'type-known': {
    says: 'A block, element or text object has a type that is allowed where it stands',
    source: 'Slack answers "unsupported type: …" (invalid_blocks)',
  },
  'value-allowed': {
    says: 'A field with a fixed set of values holds one of them',
    source: 'Slack answers "must be a valid enum value" (invalid_blocks)',
  },
  'message-content': {
    says: 'A message has text, markdown_text, blocks, attachments or files',
    source: reference('chat.postMessage, no_text'),
  },
  'message-blocks': {
    says: 'A message has at most 50 blocks',
    source: reference('blocks'),
    max: 50,
    counts: 'blocks of a message',
  },
  'message-attachments': {
    says: 'A message has at most 100 attachments',
    source: reference('chat.postMessage, too_many_attachments'),
    max: 100,
    counts: 'attachments of a message',
  },
  'markdown-text': {
    says: 'markdown_text has at most 12,000 characters',
    source: reference('chat.postMessage'),
    max: 12_000,
    counts: 'characters of a Markdown text',
  },
  'markdown-alone': {
    says: 'markdown_text stands without text and blocks',
    source: reference('chat.postMessage, markdown_text_conflict'),
  },
  'markdown-total': {
    says: 'All markdown blocks of a message have at most 12,000 characters together',
    source: reference('markdown block'),
    max: 12_000,
    counts: 'characters of all Markdown blocks',
  },
  'metadata-shape': {
    says: 'Metadata is an event_type and an event_payload object',
    source: reference('chat.postMessage, invalid_metadata_format'),
  },
  'block-id': {
    says: 'A block_id has at most 255 characters',
    source: reference('blocks'),
    max: 255,
    counts: 'characters of a block_id',
  },
  'block-id-once': { says: 'A block_id occurs once in a message or view', source: reference('blocks') },
  'action-id': {
    says: 'An action_id has at most 255 characters',
    source: reference('block elements'),
    max: 255,
    counts: 'characters of an action_id',
  },
  'action-id-once': { says: 'An action_id occurs once in a block', source: reference('block elements') },
  'text-object': {
    says: 'A text object has 1 to 3000 characters',
    source: reference('text object'),
    min: 1,
    max: 3000,
    counts: 'characters of a text in a context block',
  },
  'section-text': {
    says: "A section's text has 1 to 3000 characters",
    source: reference('section block'),
    min: 1,
    max: 3000,
    counts: "characters of a section's text",
  },
  'section-content': { says: 'A section has text or fields', source: reference('section block') },
  'section-fields': {
    says: 'A section has 1 to 10 fields',
    source: reference('section block'),
    min: 1,
    max: 10,
    counts: 'fields of a section',
  },
  'section-field': {
    says: "A section's field has 1 to 2000 characters",
    source: reference('section block'),
    min: 1,
    max: 2000,
    counts: "characters of a section's field",
  },
  'header-text': {
    says: "A header's text has 1 to 150 characters",
    source: reference('header block'),
    min: 1,
    max: 150,
    counts: 'characters of a header',
  },
  'context-elements': {
    says: 'A context block has 1 to 10 elements',
    source: reference('context block'),
    min: 1,
    max: 10,
    counts: 'elements of a context block',
  },
  'actions-elements': {
    says: 'An actions block has 1 to 25 elements',
    source: reference('actions block'),
    min: 1,
    max: 25,
    counts: 'elements of an actions block',
  },
  'image-source': {
    says: 'An image has either an image_url or a slack_file',
    source: reference('image block'),
  },
  'image-url': {
    says: 'An image_url has at most 3000 characters',
    source: reference('image block'),
    min: 1,
    max: 3000,
    counts: "characters of an image's address",
  },
  'image-public': {
    says: 'An image_url is a web address that Slack itself can fetch',
    source: 'Slack answers "downloading image failed" (invalid_blocks)',
  },
  'image-alt': {
    says: 'An alt_text has at most 2000 characters',
    source: reference('image block'),
    max: 2000,
    counts: 'characters of an alt text',
  },
  'image-title': {
    says: "An image's title has 1 to 2000 characters",
    source: reference('image block'),
    min: 1,
    max: 2000,
    counts: "characters of an image's title",
  },
  'table-rows': {
    says: 'A table has 1 to 100 rows',
    source: reference('table block'),
    min: 1,
    max: 100,
    counts: 'rows of a table',
  },
  'table-columns': {
    says: 'A table row has 1 to 20 cells',
    source: reference('table block'),
    min: 1,
    max: 20,
    counts: 'cells of a table row',
  },
  'table-once': {
    says: 'A message has at most one table',
    source: reference('table block, invalid_attachments'),
  },
  'table-total': {
    says: 'A table has at most 10,000 characters',
    source: reference('table block'),
    max: 10_000,
    counts: 'characters of a table',
  },
  'rich-text-parts': {
    says: 'A rich_text block, a list and a section hold at least one element where the type asks for one',
    source: reference('rich_text block'),
    min: 1,
  },
  'rich-text-text': {
    says: 'A rich text element has at least 1 character',
    source: reference('rich_text block'),
    min: 1,
  },
  'rich-text-indent': {
    says: 'A list is indented by 0 to 8 levels',
    source: reference('rich_text block'),
    min: 0,
    max: 8,
    counts: 'levels by which a list is indented',
  },
  'date-format': {
    says: 'A date format has at least one token in braces and only known ones',
    source: reference('date element'),
  },
} as const satisfies Record<string, Rule>;
