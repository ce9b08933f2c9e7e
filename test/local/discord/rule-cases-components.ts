import {
  button,
  chars,
  gallery,
  legacy,
  link,
  menu,
  option,
  picture,
  row,
  section,
  shown,
  times,
  v2,
} from './payloads.ts';
import { inRow, message, type RuleCase } from './rule-case.ts';

/** Components: the largest that pass, the smallest that are refused. */
export const componentCases: Record<string, RuleCase> = {
  'component-place': message(v2({ type: 17, components: [shown('a')] }), v2(button())),
  'component-id': message(v2({ ...shown('a'), id: 2_147_483_647 }), v2({ ...shown('a'), id: 2_147_483_648 })),
  'custom-id-length': message(
    inRow(button({ custom_id: chars(100) })),
    inRow(button({ custom_id: chars(101) })),
  ),
  'row-size': message(
    legacy(row(...times(5, (index) => button({ custom_id: `b${index}` })))),
    legacy(row(...times(6, (index) => button({ custom_id: `b${index}` })))),
  ),
  'row-one-select': message(legacy(row(menu())), legacy(row(menu(), button()))),
  'button-style': message(inRow(button({ style: 4 })), inRow(button({ style: 7 }))),
  'button-label': message(inRow(button({ label: chars(80) })), inRow(button({ label: chars(81) }))),
  'button-face': message(
    inRow(button({ label: undefined, emoji: { name: '🙂' } })),
    inRow(button({ label: undefined })),
  ),
  'button-custom-id': message(inRow(button()), inRow(button({ custom_id: undefined }))),
  'button-link': message(inRow(link()), inRow(link({ url: undefined }))),
  'button-url': message(
    inRow(link({ url: `https://example.org/${chars(492)}` })),
    inRow(link({ url: `https://example.org/${chars(493)}` })),
  ),
  'emoji-name': message(
    inRow(button({ emoji: { name: chars(32) } })),
    inRow(button({ emoji: { name: chars(33) } })),
  ),
  'select-custom-id': message(inRow(menu()), inRow(menu({ custom_id: undefined }))),
  'select-placeholder': message(
    inRow(menu({ placeholder: chars(150) })),
    inRow(menu({ placeholder: chars(151) })),
  ),
  'select-min-values': message(
    inRow({ type: 5, custom_id: 'u', min_values: 25, max_values: 25 }),
    inRow({ type: 5, custom_id: 'u', min_values: 26, max_values: 25 }),
  ),
  'select-max-values': message(
    inRow({ type: 5, custom_id: 'u', max_values: 25 }),
    inRow({ type: 5, custom_id: 'u', max_values: 26 }),
  ),
  'select-range': message(
    inRow({ type: 5, custom_id: 'u', min_values: 2, max_values: 2 }),
    inRow({ type: 5, custom_id: 'u', min_values: 2, max_values: 1 }),
  ),
  'select-defaults': message(
    inRow(menu({ options: [option(0, { default: true }), option(1)] })),
    inRow(menu({ options: [option(0, { default: true }), option(1, { default: true })] })),
  ),
  'select-options': message(
    inRow(menu({ options: times(25, (index) => option(index)) })),
    inRow(menu({ options: times(26, (index) => option(index)) })),
  ),
  'select-values-unique': message(
    inRow(menu({ options: [option(0), option(1)] })),
    inRow(menu({ options: [option(0), option(0)] })),
  ),
  'select-enough-options': message(
    inRow(menu({ max_values: 2, options: [option(0), option(1)] })),
    inRow(menu({ max_values: 2, options: [option(0)] })),
  ),
  'option-label': message(
    inRow(menu({ options: [option(0, { label: chars(100) })] })),
    inRow(menu({ options: [option(0, { label: chars(101) })] })),
  ),
  'option-value': message(
    inRow(menu({ options: [option(0, { value: chars(100) })] })),
    inRow(menu({ options: [option(0, { value: chars(101) })] })),
  ),
  'option-description': message(
    inRow(menu({ options: [option(0, { description: chars(100) })] })),
    inRow(menu({ options: [option(0, { description: chars(101) })] })),
  ),
  'text-display-content': message(v2(shown(chars(4_000))), v2(shown(chars(4_001)))),
  'section-texts': message(
    v2(section({ components: times(3, () => shown('a')) })),
    v2(section({ components: times(4, () => shown('a')) })),
  ),
  'section-accessory': message(v2(section()), v2(section({ accessory: undefined }))),
  'gallery-items': message(v2(gallery(10)), v2(gallery(11))),
  'media-description': message(
    v2({ type: 12, items: [picture({ description: chars(1_024) })] }),
    v2({ type: 12, items: [picture({ description: chars(1_025) })] }),
  ),
  'media-url': {
    ...message(
      v2({ type: 12, items: [{ media: { url: 'attachment://chart.png' } }] }),
      v2({ type: 12, items: [{ media: { url: 'attachment://other.png' } }] }),
    ),
    files: ['chart.png'],
  },
  'file-url': {
    ...message(
      v2({ type: 13, file: { url: 'attachment://notes.txt' } }),
      v2({ type: 13, file: { url: 'https://example.org/notes.txt' } }),
    ),
    files: ['notes.txt'],
  },
  'separator-spacing': message(
    v2(shown('a'), { type: 14, spacing: 2 }),
    v2(shown('a'), { type: 14, spacing: 3 }),
  ),
  'container-size': message(v2({ type: 17, components: [shown('a')] }), v2({ type: 17, components: [] })),
  'container-colour': message(
    v2({ type: 17, accent_color: 0xffffff, components: [shown('a')] }),
    v2({ type: 17, accent_color: 0x1000000, components: [shown('a')] }),
  ),
};
