import { describe, expect, test } from 'vitest';
import {
  fitting,
  isNamed,
  pick,
  picksOf,
  type Worth,
  worthOf,
} from '../../../../src/local/page/browser/typed-values.ts';
import type { OptionOnOffer } from '../../../../src/local/shared/screen.ts';
import { option, viewer } from './typed-sample.ts';

type Kind = OptionOnOffer['kind'];
const level = option('level', {
  choices: [
    { name: 'Easy', value: 'e' },
    { name: 'Hard', value: 2 },
  ],
});

describe('what can be picked', () => {
  test.each<[Kind, [string, unknown][]]>([
    [
      'boolean',
      [
        ['True', true],
        ['False', false],
      ],
    ],
    [
      'member',
      [
        ['@Member', '1'],
        ['@Second member', '2'],
      ],
    ],
    ['role', [['@Facilitators', '9']]],
    [
      'mentionable',
      [
        ['@Member', '1'],
        ['@Second member', '2'],
        ['@Facilitators', '9'],
      ],
    ],
    ['channel', [['#general', '5']]],
  ])('for a %s is this', (kind, picks) => {
    expect(picksOf(option('x', { kind }), viewer)?.map(({ label, value }) => [label, value])).toEqual(picks);
  });

  test('are the choices, where the option has some', () => {
    expect(picksOf(level, viewer)?.map(({ label, value }) => [label, value])).toEqual([
      ['Easy', 'e'],
      ['Hard', 2],
    ]);
  });

  test.each<Kind>(['text', 'integer', 'number', 'file'])('is nothing for a %s', (kind) => {
    expect(picksOf(option('x', { kind }), viewer)).toBeNull();
  });

  test('differs for values that read alike', () => {
    expect(pick('One', 1).id).not.toBe(pick('One', '1').id);
  });

  test.each(['@sec', 'sec', 'second_m', ' member'])('fits "%s", with its sign or without', (typed) => {
    const picks = picksOf(option('x', { kind: 'member' }), viewer) ?? [];
    expect(fitting(picks, typed).map(({ label }) => label)).toContain('@Second member');
  });

  test.each(['general', '#general', ' GENERAL '])('is named whole by "%s"', (typed) => {
    expect(isNamed(pick('#general', '5'), typed)).toBe(true);
  });

  test.each(['gen', '5', ''])('is not named whole by "%s"', (typed) => {
    expect(isNamed(pick('#general', '5'), typed)).toBe(false);
  });
});

describe('a field', () => {
  const whole = { problem: 'This option takes a whole number' };
  const number = { problem: 'This option takes a number' };
  const list = { problem: 'Pick one from the list' };
  test.each<[Kind, string, Worth]>([
    ['text', ' batna ', { value: 'batna' }],
    ['text', '  ', null],
    ['integer', '5', { value: 5 }],
    ['integer', '-5', { value: -5 }],
    ['integer', '5.5', whole],
    ['integer', '5e2', whole],
    ['integer', 'many', whole],
    ['integer', '', null],
    ['number', '5.5', { value: 5.5 }],
    ['number', 'Infinity', number],
    ['number', 'many', number],
    ['boolean', 'true', { value: true }],
    ['boolean', 'maybe', list],
    ['member', '@second member', { value: '2' }],
    ['member', '2', { value: '2' }],
    ['member', 'sec', list],
    ['member', '', null],
    ['channel', '#general', { value: '5' }],
    ['channel', 'general', { value: '5' }],
    ['file', 'chart.png', { problem: 'Files cannot be attached here' }],
  ])('of kind %s with "%s" is worth %j', (kind, text, worth) => {
    expect(worthOf({ option: option('x', { kind }), text }, viewer)).toEqual(worth);
  });

  test('is worth what was picked, whatever its text says', () => {
    expect(worthOf({ option: level, text: 'Easy', value: 2 }, viewer)).toEqual({ value: 2 });
  });

  test.each(['hard', '2'])('takes a choice by its name or value: %s', (text) => {
    expect(worthOf({ option: level, text }, viewer)).toEqual({ value: 2 });
  });
});
