import { expect } from 'vitest';
import type { Course, Question } from '../../../src/course/course.ts';
import type { Problem } from '../../../src/course/problems.ts';
import { readTopics } from '../../../src/course/questions.ts';

/** The questions of a file, as the loader of the course reads them; it must find nothing wrong. */
export function askedIn(topic: string, text: string, course: Course): readonly Question[] {
  const problems: Problem[] = [];
  const known = {
    courses: new Set(course.courses.keys()),
    dimensions: new Set(course.dimensions.keys()),
    sources: new Set(course.sources.keys()),
    terms: new Set(course.terms.map(({ id }) => id)),
    comparisons: new Set<string>(),
    misconceptions: new Set(course.misconceptions.keys()),
  };
  const { questions } = readTopics(new Map([[topic, { file: `${topic}.yaml`, text }]]), known, problems);
  expect(problems).toEqual([]);
  return questions;
}
