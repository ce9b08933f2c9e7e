import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effects } from '../../../src/local/slack/effects.ts';
import { readingText, type Viewer } from '../../../src/local/slack/reading.ts';

const viewer: Viewer = {
  timeZone: 'America/Toronto',
  now: Date.parse('2026-11-24T00:00:00Z'),
  names: { U1: 'Member', C1: 'practice' },
};
const AT = Date.parse('2026-11-27T00:00:00Z') / 1000;

const read = (...blocks: object[]): string => readingText({ text: 'fallback', blocks }, viewer);
const mrkdwn = (text: string, more: object = {}) => ({
  type: 'section',
  text: { type: 'mrkdwn', text, ...more },
});
const words = (text: string, style?: object) => ({ type: 'text', text, ...(style && { style }) });
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });
const rich = (...elements: object[]) => ({ type: 'rich_text', elements });

test('blocks stand for the text', () => {
  expect(read(mrkdwn('shown'))).toBe('shown');
});

test('without blocks the text is read as mrkdwn', () => {
  expect(readingText({ text: '*bold* &amp; <https://example.com|site>' }, viewer)).toBe(
    'bold & site (https://example.com)',
  );
});

test('a card reads from its title to its buttons, one line each', () => {
  const card = [
    { type: 'header', text: { type: 'plain_text', text: 'BATNA' } },
    rich(
      section(words('Best '), words('alternative', { bold: true })),
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [section(words('one'))],
      },
      {
        type: 'rich_text_list',
        style: 'ordered',
        indent: 1,
        elements: [section(words('first')), section(words('second'))],
      },
      { type: 'rich_text_quote', elements: [words('said\ntwice')] },
      { type: 'rich_text_preformatted', elements: [words('a = 1')] },
    ),
    { type: 'divider' },
    { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'A chart' },
    {
      type: 'context',
      elements: [
        { type: 'mrkdwn', text: '_Source_' },
        { type: 'plain_text', text: 'page 3' },
      ],
    },
    {
      type: 'actions',
      elements: [
        { type: 'button', text: { type: 'plain_text', text: 'More' } },
        { type: 'button', text: { type: 'plain_text', text: 'Read' }, url: 'https://example.com' },
        { type: 'users_select', placeholder: { type: 'plain_text', text: 'Who' } },
      ],
    },
  ];
  expect(read(...card).split('\n')).toEqual([
    'BATNA',
    'Best alternative',
    '• one',
    '  1. first',
    '  2. second',
    '> said',
    '> twice',
    'a = 1',
    '[picture: A chart]',
    'Source page 3',
    '[More] [Read → https://example.com] [Who ▾]',
  ]);
});

describe('times are in the zone and at the clock of the viewer', () => {
  test.each([
    ['{date_short_pretty}, {time}', 'Thu 26 Nov 2026, 19:00'],
    ['{date_long} at {time}', 'Thu 26 Nov 2026, 19:00'],
    ['{date}', 'Thu 26 Nov 2026'],
    ['{time}', '19:00'],
    ['{ago}', 'in 3 days'],
  ])('%s', (format, shown) => {
    expect(
      read(rich(section({ type: 'date', timestamp: AT, format })), mrkdwn(`<!date^${AT}^${format}|soon>`)),
    ).toBe(`${shown}\n${shown}`);
  });
});

// Berlin's clocks go forward on 29 March 2026: that day has 23 hours.
test.each([
  [-24, 'yesterday, 23:30'],
  [0, 'today, 23:30'],
  [20, 'tomorrow, 20:30'],
  [26, 'Mon 30 Mar 2026, 02:30'],
])('a pretty date %i hours from now names the days next to today: %s', (hours, shown) => {
  const now = Date.parse('2026-03-28T22:30:00Z');
  const timestamp = now / 1000 + hours * 3600;
  const blocks = [rich(section({ type: 'date', timestamp, format: '{date_short_pretty}, {time}' }))];
  expect(readingText({ blocks }, { ...viewer, timeZone: 'Europe/Berlin', now })).toBe(shown);
});

test('mentions are names, and a ping is seen', () => {
  expect(read(mrkdwn('<@U1> in <#C1>: <!here>'))).toBe('@Member in #practice: @here!PING');
});

describe('mrkdwn formats', () => {
  test.each([
    ['*bold*', ['bold']],
    ['_a_ ~b~ `c`', ['a', 'b', 'c']],
    ['*_both_*', ['both', 'both']],
    ['> quoted', ['quoted']],
    ['&gt; quoted too', ['quoted too']],
    ['```code```', ['code']],
  ])('%s', (text, formatted) => {
    expect(effects({ blocks: [mrkdwn(text)] }).formatted).toEqual(formatted);
  });

  test.each(['2*3*4', '2*3*', '* a *', 'snake_case_name', '5 > 4', '*open', '~ not ~', '- item'])(
    'not %s',
    (text) => {
      expect(effects({ blocks: [mrkdwn(text)] }).formatted).toEqual([]);
    },
  );
});

describe('what a client recognises by itself', () => {
  test('a bare @everyone pings', () => {
    expect(effects({ blocks: [mrkdwn('hi @everyone')] }).pings).toEqual(['@everyone']);
  });

  test('verbatim text does not', () => {
    expect(effects({ blocks: [mrkdwn('hi @everyone https://example.com', { verbatim: true })] })).toEqual({
      pings: [],
      links: [],
      formatted: [],
    });
  });

  test('a bare address becomes a link, without the full stop after it', () => {
    expect(effects({ blocks: [mrkdwn('see https://example.com/a.')] }).links).toEqual([
      'https://example.com/a',
    ]);
  });

  test('a mention in the text beside blocks pings all the same', () => {
    expect(effects({ text: '<!channel>', blocks: [{ type: 'divider' }] }).pings).toEqual(['@channel']);
  });
});

test('a markdown block is read as Markdown', () => {
  const text = '# Title\n\n**bold** [site](https://example.com) <@U1>\n\n- one\n  - two\n\n> quote';
  expect(read({ type: 'markdown', text })).toBe(
    'Title\nbold site (https://example.com) @Member\n• one\n  • two\n> quote',
  );
});

test('the text of a rich text element never pings, links or formats', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.constantFrom('*', '<!here>', '@everyone', 'https://x.y', '> '),
      (text, bait) => {
        expect(effects({ blocks: [rich(section(words(`${bait}${text}${bait}`)))] })).toEqual({
          pings: [],
          links: [],
          formatted: [],
        });
      },
    ),
  );
});

test('any text can be read', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'*_~`<>|@!#^\n >&;aé😀'), maxLength: 60 }), (text) => {
      expect(typeof read(mrkdwn(text), { type: 'markdown', text })).toBe('string');
    }),
  );
});
