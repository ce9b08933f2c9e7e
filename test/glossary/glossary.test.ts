import { describe, expect, test } from 'vitest';
import { sourceNote } from '../../src/chat/parts.ts';
import { plainInline, plainText } from '../../src/chat/text.ts';
import type { Course, Term } from '../../src/course/course.ts';
import { createGlossary } from '../../src/glossary/glossary.ts';
import { meaningBlocks, rowParts, smallPrint } from '../../src/glossary/parts.ts';
import { NO_COURSE, wordsOf } from '../asking.ts';

const named = (id: string, term: string, ...aliases: string[]): Term => ({
  id,
  term,
  aliases,
  meanings: [{ courses: ['law'], short: `${term} in short.`, sources: ['book'] }],
  related: [],
  body: '',
  changed: '2026-11-02',
});
const course: Course = {
  ...NO_COURSE,
  courses: new Map([
    ['law', 'Law'],
    ['police', 'Policing'],
  ]),
  dimensions: new Map([['role', 'Role']]),
  sources: new Map([
    ['book', { id: 'book', title: 'A book', from: 'a publisher' }],
    ['page', { id: 'page', title: 'A page', from: 'a site', url: 'https://example.org' }],
  ]),
  terms: [
    named('agent', 'Agent (in negotiation)'),
    named('caucus', 'Caucus', 'private meeting'),
    named('meeting', 'Meeting', 'private meeting'),
    named('mediation', 'Mediation'),
  ],
  comparisons: [
    {
      id: 'caucus-mediation',
      terms: ['caucus', 'mediation'],
      summary: 'One within the other.',
      rows: [
        {
          dimension: 'role',
          cells: [
            { text: 'A part.', sources: ['page'] },
            { text: 'The whole.', sources: ['book', 'page'] },
          ],
          differ: { text: 'Not all agree.', sources: ['book'] },
        },
      ],
    },
  ],
};
const glossary = createGlossary(course);
const idsOf = (terms: readonly Term[]) => terms.map(({ id }) => id);

describe('looking a name up', () => {
  test('finds every entry that shares it', () => {
    const found = glossary.lookUp('private meetings');
    expect(found.kind === 'found' && idsOf(found.terms)).toEqual(['caucus', 'meeting']);
  });

  test('finds an entry by its id, as the autocomplete gives it', () => {
    expect(glossary.lookUp(' Agent ')).toMatchObject({ kind: 'found', terms: [{ id: 'agent' }] });
  });

  test('takes a misspelt name as meant where nothing else is near', () => {
    expect(glossary.lookUp('cacus')).toMatchObject({ kind: 'meant', term: { id: 'caucus' } });
  });

  test('misses what is near nothing', () => {
    expect(glossary.lookUp('qwertyuiop')).toEqual({ kind: 'missed', near: [] });
  });

  test('names each near entry once', () => {
    const found = glossary.lookUp('privat meetin');
    const near =
      found.kind === 'meant' ? [found.term, ...found.others] : found.kind === 'missed' ? found.near : [];
    expect(new Set(near).size).toBe(near.length);
  });
});

describe('the glossary', () => {
  test('has a comparison, whichever term comes first', () => {
    expect(glossary.comparison('mediation', 'caucus')).toBe(glossary.comparison('caucus', 'mediation'));
    expect(glossary.comparison('mediation', 'caucus')).toBeDefined();
  });

  test('knows for each term what it is compared with', () => {
    expect(['caucus', 'mediation', 'agent'].map((id) => idsOf(glossary.comparedWith(id)))).toEqual([
      ['mediation'],
      ['caucus'],
      [],
    ]);
  });

  test('names each source once, and leaves out what it does not know', () => {
    expect(glossary.sourcesOf(['page', 'book', 'page', 'gone']).map(({ id }) => id)).toEqual([
      'page',
      'book',
    ]);
  });

  test('finds the terms within a text in their order, each once', () => {
    expect(idsOf(glossary.within('Mediation, a caucus, mediation.', 10))).toEqual(['mediation', 'caucus']);
  });

  test('completes a beginning, at most as many as asked for', () => {
    expect(idsOf(glossary.complete('m', 1))).toHaveLength(1);
  });
});

describe('the face of an entry', () => {
  test('has each caution right below its own meaning', () => {
    const term: Term = {
      ...named('x', 'X'),
      meanings: [
        { courses: ['law'], short: 'One.', caution: 'Beware.', sources: [] },
        { courses: ['police', 'law'], short: 'Two.', sources: [] },
      ],
    };
    expect(plainText(meaningBlocks(glossary, term))).toBe(
      'Law: One.\nTake care: Beware.\nPolicing, Law: Two.',
    );
  });

  test('has other names, courses, sources and the day in words in its small print', () => {
    expect(wordsOf({ parts: smallPrint(glossary, course.terms[1]!) })).toBe(
      'Also called: private meeting\nCourse: Law\nSource: “A book” (a publisher)\nLast change: 2 November 2026',
    );
  });

  test('links a source that has an address, and only that', () => {
    const note = sourceNote(glossary.sourcesOf(['book', 'page']));
    expect(plainInline(note)).toBe('Sources: “A book” (a publisher); “A page” (a site)');
    expect(note.filter(({ kind }) => kind === 'link')).toMatchObject([{ url: 'https://example.org' }]);
  });
});

describe('a dimension of a comparison', () => {
  test('has both cells under their names, where sources differ, and numbers that point to the sources', () => {
    expect(wordsOf({ parts: rowParts(glossary, ['Caucus', 'Mediation'], course.comparisons[0]!.rows) })).toBe(
      [
        'Role',
        '• Caucus: A part. [1]',
        '• Mediation: The whole. [1, 2]',
        'Sources differ: Not all agree. [2]',
        'Sources: [1] “A page” (a site); [2] “A book” (a publisher)',
      ].join('\n'),
    );
  });
});
