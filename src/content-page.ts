import { relative } from 'node:path';
import { loadConfig } from './config.ts';
import { previewedCards } from './content-preview.ts';
import { loadCourse } from './course/load.ts';
import { watchCourse } from './course/watch.ts';
import type { Preview, PreviewCard } from './local/page/wire.ts';
import { showPage, untilTold } from './show-page.ts';

/**
 * Shows the cards of one content file on the page, and shows them anew whenever the content changes, until it is told
 * to end. Rejects with an OperatorError where members see no such file.
 */
export async function showPreview(file: string, directory: string): Promise<void> {
  const name = relative('.', file);
  let preview: Preview = shownOn(name, previewedCards(await loadCourse(directory), file, directory));
  const shown = { get: { start: async () => ({ mode: 'cards' }), preview: async () => preview }, post: {} };
  const ending = untilTold();
  const page = await showPage(
    `Preview of ${name}`,
    loadConfig().port,
    Promise.resolve({ ...shown, file: async () => undefined }),
  );
  const show = (now: Preview): void => {
    preview = now;
    page.tell({ kind: 'preview' });
  };
  const broken = (error: Error): void => show({ file: name, problem: error.message });
  const watching = watchCourse(directory, {
    good: (course) => {
      try {
        show(shownOn(name, previewedCards(course, file, directory)));
      } catch (error) {
        broken(error instanceof Error ? error : new Error(String(error)));
      }
    },
    broken,
  });
  await ending;
  watching.close();
  await page.close();
}

const shownOn = (file: string, cards: PreviewCard[]): Preview => ({ file, cards });
