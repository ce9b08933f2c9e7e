import { expect, test } from 'vitest';
import { drawnBlocks, drawnText, EVENING, marked, plain, wordsOf } from './slack-case.ts';

const rich = (...elements: object[]) => [
  { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] },
];

test('a date in a text stands in the viewer’s zone', () => {
  const markup = drawnText(`<!date^${EVENING}^{date_short} {time}|somewhen>`);
  expect(markup).toContain('<time datetime="2026-11-26T18:00:00.000Z"');
  expect(wordsOf(markup)).toBe('Thu 26 Nov 2026, 19:00');
});

test('a date of rich text stands in the viewer’s zone', () => {
  const date = { type: 'date', timestamp: EVENING, format: '{time}', fallback: 'somewhen' };
  expect(wordsOf(drawnBlocks(rich(date)))).toBe('19:00');
});

test('a date that there is not is told in the words that stand for it', () => {
  const date = { type: 'date', timestamp: 1e15, format: '{time}', fallback: 'somewhen' };
  expect(wordsOf(drawnBlocks(rich(date)))).toBe('somewhen');
});

test('text between asterisks is bold in mrkdwn', () => {
  expect(drawnBlocks([{ type: 'section', text: marked('*so*') }])).toContain('<b>so</b>');
});

test('text between asterisks in a plain_text object is not bold', () => {
  expect(drawnBlocks([{ type: 'section', text: plain('*so*') }])).toContain('*so*');
});

test('text between asterisks in rich text is not bold', () => {
  expect(drawnBlocks(rich({ type: 'text', text: '*so*' }))).toContain('*so*');
});

test('what a member typed is never markup of the page', () => {
  expect(drawnText('&lt;img src=x onerror=alert(1)&gt;')).not.toContain('<img');
});

test('a blank line parts two paragraphs', () => {
  expect(drawnText('One\n\nTwo')).toContain('\u00a0');
});

test('nothing is put between the lines of code', () => {
  expect(drawnText('```one\n\ntwo```')).toContain('one\n\ntwo');
});

test('members and channels are called by their names', () => {
  expect(wordsOf(drawnText('<@U2> in <#C1>'))).toBe('@Second member in #general');
});

test('a link opens beside the page and tells nothing of it', () => {
  expect(drawnText('<https://example.org|here>')).toContain(
    '<a href="https://example.org" target="_blank" rel="noopener noreferrer">here</a>',
  );
});

test('an address that would run a script becomes no link', () => {
  const markup = drawnBlocks(rich({ type: 'link', url: 'javascript:alert(1)', text: 'here' }));
  expect(markup).not.toContain('href');
});

test('a known emoji is drawn, an unknown one keeps its colons', () => {
  expect(wordsOf(drawnText(':wave: :our_own:'))).toBe('👋 :our_own:');
});

test('emoji names stay as typed where plain text says so', () => {
  const text = { type: 'plain_text', text: ':wave:', emoji: false };
  expect(wordsOf(drawnBlocks([{ type: 'section', text }]))).toBe(':wave:');
});

test('in rich text only an emoji element is an emoji', () => {
  const markup = drawnBlocks(rich({ type: 'emoji', name: 'wave' }, { type: 'text', text: ' :wave:' }));
  expect(wordsOf(markup)).toBe('👋 :wave:');
});

test('an ordered list goes on counting where it left off', () => {
  const item = { type: 'rich_text_section', elements: [{ type: 'text', text: 'Third' }] };
  const list = { type: 'rich_text_list', style: 'ordered', indent: 0, offset: 2, elements: [item] };
  expect(drawnBlocks([{ type: 'rich_text', elements: [list] }])).toContain('<li value="3">Third</li>');
});

test('the lines of a quotation stand in one', () => {
  expect(drawnText('> one\n> two').match(/<blockquote/g)).toHaveLength(1);
});
