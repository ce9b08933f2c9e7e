import { describe, expect, test } from 'vitest';
import { changedValues, problemsOf } from '../../../../src/local/page/browser/slack-form.ts';
import { problemOf } from '../../../../src/local/page/browser/slack-values.ts';
import { drawnForm, input, marked, option, plain, wordsOf } from './slack-case.ts';

const text = { type: 'plain_text_input' };
const options = [option('One', '1'), option('Two', '2')];

describe('what is drawn', () => {
  test('a form is a dialog with its title as name', () => {
    const [, id] = /role="dialog" aria-modal="true" aria-labelledby="([^"]+)"/.exec(drawnForm([]))!;
    expect(drawnForm([])).toContain(`<h2 id="${id}">Plan</h2>`);
  });

  test('a label is bound to its field', () => {
    const markup = drawnForm([input('name', 'Title', text)]);
    const [, id] = /<label[^>]* for="([^"]+)"/.exec(markup)!;
    expect(markup).toMatch(new RegExp(`<input[^>]* id="${id}"`));
  });

  test('a field that may stay empty says so', () => {
    expect(wordsOf(drawnForm([input('name', 'Title', text, { optional: true })]))).toContain(
      'Title (optional)',
    );
  });

  test('a field begins with its initial value', () => {
    expect(drawnForm([input('name', 'Title', { ...text, initial_value: 'Evening' })])).toContain(
      'value="Evening"',
    );
  });

  test('an error stands beside its block, and describes the field', () => {
    const markup = drawnForm([input('when', 'When', text)], { errors: { when: 'That is past.' } });
    const [, id] = /id="([^"]+)">That is past\./.exec(markup)!;
    expect(markup).toContain(`aria-describedby="${id}" aria-invalid="true"`);
  });

  test('an error of the whole form stands at the top, and is read aloud', () => {
    expect(drawnForm([], { errors: { '': 'Try again.' } })).toContain('role="alert">Try again.');
  });

  test('an error of a field that the form does not have is not lost', () => {
    expect(drawnForm([], { errors: { gone: 'Try again.' } })).toContain('role="alert">Try again.');
  });

  test('how many characters are left is told near the limit', () => {
    const element = { ...text, max_length: 10, initial_value: 'Evening' };
    expect(wordsOf(drawnForm([input('name', 'Title', element)]))).toContain('3 characters left');
  });

  test('texts stand between the fields', () => {
    expect(wordsOf(drawnForm([{ type: 'section', text: marked('Say *when*.') }]))).toContain('Say when .');
  });

  test('an unknown field is shown as not drawn', () => {
    expect(wordsOf(drawnForm([input('f', 'File', { type: 'file_input' })]))).toContain(
      'not drawn: file_input',
    );
  });

  test('without a word for it a form that sends nothing is closed', () => {
    const payload = { type: 'modal', title: plain('Read'), blocks: [] };
    expect(wordsOf(drawnForm([], { form: { id: 'V', payload, version: 1 } }))).toBe('Read × Close');
  });
});

describe('what keeps a form from being sent', () => {
  test('a required field is empty', () => {
    expect(problemsOf([input('name', 'Title', text)], {})).toEqual({ name: 'Please fill this in.' });
  });

  test('nothing, where an optional field is empty', () => {
    expect(problemsOf([input('name', 'Title', text, { optional: true })], {})).toEqual({});
  });

  test('nothing, where a required field begins with a value', () => {
    const block = input('kind', 'Kind', { type: 'static_select', options, initial_option: options[0] });
    expect(problemsOf([block], {})).toEqual({});
  });

  test.each([
    [{ ...text, min_length: 5 }, 'abcd', 'Write at least 5 characters.'],
    [{ ...text, min_length: 5 }, 'abcde', ''],
    [{ type: 'number_input', is_decimal_allowed: false }, '2.5', 'Write a whole number, such as 3.'],
    [{ type: 'number_input', is_decimal_allowed: true }, '2.5', ''],
    [{ type: 'number_input', min_value: '2' }, '1', 'Write a number from 2 on.'],
    [{ type: 'number_input', max_value: '2' }, '3', 'Write a number up to 2.'],
    [{ type: 'email_text_input' }, 'me', 'Write an e-mail address, such as member@example.org.'],
    [{ type: 'url_text_input' }, 'here', 'Write a web address, such as https://example.org.'],
    [{ type: 'url_text_input' }, 'https://example.org/x', ''],
  ])('%j with %s: %s', (element, value, problem) => {
    expect(problemOf(input('x', 'X', element), [value])).toBe(problem);
  });

  test('more is chosen than may be', () => {
    const element = { type: 'multi_static_select', options, max_selected_items: 1 };
    expect(problemOf(input('x', 'X', element), ['1', '2'])).toBe('Choose at most 1.');
  });
});

describe('what is sent', () => {
  test('a text by its block, and a list where several can be chosen', () => {
    const blocks = [
      input('name', 'Title', text),
      input('kinds', 'Kinds', { type: 'multi_static_select', options }),
    ];
    expect(changedValues(blocks, { 'name value': ['Evening'], 'kinds value': ['1'] })).toEqual({
      name: 'Evening',
      kinds: ['1'],
    });
  });

  test('what was emptied, as an empty text', () => {
    const block = input('name', 'Title', { ...text, initial_value: 'Evening' });
    expect(changedValues([block], { 'name value': [''] })).toEqual({ name: '' });
  });

  test('not what was not touched, since the platform knows with what it began', () => {
    expect(changedValues([input('name', 'Title', { ...text, initial_value: 'Evening' })], {})).toEqual({});
  });

  test('not what was typed in a field that a later view no longer has', () => {
    expect(changedValues([], { 'name value': ['Evening'] })).toEqual({});
  });
});
