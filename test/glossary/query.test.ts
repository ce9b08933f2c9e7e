import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQuery } from '../../src/glossary/query.ts';
import { anyCharacter } from '../arbitrary.ts';

const compare = (...words: [string, string]) => ({ kind: 'compare', words });

describe('what is wanted of the glossary', () => {
  test.each([undefined, '', '  ', 'list', 'List', 'browse', 'all', 'a-z', 'A - Z'])(
    'is to browse: %j',
    (typed) => {
      expect(readQuery(typed)).toEqual({ kind: 'browse' });
    },
  );

  test.each([
    'batna',
    'terms of settlement',
    'list of terms',
    'compare',
    'vs',
    'versus',
    'canvass',
    'mediation-negotiation',
  ])('is one entry: “%s”', (typed) => {
    expect(readQuery(typed)).toEqual({ kind: 'look-up', words: typed });
  });

  test.each<[string, [string, string]]>([
    ['a vs b', ['a', 'b']],
    ['a VS. b', ['a', 'b']],
    ['a versus b', ['a', 'b']],
    ['compare a and b', ['a', 'b']],
    ['compare a, b', ['a', 'b']],
    ['compare a,b', ['a', 'b']],
    ['compare a / b', ['a', 'b']],
    ['compare a to b', ['a', 'b']],
    ['Compare a with b', ['a', 'b']],
    ['compare a vs b', ['a', 'b']],
    ['difference between a and b', ['a', 'b']],
    ['compare shuttle mediation and plea bargaining', ['shuttle mediation', 'plea bargaining']],
    [
      'best alternative to a negotiated agreement vs zopa',
      ['best alternative to a negotiated agreement', 'zopa'],
    ],
  ])('is a comparison: “%s”', (typed, words) => {
    expect(readQuery(typed)).toEqual(compare(...words));
  });

  test.each<[string, [string, string]]>([
    [
      'compare best alternative to a negotiated agreement with zopa',
      ['best alternative to a negotiated agreement', 'zopa'],
    ],
    [
      'compare best alternative to a negotiated agreement to zopa',
      ['best alternative to a negotiated agreement', 'zopa'],
    ],
    ['compare give and take with zopa', ['give and take', 'zopa']],
    ['compare give and take, zopa', ['give and take', 'zopa']],
  ])('parts names at the clearest of the words that join them: “%s”', (typed, words) => {
    expect(readQuery(typed)).toEqual(compare(...words));
  });

  test('is a comparison of the two options', () => {
    expect(readQuery(' a ', ' b ')).toEqual(compare('a', 'b'));
  });

  test.each<[string, string]>([
    ['a vs', 'b'],
    ['a', 'vs b'],
    ['a', 'versus b'],
    ['a vs.', 'vs. b'],
  ])('leaves the word between out of both: “%s” and “%s”', (a, b) => {
    expect(readQuery(a, b)).toEqual(compare('a', 'b'));
  });

  test('is the one option that was given, whichever it is', () => {
    expect(readQuery(undefined, 'a vs b')).toEqual(compare('a', 'b'));
  });

  test('never has an empty name, whatever was typed', () => {
    const anyText = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 100 }),
      fc
        .array(fc.constantFrom('compare', 'vs', 'with', 'and', 'to', ',', '/', 'a', ' ', '.'))
        .map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(
        fc.option(anyText, { nil: undefined }),
        fc.option(anyText, { nil: undefined }),
        (term, versus) => {
          const query = readQuery(term, versus);
          const words = query.kind === 'browse' ? [] : [query.words].flat();
          expect(words.filter((each) => each.trim() === '')).toEqual([]);
        },
      ),
    );
  });
});
