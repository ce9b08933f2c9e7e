import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Course } from '../../../src/course/course.ts';
import { csvText } from '../../../src/quiz/interchange/csv.ts';
import { readCsv } from '../../../src/quiz/interchange/csv-reading.ts';
import { importDrafts } from '../../../src/quiz/interchange/import.ts';
import { question, quizCourse } from '../course.ts';
import { askedIn } from './asked.ts';

const empty: Course = { ...quizCourse, questions: [] };

const back = (course: Course) => {
  const imported = importDrafts(readCsv(csvText(course)), empty, { from: 'a.csv', sources: [], terms: [] });
  expect(imported.refusals).toEqual([]);
  return imported.topics.flatMap(({ id, text }) => askedIn(id, text, empty));
};

describe('a table of questions', () => {
  test('comes back as it went out, with every kind of question', () => {
    expect(back(quizCourse)).toEqual(
      quizCourse.questions.map((each) => ({ ...each, revision: expect.any(String) })),
    );
  });

  test('keeps whatever signs a text begins with and holds', () => {
    const text = fc
      .array(fc.constantFrom(...'=+-@\'";,|x é中'.split('')), { minLength: 1, maxLength: 12 })
      .map((signs) => signs.join('').replace(/\s+/g, ' ').trim())
      .filter((words) => words !== '');
    fc.assert(
      fc.property(text, text, (stem, fact) => {
        const [one] = back({ ...quizCourse, questions: [question('odd', { stem, fact })] });
        expect([one?.stem, one?.fact]).toEqual([stem, fact]);
      }),
      { numRuns: 40 },
    );
  });

  test('holds no formula that a spreadsheet would run', () => {
    const stem = '=HYPERLINK("https://example.org")';
    expect(csvText({ ...quizCourse, questions: [question('formula', { stem })] })).toContain(`"'=HYPERLINK`);
  });

  test('may be written by hand: other names, semicolons, lines within a cell, no columns that are not needed', () => {
    const { drafts, refusals } = readCsv(
      '\ufeffQuestion;Option A;option-b;Key;Tags\n"Who\nhelps?";Mediator;Nobody;A;Role, BATNA\n\n;x;y;a;\nWho else?;One;Two;b;\n'.slice(
        1,
      ),
    );
    expect(drafts).toMatchObject([
      {
        line: 2,
        kind: 'single',
        stem: 'Who helps?',
        options: [
          { text: 'Mediator', right: true },
          { text: 'Nobody', right: false },
        ],
        tags: ['Role', 'BATNA'],
      },
      { line: 6, stem: 'Who else?', options: [{ right: false }, { right: true }] },
    ]);
    expect(refusals).toEqual([{ line: expect.any(Number), why: 'has no text in the column “stem”' }]);
  });

  test.each([
    ['stem,accept\nQ?,a | b', 'typed'],
    ['stem,prompt_1,term_1\nQ?,p,t', 'match'],
    ['stem,option_a,option_b,option_c,key\nQ?,1,2,3,"a, c"', 'several'],
  ])('has a kind that shows without being named: %j', (text, kind) => {
    expect(readCsv(text).drafts[0]?.kind).toBe(kind);
  });

  test('without a column for questions is refused in words', () => {
    expect(readCsv('name,answer\nQ?,a').refusals).toEqual([
      { line: 1, why: 'names no column “stem” for the questions; its columns are name, answer' },
    ]);
  });

  test('whose quotes do not close keeps the rows before', () => {
    const { drafts, refusals } = readCsv('stem,accept\nFirst?,a\n"Second?,b\nThird?,c\n');
    expect(drafts.map(({ stem }) => stem)).toEqual(['First?']);
    expect(refusals).toEqual([
      { line: expect.any(Number), why: expect.stringContaining('no row of a table') },
    ]);
  });
});
