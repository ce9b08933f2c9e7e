import type { Fields } from '../../../src/local/shared/json.ts';

/** Small payloads for the tests of rules. */

export const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index));

export const chars = (count: number): string => 'x'.repeat(count);

export const V2 = 1 << 15;

export const v2 = (...components: Fields[]): Fields => ({ flags: V2, components });
export const shown = (content: string): Fields => ({ type: 10, content });
export const row = (...components: Fields[]): Fields => ({ type: 1, components });
export const button = (more: Fields = {}): Fields => ({
  type: 2,
  style: 1,
  label: 'Go',
  custom_id: 'go',
  ...more,
});
export const link = (more: Fields = {}): Fields => ({
  type: 2,
  style: 5,
  label: 'Read',
  url: 'https://example.org',
  ...more,
});
export const option = (index: number, more: Fields = {}): Fields => ({
  label: `L${index}`,
  value: `v${index}`,
  ...more,
});
export const menu = (more: Fields = {}): Fields => ({
  type: 3,
  custom_id: 'menu',
  options: [option(0)],
  ...more,
});
export const legacy = (...rows: Fields[]): Fields => ({ content: 'x', components: rows });
export const embed = (more: Fields): Fields => ({ embeds: [{ title: 't', ...more }] });
export const picture = (more: Fields = {}): Fields => ({
  media: { url: 'https://example.org/p.png' },
  ...more,
});
export const gallery = (items: number): Fields => ({ type: 12, items: times(items, () => picture()) });
export const section = (more: Fields = {}): Fields => ({
  type: 9,
  components: [shown('a')],
  accessory: button(),
  ...more,
});

export const input = (more: Fields = {}): Fields => ({ type: 4, custom_id: 'text', style: 1, ...more });
export const label = (component: Fields, more: Fields = {}): Fields => ({
  type: 18,
  label: 'Name',
  component,
  ...more,
});
export const modal = (...components: Fields[]): Fields => ({ title: 'Form', custom_id: 'form', components });
export const group = (type: 21 | 22, options: number, more: Fields = {}): Fields => ({
  type,
  custom_id: 'group',
  options: times(options, (index) => option(index)),
  ...more,
});

export const command = (more: Fields = {}): Fields => ({
  name: 'glossary',
  description: 'Looks up a term',
  ...more,
});
export const typed = (name: string, more: Fields = {}): Fields => ({
  type: 3,
  name,
  description: 'A text',
  ...more,
});
export const withOptions = (...options: Fields[]): Fields => command({ options });
export const choice = (index: number, more: Fields = {}): Fields => ({
  name: `n${index}`,
  value: `v${index}`,
  ...more,
});

export const event = (more: Fields = {}): Fields => ({
  name: 'Practice',
  entity_type: 3,
  privacy_level: 2,
  entity_metadata: { location: 'Room 1' },
  scheduled_start_time: '2026-11-26T19:00:00Z',
  scheduled_end_time: '2026-11-26T20:00:00Z',
  ...more,
});
