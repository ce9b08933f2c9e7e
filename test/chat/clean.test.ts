import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, cleanLine, shorten } from '../../src/chat/clean.ts';
import { anyCharacter } from '../arbitrary.ts';

const HIDDEN = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/;
const anyText = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 300 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)))
    .map((units) => units.join('')),
  fc
    .array(fc.constantFrom('\r', '\n', '\t', '\u202e', '\ud83d', '\ude00', '\u200e', ' ', 'a', '\u2028'))
    .map((all) => all.join('')),
);

describe('cleaned text', () => {
  test('holds no control, no direction mark and no broken character', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const cleaned = clean(typed);
        expect(cleaned).not.toMatch(HIDDEN);
        expect(cleaned.isWellFormed()).toBe(true);
      }),
    );
  });

  test('is not changed by cleaning it again', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        expect(clean(clean(typed))).toBe(clean(typed));
      }),
    );
  });

  test.each([
    '\0',
    '\x08',
    '\x1b',
    '\x7f',
    '\x9f',
    '\u061c',
    '\u200e',
    '\u200f',
    '\u202a',
    '\u202e',
    '\u2066',
    '\u2069',
    '\ufeff',
  ])('has lost %j', (hidden) => {
    expect(clean(`a${hidden}b`)).toBe('ab');
  });

  test('keeps every ordinary character, line ends and joined emoji among them', () => {
    const kept = 'Médiation – “quoted”\nsecond line 👩‍⚖️ 日本語';
    expect(clean(kept)).toBe(kept);
  });

  test.each([
    ['a\r\nb', 'a\nb'],
    ['a\rb', 'a\nb'],
    ['a\u2028b', 'a\nb'],
    ['a\tb', 'a b'],
    ['ab\u202ecd', 'abcd'],
    ['\ud83d', '\ufffd'],
    ['a\ude00b', 'a\ufffdb'],
  ])('turns %j into %j', (typed, cleaned) => {
    expect(clean(typed)).toBe(cleaned);
  });
});

describe('a cleaned line', () => {
  test('is one line, trimmed, with single spaces', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const line = cleanLine(typed);
        expect(line).not.toMatch(/[\n\r\t]| {2}|^\s|\s$/);
        expect(cleanLine(line)).toBe(line);
      }),
    );
  });
});

describe('shortened text', () => {
  test('is never longer than asked for, and untouched where it already fits', () => {
    fc.assert(
      fc.property(anyText, fc.nat(60), (value, max) => {
        const short = shorten(value, max);
        expect(short.length).toBeLessThanOrEqual(max);
        if (value.length <= max) expect(short).toBe(value);
      }),
    );
  });

  test('never ends in half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(30), (value, max) => {
        expect(shorten(value, max).isWellFormed()).toBe(true);
      }),
    );
  });

  test('says with an ellipsis that something is missing', () => {
    expect(shorten('mediation and negotiation', 14)).toBe('mediation and…');
  });
});
