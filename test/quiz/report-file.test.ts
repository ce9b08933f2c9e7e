import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { createBank } from '../../src/quiz/bank.ts';
import { reportFiles } from '../../src/quiz/report-file.ts';
import { statisticsOf } from '../../src/quiz/statistics.ts';
import { madeUp } from './group.ts';

test('the tables hold every figure, as a spreadsheet reads them', () => {
  const { course, answers } = madeUp(60, 7);
  const odd = { ...course.questions[0]!, stem: 'A “stem”, with a comma;\nand a second line' };
  const changed = { ...course, questions: [odd, ...course.questions.slice(1)] };
  const figures = statisticsOf(answers, changed);
  const files = reportFiles(createBank(changed), figures);
  const [questions = [], dimensions = [], misconceptions = []] = files.map(
    ({ content }) => parse(Buffer.from(content), { columns: true, bom: true }) as Record<string, string>[],
  );
  const [first] = figures.questions;
  expect(questions).toHaveLength(figures.questions.length);
  expect(questions[0]).toEqual({
    question: odd.id,
    topic: 'process',
    kind: 'single',
    difficulty: '1',
    dimension: 'The third person',
    stem: odd.stem,
    persons: String(first?.persons),
    right: String(first?.right),
    facility: first?.facility.toFixed(3),
    discrimination: first?.discrimination?.toFixed(3),
    key: 'a',
    'chose a': String(first?.choices.get('a') ?? 0),
    'chose b': String(first?.choices.get('b') ?? 0),
    'chose c': '0',
    'chose d': '',
    'chose e': '',
  });
  expect(dimensions.map(({ dimension }) => dimension)).toEqual(
    expect.arrayContaining(['The third person', 'Who decides']),
  );
  expect(misconceptions.map(({ misconception }) => misconception)).toEqual(['M03', 'M02', 'M01']);
  expect(files.map(({ name }) => name)).toEqual([
    'parley-questions.csv',
    'parley-dimensions.csv',
    'parley-misconceptions.csv',
  ]);
});

test('there is no table without figures', () => {
  const { course } = madeUp(0, 1);
  expect(reportFiles(createBank(course), statisticsOf([], course))).toEqual([]);
});
