import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { readPlain } from '../../src/course/plain.ts';
import { lines } from './content-directory.ts';

const parsed = (text: string): unknown => {
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false });
  return document.errors.length + document.warnings.length > 0 ? undefined : document.toJS();
};

// Texts of the pieces that YAML gives a meaning to, so that the plain reader meets every way to be wrong about one.
const piece = fc.constantFrom(
  ...[
    'term',
    ':',
    ': ',
    ' ',
    '  ',
    '\n',
    '- ',
    '---',
    '...',
    '#',
    ' #',
    '[',
    ']',
    ',',
    ', ',
    '{',
    '}',
    '"',
    "'",
    '>',
    '>-',
  ],
  ...[
    '|',
    '&',
    '*',
    '!',
    '?',
    '? ',
    '%',
    '@',
    '`',
    '=',
    '<<',
    '~',
    '\t',
    '.',
    '-',
    '/',
    ';',
    '(',
    ')',
    '’',
    'é',
    '1',
    'null',
  ],
  ...[
    'term: word',
    'short: >-\n  a b\n  c',
    'courses: [a, b]',
    'aliases: []',
    '\n\n',
    'a b',
    '\\',
    '$',
    '%YAML 1.2',
  ],
);
const scribble = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
const value = fc.oneof(
  scribble,
  scribble.map((text) => `[${text}]`),
  scribble.map((text) => `>-\n  ${text}`),
);
const entry = fc.array(fc.tuple(fc.constantFrom('term', 'short', 'aliases', 'also'), value), {
  maxLength: 4,
});

describe('the plain reader', () => {
  test('reads what it reads as the YAML parser does', () => {
    const text = fc.oneof(
      scribble,
      entry.map((fields) => fields.map(([name, words]) => `${name}: ${words}\n`).join('')),
    );
    fc.assert(
      fc.property(text, (written) => {
        const plain = readPlain(written);
        if (plain !== undefined) expect(plain).toEqual(parsed(written));
      }),
      { numRuns: 5_000 },
    );
  });

  test('reads a text, a list and a folded paragraph', () => {
    const text = lines(
      'term: BATNA',
      'aliases: [best alternative, B.A.]',
      'short: >-',
      '  One: "two" #3',
      '  four.',
    );
    expect(readPlain(text)).toEqual({
      term: 'BATNA',
      aliases: ['best alternative', 'B.A.'],
      short: 'One: "two" #3 four.',
    });
  });

  test.each([
    ['quotes', 'term: "BATNA"'],
    ['a note', 'term: BATNA # a note'],
    ['a list below its name', 'related:\n  - caucus'],
    ['a text that runs on', 'term: Best\n  alternative'],
    ['a field twice', 'term: One\nterm: Two'],
    ['paragraphs', 'short: >-\n  One.\n\n  Two.'],
    ['a paragraph with an indented line', 'short: >-\n  One.\n    Two.'],
    ['a colon', 'term: One: two'],
    ['a quote in a list', "aliases: ['one, two']"],
  ])('leaves %s to the parser', (_, text) => {
    expect(readPlain(text)).toBeUndefined();
  });
});
