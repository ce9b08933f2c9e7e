import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean } from '../../../src/chat/clean.ts';
import { type Inline, strong, text, usage } from '../../../src/chat/text.ts';
import { nastyText } from '../../arbitrary.ts';
import { block, inline, shown, visible } from './shown.ts';

/** The words as a screen shows them: no blank lines, no spaces at the ends of lines. */
const words = (value: string): string =>
  visible(clean(value))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

const reading = (value: string): string => words(value);

describe('what a member wrote', () => {
  const short = nastyText.filter((value) => value.length < 500 && words(value) !== '');

  test('neither pings, links nor formats', () => {
    fc.assert(
      fc.property(short, (value) => {
        expect(shown(inline(text(value))).effects).toEqual({ pings: [], links: [], formatted: [] });
      }),
      { numRuns: 1_000 },
    );
  });

  test('reads exactly as it was written', () => {
    fc.assert(
      fc.property(short, (value) => {
        expect(reading(shown(inline(text(value))).text)).toBe(words(value));
      }),
      { numRuns: 1_000 },
    );
  });

  test('stays as it is where it was cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(short, { minLength: 1, maxLength: 4 }), (values) => {
        const result = shown(inline(...values.map(text)));
        expect(result.effects).toEqual({ pings: [], links: [], formatted: [] });
        expect(reading(result.text)).toBe(words(values.join('')));
      }),
    );
  });

  test('stays inside the style that was put around it', () => {
    const oneLine = short.filter((value) => !clean(value).trim().includes('\n'));
    const kind = fc.constantFrom('strong' as const, 'emphasis' as const, 'strike' as const);
    fc.assert(
      fc.property(oneLine, kind, (value, style) => {
        const result = shown(
          inline(text('before '), { kind: style, children: [text(value)] }, text(' after')),
        );
        expect(result.effects.formatted.map(visible).map(words)).toEqual([words(value)]);
        expect(result.effects.links).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('does not become part of a style next to it', () => {
    fc.assert(
      fc.property(short, short, (before, after) => {
        const result = shown(inline(text(before), strong('bold'), text(after)));
        expect(result.effects.formatted).toEqual(['bold']);
        expect(reading(result.text)).toBe(words(`${before}bold${after}`));
      }),
      { numRuns: 1_000 },
    );
  });

  test('keeps its backticks from ending code', () => {
    fc.assert(
      fc.property(short, (value) => {
        const result = shown(inline(text('a'), { kind: 'code', text: value }, text('b')));
        expect(result.effects.formatted).toHaveLength(1);
        expect(result.effects.links).toEqual([]);
      }),
    );
  });
});

describe('each kind of node', () => {
  const id = '100000000000000001';
  const cases: [string, Inline[], string][] = [
    ['a member by mention', [{ kind: 'member', id, name: 'Member' }], `<@${id}>`],
    ['a member of the other platform by name', [{ kind: 'member', id: 'U1', name: 'A*b' }], '@A\\*b'],
    ['a channel by mention', [{ kind: 'channel', id }], `<#${id}>`],
    ['a moment in full', [{ kind: 'time', at: 60, style: 'full' }], '<t:60:F>'],
    ['a date', [{ kind: 'time', at: 60, style: 'date' }], '<t:60:D>'],
    ['a time of day', [{ kind: 'time', at: 60, style: 'time' }], '<t:60:t>'],
    ['a distance in time', [{ kind: 'time', at: 60, style: 'relative' }], '<t:60:R>'],
    [
      'nothing for a moment that does not exist',
      [text('x'), { kind: 'time', at: Number.NaN, style: 'full' }],
      'x',
    ],
    ['how a command is typed', [usage('glossary', { term: 'ba`tna' })], '`/glossary term:baˋtna`'],
    ['two styles that touch', [strong('a'), strong('b')], '**a**\u200b**b**'],
    ['a style around spaces', [text('x'), strong(' a '), text('y')], 'x **a** y'],
    [
      'a style over two lines',
      [{ kind: 'strong', children: [text('a'), { kind: 'break' }, text('b')] }],
      '**a**\n**b**',
    ],
    ['a style within itself once', [{ kind: 'strong', children: [strong('a')] }], '**a**'],
    [
      'code within a style as words',
      [{ kind: 'strong', children: [{ kind: 'code', text: '**' }] }],
      '**\\*\\*\u200b**',
    ],
    [
      'a link',
      [{ kind: 'link', url: 'https://a.example/b', children: [text('here')] }],
      '[here](https://a.example/b)',
    ],
    [
      'a link without words',
      [{ kind: 'link', url: 'https://a.example/', children: [] }],
      '<https://a.example/>',
    ],
    [
      'a link with brackets',
      [{ kind: 'link', url: 'https://a.example/', children: [text('[x]')] }],
      '[\\(x\\)](https://a.example/)',
    ],
    [
      'the words alone of what is no web address',
      [{ kind: 'link', url: 'javascript:1', children: [text('here')] }],
      'here',
    ],
    [
      'words that look like an address beside the true one',
      [{ kind: 'link', url: 'https://a.example/', children: [text('https://b.example/x')] }],
      'https\\://b.example/x \\(<https://a.example/>\\)',
    ],
    [
      'a member in a link beside the link',
      [{ kind: 'link', url: 'https://a.example/', children: [{ kind: 'member', id, name: 'Member' }] }],
      `<@${id}> \\(<https://a.example/>\\)`,
    ],
    ['a list sign as words', [text('- a'), { kind: 'break' }, text('1. b')], '\\- a\n1\\. b'],
  ];
  test.each(cases)('shows %s', (_name, nodes, written) => {
    expect(shown(inline(...nodes)).payload.components[0].components[0].content).toBe(written);
  });
});

describe('blocks', () => {
  const item = (value: string) => [{ kind: 'paragraph' as const, children: [text(value)] }];

  test('read as paragraphs, lists, quotes and code, in order', () => {
    const result = shown(
      block(
        { kind: 'heading', children: [text('Steps')] },
        { kind: 'paragraph', children: [text('First:')] },
        {
          kind: 'list',
          ordered: true,
          items: [item('one'), [...item('two'), { kind: 'list', ordered: false, items: [item('- inner')] }]],
        },
        { kind: 'quote', children: [...item('said'), { kind: 'quote', children: item('again') }] },
        { kind: 'code', text: 'a ``` b' },
      ),
    );
    expect(result.text).toBe('Steps\nFirst:\n1. one\n2. two\n  • - inner\n> said\n> again\na ``` b');
  });

  test('leave nothing behind where they are empty', () => {
    const result = shown(
      block(
        { kind: 'heading', children: [] },
        { kind: 'list', ordered: false, items: [[], item(' ')] },
        { kind: 'quote', children: [] },
        { kind: 'code', text: '\n' },
      ),
    );
    expect(result.text).toBe('(nothing to show)');
  });
});
