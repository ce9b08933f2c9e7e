import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effects } from '../../../src/local/discord/effects.ts';
import { readingText, type Viewer } from '../../../src/local/discord/reading.ts';
import { button, embed, link, menu, picture, row, section, shown, v2 } from './payloads.ts';

const viewer: Viewer = {
  timeZone: 'America/Toronto',
  now: Date.parse('2026-11-23T19:00:00Z'),
  names: { '1': 'Member', '2': 'Facilitators', '3': 'general' },
};

const read = (content: string, more: object = {}) => readingText({ content, ...more }, viewer);

describe('Markdown reads as Discord shows it', () => {
  test.each([
    ['**bold** and __under__', 'bold and under'],
    ['*it* _it_ ***both***', 'it it both'],
    ['~~gone~~ ||hidden|| `code`', 'gone hidden code'],
    ['snake_case_name stays', 'snake_case_name stays'],
    ['2 * 3 * 4 stays', '2 * 3 * 4 stays'],
    ['\\*escaped\\* \\_too\\_ \\~~this\\~~', '*escaped* _too_ ~~this~~'],
    ['a \\\\ backslash', 'a \\ backslash'],
    ['C:\\folder stays', 'C:\\folder stays'],
    ['# Title\ntext', 'Title\ntext'],
    ['### Small title', 'Small title'],
    ['#### no title', '#### no title'],
    ['#no title', '#no title'],
    ['\\# no title', '# no title'],
    ['-# small print', 'small print'],
    ['- one\n  - two\n- three', '• one\n  • two\n• three'],
    ['* one\n* two', '• one\n• two'],
    ['1. one\n2. two', '1. one\n2. two'],
    ['3. three\n3. four', '3. three\n4. four'],
    ['1\\. no list', '1. no list'],
    ['> quoted\n> more\nnot', '> quoted\n> more\nnot'],
    ['>>> all\nof it', '> all\n> of it'],
    ['>no quote', '>no quote'],
    ['```js\nlet a = **1**;\n```', 'let a = **1**;'],
    ['before ```code``` after', 'before\ncode\nafter'],
    ['[label](https://example.org)', 'label (https://example.org)'],
    ['[https://a.org](https://a.org)', 'https://a.org'],
    ['\\[label](https://example.org)', '[label](https://example.org)'],
    ['[label](javascript:alert)', '[label](javascript:alert)'],
    ['see https://example.org/a_b_c.', 'see https://example.org/a_b_c.'],
    ['<https://example.org>', 'https://example.org'],
    ['<@1> <@!1> <@&2> <#3>', '@Member @Member @Facilitators #general'],
    ['<@9> <#9>', '@unknown-user #unknown'],
    ['\\<@1>', '<@1>'],
    ['@everyone and @here', '@everyone and @here'],
    ['<:pen:123456789012345678> </quiz start:123456789012345678>', ':pen: /quiz start'],
    ['a\n\n\nb  ', 'a\nb'],
  ])('%j', (source, shownText) => {
    expect(read(source)).toBe(shownText);
  });

  test.each([
    ['<t:1795719600>', 'Thu 26 Nov 2026, 14:00'],
    ['<t:1795719600:F>', 'Thu 26 Nov 2026, 14:00'],
    ['<t:1795719600:D>', 'Thu 26 Nov 2026'],
    ['<t:1795719600:d>', 'Thu 26 Nov 2026'],
    ['<t:1795719600:t>', '14:00'],
    ['<t:1795719600:R>', 'in 3 days'],
    ['<t:1795453200:R>', '2 hours ago'],
    ['<t:1795719600:x>', '<t:1795719600:x>'],
    ['\\<t:1795719600>', '<t:1795719600>'],
  ])('the time %s reads %s', (source, shownText) => {
    expect(read(source)).toBe(shownText);
  });

  test('a ping of everyone is marked when it really pings', () => {
    expect(read('@everyone', { allowed_mentions: { parse: ['everyone'] } })).toBe('@everyone!PING');
  });
});

