import { relative } from 'node:path';
import { loadConfig } from './config.ts';
import { previewedCards } from './content-preview.ts';
import { loadCourse } from './course/load.ts';
import { watchCourse } from './course/watch.ts';
import type { Shown } from './local/page/server.ts';
import type { Preview } from './local/page/wire.ts';
import { showPage, untilTold } from './show-page.ts';

export interface ShownPreview {
  readonly url: string;
  stop(): Promise<void>;
}

/** Shows the cards of one content file on the page until it is told to end. */
export async function showPreview(file: string, directory: string): Promise<void> {
  const ending = untilTold();
  const shown = await startPreview(file, directory, loadConfig().port);
  await ending;
  await shown.stop();
}

/**
 * The cards of one content file on the page, and anew whenever the content changes. Rejects with an OperatorError where
 * members see no such file, and with all mistakes of the content.
 */
export async function startPreview(file: string, directory: string, port: number): Promise<ShownPreview> {
  const name = relative('.', file);
  const cards = previewedCards(await loadCourse(directory), file, directory);
  let preview: Preview = { file: name, cards };
  const shown: Shown = {
    get: { start: async () => ({ mode: 'cards' }), preview: async () => preview },
    post: {},
    file: async () => undefined,
  };
  const page = await showPage(`Preview of ${name}`, port, Promise.resolve(shown));
  const show = (now: Preview): void => {
    preview = now;
    page.tell({ kind: 'preview' });
  };
  const broken = (error: Error): void => show({ file: name, problem: error.message });
  const watching = watchCourse(directory, {
    good: (course) => {
      try {
        show({ file: name, cards: previewedCards(course, file, directory) });
      } catch (error) {
        broken(error instanceof Error ? error : new Error(String(error)));
      }
    },
    broken,
  });
  return {
    url: page.url,
    async stop() {
      watching.close();
      await page.close();
    },
  };
}
