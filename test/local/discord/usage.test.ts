import { describe, expect, test } from 'vitest';
import { payloadRules, refusals } from '../../../src/local/discord/rules.ts';
import { usageOf } from '../../../src/local/discord/usage.ts';
import {
  button,
  chars,
  embed,
  input,
  label,
  menu,
  modal,
  option,
  row,
  shown,
  times,
  v2,
} from './payloads.ts';
import { inRow, message, type RuleCase } from './rule-case.ts';
import { cases } from './rule-cases.ts';

const address = (before: string, size: number): string => `${before}${chars(size - before.length)}`;
const web = (size: number): string => address('https://example.org/', size);
const both = (make: (size: number) => unknown, most: number): RuleCase => message(make(most), make(most + 1));

/** Cases at the limit itself, for the rules whose own cases are about something else. */
const fullest: Record<string, RuleCase> = {
  ...cases,
  'embed-field-value': both((size) => embed({ fields: [{ name: 'n', value: chars(size) }] }), 1_024),
  'embed-url': both((size) => embed({ url: web(size) }), 2_048),
  'embed-image': both((size) => embed({ image: { url: web(size) } }), 2_048),
  'embed-thumbnail': both((size) => embed({ thumbnail: { url: web(size) } }), 2_048),
  'media-url': both((size) => v2({ type: 12, items: [{ media: { url: web(size) } }] }), 2_048),
  'file-url': both((size) => v2({ type: 13, file: { url: address('attachment://', size) } }), 2_048),
};

const limited = payloadRules.flatMap(({ name, limit }) =>
  limit ? [{ name, limit, ...fullest[name]! }] : [],
);

const usedOf = (payload: unknown, { kind }: RuleCase, counts: string): number | undefined =>
  usageOf(payload, kind as 'message' | 'modal').find(({ says }) => says === counts)?.used;

describe('every limit that a rule sets', () => {
  test.each(limited)('$name: a payload that uses all of it is taken', ({ limit, ...each }) => {
    expect([usedOf(each.passes, each, limit.counts), refusals(each.passes, each.kind)]).toEqual([
      limit.of,
      [],
    ]);
  });

  test.each(limited)('$name: one more than there is is refused by that rule', ({ name, limit, ...each }) => {
    const broken = refusals(each.refused, each.kind).map(({ rule }) => rule);
    expect([usedOf(each.refused, each, limit.counts), broken]).toEqual([
      limit.of + 1,
      expect.arrayContaining([name]),
    ]);
  });
});

test('no two limits count the same', () => {
  const counted = limited.map(({ limit }) => limit.counts);
  expect(counted).toEqual([...new Set(counted)]);
});

test('the fullest stands first, and what uses nothing is left out', () => {
  const usage = usageOf(v2(shown(chars(3_000)), row(button({ label: chars(72) }))), 'message');
  expect(usage.map(({ says, used, of }) => `${says}: ${used} of ${of}`)).toEqual([
    'label of a button: 72 of 80',
    'text of all components: 3000 of 4000',
    'one text: 3000 of 4000',
    'bytes of all texts: 3012 of 10170',
    'buttons of a row: 1 of 5',
    'components: 3 of 40',
    'custom_id of a button, menu or field: 2 of 100',
  ]);
});

test('it is told where the payload comes nearest to a limit', () => {
  const inside = row(button(), button({ custom_id: 'longer', label: 'Go on' }));
  const usage = usageOf(v2({ type: 17, components: [shown('a'), inside] }), 'message');
  expect(usage.find(({ says }) => says === 'label of a button')?.path).toBe(
    'components.0.components.1.components.1.label',
  );
});

test('what is counted over the whole message is nowhere in particular', () => {
  const usage = usageOf(v2(shown('a')), 'message');
  expect(usage.find(({ says }) => says === 'text of all components')?.path).toBe('');
});

test('a menu fills no place for buttons', () => {
  const usage = usageOf(inRow(menu({ options: times(20, (index) => option(index)) })), 'message');
  expect(usage.map(({ says }) => says)).not.toContain('buttons of a row');
});

test('a form is measured by the limits of forms', () => {
  const form = modal(label(input({ value: chars(3_000) }), { label: chars(40) }));
  expect(usageOf(form, 'modal').slice(0, 2)).toEqual([
    { says: 'label of a field', used: 40, of: 45, path: 'components.0.label' },
    { says: 'text that stands in a field', used: 3_000, of: 4_000, path: 'components.0.component.value' },
  ]);
});

test.each([[null], ['text'], [[]], [{}], [{ components: 'none' }]])('%j uses nothing', (payload) => {
  expect([usageOf(payload, 'message'), usageOf(payload, 'modal')]).toEqual([[], []]);
});
