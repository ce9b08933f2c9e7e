import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderModal } from '../../../src/adapters/discord/render-modal.ts';
import { defineForm, openForm } from '../../../src/chat/form.ts';
import { type Options, option } from '../../../src/chat/option.ts';
import { refusals } from '../../../src/local/discord/rules.ts';
import { anyFormView } from '../../arbitrary.ts';

const modal = (fields: Options, values: Record<string, string> = {}) => {
  const form = defineForm({
    name: 'test.form',
    title: 'A form',
    fields,
    answer: 'private',
    run: () => ({ parts: [] }),
  });
  return JSON.parse(JSON.stringify(renderModal(openForm(form, {}, values))));
};
const description = 'What to fill in';

test('any form at all is taken by Discord', () => {
  fc.assert(
    fc.property(anyFormView, (view) => {
      expect(refusals(JSON.parse(JSON.stringify(renderModal(view))), 'modal')).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test('a form carries its own id and title', () => {
  expect(modal({ name: option.text({ description }) })).toMatchObject({
    custom_id: 'test.form',
    title: 'A form',
  });
});

test('a text is typed into one line or many, with what is known in it', () => {
  const { components } = modal(
    {
      short: option.text({ description, required: true, max: 20 }),
      long: option.text({ description, lines: 'many' }),
    },
    { short: 'tea' },
  );
  expect(components).toEqual([
    {
      type: 18,
      label: 'Short',
      description,
      component: { type: 4, custom_id: 'short', style: 1, required: true, max_length: 20, value: 'tea' },
    },
    {
      type: 18,
      label: 'Long',
      description,
      component: { type: 4, custom_id: 'long', style: 2, required: false, max_length: 200 },
    },
  ]);
});

test('a choice is picked from a list, the known one marked', () => {
  const { components } = modal(
    { colour: option.choice({ description, choices: { r: 'Red', g: 'Green' } }) },
    { colour: 'g' },
  );
  expect(components[0].component).toEqual({
    type: 3,
    custom_id: 'colour',
    required: false,
    min_values: 0,
    options: [
      { label: 'Red', value: 'r' },
      { label: 'Green', value: 'g', default: true },
    ],
  });
});

test('members and channels are picked from those that there are', () => {
  const id = '100000000000000001';
  const { components } = modal(
    { who: option.member({ description, required: true }), where: option.channel({ description }) },
    { who: id },
  );
  expect(components[0].component).toEqual({
    type: 5,
    custom_id: 'who',
    required: true,
    min_values: 1,
    default_values: [{ id, type: 'user' }],
  });
  expect(components[1].component).toMatchObject({ type: 8, required: false, min_values: 0 });
});

test.each([
  ['100000000000000001', 'user'],
  ['role:100000000000000001', 'role'],
])('a member or a role is picked from one list, %s as a known %s', (value, type) => {
  const { components } = modal({ who: option.mentionable({ description }) }, { who: value });
  expect(components[0].component).toEqual({
    type: 7,
    custom_id: 'who',
    required: false,
    min_values: 0,
    default_values: [{ id: '100000000000000001', type }],
  });
});

test('a number and a date are typed as words', () => {
  const { components } = modal({
    seats: option.integer({ description, min: 1, max: 9 }),
    when: option.dateTime({ description }),
  });
  expect(components.map((label: { component: { type: number } }) => label.component.type)).toEqual([4, 4]);
});
