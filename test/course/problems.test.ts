import { describe, expect, test } from 'vitest';
import { lines, problemsIn, sound, term } from './content-directory.ts';

const caucus = (...fields: string[]) => ({ 'glossary/caucus.md': term('Caucus', ...fields) });
const inCaucus = (from: string, to: string) => ({
  'glossary/caucus.md': sound['glossary/caucus.md'].replace(from, to),
});
const long = (length: number) => 'x'.repeat(length);

test('a sound course has no problems', async () => {
  expect(await problemsIn({})).toEqual([]);
});

describe('each mistake is reported with its file, its line and what to write instead:', () => {
  test.each([
    [
      'a misspelt related term',
      caucus('related: [batnaa]'),
      ':7 related: "batnaa" is not a term; did you mean "batna"?',
    ],
    [
      'an unknown related term',
      caucus('related: [zebra]'),
      ':7 related: "zebra" is not a term; see how the others are spelt',
    ],
    [
      'the second of two related terms',
      caucus('related:', '  - batna', '  - bbtna'),
      ':9 related: "bbtna" is not a term; did you mean "batna"?',
    ],
    [
      'a term related to itself',
      caucus('related: [caucus]'),
      ':7 related: "caucus" is this term itself; take it out',
    ],
    [
      'a link listed twice',
      caucus('related: [batna, batna]'),
      ':7 related 2: "batna" is listed twice; keep one of the two',
    ],
    [
      'an unknown course',
      inCaucus('[law]', '[lwa]'),
      ':4 courses: "lwa" is not a course of course.yaml; did you mean "law"?',
    ],
    [
      'an unknown source',
      inCaucus('[book]', '[boook]'),
      ':5 sources: "boook" is not a source of sources.yaml; did you mean "book"?',
    ],
    [
      'an unknown field',
      caucus('realted: [batna]'),
      ':7 "realted" is not a field here; did you mean "related"?',
    ],
    [
      'a field unlike any other',
      caucus('xyzzy: 1'),
      ':7 "xyzzy" is not a field here; the fields are term, courses, short, caution, sources, aliases, related, also, changed',
    ],
    ['a missing field', inCaucus('short: What Caucus means\n', ''), ':2 short: is missing; write it'],
    [
      'an empty field',
      inCaucus('short: What Caucus means', 'short:'),
      ':3 short: is empty; write it, or leave the whole line out if the field is optional',
    ],
    [
      'an empty list of links',
      caucus('related:'),
      ':7 related: is empty; write it, or leave the whole line out if the field is optional',
    ],
    [
      'a term without a source',
      inCaucus('[book]', '[]'),
      ':5 sources: is empty; name at least one source of sources.yaml',
    ],
    ['a text where a list belongs', inCaucus('[law]', 'law'), ':4 courses: should be a list; write [law]'],
    [
      'a colon that makes a text a field',
      caucus('aliases:', '  - caucus: private'),
      ':8 aliases 1: should be a text; if it holds a colon, put all of it in double quotes',
    ],
    [
      'an id with a capital',
      caucus('related: [Batna]'),
      ':7 related 1: may hold 1 to 36 of a-z, 0-9 and hyphens only',
    ],
    [
      'a day that does not exist',
      inCaucus('2026-11-22', '2026-02-30'),
      ':6 changed: is not a day of the calendar; write it as 2026-11-22',
    ],
    [
      'a day in words',
      inCaucus('2026-11-22', '22 November'),
      ':6 changed: is not a day of the calendar; write it as 2026-11-22',
    ],
    [
      'a name that is too long',
      inCaucus('term: Caucus', `term: ${long(61)}`),
      ':2 term: is 61 characters long; shorten it to 60 or fewer',
    ],
    [
      'a short text that is not short',
      inCaucus('What Caucus means', long(301)),
      ':3 short: is 301 characters long; shorten it to 300 or fewer',
    ],
    [
      'a caution that is too long',
      caucus(`caution: ${long(401)}`),
      ':7 caution: is 401 characters long; shorten it to 400 or fewer',
    ],
    [
      'an alias that is too long',
      caucus(`aliases: [${long(61)}]`),
      ':7 aliases 1: is 61 characters long; shorten it to 60 or fewer',
    ],
    [
      'a long entry that is too long',
      inCaucus('The long entry.', long(6001)),
      ':8 the long entry is 6001 characters long; shorten it to 6000 or fewer',
    ],
    [
      'a mistake in a further meaning',
      caucus('also:', '  - courses: [law]', '    sources: [book]'),
      ':8 also 1, short: is missing; write it',
    ],
    [
      'an unknown source in a further meaning',
      caucus('also:', '  - courses: [law]', '    short: Words', '    sources: [bok]'),
      ':10 sources: "bok" is not a source of sources.yaml; did you mean "book"?',
    ],
    [
      'a file without fields',
      { 'glossary/caucus.md': 'Just text' },
      ':1 should start with a line of three hyphens, the fields, and another line of three hyphens',
    ],
    ['a tab before a field', caucus('\trelated: [batna]'), ':7 starts with a tab; use spaces'],
    [
      'a second colon',
      caucus('caution: Note: this'),
      ':7 has a second ": " on the line (put the whole text after the first one in double quotes), or the next line is indented too far',
    ],
    ['a field written twice', caucus('term: Again'), ':7 is written twice; keep one of the two'],
    [
      'a text that starts with a star',
      caucus('caution: **Mind** it'),
      ':7 a text cannot start with * or & here; put the whole text in double quotes',
    ],
    [
      'a text that starts with &',
      caucus('caution: &mind it'),
      ':7 a text cannot start with * or & here; put the whole text in double quotes',
    ],
    [
      'a text that starts with !',
      caucus('caution: !mind it'),
      ':7 a text cannot start with ! here; put the whole text in double quotes',
    ],
    [
      'a text that starts with @',
      caucus('caution: @mind it'),
      ':7 a text cannot start with this character; put the whole text in double quotes',
    ],
    [
      'a text that goes on after its quotes',
      caucus('caution: "Mind" it'),
      ':7 has something after the end of a text or list; if the text holds quotes, put all of it in single quotes',
    ],
    [
      'a list without its end',
      caucus('aliases: [a, b'),
      ':8 lacks a closing ] or }, or its lines do not start under each other',
    ],
    [
      'a field without a colon',
      caucus('caution'),
      ':7 lacks a closing quote, or the colon after the name of a field; look at this line and the one above',
    ],
    [
      'a text cut short by #',
      caucus('caution: See issue #1'),
      ':7 what stands after # is not read; put the whole text in double quotes, or the note on a line of its own',
    ],
    [
      'a direction mark',
      caucus('caution: Mind \u202eit'),
      ':7 holds an invisible character (U+202E); delete it and type the text again',
    ],
    [
      'a control character',
      inCaucus('The long', 'The\u0007 long'),
      ':8 holds an invisible character (U+0007); delete it and type the text again',
    ],
    [
      'another encoding',
      {
        'glossary/caucus.md': Buffer.concat([
          Buffer.from('---\nterm: '),
          Buffer.from([0xe9]),
          Buffer.from('\n---\n'),
        ]),
      },
      ':2 is not saved as UTF-8; in your editor choose "Save as" and the encoding UTF-8',
    ],
  ])('%s', async (_, files, said) => {
    expect(await problemsIn(files)).toEqual([`glossary/caucus.md${said}`]);
  });
});

