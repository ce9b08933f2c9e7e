import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import {
  fullestFirst,
  Inspector,
  type InspectorProps,
  share,
  usageText,
  warningText,
} from '../../../../src/local/page/browser/inspector.ts';
import type { Usage } from '../../../../src/local/shared/screen.ts';

const usage = (used: number, of: number, path = ''): Usage => ({ says: `${used} of ${of}`, used, of, path });

test.each([
  [usage(812, 4000, 'components.0.content'), '812 of 4,000 (20 %), at components.0.content'],
  [usage(39, 40), '39 of 40 (97 %)'],
  [usage(3999, 4000), '3,999 of 4,000 (99 %)'],
  [usage(1, 0), '1 of 0'],
])('%o reads: %s', (given, says) => {
  expect(usageText(given)).toBe(says);
});

test.each([
  [usage(90, 100), ''],
  [usage(91, 100), 'nearly full'],
  [usage(100, 100), 'full'],
  [usage(101, 100), 'over the limit'],
  [usage(0, 0), ''],
  [usage(1, 0), 'over the limit'],
])('%o is marked: "%s"', (given, says) => {
  expect(warningText(given)).toBe(says);
});

test('the fullest limit stands first', () => {
  expect(fullestFirst([usage(1, 10), usage(9, 10), usage(500, 1000)]).map(share)).toEqual([0.9, 0.5, 0.1]);
});

describe('the panel', () => {
  const draw = (more: Partial<InspectorProps> = {}) =>
    renderToString(
      h(Inspector, {
        title: 'Message by Parley, Slack',
        payload: { text: '<b>' },
        usage: [usage(1, 10), usage(95, 100)],
        close: () => {},
        ...more,
      }),
    );

  test('is a dialog that is named by its heading', () => {
    const html = draw();
    const [, heading] = /role="dialog" aria-labelledby="([^"]+)"/.exec(html) ?? [];
    expect(html).toMatch(new RegExp(`<h2 id="${heading}"[^>]*>Message by Parley, Slack<`));
  });

  test('shows the payload with its lines indented, as text', () => {
    expect(draw()).toMatch(
      /<pre[^>]*tabindex="0"[^>]*>{\n {2}&quot;text&quot;: &quot;&lt;b>&quot;\n}<\/pre>/,
    );
  });

  test('shows a payload that is not there', () => {
    expect(draw({ payload: undefined })).toContain('>nothing</pre>');
  });

  test('labels each limit’s meter', () => {
    const html = draw();
    const meters = [...html.matchAll(/<meter id="([^"]+)"/g)].map(([, id]) => id);
    const labels = [...html.matchAll(/<label for="([^"]+)"/g)].map(([, id]) => id);
    expect([meters.length, meters]).toEqual([2, labels]);
  });

  test('says in words which limit is nearly used up', () => {
    expect(draw()).toMatch(/95 of 100<strong[^>]*> – nearly full</);
  });

  test('says that nothing is limited', () => {
    expect(draw({ usage: [] })).toContain('Nothing in it has a limit that is counted.');
  });
});
