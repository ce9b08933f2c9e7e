import { describe, expect, test } from 'vitest';
import type { Course, Term } from '../../src/course/course.ts';
import { filterTerms, termFilters } from '../../src/glossary/browse.ts';
import { NO_COURSE } from '../asking.ts';

const named = (term: string, ...courses: string[]): Term => ({
  id: term,
  term,
  aliases: [],
  meanings: [{ courses, short: '', sources: [] }],
  related: [],
  body: '',
  changed: '2026-11-22',
});
const courseOf = (terms: Term[], courses: [string, string][] = []): Course => ({
  ...NO_COURSE,
  courses: new Map(courses),
  terms,
});
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const lettersOf = (course: Course) => termFilters(course).filter(({ value }) => value.startsWith('letters:'));
const shownBy = (course: Course, value: string) => filterTerms(course, value).map(({ term }) => term);

describe('the ways to narrow the list', () => {
  test('are all terms, each course that has some, and the letters that names begin with', () => {
    const course = courseOf(
      [named('Agent', 'law'), named('BATNA', 'law')],
      [
        ['law', 'Law'],
        ['police', 'Policing'],
      ],
    );
    expect(termFilters(course).map(({ label }) => label)).toEqual(['all terms', 'Law', 'A', 'B']);
  });

  test('are never more than a list can hold', () => {
    const courses = letters.map((letter): [string, string] => [letter, letter]);
    const course = courseOf(
      letters.map((letter) => named(letter, letter)),
      courses,
    );
    expect(termFilters(course).length).toBeLessThanOrEqual(25);
  });

  test('are all terms alone where there are none', () => {
    expect(termFilters(courseOf([]))).toEqual([{ label: 'all terms', value: 'all' }]);
  });

  test('take letters together where there are many', () => {
    expect(
      lettersOf(courseOf(letters.map((letter) => named(letter))))
        .map(({ label }) => label)
        .slice(0, 2),
    ).toEqual(['A to C', 'D to F']);
  });
});

describe('a narrowed list', () => {
  test('of letters has each term under exactly one of them', () => {
    const terms = [...letters, 'Éclair', '3 parties', '“Quoted”', 'ßharp', '𝒜lpha', 'état'].map((name) =>
      named(name),
    );
    const course = courseOf(terms);
    const shown = lettersOf(course).flatMap(({ value }) => shownBy(course, value));
    expect(shown.toSorted()).toEqual(terms.map(({ term }) => term).toSorted());
  });

  test('puts an accented letter with the plain one, and what is no letter under #', () => {
    const course = courseOf([named('Éclair'), named('Email'), named('3 parties')]);
    expect(lettersOf(course).map(({ label, value }) => [label, shownBy(course, value)])).toEqual([
      ['#', ['3 parties']],
      ['E', ['Éclair', 'Email']],
    ]);
  });

  test('of a course has the terms that any of their meanings puts there', () => {
    const both = {
      ...named('Caucus', 'law'),
      meanings: [...named('', 'law').meanings, ...named('', 'police').meanings],
    };
    const course = courseOf([named('Agent', 'law'), both]);
    expect(shownBy(course, 'course:police')).toEqual(['Caucus']);
  });

  test.each(['all', '', 'letters:', 'letters:ABC-D', 'gone'])('by “%s” has all terms', (filter) => {
    expect(shownBy(courseOf([named('A'), named('B')]), filter)).toEqual(['A', 'B']);
  });
});
