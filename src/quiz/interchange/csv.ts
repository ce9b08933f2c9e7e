import { stringify } from 'csv-stringify/sync';
import type { Course, Question } from '../../course/course.ts';

export const LETTERS = ['a', 'b', 'c', 'd', 'e'] as const;
export const PLACES = ['1', '2', '3', '4', '5'] as const;

/** Between the items of a list within a cell. */
export const BETWEEN = ' | ';

/**
 * Questions as a table, a row each, which a spreadsheet opens and `import csv` reads back without a loss; only the
 * items of lists may hold no `|`.
 */
export function csvText({ questions, topics }: Course): string {
  const titles = new Map(topics.map(({ id, title }) => [id, title]));
  const rows = questions.map((question) => cellsOf(question, titles.get(question.topic) ?? question.topic));
  return stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, harmless(cell)]))),
    // Excel takes a file without the mark for another encoding than UTF-8.
    { header: true, columns: COLUMNS, bom: true },
  );
}

const COLUMNS = [
  ...['id', 'topic', 'topic_title', 'kind', 'difficulty', 'dimension', 'stem', 'key'],
  ...LETTERS.flatMap((letter) => [`option_${letter}`, `feedback_${letter}`, `misconception_${letter}`]),
  ...PLACES.flatMap((place) => [`prompt_${place}`, `term_${place}`]),
  ...['others', 'accept', 'fact', 'rule', 'terms', 'sources', 'differ', 'differ_sources', 'shuffle'],
];

function cellsOf(question: Question, title: string): Record<string, string> {
  const { options, pairs, differ } = question;
  return {
    id: question.id,
    topic: question.topic,
    topic_title: title,
    kind: question.kind,
    difficulty: String(question.difficulty),
    dimension: question.dimension,
    stem: question.stem,
    key: options.flatMap(({ key, right }) => (right ? [key] : [])).join(' '),
    ...Object.fromEntries(
      options.flatMap(({ key, text, feedback, misconception = '' }) => [
        [`option_${key}`, text],
        [`feedback_${key}`, feedback],
        [`misconception_${key}`, misconception],
      ]),
    ),
    ...Object.fromEntries(
      pairs.flatMap(({ key, prompt, term }) => [
        [`prompt_${key}`, prompt],
        [`term_${key}`, term],
      ]),
    ),
    others: question.others.join(BETWEEN),
    accept: question.accept.join(BETWEEN),
    fact: question.fact,
    rule: question.rule,
    terms: question.terms.join(BETWEEN),
    sources: question.sources.join(BETWEEN),
    differ: differ?.text ?? '',
    differ_sources: differ?.sources.join(BETWEEN) ?? '',
    shuffle: String(question.shuffle),
  };
}

/** A spreadsheet would run a cell that begins with one of these as a formula; reading takes the mark off again. */
const harmless = (cell: string): string => cell.replace(/^(?='*[=+\-@])/, "'");
