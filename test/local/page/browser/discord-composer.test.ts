import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { DiscordComposer } from '../../../../src/local/page/browser/discord-composer.ts';
import { offers, viewer } from './typed-sample.ts';

const draw = (writable = true, busy = false): string =>
  renderToString(
    h(DiscordComposer, {
      ...{ viewer, placeName: '#general', writable, busy, offers },
      say: () => {},
      run: () => {},
      complete: async () => ({ choices: [] }),
    }),
  );

describe("Discord's composer", () => {
  test('is labelled with the place and with what one can do', () => {
    const id = /<input id="([^"]+)"/.exec(draw())?.[1];
    expect(draw()).toContain(`for="${id}">Message #general or type a command</label>`);
  });

  test('is a closed combobox that refers to its list', () => {
    const [, list] = /aria-expanded="false" aria-controls="([^"]+)"/.exec(draw()) ?? [];
    expect(draw()).toContain(`<ul id="${list}" class="c-list" role="listbox" aria-label="Commands" hidden`);
  });

  test('has a place where a change is read out', () => {
    expect(draw()).toContain('role="status"');
  });

  test('has a button for those without an Enter key', () => {
    expect(draw()).toContain('<button class="c-send" type="button" aria-label="Send"');
  });

  test('can be typed into while an act waits for its answer', () => {
    expect(draw(true, true)).not.toContain('disabled');
  });

  test('is a line in words where nothing can be typed', () => {
    expect(draw(false)).toBe(
      '<div class="c-composer c-discord"><p class="c-closed">You cannot send messages to #general.</p></div>',
    );
  });
});
