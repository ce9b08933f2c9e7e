import { accessSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ID_RULE, isId } from './fields.ts';
import type { Problem } from './problems.ts';
import { type ContentText, decodeText } from './text.ts';

/** The files of the content directory that the loader reads, by id where there are many; a file that could not be read is missing. */
export interface ContentFiles {
  course: ContentText | undefined;
  sources: ContentText | undefined;
  terms: ReadonlyMap<string, ContentText>;
  comparisons: ReadonlyMap<string, ContentText>;
  misconceptions: ContentText | undefined;
  quiz: ReadonlyMap<string, ContentText>;
  cases: ReadonlyMap<string, ContentText>;
  /** Ids of all term files, readable or not, so that one bad file is not reported again by every link to it. */
  termIds: ReadonlySet<string>;
}

// Hundreds of small files: read in one go they cost half of what a promise for each does.
export function readContentFiles(directory: string, problems: Problem[]): ContentFiles {
  const textOf = (name: string) => readText(join(directory, name), shownName(directory, name), problems);
  const filesOf = (folder: Folder) => readFolder(directory, folder, problems);
  const course = textOf('course.yaml');
  const sources = textOf('sources.yaml');
  const terms = filesOf({ folder: 'glossary', extension: '.md', byId: true });
  // A comparison's name is checked against its two terms instead.
  const comparisons = filesOf({ folder: 'comparisons', extension: '.yaml', byId: false });
  const misconceptions = isMissing(directory, 'misconceptions.yaml')
    ? NO_MISCONCEPTIONS
    : textOf('misconceptions.yaml');
  const quiz = isMissing(directory, 'quiz')
    ? new Map()
    : filesOf({ folder: 'quiz', extension: '.yaml', byId: true });
  const cases = isMissing(directory, 'cases')
    ? new Map()
    : filesOf({ folder: 'cases', extension: '.md', byId: true });
  return {
    course,
    sources,
    terms: readable(terms),
    comparisons: readable(comparisons),
    misconceptions,
    quiz: readable(quiz),
    cases: readable(cases),
    termIds: new Set([...terms.keys()].filter(isId)),
  };
}

function readable(files: ReadonlyMap<string, ContentText | undefined>): Map<string, ContentText> {
  return new Map([...files].flatMap(([id, text]) => (text ? [[id, text] as const] : [])));
}

/** A course may do without questions and cases, and so without their files. */
function isMissing(directory: string, name: string): boolean {
  try {
    accessSync(join(directory, name));
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

const NO_MISCONCEPTIONS: ContentText = { file: 'misconceptions.yaml', text: '{}' };

interface Folder {
  folder: string;
  /** How the names of its files end. */
  extension: string;
  /** Whether the rest of a file's name is an id. */
  byId: boolean;
}

function readFolder(directory: string, { folder, extension, byId }: Folder, problems: Problem[]) {
  const file = shownName(directory, folder);
  const files = new Map<string, ContentText | undefined>();
  let names: string[] = [];
  try {
    names = readdirSync(join(directory, folder));
  } catch (error) {
    problems.push({ file, line: 1, message: unreadable(error) });
  }
  const ids: string[] = [];
  for (const name of names) {
    // What editors and file managers leave behind is not content.
    if (name.startsWith('.') || name.endsWith('~')) continue;
    if (!name.endsWith(extension)) {
      const message = `is not read; the name of a file in ${folder} ends in ${extension}`;
      problems.push({ file: `${file}/${name}`, line: 1, message });
      continue;
    }
    const id = name.slice(0, -extension.length);
    if (byId && !isId(id)) {
      problems.push({ file: `${file}/${name}`, line: 1, message: `the name before ${extension} ${ID_RULE}` });
    }
    ids.push(id);
  }
  for (const id of ids.sort()) {
    const name = `${id}${extension}`;
    files.set(id, readText(join(directory, folder, name), `${file}/${name}`, problems));
  }
  return files;
}

function readText(path: string, file: string, problems: Problem[]): ContentText | undefined {
  try {
    return decodeText(file, readFileSync(path), problems);
  } catch (error) {
    problems.push({ file, line: 1, message: unreadable(error) });
    return undefined;
  }
}

/** The path as someone in the working directory would type it. */
function shownName(directory: string, name: string): string {
  const path = relative('', join(directory, name));
  return (path.startsWith('..') ? join(directory, name) : path).replaceAll(sep, '/');
}

function unreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  if (code === 'ENOENT') return 'is missing; put it back, or check the name of the content folder';
  if (code === 'EISDIR' || code === 'ENOTDIR')
    return 'is a folder where a file belongs, or a file where a folder belongs';
  return `cannot be read (${code}); check who may read it`;
}
