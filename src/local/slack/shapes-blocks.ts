/** Shapes of blocks, and which stand in messages, modals and Home tabs. */
import { type Fields, rows, text } from '../shared/json.ts';
import {
  anything,
  boolean,
  byType,
  type Check,
  type Field,
  type Findings,
  items,
  length,
  object,
  oneOf,
  only,
  optional,
  required,
  string,
} from './check.ts';
import { inActions, inContext, inInput, inSection } from './shapes-elements.ts';
import { picture, pictureSource } from './shapes-pictures.ts';
import { richText, richTextObject } from './shapes-rich-text.ts';
import { anyText, plainText } from './shapes-text.ts';

type Whole = (value: Fields, path: string, found: Findings) => void;

const block = (type: string, shape: Record<string, Field>, whole?: Whole): Check =>
  object({ type: required(oneOf(type)), block_id: optional(string('block-id')), ...shape }, whole);

const actionIdsOnce: Whole = (value, path, found) => {
  const seen = new Set<unknown>();
  for (const [index, element] of rows(value.elements).entries()) {
    const id = element.action_id;
    if (id !== undefined && seen.has(id))
      found.refuse(
        'action-id-once',
        `${path}/elements/${index}/action_id`,
        `\`action_id\` "${id}" already exists`,
      );
    seen.add(id);
  }
};

const sectionContent: Whole = (value, path, found) => {
  if (value.text === undefined && value.fields === undefined)
    found.refuse('section-content', path, 'missing required field: text or fields');
};

const cell = byType({
  raw_text: object({ type: required(oneOf('raw_text')), text: required(string('rich-text-text')) }),
  rich_text: richTextObject,
});

const tableTotal: Whole = (value, path, found) => {
  const total = [...JSON.stringify(value.rows ?? []).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)];
  const size = total.reduce((sum, match) => sum + (JSON.parse(`"${match[1]}"`) as string).length, 0);
  length(size, 'table-total', `${path}/rows`, found);
};

const all: Record<string, Check> = {
  section: block(
    'section',
    {
      text: optional(anyText('section-text')),
      fields: optional(items('section-fields', anyText('section-field'))),
      accessory: optional(byType(inSection)),
      expand: optional(boolean),
    },
    sectionContent,
  ),
  header: block('header', { text: required(plainText('header-text')) }),
  divider: block('divider', {}),
  context: block('context', { elements: required(items('context-elements', byType(inContext))) }),
  actions: block(
    'actions',
    { elements: required(items('actions-elements', byType(inActions))) },
    actionIdsOnce,
  ),
  image: block('image', { ...picture, title: optional(plainText('image-title')) }, pictureSource),
  input: block('input', {
    label: required(plainText('input-label')),
    element: required(byType(inInput)),
    hint: optional(plainText('input-hint')),
    optional: optional(boolean),
    dispatch_action: optional(boolean),
  }),
  rich_text: block('rich_text', richText),
  markdown: block('markdown', { text: required(string('markdown-text')) }),
  table: block(
    'table',
    {
      rows: required(items('table-rows', items('table-columns', cell))),
      column_settings: optional(anything),
    },
    tableTotal,
  ),
};

const EVERYWHERE = ['section', 'header', 'divider', 'context', 'actions', 'image', 'input', 'rich_text'];

export const inMessage = byType(all);
export const inView = byType(only(all, ...EVERYWHERE));

/** What concerns all blocks of a message or view together. */
export function blocksTogether(blocks: readonly Fields[], path: string, found: Findings): void {
  const seen = new Set<unknown>();
  for (const [index, { block_id }] of blocks.entries()) {
    if (block_id !== undefined && seen.has(block_id))
      found.refuse('block-id-once', `${path}/${index}/block_id`, `\`block_id\` "${block_id}" already exists`);
    seen.add(block_id);
  }
  const markdown = blocks.filter(({ type }) => type === 'markdown').map((each) => text(each.text));
  // One block alone over the limit is already refused by its own length.
  if (markdown.length > 1) length(markdown.join('').length, 'markdown-total', path, found);
  if (blocks.filter(({ type }) => type === 'table').length > 1)
    found.refuse('table-once', path, 'only one table is allowed per message');
}
