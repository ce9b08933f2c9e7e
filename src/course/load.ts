import { readCases } from './cases.ts';
import type { Comparison, Course, Meaning, Source, Term } from './course.ts';
import { type ContentFiles, readContentFiles } from './files.ts';
import { fit, readShape, type Shaped } from './fit.ts';
import { readFrontMatter } from './front-matter.ts';
import { ContentError, type Problem } from './problems.ts';
import { readMisconceptions, readTopics } from './questions.ts';
import { checkComparison, checkNames, checkTerm, type Known } from './references.ts';
import {
  BODY_LIMIT,
  comparisonShape,
  courseShape,
  pairShape,
  type SourcesFile,
  sourcesShape,
  type TermFile,
  termShape,
} from './shapes.ts';
import { type ContentText, lengthOf } from './text.ts';

/** Reads and checks a content directory. Throws a ContentError that holds all mistakes at once. */
export async function loadCourse(directory: string): Promise<Course> {
  const problems: Problem[] = [];
  const files = readContentFiles(directory, problems);
  const course = assemble(files, problems);
  if (problems.length > 0 || !course) throw new ContentError(problems);
  return course;
}

function assemble(files: ContentFiles, problems: Problem[]): Course | undefined {
  const frame = readShape(courseShape, files.course, problems);
  const sources = readShape(sourcesShape, files.sources, problems);
  // A list that could not be read is not checked against: its own mistake says enough.
  const dimensions = frame && new Set(Object.keys(frame.value.dimensions));
  const misconceptions = readMisconceptions(files.misconceptions, dimensions, problems);
  const known: Known = {
    courses: frame && new Set(Object.keys(frame.value.courses)),
    dimensions,
    sources: sources && new Set(Object.keys(sources.value)),
    terms: files.termIds,
    comparisons: new Set(files.comparisons.keys()),
    misconceptions: misconceptions && new Set(misconceptions.keys()),
  };

  const terms = [...files.terms].flatMap(([id, text]) => readTerm(id, text, problems) ?? []);
  for (const { id, written, value } of terms) checkTerm(id, value, written, known, problems);
  checkNames(terms, problems);

  const comparisons = [...files.comparisons].flatMap(
    ([id, text]) => readComparison(id, text, known, problems) ?? [],
  );
  const { topics, questions } = readTopics(files.quiz, known, problems);
  const cases = readCases(files.cases, known, problems);
  if (!frame || !sources || !misconceptions) return undefined;
  return {
    title: frame.value.title,
    courses: new Map(Object.entries(frame.value.courses)),
    dimensions: new Map(Object.entries(frame.value.dimensions)),
    sources: new Map(Object.entries(sources.value).map(([id, source]) => [id, toSource(id, source)])),
    terms: byName(terms.map(toTerm)),
    comparisons: comparisons.map((comparison) => inOrder(comparison, Object.keys(frame.value.dimensions))),
    misconceptions,
    topics,
    questions,
    cases,
  };
}

interface ReadTerm extends Shaped<TermFile> {
  id: string;
  body: string;
}

function readTerm(id: string, text: ContentText, problems: Problem[]): ReadTerm | undefined {
  const head = readFrontMatter(text, problems);
  if (!head) return undefined;
  const { fields: written, line } = head;
  const body = head.body.trim();
  const length = body.length > BODY_LIMIT ? lengthOf(body) : 0;
  if (length > BODY_LIMIT) {
    const message = `the long entry is ${length} characters long; shorten it to ${BODY_LIMIT} or fewer`;
    problems.push({ file: text.file, line, message });
  }
  const value = written && fit(termShape, written, problems);
  return value && { id, value, written, body };
}

function toTerm({ id, value, body }: ReadTerm): Term {
  const { term, aliases, related, changed } = value;
  return {
    id,
    term,
    aliases,
    meanings: [toMeaning(value), ...value.also.map(toMeaning)],
    related,
    body,
    changed,
  };
}

function toMeaning({ courses, short, caution, sources }: TermFile['also'][number]): Meaning {
  return { courses, short, sources, ...(caution === undefined ? {} : { caution }) };
}

function toSource(id: string, { title, from, year, url }: SourcesFile[string]): Source {
  return { id, title, from, ...(year === undefined ? {} : { year }), ...(url === undefined ? {} : { url }) };
}

function readComparison(
  id: string,
  text: ContentText,
  known: Known,
  problems: Problem[],
): Comparison | undefined {
  const pair = readShape(pairShape, text, problems);
  if (!pair) return undefined;
  const [first, second] = pair.value.terms;
  const value = fit(comparisonShape(first, second), pair.written, problems);
  if (!value) return undefined;
  checkComparison(id, value, pair.written, known, problems);
  return { id, ...value };
}

/** As a list is read: case and accents do not count. A collator would take 3 MiB of memory to say the same. */
function byName(terms: readonly Term[]): Term[] {
  const keyed = terms.map((term) => ({
    term,
    key: (ASCII.test(term.term) ? term.term : term.term.normalize('NFD').replace(ACCENTS, '')).toLowerCase(),
  }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ term }) => term);
}

const ASCII = /^[\x00-\x7f]*$/;
const ACCENTS = /\p{M}/gu;

function inOrder(comparison: Comparison, dimensions: readonly string[]): Comparison {
  const place = (row: { dimension: string }) => dimensions.indexOf(row.dimension);
  return { ...comparison, rows: comparison.rows.toSorted((a, b) => place(a) - place(b)) };
}
