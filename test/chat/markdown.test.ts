import { describe, expect, test } from 'vitest';
import { readMarkdown } from '../../src/chat/markdown.ts';
import { plainText } from '../../src/chat/text.ts';

const words = (value: string) => ({ kind: 'text', text: value });
const inlines = (source: string) => {
  const [block] = readMarkdown(source);
  return block?.kind === 'paragraph' ? block.children : undefined;
};

describe('course text', () => {
  test.each<[string, string, unknown]>([
    ['a paragraph', 'words', [{ kind: 'paragraph', children: [words('words')] }]],
    ['a heading', '## words', [{ kind: 'heading', children: [words('words')] }]],
    [
      'a quote',
      '> words',
      [{ kind: 'quote', children: [{ kind: 'paragraph', children: [words('words')] }] }],
    ],
    ['code', '```js\nlet a\n```', [{ kind: 'code', text: 'let a' }]],
    [
      'a list',
      '- a\n- b',
      [
        {
          kind: 'list',
          ordered: false,
          items: [
            [{ kind: 'paragraph', children: [words('a')] }],
            [{ kind: 'paragraph', children: [words('b')] }],
          ],
        },
      ],
    ],
    [
      'a line across',
      'a\n\n---\n\nb',
      [
        { kind: 'paragraph', children: [words('a')] },
        { kind: 'paragraph', children: [words('b')] },
      ],
    ],
    ['nothing', '', []],
  ])('reads %s', (_, source, expected) => {
    expect(readMarkdown(source)).toEqual(expected);
  });

  test('knows an ordered list from another', () => {
    expect(readMarkdown('1. a\n2. b')).toMatchObject([{ kind: 'list', ordered: true }]);
  });

  test('keeps a list within a list', () => {
    expect(readMarkdown('- a\n  - b')).toMatchObject([
      { kind: 'list', items: [[{ kind: 'paragraph' }, { kind: 'list', items: [[{ kind: 'paragraph' }]] }]] },
    ]);
  });

  test.each<[string, string, unknown]>([
    ['strong words', '**a**', { kind: 'strong', children: [words('a')] }],
    ['stressed words', '*a*', { kind: 'emphasis', children: [words('a')] }],
    ['code', '`a*b*`', { kind: 'code', text: 'a*b*' }],
    [
      'a link',
      '[a](https://example.org/x)',
      { kind: 'link', url: 'https://example.org/x', children: [words('a')] },
    ],
    [
      'a bare address',
      '<https://example.org>',
      { kind: 'link', url: 'https://example.org', children: [words('https://example.org')] },
    ],
    [
      'a link defined elsewhere',
      '[a][b]\n\n[b]: https://example.org',
      { kind: 'link', url: 'https://example.org', children: [words('a')] },
    ],
    ['a picture, as its words', '![a caucus](https://example.org/a.png)', words('a caucus')],
    [
      'a picture defined elsewhere, as its words',
      '![a caucus][b]\n\n[b]: https://example.org',
      words('a caucus'),
    ],
    ['an escaped star', '\\*a\\*', words('*a*')],
    ['a character by name', '&amp;lt;', words('&lt;')],
  ])('reads %s', (_, source, expected) => {
    expect(inlines(source)).toEqual([expected]);
  });

  test('takes the first of two definitions', () => {
    expect(inlines('[a][b]\n\n[b]: https://one.example\n[b]: https://two.example')).toMatchObject([
      { url: 'https://one.example' },
    ]);
  });

  test('reads a hard line end as a break and a soft one as a space', () => {
    expect(inlines('a\\\nb\nc')).toEqual([words('a'), { kind: 'break' }, words('b c')]);
  });
});

describe('what could do harm', () => {
  test.each([
    '<script>alert(1)</script>',
    '<b onclick="x()">bold</b>',
    '<!-- hidden -->',
    'inline <img src=x onerror=y> words',
  ])('is shown as the characters that it is: %s', (source) => {
    expect(plainText(readMarkdown(source))).toBe(source);
  });

  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'mailto:a@example.org',
    '//example.org',
    'relative.md',
  ])('is words instead of a link to %s', (url) => {
    expect(inlines(`[a](${url})`)).toEqual([words('a')]);
  });

  test('is words where a link elsewhere is defined so', () => {
    expect(inlines('[a][b]\n\n[b]: javascript:alert(1)')).toEqual([words('a')]);
  });
});
