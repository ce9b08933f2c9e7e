import { describe, expect, test } from 'vitest';
import { button, row, v2 } from '../../discord/payloads.ts';
import { chart, message, notes, tag, viewer, words } from './discord-sample.ts';

const HOUR = 3_600_000;
const hello = { content: 'Hello' };

describe('a message', () => {
  test.each([
    ['today', viewer.now - HOUR, '13:05'],
    ['late on the day before in the viewer’s zone', viewer.now - 15 * HOUR, '22/11/2026, 23:05'],
    ['in three days', viewer.now + 72 * HOUR, '26/11/2026, 14:05'],
  ])('sent %s says when', (_when, at, says) => {
    expect(message(hello, { at })).toMatch(new RegExp(`<time [^>]*>${says}</time>`));
  });

  test('names its author, and marks an app', () => {
    expect(words(message(hello))).toMatch(/^PParleyAPP14:05Hello/);
  });

  test('of a member has no mark of an app', () => {
    expect(message(hello, { author: '2' })).not.toContain('APP');
  });

  test('has an avatar of the author’s initials that is not read aloud', () => {
    expect(message(hello, { author: '2' })).toMatch(/class="d-avatar [^"]*" aria-hidden="true">SM</);
  });

  test('that was edited says so', () => {
    expect(words(message(hello, { edited: true }))).toContain('(edited)');
  });

  test('that answers a command says who used which', () => {
    const origin = { by: '1', says: '/glossary' };
    expect(words(message(hello, { origin }))).toContain('Member used /glossary');
  });

  test('for one alone says so', () => {
    expect(words(message(hello, { private: true }))).toContain('Only you can see this');
  });

  test('that is being thought about shows nothing else', () => {
    const shown = words(message(hello, { loading: true, edited: true }));
    expect([shown.includes('Parley is thinking…'), /Hello|edited/.test(shown)]).toEqual([true, false]);
  });

  test('tells below it why it failed', () => {
    expect(message(hello, {}, { failure: 'This interaction failed' })).toContain(
      'role="status">This interaction failed</div>',
    );
  });

  test('that calls the viewer stands out', () => {
    expect(message({ content: '<@1>' })).toContain('d-called');
  });

  test('that names the viewer without calling them does not', () => {
    expect(message({ content: '<@1>', allowed_mentions: { parse: [] } })).not.toContain('d-called');
  });

  test('has a menu where there is something to do', () => {
    const menu = [{ label: 'Inspect the payload', run() {} }];
    const named = 'aria-label="More actions for this message"';
    expect(tag(message(hello, {}, { menu }), named)).toMatch(/^<button.*aria-haspopup="menu"/);
  });

  test('has no menu where there is nothing to do', () => {
    expect(message(hello)).not.toContain('aria-haspopup');
  });

  test('that waits for an answer has buttons that keep the focus and do nothing', () => {
    const drawn = message(v2(row(button())), {}, { busy: true });
    expect(tag(drawn, 'data-control="go"')).toMatch(/aria-disabled="true"/);
  });
});

describe('the files of a message', () => {
  const files = [chart, notes];

  test('stand below it: pictures as such, others by name', () => {
    const drawn = message(hello, { files });
    expect([tag(drawn, '<img'), words(drawn)]).toEqual([
      expect.stringMatching(/src="\/files\/attachments\/chart.png" alt="A chart"/),
      expect.stringContaining('notes.txt'),
    ]);
  });

  test('stand once, where an embed shows them', () => {
    const embeds = [{ image: { url: 'attachment://chart.png' } }];
    expect(message({ embeds }, { files: [chart] }).match(/<img/g)).toHaveLength(1);
  });
});
