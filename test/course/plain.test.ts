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

// Texts of whole lines at any depth, most of which fit together, and some of which do not.
const depth = fc.constantFrom(0, 0, 2, 2, 4, 4, 6, 1, 3);
const content = fc.constantFrom(
  ...[
    'a: one, two',
    'b: >-',
    '    words here',
    '  words',
    'c:',
    '- d: e',
    '- f',
    '- { a: b, c: [d, e] }',
    '',
    '# note',
  ],
  ...[
    'a: "x: y # z"',
    "b: 'it is'",
    'c: { text: "a, b", sources: [g] }',
    'd: {}',
    '-',
    '- - a',
    'M02:',
    'e: [a, b]',
  ],
  ...[
    'a: { b: c,d: e }',
    'a: { b: , c: d }',
    'a: {b: c}',
    'b: x # y',
    'c: "a" b',
    'd: >',
    '---',
    'a: "b\\n"',
    'a:  b',
    'url: https://a.ca/b/?c',
    'b: x: y',
    'c: Law & Society [1988] @ Schön',
    '- https://a.ca',
    'd: x [a',
    'e: x &a *b:',
  ],
);
const nested = fc
  .array(fc.tuple(depth, content), { maxLength: 12 })
  .map((written) =>
    written.map(([indent, line]) => `${line === '' ? '' : ' '.repeat(indent)}${line}\n`).join(''),
  );

/** A text as it is written for a course, with one line of it put out of order. */
const question = fc
  .tuple(fc.nat(), depth, content, fc.constantFrom('in place', 'besides', 'out', 'whole'))
  .map(([place, indent, line, how]) => {
    const written = whole.split('\n');
    const odd = `${' '.repeat(indent)}${line}`;
    const at = place % written.length;
    if (how === 'whole') return whole;
    written.splice(at, how === 'besides' ? 0 : 1, ...(how === 'out' ? [] : [odd]));
    return written.join('\n');
  });

const whole = lines(
  '# A topic',
  'title: Talks, and more',
  'questions:',
  '  - id: who-talks',
  '    stem: >-',
  '      Who talks: the one, or',
  '      # both?',
  '',
  '    options:',
  '      a: { text: Both, feedback: "They do: really", sources: [a, b-c] }',
  '      b:',
  '        text: "Nobody, as it were"',
  '        feedback: >-',
  '          No.',
  '    # Which is right',
  '    key: [a, b]',
  '',
  '  - id: second',
  "    fact: 'So'",
  '    pairs:',
  '      - { prompt: A plan, term: batna }',
  '      - prompt: A meeting',
  '        term: caucus',
  '      - alone',
  'M02:',
  '  belief: So',
);

describe('the plain reader', () => {
  test('reads what it reads as the YAML parser does', () => {
    const text = fc.oneof(
      scribble,
      entry.map((fields) => fields.map(([name, words]) => `${name}: ${words}\n`).join('')),
      nested,
      question,
    );
    fc.assert(
      fc.property(text, (written) => {
        const plain = readPlain(written);
        if (plain !== undefined) expect(plain).toEqual(parsed(written));
      }),
      { numRuns: 6_000 },
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

  test('reads a file of questions itself', () => {
    expect(readPlain(whole)).toEqual(parsed(whole));
    expect(readPlain(whole)).toBeDefined();
  });

  test('reads a web address, brackets, accents and signs where a text ends its line', () => {
    const text = lines(
      'title: Sport v. Zittrer, [1988] 1 SCR',
      'from: Law & Society',
      'url: https://a.ca/b/',
    );
    expect(readPlain(text)).toEqual(parsed(text));
    expect(readPlain('from: Schön@MIT\n')).toEqual({ from: 'Schön@MIT' });
    expect(readPlain('from: Café\n')).toEqual({ from: 'Café' });
  });

  test.each([
    ['a text that goes on after its quotes', 'term: "BATNA" it'],
    ['a line break in quotes', 'term: "a\\n"'],
    ['a note', 'term: BATNA # a note'],
    ['a list right below its name', 'related:\n- caucus'],
    ['a text that runs on', 'term: Best\n  alternative'],
    ['a field twice', 'term: One\nterm: Two'],
    ['paragraphs', 'short: >-\n  One.\n\n  Two.'],
    ['a paragraph with an indented line', 'short: >-\n  One.\n    Two.'],
    ['a paragraph that looks like a note', 'short: >-\n  One.\n\n  # Two.'],
    ['a colon', 'term: One: two'],
    ['a web address in a list', 'sources: [https://a.ca]'],
    ['a quote in a list', "aliases: ['one, two']"],
  ])('leaves %s to the parser', (_, text) => {
    expect(readPlain(text)).toBeUndefined();
  });
});