describe('a message reads in order', () => {
  test('blocks, pictures and controls of Components V2', () => {
    const payload = v2(
      { type: 17, components: [shown('## Title'), section(), { type: 14 }] },
      { type: 12, items: [picture({ description: 'A chart' }), picture()] },
      { type: 13, file: { url: 'attachment://notes.txt' } },
      row(button({ emoji: { name: '🙂' } }), button({ disabled: true }), link()),
      row(menu({ placeholder: 'Topic' })),
    );
    expect(readingText(payload, viewer).split('\n')).toEqual([
      'Title',
      'a',
      '[Go]',
      '[picture: A chart]',
      '[picture: no alt text]',
      '[file: notes.txt]',
      '[🙂 Go] [Go (off)] [Read → https://example.org]',
      '[Topic ▾]',
    ]);
  });

  test('content, embeds, files and rows of an older message', () => {
    const payload = {
      content: 'Hello',
      ...embed({ description: '**d**', fields: [{ name: 'n', value: 'v' }], footer: { text: 'f' } }),
      components: [row(button())],
    };
    const files = [{ filename: 'a.png', description: 'Alt' }];
    expect(readingText(payload, viewer, { files })).toBe('Hello\nt\nd\nn\nv\nf\n[picture: Alt]\n[Go]');
  });

  test('any text at all can be read', () => {
    const markup = fc.string({ unit: fc.constantFrom(...'*_~|`[]()<>@#:\\-.> \n1ahttps/') });
    fc.assert(fc.property(markup, (content) => typeof read(content) === 'string'));
  });
});

describe('effects', () => {
  const found = (content: string, more: object = {}) => effects({ content, ...more });

  test.each([
    ['plain text, 2 * 3, a_b_c and 10:30', [], []],
    ['**b** `c` # no', [], ['b', 'c']],
    ['# Title\n- item\n> quote\n-# small', [], ['Title', 'item', 'quote', 'small']],
    ['https://example.org', ['https://example.org'], []],
    ['https\\://example.org', [], []],
    ['HTTPS://EXAMPLE.ORG', ['HTTPS://EXAMPLE.ORG'], []],
    ['(see https://example.org/a)', ['https://example.org/a'], []],
    ['[a](https://example.org)', ['https://example.org'], []],
    ['||s|| ~~x~~', [], ['s', 'x']],
    ['__u__ _i_', [], ['u', 'i']],
    ['\\*\\*b\\*\\*', [], []],
    ['a\n# b', [], ['b']],
    ['    - deep', [], ['deep']],
    ['```\ncode\n```', [], ['code']],
    ['\\`\\`\\`code\\`\\`\\`', [], []],
    ['someone@example.org', [], []],
    ['<someone@example.org>', ['mailto:someone@example.org'], []],
  ])('%j', (content, links, formatted) => {
    expect(found(content)).toMatchObject({ links, formatted });
  });

  test.each([
    ['an ordinary message', 'message', {}, ['@everyone', '<@1>', '<@&2>']],
    ['an answer to an interaction', 'interaction', {}, ['<@1>']],
    ['a message that allows nothing', 'message', { allowed_mentions: { parse: [] } }, []],
    ['a message that allows one user', 'message', { allowed_mentions: { users: ['1'] } }, ['<@1>']],
  ] as const)('%s pings whom it may', (_what, sentAs, more, pings) => {
    expect(effects({ content: '@everyone <@1> <@&2>', ...more }, sentAs).pings).toEqual(pings);
  });

  test('mentions in code do not ping', () => {
    expect(effects({ content: '`@everyone` ```<@1>```' }, 'message').pings).toEqual([]);
  });

  test('escaped backticks are no code, so what stands between them pings', () => {
    expect(effects({ content: '\\`@everyone\\`' }, 'message').pings).toEqual(['@everyone']);
  });

  test('text displays and link buttons count, labels do not', () => {
    const payload = v2(shown('**a** https://a.org'), row(link(), button({ label: '**b**' })));
    expect(effects(payload)).toEqual({
      pings: [],
      links: ['https://a.org', 'https://example.org'],
      formatted: ['a'],
    });
  });
});
