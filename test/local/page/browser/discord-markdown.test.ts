import { describe, expect, test } from 'vitest';
import { readingText } from '../../../../src/local/discord/reading.ts';
import { body, tag, viewer, words } from './discord-sample.ts';

const drawn = (content: string): string => body({ content });

describe('a text', () => {
  test.each([
    ['**b** *i* __u__ ~~s~~', '<strong>b</strong> <em>i</em> <u>u</u> <s>s</s>'],
    ['# Big', '<h4 class="d-heading-1">Big</h4>'],
    ['-# small', '<small class="d-small">small</small>'],
    ['`code`', '<code class="d-code">code</code>'],
    ['```js\nlet a;\n```', '<pre class="d-code-block"><code>let a;</code></pre>'],
    ['> said', '<blockquote class="d-quote"><div class="d-line">said</div></blockquote>'],
    ['<@1>', '<span class="d-mention">@Member</span>'],
    ['<@&4>', '<span class="d-mention">@Facilitators</span>'],
    ['<#3>', '<span class="d-mention">#general</span>'],
    ['</quiz start:123>', '<span class="d-mention">/quiz start</span>'],
  ])('%j is drawn as Discord shows it', (content, expected) => {
    expect(drawn(content)).toContain(expected);
  });

  test.each([
    'Hello **there**, <@2> and <@8> in <#3>, <#8>: \\*kept\\* <:pen:123456789012345678>',
    '<t:1795719600> <t:1795719600:t> <t:1795719600:T> <t:1795719600:d>',
    '<t:1795719600:D> <t:1795719600:F> <t:1795719600:R> <t:1795719600:s>',
    '@everyone, see https://example.org and `code`',
  ])('%j reads as the reading text says', (content) => {
    const names = { 1: 'Member', 2: 'Second member', 3: 'general' };
    const read = readingText({ content }, { timeZone: viewer.zone, now: viewer.now, names });
    // The reading text marks what would call everybody.
    expect(words(drawn(content))).toBe(read.replace('!PING', ''));
  });

  test('a time stands in the viewer’s zone, with the instant and the full date behind it', () => {
    expect(drawn('<t:1795719600:t>')).toContain(
      '<time class="d-time" datetime="2026-11-26T19:00:00.000Z" title="Thu 26 Nov 2026, 14:00">14:00</time>',
    );
  });

  test('a time that no calendar holds breaks nothing', () => {
    expect(words(drawn('<t:9999999999999>'))).toBe('Invalid Date');
  });

  test('a deeper item stands in the list of the item before it', () => {
    expect(drawn('- one\n  - two\n- three').replace(/ class="[^"]*"/g, '')).toContain(
      '<ul><li><div>one</div><ul><li><div>two</div></li></ul></li><li><div>three</div></li></ul>',
    );
  });

  test('a numbered list begins with the number that was written', () => {
    expect(tag(drawn('3. three\n4. four'), '<ol')).toContain('start="3"');
  });

  test('bullets and numbers side by side are two lists', () => {
    expect(drawn('- a\n1. b').match(/<[uo]l/g)).toEqual(['<ul', '<ol']);
  });

  test('a link opens beside the page and tells the other site nothing', () => {
    expect(tag(drawn('[label](https://example.org/a)'), '<a ')).toMatch(
      /href="https:\/\/example.org\/a" target="_blank" rel="noopener noreferrer"/,
    );
  });

  test.each(['[label](discord://settings)', '[label](javascript:alert)', 'javascript:alert', 'https://['])(
    '%j, of somebody else’s scheme or no address, is not a link',
    (content) => {
      expect(drawn(content)).not.toContain('<a ');
    },
  );

  test('the address of what is not a link can be read', () => {
    expect(words(drawn('[label](discord://settings)'))).toBe('label (discord://settings)');
  });

  test('a mail address is shown without its scheme', () => {
    expect(words(drawn('<someone@example.org>'))).toBe('someone@example.org');
  });

  test('markup in a text is text', () => {
    expect(drawn('<img src=x onerror=alert(1)>')).not.toContain('<img');
  });

  test('signs without width are left out', () => {
    expect(words(drawn('@\u200beveryone `a\u200bb`'))).toBe('@everyone ab');
  });

  test('a spoiler is a button that says what it is', () => {
    expect(tag(drawn('||secret||'), 'd-spoiler')).toMatch(/^<button.*aria-label="Spoiler: show"/);
  });

  test('@everyone stands out only where everybody is called', () => {
    const chip = '<span class="d-mention">@everyone</span>';
    const called = body({ content: '@everyone', allowed_mentions: { parse: ['everyone'] } });
    expect([called.includes(chip), drawn('@everyone').includes(chip)]).toEqual([true, false]);
  });
});
