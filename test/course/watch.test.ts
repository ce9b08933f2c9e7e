import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Course } from '../../src/course/course.ts';
import type { ContentError } from '../../src/course/problems.ts';
import { watchCourse } from '../../src/course/watch.ts';
import { contentDirectory, sound, term } from './content-directory.ts';

describe('while content is watched', () => {
  let directory: Awaited<ReturnType<typeof contentDirectory>>;
  let watching: { close(): void };
  const good = vi.fn<(course: Course) => void>();
  const broken = vi.fn<(error: ContentError) => void>();

  beforeEach(async () => {
    vi.resetAllMocks();
    directory = await contentDirectory();
    watching = watchCourse(directory.path, { good, broken });
  });
  afterEach(async () => {
    watching.close();
    await directory.remove();
  });

  const save = (name: string, text: string) => writeFile(join(directory.path, name), text);
  const names = () => good.mock.lastCall?.[0].terms.map((one) => one.term);

  test('a changed file gives the new course', async () => {
    await save('glossary/batna.md', term('Best alternative'));
    await vi.waitFor(() => expect(names()).toEqual(['Best alternative', 'Caucus']), 5_000);
  });

  test('a new file gives the new course', async () => {
    await save('glossary/zopa.md', term('ZOPA'));
    await vi.waitFor(() => expect(names()).toContain('ZOPA'), 5_000);
  });

  test('a file that an editor puts in place of the old one gives the new course', async () => {
    await save('glossary/.batna.tmp', term('Best alternative'));
    await rename(join(directory.path, 'glossary/.batna.tmp'), join(directory.path, 'glossary/batna.md'));
    await vi.waitFor(() => expect(names()).toEqual(['Best alternative', 'Caucus']), 5_000);
  });

  test('a change of course.yaml gives the new course', async () => {
    await save('course.yaml', 'title: Renamed\ncourses: { law: Law }\ndimensions: { role: Role }\n');
    await vi.waitFor(() => expect(good.mock.lastCall?.[0].title).toBe('Renamed'), 5_000);
  });

  test('the first questions of a course, in a folder that was not there, give the new course', async () => {
    const none = { 'quiz/talks.yaml': undefined, 'misconceptions.yaml': undefined };
    const other = await contentDirectory(none);
    const second = watchCourse(other.path, { good, broken });
    const topic = sound['quiz/talks.yaml'].replace('misconception: M01, ', '');
    await mkdir(join(other.path, 'quiz'));
    await writeFile(join(other.path, 'quiz/talks.yaml'), topic);
    const titles = () => good.mock.lastCall?.[0].topics.map(({ title }) => title);
    await vi.waitFor(() => expect(titles()).toEqual(['Talks']), 5_000);
    await writeFile(join(other.path, 'quiz/talks.yaml'), topic.replace('title: Talks', 'title: Walks'));
    await vi.waitFor(() => expect(titles()).toEqual(['Walks']), 5_000);
    second.close();
    await other.remove();
  });

  test('a mistake is reported and gives no course', async () => {
    await save('glossary/batna.md', term('BATNA', 'related: [cacus]'));
    await vi.waitFor(
      () => expect(broken.mock.lastCall?.[0].message).toContain('did you mean "caucus"?'),
      5_000,
    );
    expect(good).not.toHaveBeenCalled();
  });

  test('several saves in a row give one course', async () => {
    for (const name of ['One', 'Two', 'Three']) await save('glossary/batna.md', term(name));
    await vi.waitFor(() => expect(names()).toContain('Three'), 5_000);
    expect(good).toHaveBeenCalledOnce();
  });

  test('closing forgets a change that is not loaded yet', async () => {
    const other = await contentDirectory();
    const seen = vi.fn();
    const second = watchCourse(other.path, { good: seen, broken: seen });
    await writeFile(join(other.path, 'glossary/batna.md'), term('Late'));
    second.close();
    await save('glossary/batna.md', term('Later'));
    await vi.waitFor(() => expect(names()).toContain('Later'), 5_000);
    await other.remove();
    expect(seen).not.toHaveBeenCalled();
  });
});
