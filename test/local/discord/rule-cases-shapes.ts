import {
  button,
  command,
  embed,
  event,
  gallery,
  group,
  input,
  legacy,
  menu,
  modal,
  option,
  picture,
  row,
  section,
  shown,
  typed,
  v2,
  withOptions,
} from './payloads.ts';
import { form, inLabel, inRow, mentions, message, oneCommand, oneEvent, type RuleCase } from './rule-case.ts';

/** The right kind of value, and the nearest wrong one. */
export const shapeCases: Record<string, RuleCase> = {
  'message-shape': message({ content: 'x', tts: false }, { content: 'x', tts: 0 }),
  'allowed-mentions-shape': message(mentions({ replied_user: false }), mentions({ replied_user: 0 })),
  'attachment-shape': message(
    { content: 'x', attachments: [{ id: '0', filename: 'a.png' }] },
    { content: 'x', attachments: [{ id: '0', filename: 1 }] },
  ),
  'embed-shape': message(embed({ url: 'https://example.org' }), embed({ timestamp: 1 })),
  'embed-field-shape': message(
    embed({ fields: [{ name: 'n', value: 'v', inline: true }] }),
    embed({ fields: [{ name: 'n', value: 'v', inline: 1 }] }),
  ),
  'component-shape': message(inRow(button({ disabled: true })), inRow(button({ disabled: 1 }))),
  'row-shape': message(legacy(row(button())), {
    content: 'x',
    components: [{ type: 1, components: ['go'] }],
  }),
  'button-shape': message(inRow(button({ emoji: { name: 'a' } })), inRow(button({ emoji: 'a' }))),
  'select-shape': message(inRow(menu()), inRow(menu({ options: ['a'] }))),
  'option-shape': message(
    inRow(menu({ options: [option(0, { default: true })] })),
    inRow(menu({ options: [option(0, { default: 1 })] })),
  ),
  'text-display-shape': message(v2(shown('1')), v2({ type: 10, content: 1 })),
  'section-shape': message(v2(section()), v2(section({ components: ['a'] }))),
  'media-shape': message(v2({ type: 12, items: [picture()] }), v2({ type: 12, items: [{ media: 'p.png' }] })),
  'gallery-shape': message(v2(gallery(1)), v2({ type: 12, items: ['p.png'] })),
  'file-shape': message(v2({ type: 13, file: { url: 'attachment://a' } }), v2({ type: 13, file: 'a' })),
  'separator-shape': message(
    v2(shown('a'), { type: 14, divider: true }),
    v2(shown('a'), { type: 14, divider: 1 }),
  ),
  'container-shape': message(v2({ type: 17, components: [shown('a')] }), v2({ type: 17, components: ['a'] })),
  'emoji-shape': message(inRow(button({ emoji: { name: '1' } })), inRow(button({ emoji: { name: 1 } }))),
  'modal-shape': form(inLabel(input()), { ...inLabel(input()), components: ['a'] }),
  'label-shape': form(inLabel(input()), modal({ type: 18, label: 'Name', component: 'a' })),
  'group-shape': form(inLabel(group(22, 1)), inLabel(group(22, 0, { options: ['a'] }))),
  'checkbox-shape': form(
    inLabel({ type: 23, custom_id: 'c', default: true }),
    inLabel({ type: 23, custom_id: 'c', default: 1 }),
  ),
  'command-shape': oneCommand(command({ dm_permission: true }), command({ dm_permission: 1 })),
  'command-option-shape': oneCommand(
    withOptions(typed('a', { required: true })),
    withOptions(typed('a', { required: 1 })),
  ),
  'choices-shape': { kind: 'choices', passes: { choices: [] }, refused: { choices: ['a'] } },
  'event-shape': oneEvent(event({ description: 'x' }), event({ scheduled_start_time: 1 })),
};
