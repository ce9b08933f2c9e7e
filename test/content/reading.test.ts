import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCourse } from '../../src/course/load.ts';

const { terms } = await loadCourse(join(import.meta.dirname, '../../content'));

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Groups of vowels, without an e that is not heard. */
function syllablesIn(word: string): number {
  const heard = word
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '')
    .replace(/^y/, '');
  return word.length <= 3 ? 1 : Math.max(1, heard.match(/[aeiouy]{1,2}/g)?.length ?? 0);
}

/** The years of school that a text asks for, after Flesch and Kincaid. */
function gradeOf(text: string): number {
  const words = text.match(/[\p{L}\p{N}'’]+/gu) ?? [];
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  return (
    (0.39 * words.length) / [...sentences.segment(text)].length + (11.8 * syllables) / words.length - 15.59
  );
}

const grades = terms.flatMap(({ id, meanings }) =>
  meanings.map(({ short }) => ({ id, grade: gradeOf(short) })),
);

test('a grade is as the formula has it', () => {
  expect(gradeOf('The cat sat on the mat.')).toBeCloseTo(0.39 * 6 + 11.8 - 15.59);
  expect(['caucus', 'dispute', 'asked', 'agreement', 'the'].map(syllablesIn)).toEqual([2, 2, 1, 3, 1]);
});

test('short definitions are read with ten years of school on average', () => {
  const average = grades.reduce((sum, { grade }) => sum + grade, 0) / grades.length;
  process.stdout.write(`reading grade of short definitions: ${average.toFixed(1)} on average\n`);
  expect(average).toBeLessThanOrEqual(10);
});

// Counting syllables by letters is right to about half a grade.
test('no short definition asks for more than seventeen', () => {
  expect(grades.filter(({ grade }) => Math.round(grade) > 17).map(({ id }) => id)).toEqual([]);
});
