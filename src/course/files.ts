import { access, readdir, readFile } from 'node:fs/promises';
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

export async function readContentFiles(directory: string, problems: Problem[]): Promise<ContentFiles> {
  const [course, sources, terms, comparisons, misconceptions, quiz, cases] = await Promise.all([
    readText(directory, 'course.yaml', problems),
    readText(directory, 'sources.yaml', problems),
    readFolder(directory, { folder: 'glossary', extension: '.md', byId: true }, problems),
    // A comparison's name is checked against its two terms instead.
    readFolder(directory, { folder: 'comparisons', extension: '.yaml', byId: false }, problems),
    (await isMissing(directory, 'misconceptions.yaml'))
      ? NO_MISCONCEPTIONS
      : readText(directory, 'misconceptions.yaml', problems),
    (await isMissing(directory, 'quiz'))
      ? new Map()
      : readFolder(directory, { folder: 'quiz', extension: '.yaml', byId: true }, problems),
    (await isMissing(directory, 'cases'))
      ? new Map()
      : readFolder(directory, { folder: 'cases', extension: '.md', byId: true }, problems),
  ]);
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
const isMissing = (directory: string, name: string): Promise<boolean> =>
  access(join(directory, name)).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );

const NO_MISCONCEPTIONS: ContentText = { file: 'misconceptions.yaml', text: '{}' };

interface Folder {
  folder: string;
  /** How the names of its files end. */
  extension: string;
  /** Whether the rest of a file's name is an id. */
  byId: boolean;
}

async function readFolder(directory: string, { folder, extension, byId }: Folder, problems: Problem[]) {
  const file = shownName(directory, folder);
  const names = await readdir(join(directory, folder)).catch((error: unknown) => {
    problems.push({ file, line: 1, message: unreadable(error) });
    return [];
  });
  const files = new Map<string, ContentText | undefined>();
  const reads = names.map(async (name) => {
    // What editors and file managers leave behind is not content.
    if (name.startsWith('.') || name.endsWith('~')) return;
    if (!name.endsWith(extension)) {
      const message = `is not read; the name of a file in ${folder} ends in ${extension}`;
      problems.push({ file: `${file}/${name}`, line: 1, message });
      return;
    }
    const id = name.slice(0, -extension.length);
    if (byId && !isId(id)) {
      problems.push({ file: `${file}/${name}`, line: 1, message: `the name before ${extension} ${ID_RULE}` });
    }
    files.set(id, await readText(directory, `${folder}/${name}`, problems));
  });
  await Promise.all(reads);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function readText(
  directory: string,
  name: string,
  problems: Problem[],
): Promise<ContentText | undefined> {
  const file = shownName(directory, name);
  try {
    return decodeText(file, await readFile(join(directory, name)), problems);
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
