/** For each rule of rules-blocks.ts: the largest payloads that pass, and the smallest that are refused. */
import type { blockRules } from '../../../src/local/slack/rules-blocks.ts';
import {
  actions,
  button,
  type Case,
  cell,
  image,
  inActions,
  message,
  mrkdwn,
  plain,
  plainCase,
  rich,
  richSection,
  section,
  sized,
  table,
  textInput,
  times,
  x,
} from './payload-parts.ts';

export const blocksCases: Record<keyof typeof blockRules, Case> = {
  'value-kind': plainCase('message', [message(section())], [message(section({ text: mrkdwn(1 as never) }))]),
  'field-required': plainCase('message', [message(image())], [message({ ...image(), alt_text: undefined })]),
  'field-known': plainCase('message', [message(section())], [message(section({ colour: 'red' }))]),
  'type-known': plainCase(
    'message',
    [message({ type: 'divider' })],
    [
      message({ type: 'accordion' }),
      message(actions(textInput())),
      { text: 'x', blocks: [section({ text: { type: 'html', text: 'x' } })] },
    ],
  ),
  'value-allowed': plainCase(
    'message',
    [message(actions(button({ style: 'primary' })))],
    [message(actions(button({ style: 'blue' })))],
  ),
  'message-content': plainCase(
    'message',
    [{ text: 'x' }, { blocks: [section()] }],
    [{}, { text: ' ' }, { text: '', blocks: [] }],
  ),
  'message-blocks': sized('message-blocks', 'message', (size) => ({
    text: 'x',
    blocks: times(size, () => ({ type: 'divider' })),
  })),
  'message-attachments': sized('message-attachments', 'message', (size) => ({
    text: 'x',
    attachments: times(size, () => ({})),
  })),
  'markdown-text': sized('markdown-text', 'message', (size) =>
    size === 0 ? { text: 'x' } : { markdown_text: x(size) },
  ),
  'markdown-alone': plainCase('message', [{ markdown_text: 'x' }], [{ markdown_text: 'x', text: 'x' }]),
  'markdown-total': sized('markdown-total', 'message', (size) =>
    message(
      { type: 'markdown', text: x(size / 2) },
      { type: 'markdown', text: x(size - Math.floor(size / 2)) },
    ),
  ),
  'metadata-shape': plainCase(
    'message',
    [{ text: 'x', metadata: { event_type: 'x', event_payload: {} } }],
    [
      { text: 'x', metadata: { event_type: 'x' } },
      { text: 'x', metadata: 'x' },
    ],
  ),
  'block-id': sized('block-id', 'message', (size) => message({ type: 'divider', block_id: x(size) })),
  'block-id-once': plainCase(
    'message',
    [message({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'b' })],
    [message({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' })],
  ),
  'action-id': sized(
    'action-id',
    'message',
    inActions((size) => button({ action_id: x(size) })),
  ),
  'action-id-once': plainCase(
    'message',
    [
      message(
        actions(button({ action_id: 'a' }), button({ action_id: 'b' })),
        actions(button({ action_id: 'a' })),
      ),
    ],
    [message(actions(button({ action_id: 'a' }), button({ action_id: 'a' })))],
  ),
  'text-object': sized('text-object', 'message', (size) =>
    message({ type: 'context', elements: [mrkdwn(x(size))] }),
  ),
  'section-text': sized('section-text', 'message', (size) => message(section({ text: mrkdwn(x(size)) }))),
  'section-content': plainCase(
    'message',
    [message({ type: 'section', fields: [plain('x')] })],
    [message({ type: 'section' })],
  ),
  'section-fields': sized('section-fields', 'message', (size) =>
    message(section({ fields: times(size, () => plain('x')) })),
  ),
  'section-field': sized('section-field', 'message', (size) =>
    message(section({ fields: [plain(x(size))] })),
  ),
  'header-text': sized('header-text', 'message', (size) => message({ type: 'header', text: plain(x(size)) })),
  'context-elements': sized('context-elements', 'message', (size) =>
    message({ type: 'context', elements: times(size, () => plain('x')) }),
  ),
  'actions-elements': sized('actions-elements', 'message', (size) =>
    message(actions(...times(size, () => button()))),
  ),
  'image-source': plainCase(
    'message',
    [message(image()), message({ type: 'image', slack_file: { id: 'F1' }, alt_text: 'x' })],
    [message({ type: 'image', alt_text: 'x' }), message(image({ slack_file: { id: 'F1' } }))],
  ),
  'image-url': {
    kind: 'message',
    passes: [message(image({ image_url: `https://example.com/${x(2980)}` }))],
    refused: [
      message(image({ image_url: `https://example.com/${x(2981)}` })),
      message(image({ image_url: '' })),
    ],
  },
  'image-public': plainCase(
    'message',
    [message(image())],
    [message(image({ image_url: 'http://127.0.0.1/a.png' })), message(image({ image_url: 'a.png' }))],
  ),
  'image-alt': sized('image-alt', 'message', (size) => message(image({ alt_text: x(size) }))),
  'image-title': sized('image-title', 'message', (size) => message(image({ title: plain(x(size)) }))),
  'table-rows': sized('table-rows', 'message', (size) => message(table(times(size, () => [cell()])))),
  'table-columns': sized('table-columns', 'message', (size) => message(table([times(size, () => cell())]))),
  'table-once': plainCase(
    'message',
    [message(table([[cell()]]))],
    [message(table([[cell()]]), table([[cell()]]))],
  ),
  'table-total': sized('table-total', 'message', (size) => message(table([[cell(x(Math.max(size, 1)))]]))),
  'rich-text-parts': sized('rich-text-parts', 'message', (size) =>
    message(
      rich(...times(size, () => ({ type: 'rich_text_quote', elements: [{ type: 'text', text: 'x' }] }))),
    ),
  ),
  'rich-text-text': sized('rich-text-text', 'message', (size) =>
    message(richSection({ type: 'text', text: x(size) })),
  ),
  'rich-text-indent': sized('rich-text-indent', 'message', (size) =>
    message(
      rich({
        type: 'rich_text_list',
        style: 'bullet',
        indent: size,
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }],
      }),
    ),
  ),
  'date-format': plainCase(
    'message',
    [message(richSection({ type: 'date', timestamp: 1, format: '{date_short_pretty}, {time}' }))],
    [
      message(richSection({ type: 'date', timestamp: 1, format: 'soon' })),
      message(richSection({ type: 'date', timestamp: 1, format: '{weekday}' })),
    ],
  ),
};
