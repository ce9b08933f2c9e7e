import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Course } from '../../src/course/course.ts';
import { loadCourse } from '../../src/course/load.ts';
import { ContentError } from '../../src/course/problems.ts';

/** Files by their path in the content directory; nothing in place of a text takes the file away. */
export type Files = Readonly<Record<string, string | Uint8Array | undefined>>;

/** A small course without a mistake. */
export const sound = {
  'course.yaml': lines(
    'title: A course',
    'courses:',
    '  law: Law',
    'dimensions:',
    '  role: Role',
    '  cost: Cost',
  ),
  'sources.yaml': lines('book:', '  title: A book', '  from: An author', '  year: 2005'),
  'glossary/caucus.md': term('Caucus'),
  'glossary/batna.md': term('BATNA', 'related: [caucus]'),
  'comparisons/batna-caucus.yaml': lines(
    'terms: [batna, caucus]',
    'summary: One is a plan, the other a meeting.',
    'rows:',
    '  - dimension: role',
    '    batna: { text: A plan, sources: [book] }',
    '    caucus: { text: A meeting, sources: [book] }',
  ),
  'misconceptions.yaml': lines(
    'M01:',
    '  belief: Nobody talks',
    '  dimension: role',
    '  correction: >-',
    '    Both do.',
  ),
  'quiz/talks.yaml': lines(
    'title: Talks',
    'questions:',
    '  - id: who-talks',
    '    kind: single',
    '    difficulty: 1',
    '    dimension: role',
    '    stem: Who talks?',
    '    options:',
    '      a: { text: Both, feedback: They do }',
    '      b: { text: Nobody, misconception: M01, feedback: A caucus is silent on neither side }',
    '    key: a',
    '    fact: Both are in the room.',
    '    rule: Parties talk.',
    '    terms: [caucus]',
    '    sources: [book]',
  ),
} as const;

/** A term file: name, short, courses, sources and changed on lines 2 to 6, then the given fields from line 7 on. */
export function term(name: string, ...fields: string[]): string {
  const head = ['---', `term: ${name}`, `short: What ${name} means`, 'courses: [law]', 'sources: [book]'];
  return lines(...head, 'changed: 2026-11-22', ...fields, '---', 'The long entry.');
}

export function lines(...text: string[]): string {
  return `${text.join('\n')}\n`;
}

/** A content directory on disk: the sound course with `files` put over it. */
export async function contentDirectory(
  files: Files = {},
): Promise<{ path: string; remove(): Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), 'course-'));
  const path = join(root, 'content');
  for (const [name, text] of Object.entries({ ...sound, ...files })) {
    if (text === undefined) continue;
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  }
  return { path, remove: () => rm(root, { recursive: true }) };
}

/** The sound course with `files` put over it, loaded. */
export async function courseWith(files: Files = {}): Promise<Course> {
  const directory = await contentDirectory(files);
  try {
    return await loadCourse(directory.path);
  } finally {
    await directory.remove();
  }
}

/** What the loader says about the sound course with `files` put over it, each as `glossary/batna.md:7 …`. */
export async function problemsIn(files: Files): Promise<string[]> {
  const directory = await contentDirectory(files);
  try {
    await loadCourse(directory.path);
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const inside = (text: string) => text.replaceAll(`${directory.path}/`, '');
    return error.problems.map(({ file, line, message }) => `${inside(file)}:${line} ${inside(message)}`);
  } finally {
    await directory.remove();
  }
}