describe('names', () => {
  test.each([
    ['another term', 'BATNA', 'aliases: []', ':2 term: "BATNA"'],
    ['an alias in another case', 'Caucus', 'aliases: [batna]', ':7 aliases: "batna"'],
    ['an alias with hyphens and spaces', 'Caucus', 'aliases: [B-A t-n A]', ':7 aliases: "B-A t-n A"'],
  ])('that belong to another term are reported: %s', async (_, name, aliases, said) => {
    expect(await problemsIn({ 'glossary/caucus.md': term(name, aliases) })).toEqual([
      `glossary/caucus.md${said} is already a name of "batna" (glossary/batna.md:2); keep it in one of the two`,
    ]);
  });

  test('that a term has twice in different spellings are reported', async () => {
    expect(await problemsIn(caucus('aliases: [cau-cus]'))).toEqual([
      'glossary/caucus.md:7 aliases: "cau-cus" is another spelling of a name that this term has; take it out',
    ]);
  });

  test.each(['Caucus', 'cau_cus', 'x'.repeat(37)])('of files must be ids: %s', async (name) => {
    expect(await problemsIn({ [`glossary/${name}.md`]: term('Third') })).toEqual([
      `glossary/${name}.md:1 the name before .md may hold 1 to 36 of a-z, 0-9 and hyphens only`,
    ]);
  });

  test('of files must have the right ending, which some editors change', async () => {
    expect(await problemsIn({ 'glossary/zopa.md.txt': term('ZOPA') })).toEqual([
      'glossary/zopa.md.txt:1 is not read; the name of a file in glossary ends in .md',
    ]);
  });
});

describe('all mistakes are reported at once', () => {
  test('in the order of files and lines', async () => {
    const found = await problemsIn({
      'glossary/caucus.md': term('', 'related: [batnaa]'),
      'glossary/batna.md': term('BATNA', 'caution: a: b').replace('[law]', '[law'),
      'sources.yaml': lines('book: { title: A book }'),
    });
    expect(found.map((problem) => problem.split(' ')[0])).toEqual([
      'glossary/batna.md:5',
      'glossary/caucus.md:2',
      'sources.yaml:1',
    ]);
  });

  test('and a file with a mistake is not reported again by the terms that link to it', async () => {
    const files = {
      'glossary/caucus.md': 'No fields',
      'glossary/batna.md': term('BATNA', 'related: [caucus]'),
    };
    expect(await problemsIn(files)).toHaveLength(1);
  });

  test('and a broken list of sources is not reported again by everything that cites', async () => {
    expect(await problemsIn({ 'sources.yaml': 'book: [' })).toHaveLength(1);
  });
});

describe('missing files', () => {
  test.each(['course.yaml', 'sources.yaml'])('%s has to be there', async (name) => {
    expect(await problemsIn({ [name]: undefined })).toEqual([
      `${name}:1 is missing; put it back, or check the name of the content folder`,
    ]);
  });

  test('there are no more dimensions than one list can offer', async () => {
    const more = Array.from({ length: 24 }, (_, index) => `  more-${index}: More ${index}\n`).join('');
    expect(await problemsIn({ 'course.yaml': sound['course.yaml'] + more })).toEqual([
      'course.yaml:5 dimensions: holds too many; there can be 25, so join two that are close',
    ]);
  });

  test('a folder has to be there', async () => {
    const files = { 'comparisons/batna-caucus.yaml': undefined };
    expect(await problemsIn(files)).toEqual([
      'comparisons:1 is missing; put it back, or check the name of the content folder',
    ]);
  });
});
