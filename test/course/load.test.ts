import { describe, expect, test } from 'vitest';
import { courseWith, lines, sound, term } from './content-directory.ts';

describe('a sound content directory', () => {
  test('gives the title, the courses and the dimensions in the order of the file', async () => {
    const course = await courseWith();
    expect([course.title, [...course.courses], [...course.dimensions]]).toEqual([
      'A course',
      [['law', 'Law']],
      [
        ['role', 'Role'],
        ['cost', 'Cost'],
      ],
    ]);
  });

  test('gives each source under its id, with a year that is a number', async () => {
    const { sources } = await courseWith();
    expect(sources.get('book')).toEqual({ id: 'book', title: 'A book', from: 'An author', year: 2005 });
  });

  test('gives a term with its id from the file name and its body without the fields', async () => {
    const { terms } = await courseWith();
    expect(terms.find(({ id }) => id === 'batna')).toEqual({
      id: 'batna',
      term: 'BATNA',
      aliases: [],
      meanings: [{ courses: ['law'], short: 'What BATNA means', sources: ['book'] }],
      related: ['caucus'],
      body: 'The long entry.',
      changed: '2026-11-22',
    });
  });

  test('puts the main meaning of a term before its further meanings', async () => {
    const also = [
      'also:',
      '  - courses: [law]',
      '    short: Another',
      '    sources: [book]',
      '    caution: Mind it',
    ];
    const { terms } = await courseWith({ 'glossary/batna.md': term('BATNA', 'caution: Take care', ...also) });
    expect(terms.find(({ id }) => id === 'batna')?.meanings).toEqual([
      { courses: ['law'], short: 'What BATNA means', caution: 'Take care', sources: ['book'] },
      { courses: ['law'], short: 'Another', caution: 'Mind it', sources: ['book'] },
    ]);
  });

  test('sorts terms by name, whatever their case and file name', async () => {
    const { terms } = await courseWith({
      'glossary/a.md': term('zopa'),
      'glossary/z.md': term('Arbitration'),
    });
    expect(terms.map((one) => one.term)).toEqual(['Arbitration', 'BATNA', 'Caucus', 'zopa']);
  });

  test('sorts the rows of a comparison by the order of the dimensions', async () => {
    const row = (dimension: string) => `  - { dimension: ${dimension}, batna: ${cell}, caucus: ${cell} }`;
    const cell = '{ text: Words, sources: [book] }';
    const text = lines('terms: [batna, caucus]', 'summary: Both', 'rows:', row('cost'), row('role'));
    const { comparisons } = await courseWith({ 'comparisons/batna-caucus.yaml': text });
    expect(comparisons[0]?.rows.map(({ dimension }) => dimension)).toEqual(['role', 'cost']);
  });

  test('gives the cells of a row in the order of the terms, however the row is written', async () => {
    const text = lines(
      'terms: [batna, caucus]',
      'summary: Both',
      'rows:',
      '  - caucus: { text: A meeting, sources: [book] }',
      '    differ: { text: Not the same, sources: [book] }',
      '    batna: { text: A plan, sources: [book] }',
      '    dimension: role',
    );
    const { comparisons } = await courseWith({ 'comparisons/batna-caucus.yaml': text });
    expect(comparisons).toEqual([
      {
        id: 'batna-caucus',
        terms: ['batna', 'caucus'],
        summary: 'Both',
        rows: [
          {
            dimension: 'role',
            cells: [
              { text: 'A plan', sources: ['book'] },
              { text: 'A meeting', sources: ['book'] },
            ],
            differ: { text: 'Not the same', sources: ['book'] },
          },
        ],
      },
    ]);
  });

  test('may leave out every optional field and the long entry', async () => {
    const text = sound['glossary/caucus.md'].replace('The long entry.\n', '');
    const { terms } = await courseWith({ 'glossary/caucus.md': text });
    expect(terms.find(({ id }) => id === 'caucus')?.body).toBe('');
  });
});

describe('what editors do to a file', () => {
  test.each([
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a missing last line end', (text: string) => text.trimEnd()],
    ['blanks after the hyphens', (text: string) => text.replaceAll('---\n', '--- \n')],
    ['tabs in the long entry', (text: string) => text.replace('long entry', '\tlong\tentry')],
    ['quotes around a date', (text: string) => text.replace('2026-11-22', '"2026-11-22"')],
  ])('%s is tolerated', async (_, change) => {
    const files = Object.fromEntries(Object.entries(sound).map(([name, text]) => [name, change(text)]));
    const { terms } = await courseWith(files);
    expect(terms.map(({ term, changed }) => `${term} ${changed}`)).toEqual([
      'BATNA 2026-11-22',
      'Caucus 2026-11-22',
    ]);
  });

  test('Windows line ends do not reach the long entry', async () => {
    const text = `${sound['glossary/caucus.md']}\nMore.\n`.replaceAll('\n', '\r\n');
    const { terms } = await courseWith({ 'glossary/caucus.md': text });
    expect(terms.find(({ id }) => id === 'caucus')?.body).toBe('The long entry.\n\nMore.');
  });

  test('hidden files and backups are not read', async () => {
    const { terms } = await courseWith({ 'glossary/.DS_Store': 'x', 'glossary/caucus.md~': 'x' });
    expect(terms).toHaveLength(2);
  });

  test.each(['no', 'null', '404', '1e3', '2026-11-22', '~', 'true'])(
    'the word %s stays a text',
    async (word) => {
      const { terms } = await courseWith({ 'glossary/caucus.md': term(word) });
      expect(terms.find(({ id }) => id === 'caucus')?.term).toBe(word);
    },
  );
});
