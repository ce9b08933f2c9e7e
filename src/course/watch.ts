import { existsSync, type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import type { Course } from './course.ts';
import { loadCourse } from './load.ts';
import { ContentError } from './problems.ts';

/** Editors save in several steps; a reload waits until nothing has changed for so many milliseconds. */
const QUIET = 100;

/**
 * Loads the content again whenever a file of it changes, for development. `broken` gets the mistakes of a bad
 * save; the content handed to `good` before that stays in use. After `close` neither is called.
 */
export function watchCourse(
  directory: string,
  seen: { good(course: Course): void; broken(error: ContentError): void },
): { close(): void } {
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let latest = 0;

  const watchers = new Map<string, FSWatcher>();
  // A folder may come later: the first questions make their own.
  const watchFolders = () => {
    for (const folder of ['.', 'glossary', 'comparisons', 'quiz', 'cases']) {
      const path = join(directory, folder);
      if (watchers.has(folder) || !existsSync(path)) continue;
      watchers.set(folder, watch(path, changed).on('error', lost));
    }
  };
  const changed = () => {
    if (closed) return;
    watchFolders();
    clearTimeout(timer);
    timer = setTimeout(() => void reload(), QUIET);
  };
  const reload = async () => {
    const turn = ++latest;
    // A load that a newer one has overtaken, or that ends after `close`, is forgotten.
    const current = () => !closed && turn === latest;
    try {
      const course = await loadCourse(directory);
      if (current()) seen.good(course);
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      if (current()) seen.broken(error);
    }
  };
  const lost = (error: Error) => {
    const message = `changes can no longer be watched (${error.message}); restart the program to see them`;
    if (!closed) seen.broken(new ContentError([{ file: directory, line: 1, message }]));
  };

  watchFolders();
  return {
    close() {
      closed = true;
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}
