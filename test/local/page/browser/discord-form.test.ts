import { describe, expect, test } from 'vitest';
import {
  fieldsOf,
  formParts,
  mistakesIn,
  valuesAtFirst,
  valuesToSend,
} from '../../../../src/local/page/browser/discord-form-fields.ts';
import type { Fields } from '../../../../src/local/shared/json.ts';
import { group, input, label, menu, modal, option, row, shown } from '../../discord/payloads.ts';
import { form, tag, words } from './discord-sample.ts';

describe('a form', () => {
  test('is a dialog with its title as name', () => {
    const drawn = form(modal(label(input())));
    const [, id] = /aria-labelledby="([^"]*)"/.exec(tag(drawn, 'role="dialog"')) ?? [];
    expect([
      tag(drawn, 'role="dialog"').includes('aria-modal="true"'),
      drawn.includes(`id="${id}">Form</h3>`),
    ]).toEqual([true, true]);
  });

  test('ties each label to its input', () => {
    const drawn = form(modal(label(input())));
    const [, id] = /<label[^>]*for="([^"]*)"/.exec(drawn) ?? [];
    expect(tag(drawn, '<input')).toContain(`id="${id}"`);
  });

  test('says in words what is required', () => {
    expect(words(form(modal(label(input()), label(input({ custom_id: 'b', required: false })))))).toContain(
      'Name (required)Name',
    );
  });

  test('shows words between its fields', () => {
    expect(form(modal(shown('Read **this**')))).toContain('<strong>this</strong>');
  });

  test('of the old kind has its inputs in rows', () => {
    expect(words(form(modal(row(input({ label: 'Old name' })))))).toContain('Old name (required)');
  });

  test('has one line or many for a text', () => {
    const drawn = form(modal(label(input()), label(input({ custom_id: 'b', style: 2 }))));
    expect(drawn).toMatch(/<input[^>]*type="text".*<textarea/);
  });

  test('says how many characters are left when few are', () => {
    expect(words(form(modal(label(input({ max_length: 20, value: 'x'.repeat(19) })))))).toContain(
      '1 character left',
    );
  });

  test('says nothing of it while there are many', () => {
    expect(words(form(modal(label(input({ max_length: 400 })))))).not.toContain('left');
  });

  test.each([
    ['several of a menu', menu({ max_values: 2, options: [option(0), option(1)] }), 'checkbox'],
    ['one of a group', group(21, 2), 'radio'],
    ['several of a group', group(22, 2), 'checkbox'],
  ])('has a group of boxes named by its label for %s', (_what, part, type) => {
    expect(form(modal(label(part)))).toMatch(
      new RegExp(`<fieldset[^>]*><legend[^>]*>Name.*type="${type}".*type="${type}"`),
    );
  });

  test('has a box beside its own words for a yes or no', () => {
    expect(form(modal(label({ type: 23, custom_id: 'yes', default: true })))).toMatch(
      /<label[^>]*><input[^>]*type="checkbox" checked.*Name<\/span>/,
    );
  });

  test('shows who is chosen already', () => {
    const select = { type: 7, custom_id: 'who', default_values: [{ id: '2', type: 'user' }] };
    expect(tag(form(modal(label(select))), 'value="2"')).toContain('selected');
  });

  test('shows what it does not know as not drawn', () => {
    expect(words(form(modal(label({ type: 19, custom_id: 'file' }))))).toContain('not drawn: 19');
  });
});

describe('what is wrong with a form', () => {
  const drawn = (errors: Record<string, string>): string => form(modal(label(input())), { errors });

  test.each(['text', 'Name'])('stands beside its field, which is named %s', (name) => {
    const html = drawn({ [name]: 'That is taken.' });
    const described = /aria-describedby="([^"]*)"/.exec(tag(html, 'aria-invalid="true"'))?.[1];
    expect(html).toContain(`id="${described}">That is taken.</div>`);
  });

  test('stands above all where it is about the whole', () => {
    expect(drawn({ '': 'Not now.' })).toMatch(/role="alert"[^>]*><p>Not now.<\/p>/);
  });

  test('is not lost where the form has no such field', () => {
    expect(drawn({ other: 'Not now.' })).toMatch(/role="alert"[^>]*><p>other: Not now.<\/p>/);
  });
});

describe('what is filled in', () => {
  const fields = (...parts: Fields[]) => fieldsOf(formParts(modal(...parts)));
  const mistakes = (part: Fields, given: readonly string[]): string[] => {
    const all = fields(label(part));
    return Object.values(mistakesIn(all, { [all[0]!.id]: given }));
  };

  test('is at first what the form says', () => {
    const chosen = menu({ options: [option(0), option(1, { default: true })] });
    const all = fields(
      label(input({ value: 'a' })),
      label(chosen),
      label({ type: 23, custom_id: 'yes', default: true }),
    );
    expect(valuesAtFirst(all)).toEqual({ text: ['a'], menu: ['v1'], yes: ['true'] });
  });

  test('is sent as a text, or as a list of what was chosen', () => {
    const all = fields(label(input()), label(menu()), label({ type: 23, custom_id: 'yes' }));
    expect(valuesToSend(all, { text: ['a'], menu: ['v0'] })).toEqual({ text: 'a', menu: ['v0'], yes: [] });
  });

  test.each([
    ['a required text that is empty', input(), [''], 'This is required.'],
    [
      'a text that is too short',
      input({ min_length: 3 }),
      ['ab'],
      'At least 3 characters are needed; there are 2.',
    ],
    ['a text that is too long', input({ max_length: 1 }), ['ab'], 'At most 1 characters fit; there are 2.'],
    ['a required menu without choice', menu(), [], 'This is required.'],
    ['a group with too few choices', group(22, 3, { min_values: 2 }), ['v0'], 'At least 2 are needed.'],
    [
      'a group with too many choices',
      group(22, 3, { max_values: 1 }),
      ['v0', 'v1'],
      'At most 1 can be chosen.',
    ],
  ])('is held back for %s', (_what, part, given, says) => {
    expect(mistakes(part, given)).toEqual([says]);
  });

  test.each([
    [
      'a text that may stay empty, however long it must be otherwise',
      input({ required: false, min_length: 3 }),
      [''],
    ],
    ['a menu that may stay empty', menu({ required: false }), []],
    ['a box that was not ticked', { type: 23, custom_id: 'yes' }, []],
  ])('may go with %s', (_what, part, given) => {
    expect(mistakes(part, given)).toEqual([]);
  });
});
