import { expect, it } from 'vitest';
import { readTyped, readWords } from '../../../src/adapters/slack/typed.ts';

it.each([
  ['member', '<@U123|second.member>', [{ mention: 'member', id: 'U123', name: 'second.member' }]],
  ['member without a name', '<@U123>', [{ mention: 'member', id: 'U123' }]],
  ['channel', '<#C1|general>', [{ mention: 'channel', id: 'C1', name: 'general' }]],
  ['channel without a name', '<#C1|>', [{ mention: 'channel', id: 'C1' }]],
])('a %s becomes a mention', (_, line, typed) => {
  expect(readTyped(line)).toEqual(typed);
});

it.each([
  ['an address', '<http://example.org/?a=1&amp;b=2>', 'http://example.org/?a=1&b=2'],
  ['an address without its protocol', '<http://example.org|example.org>', 'example.org'],
  ['an e-mail address', '<mailto:a@example.org|a@example.org>', 'a@example.org'],
  ['signs', '1 &lt; 2 &amp;&amp; 3 &gt; 2', '1 < 2 && 3 > 2'],
  ['an escaped entity', '&amp;lt;', '&lt;'],
  ['a time', '19:30', '19:30'],
  ['a broadcast', '<!here> and <!subteam^S1|@group>', '@here and @group'],
  ['a date', '<!date^0^{date}|1 January>', '1 January'],
  ['a lone bracket', 'a < b', 'a < b'],
])('%s is read as it was typed', (_, line, words) => {
  expect(readTyped(line)).toEqual([words]);
});

it('words around mentions stay in order', () => {
  expect(readTyped('give <@U1|a> the &lt;floor&gt; in <#C1|b>')).toEqual([
    'give ',
    { mention: 'member', id: 'U1', name: 'a' },
    ' the <floor> in ',
    { mention: 'channel', id: 'C1', name: 'b' },
  ]);
});

it('nothing typed is nothing', () => {
  expect(readTyped('')).toEqual([]);
});

it('a message’s mentions are words', () => {
  expect(readWords('<@U1|member> in <#C1|general>')).toBe('@member in #general');
});
