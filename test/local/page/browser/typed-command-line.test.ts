import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { CommandLine } from '../../../../src/local/page/browser/typed-command-line.ts';
import { begin } from '../../../../src/local/page/browser/typed-draft.ts';
import type { CommandOnOffer } from '../../../../src/local/shared/screen.ts';
import { command, glossary, list, option, quiz, viewer } from './typed-sample.ts';

const draw = (drawn: CommandOnOffer, wrong: string | null = null): string =>
  renderToString(
    h(CommandLine, {
      ...{ id: 'c', draft: begin(drawn), viewer, wrong, noteId: 'note' },
      complete: async () => ({ choices: [] }),
      onChange: () => {},
      onKey: () => {},
    }),
  );
const inputs = (html: string): string[] => html.match(/<input[^>]*>/g) ?? [];

describe('a command in the composer', () => {
  test('is a group that is named after it', () => {
    expect(draw(quiz)).toContain('role="group" aria-label="/quiz"');
  });

  test('says what it is for', () => {
    expect(draw(quiz)).toContain('<p id="c-hint" class="c-hint">Does quiz</p>');
  });

  test('has a label for each input', () => {
    expect(draw(quiz)).toContain('<label class="c-option-name" for="c-option-topic">topic</label>');
  });

  test('tells which options are required', () => {
    expect(inputs(draw(quiz)).map((input) => input.includes('aria-required'))).toEqual([true, true]);
  });

  test('has a button for each other option', () => {
    expect(draw(quiz).match(/<button[^>]*>[^<]*/g)).toEqual([
      '<button class="c-add" type="button" title="About level">+ level',
    ]);
  });

  test('ties a problem to its input', () => {
    expect(
      inputs(draw(quiz, 'length')).map((input) => /aria-describedby="([^"]*)"/.exec(input)?.[1]),
    ).toEqual(['c-hint', 'c-hint note']);
  });

  test('marks the input that has a problem, and no other', () => {
    expect(inputs(draw(quiz, 'length')).map((input) => input.includes('aria-invalid'))).toEqual([
      false,
      true,
    ]);
  });

  test('without options still holds the focus, in a named input that takes no text', () => {
    expect(draw(list)).toMatch(
      /for="c-option-">\/practice list takes no options<.*<input id="c-option-"[^>]* readonly/,
    );
  });
});

describe('the input of an option', () => {
  test('is a combobox where the app suggests', () => {
    expect(inputs(draw(glossary))[0]).toMatch(
      /role="combobox" aria-expanded="false" aria-controls="c-option-term-list"/,
    );
  });

  test('is a combobox where values are picked', () => {
    expect(inputs(draw(command('x', [option('who', { kind: 'member' })])))[0]).toContain('role="combobox"');
  });

  test('is a plain input where text is typed', () => {
    expect(inputs(draw(quiz))[0]).not.toContain('role=');
  });
});
