import { describe, expect, test } from 'vitest';
import { lines, problemsIn, sound } from './content-directory.ts';

const changed = (name: keyof typeof sound, from: string, to: string) => ({
  [name]: sound[name].replace(from, to),
});
const inComparison = (from: string, to: string) => changed('comparisons/batna-caucus.yaml', from, to);

describe('each mistake in a comparison is reported with its file, its line and what to write instead:', () => {
  test.each([
    [
      'an unknown dimension',
      inComparison('role', 'rule'),
      ':4 dimension: "rule" is not a dimension of course.yaml; did you mean "role"?',
    ],
    [
      'an unknown source',
      inComparison('plan, sources: [book]', 'plan, sources: [bo]'),
      ':5 sources: "bo" is not a source of sources.yaml; see how the others are spelt',
    ],
    [
      'a cell under another name',
      inComparison('    caucus:', '    caucuss:'),
      [
        ':4 rows 1, caucus: is missing; write it',
        ':6 rows 1: "caucuss" is not a field here; did you mean "caucus"?',
      ],
    ],
    [
      'a cell that is too long',
      inComparison('A plan', 'x'.repeat(401)),
      ':5 rows 1, batna, text: is 401 characters long; shorten it to 400 or fewer',
    ],
    [
      'a cell without a source',
      inComparison('A plan, sources: [book]', 'A plan'),
      ':5 rows 1, batna, sources: is missing; write it',
    ],
    [
      'no rows',
      inComparison(/rows:[\s\S]*/.exec(sound['comparisons/batna-caucus.yaml'])![0], 'rows: []'),
      ':3 rows: is empty; write at least one row',
    ],
    [
      'one term',
      inComparison('[batna, caucus]', '[batna]'),
      ':1 terms: should be a list of two ids, as in [mediation, negotiation]',
    ],
    [
      'terms in another order than the file name',
      inComparison('[batna, caucus]', '[caucus, batna]'),
      ':1 terms: the file should be called caucus-batna.yaml, after its two terms',
    ],
  ])('%s', async (_, files, said) => {
    const expected = [said].flat().map((line) => `comparisons/batna-caucus.yaml${line}`);
    expect(await problemsIn(files)).toEqual(expected);
  });

  test('a comparison with a term that does not exist', async () => {
    const text = sound['comparisons/batna-caucus.yaml'].replaceAll('caucus', 'zopa');
    const files = { 'comparisons/batna-caucus.yaml': undefined, 'comparisons/batna-zopa.yaml': text };
    expect(await problemsIn(files)).toEqual([
      'comparisons/batna-zopa.yaml:1 terms: "zopa" is not a term; see how the others are spelt',
    ]);
  });

  test('a comparison of a term with itself', async () => {
    const cell = '{ text: Words, sources: [book] }';
    const rows = `rows: [{ dimension: role, batna: ${cell} }]`;
    const text = lines('terms: [batna, batna]', 'summary: Both', rows);
    expect(await problemsIn({ 'comparisons/batna-batna.yaml': text })).toEqual([
      'comparisons/batna-batna.yaml:1 terms: is the first term again; name two different terms',
    ]);
  });

  test('two rows on one dimension', async () => {
    const text = sound['comparisons/batna-caucus.yaml'];
    const row = text.slice(text.indexOf('  - '));
    expect(await problemsIn({ 'comparisons/batna-caucus.yaml': text + row })).toEqual([
      'comparisons/batna-caucus.yaml:7 dimension: "role" has a row already; join the two',
    ]);
  });

  test('the same pair compared twice', async () => {
    const text = sound['comparisons/batna-caucus.yaml'].replace('[batna, caucus]', '[caucus, batna]');
    expect(await problemsIn({ 'comparisons/caucus-batna.yaml': text })).toEqual([
      'comparisons/caucus-batna.yaml:1 terms: batna-caucus.yaml compares the same two terms; join the two files',
    ]);
  });
});

describe('each mistake in a list that other files refer to is reported likewise:', () => {
  test.each([
    [
      'an address that is not secure',
      'url: http://example.org',
      'book, url: is not a web address that starts with https://',
    ],
    ['an address that is none', 'url: example', 'book, url: is not a web address that starts with https://'],
    ['a year in words', 'year: lately', 'book, year: is not a year, such as 2005'],
  ])('in the sources, %s', async (_, field, said) => {
    const files = changed('sources.yaml', 'year: 2005', field);
    expect(await problemsIn(files)).toEqual([`sources.yaml:4 ${said}`]);
  });

  test('an id in course.yaml that cannot be one', async () => {
    const files = changed('course.yaml', 'cost:', 'Cost of it:');
    expect(await problemsIn(files)).toEqual([
      'course.yaml:6 dimensions, Cost of it: may hold 1 to 36 of a-z, 0-9 and hyphens only',
    ]);
  });
});
