import { access, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { OperatorError } from './chat/adapter.ts';
import type { Course } from './course/course.ts';
import { loadCourse } from './course/load.ts';
import { ContentError, formatProblem, type Problem } from './course/problems.ts';
import { decodeText } from './course/text.ts';
import { TO_WRITE } from './quiz/interchange/complete.ts';
import { readCsv } from './quiz/interchange/csv-reading.ts';
import { readGift } from './quiz/interchange/gift-reading.ts';
import { type Imported, importDrafts } from './quiz/interchange/import.ts';

export interface ImportWish {
  readonly format: 'gift' | 'csv';
  readonly file: string;
  readonly topic: string | undefined;
  readonly dimension: string | undefined;
  readonly sources: readonly string[];
  readonly terms: readonly string[];
}

/** Takes questions out of another program's file into `content/quiz`; what it says is the report. */
export async function importQuestions(wish: ImportWish, directory: string): Promise<string> {
  const [text, course] = await Promise.all([readQuestions(wish.file), loadCourse(directory)]);
  checkDefaults(wish, course);
  const from = basename(wish.file);
  const read = wish.format === 'gift' ? readGift(text) : readCsv(text);
  const imported = importDrafts(read, course, { ...wish, from });
  const written = await writeTopics(imported, directory);
  return [...report(wish.file, imported), ...written, ...(await left(imported, directory))].join('\n');
}

/** More than any course has; a mistyped name may well be a film. */
const LARGEST = 5 * 2 ** 20;

async function readQuestions(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  if (!found)
    throw new OperatorError(`${file} is not there; look at its name, and at the folder you are in.`);
  if (!found.isFile()) throw new OperatorError(`${file} is no file; name the file that holds the questions.`);
  if (found.size === 0) throw new OperatorError(`${file} is empty; export the questions once more.`);
  if (found.size > LARGEST) {
    const size = Math.round(found.size / 2 ** 20);
    throw new OperatorError(
      `${file} holds ${size} MB, and a file of questions 5 MB at most. Export the questions alone, or in parts.`,
    );
  }
  const problems: Problem[] = [];
  const decoded = decodeText(file, await readFile(file), problems);
  // Invisible characters are taken out of each text later; only bytes that are no text at all end it here.
  if (!decoded) throw new OperatorError(problems.map(formatProblem).join('\n'));
  if (decoded.text.trim() === '')
    throw new OperatorError(`${file} holds only empty lines; export the questions once more.`);
  return decoded.text;
}

/** A mistyped default would spoil every question, so it is told before anything is read. */
function checkDefaults({ dimension, sources, terms }: ImportWish, course: Course): void {
  const ids = new Set(course.terms.map(({ id }) => id));
  const faults = [
    ...(dimension === undefined || course.dimensions.has(dimension)
      ? []
      : [`“${dimension}” is no dimension; they are ${[...course.dimensions.keys()].join(', ')}`]),
    ...sources
      .filter((id) => !course.sources.has(id))
      .map((id) => `“${id}” is no source of content/sources.yaml`),
    ...terms.filter((id) => !ids.has(id)).map((id) => `“${id}” is no term of content/glossary`),
  ];
  if (faults.length > 0) throw new OperatorError(faults.join('\n'));
}

/** Writes a new file for each topic, or none at all where one of them is there. */
async function writeTopics({ topics }: Imported, directory: string): Promise<string[]> {
  const files = topics.map(({ id, text }) => ({ path: join(directory, 'quiz', `${id}.yaml`), text }));
  for (const { path } of files) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) {
      throw new OperatorError(
        `${path} is there already, and nothing was written. Say --topic "Another name" for a file of its own.`,
      );
    }
  }
  await mkdir(join(directory, 'quiz'), { recursive: true });
  for (const { path, text } of files) await writeFile(path, text, { flag: 'wx' });
  return files.map(({ path }) => `${path} is written`);
}

function report(file: string, { taken, refusals }: Imported): string[] {
  const lines = [
    ...taken.map(({ line, id, open, notes }) => {
      const fields = open.map((names) => (names.length > 1 ? `feedback of ${names[1]}` : names[0]));
      const unwritten = fields.length > 0 ? [`to be written: ${fields.join(', ')}`] : [];
      return { line, says: [`taken as ${id}`, ...notes, ...unwritten].join('; ') };
    }),
    ...refusals.map(({ line, why }) => ({ line, says: `not taken: ${why}` })),
  ];
  return [
    ...lines.toSorted((a, b) => a.line - b.line).map(({ line, says }) => `${file}:${line} ${says}`),
    `${taken.length} taken, ${refusals.length} not`,
  ];
}

/** What is to be done before the course can be used as it is now. */
async function left({ taken, topics }: Imported, directory: string): Promise<string[]> {
  if (topics.length === 0) return [];
  const texts = taken.filter(({ open }) => open.length > 0).length;
  const problems = await loadCourse(directory).then(
    () => [],
    (error: unknown) => {
      if (error instanceof ContentError) return error.problems;
      throw error;
    },
  );
  return [
    ...(texts > 0 ? [`Look for “To be written” in it: members would read “${TO_WRITE}” as it stands.`] : []),
    ...(problems.length > 0
      ? [
          ...problems.map(formatProblem),
          'Parley cannot start before these lines are put right. Or delete the new file and import again with --dimension, --source and --terms, which fill what is missing.',
        ]
      : ['The course is whole: npm start, or a running Parley, takes the questions up.']),
  ];
}
