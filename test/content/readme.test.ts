import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadCourse } from '../../src/course/load.ts';
import { ContentError } from '../../src/course/problems.ts';

const content = join(import.meta.dirname, '../../content');
const readme = await readFile(join(content, 'README.md'), 'utf8');

async function copyOfContent(): Promise<{
  path: string;
  edit(file: string, from: RegExp, to: string): Promise<void>;
}> {
  const root = await mkdtemp(join(tmpdir(), 'readme-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const path = join(root, 'content');
  await cp(content, path, { recursive: true });
  return {
    path,
    edit: async (file, from, to) => {
      const text = await readFile(join(path, file), 'utf8');
      expect(text).toMatch(from);
      await writeFile(join(path, file), text.replace(from, to));
    },
  };
}

/** The indented block of the guide that starts with the given words, without its indentation. */
function exampleThatStarts(words: string): string {
  const block = readme.split('```').find((part) => part.trimStart().startsWith(words));
  return `${block?.replaceAll(/^ {3}/gm, '').trim()}\n`;
}

/** The topic that the guide shows, with the lines between `options:` and `fact:` replaced. */
const topicWith = (lines: string): string =>
  exampleThatStarts('title: First steps').replace(/ {4}options:[\s\S]*(?= {4}fact:)/, lines);

const fragmentThatStarts = (words: string): string =>
  readme
    .split('```')
    .find((part) => part.trimStart().startsWith(words))
    ?.slice(1) ?? '';

const exampleCase = exampleThatStarts('---\n   title: The shared van');

test('the guide to the content shows what the checker really says', async () => {
  const { path, edit } = await copyOfContent();
  await edit('comparisons/mediation-negotiation.yaml', /dimension: caucus/, 'dimension: caucuses');
  await edit('glossary/agent.md', /courses: .*/, 'courses: dispute-resolution');
  await edit('glossary/batna.md', /related: \[/, 'related: [zopaa, ');
  await edit('glossary/caucus.md', /changed: .*/, 'changed: 22 November 2026');
  await edit('glossary/impasse.md', /caution: >-\n */, 'caution: Note: ');
  await edit('glossary/positions.md', /sources:/, 'soruces:');
  await edit('glossary/zopa.md', /aliases: \[/, 'aliases: [Best alternative to a negotiated agreement, ');

  await writeFile(
    join(path, 'quiz/first-steps.yaml'),
    exampleThatStarts('title: First steps').replace('difficulty: 2', 'difficulty: 4'),
  );
  await writeFile(
    join(path, 'quiz/second-steps.yaml'),
    exampleThatStarts('title: First steps').replace('shared-driveway', 'other').replace('key: b', 'key: d'),
  );
  await mkdir(join(path, 'cases'), { recursive: true });
  await writeFile(join(path, 'cases/first-case.md'), exampleCase.replace('facts: florist', 'facts: floris'));
  const twice = [
    'You could deliver before seven.',
    'You bought a van together two years ago. Both need it.',
  ] as const;
  await writeFile(join(path, 'cases/second-case.md'), exampleCase.replace(...twice));
  await writeFile(
    join(path, 'cases/third-case.md'),
    exampleCase.replace('mediation: 60', 'mediation: an hour'),
  );

  const error = await loadCourse(path).catch((thrown: unknown) => thrown);
  if (!(error instanceof ContentError)) throw new Error('the mistakes were not found');
  // Where in a file a line stands changes with the content, and the guide need not follow every edit.
  const withoutLines = (text: string) => text.replaceAll(`${path}/`, 'content/').replaceAll(/:\d+/g, '');
  const shown = exampleThatStarts('content/cases').trim().split('\n');
  expect(shown.map(withoutLines)).toEqual([
    ...error.message.split('\n').map(withoutLines),
    `${error.problems.length} problems to put right`,
  ]);
});

test('the case that the guide shows is sound', async () => {
  const { path } = await copyOfContent();
  await writeFile(join(path, 'cases/shared-van.md'), exampleCase);
  const { cases } = await loadCourse(path);
  expect(cases.find(({ id }) => id === 'shared-van')?.parties.map(({ id }) => id)).toEqual([
    'baker',
    'florist',
  ]);
});

test('the term, the comparison and the questions that the guide shows are sound', async () => {
  const { path } = await copyOfContent();
  await writeFile(
    join(path, 'glossary/cooling-off-break.md'),
    exampleThatStarts('---\n   term: Cooling-off break'),
  );
  await writeFile(
    join(path, 'comparisons/arbitration-litigation.yaml'),
    exampleThatStarts('terms: [arbitration'),
  );
  const belief = fragmentThatStarts('M30:');
  await writeFile(join(path, 'misconceptions.yaml'), belief, { flag: 'a' });
  const topics = {
    'first-steps': exampleThatStarts('title: First steps'),
    'first-match': topicWith(fragmentThatStarts('pairs:')).replace('kind: scenario', 'kind: match'),
    'first-typed': topicWith(fragmentThatStarts('accept:')).replace('kind: scenario', 'kind: typed'),
  };
  for (const [id, text] of Object.entries(topics)) {
    await writeFile(join(path, `quiz/${id}.yaml`), text.replace('shared-driveway', id));
  }
  const { terms, comparisons, questions, misconceptions } = await loadCourse(path);
  expect(terms.some(({ id }) => id === 'cooling-off-break')).toBe(true);
  expect(comparisons.some(({ id }) => id === 'arbitration-litigation')).toBe(true);
  const shown = questions.filter(({ topic }) => topic in topics);
  expect(shown.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
    'first-match match',
    'first-steps scenario',
    'first-typed typed',
  ]);
  expect(misconceptions.has('M30')).toBe(true);
});

test('the guide counts about what there is, and names only commands that there are', async () => {
  const { terms, comparisons, questions, cases, sources } = await loadCourse(content);
  const [, ...counts] =
    /^content: (\d+) terms, (\d+) comparisons, (\d+) questions, (\d+) cases, (\d+) sources, no problems$/m.exec(
      readme,
    ) ?? [];
  const real = [terms.length, comparisons.length, questions.length, cases.length, sources.size];
  // The guide need not follow every new entry.
  expect(counts.map((count, index) => Number(count) / real[index]! > 0.9)).toEqual(real.map(() => true));
  const { scripts } = JSON.parse(await readFile(join(content, '../package.json'), 'utf8'));
  const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
});
