import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { SlackComposer } from '../../../../src/local/page/browser/slack-composer.ts';
import { viewer } from './typed-sample.ts';

const draw = (writable = true): string =>
  renderToString(
    h(SlackComposer, {
      ...{ viewer, placeName: '#general', writable, busy: false, offers: [] },
      say: () => {},
      run: () => {},
    }),
  );

describe("Slack's composer", () => {
  test('is labelled with the place and with what one can do', () => {
    const id = /<input id="([^"]+)"/.exec(draw())?.[1];
    expect(draw()).toContain(`for="${id}">Message #general or type a command</label>`);
  });

  test('is a closed combobox that refers to its list', () => {
    const [, list] = /aria-expanded="false" aria-controls="([^"]+)"/.exec(draw()) ?? [];
    expect(draw()).toContain(`<ul id="${list}" class="c-list" role="listbox" aria-label="Commands" hidden`);
  });

  test('refers to the lines where the usage and a problem will stand', () => {
    const [, described = ''] = /aria-describedby="([^"]+)"/.exec(draw()) ?? [];
    expect(described.split(' ').filter((id) => draw().includes(`<p id="${id}"`))).toHaveLength(2);
  });

  test('is a line in words where nothing can be typed', () => {
    expect(draw(false)).toBe(
      '<div class="c-composer c-slack"><p class="c-closed">You cannot send messages to #general.</p></div>',
    );
  });
});
