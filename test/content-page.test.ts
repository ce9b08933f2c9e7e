import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startPreview } from '../src/content-page.ts';
import { CHROMIUM, launchBrowser, openPage } from './browser.ts';
import { contentDirectory } from './course/content-directory.ts';

describe.skipIf(CHROMIUM === undefined)(
  'the preview of a content file on the page (skipped without Chromium: apt install chromium)',
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(() => browser?.close());

    /** The preview of a file in a folder of its own, which a test may change. */
    async function previewed(name: string) {
      const directory = await contentDirectory({});
      onTestFinished(() => directory.remove());
      const file = join(directory.path, name);
      const preview = await startPreview(file, directory.path, 0);
      onTestFinished(() => preview.stop());
      return { file, ...(await openPage(browser, preview.url)) };
    }

    test('shows each card as both platforms draw it', async () => {
      const { page, complaints } = await previewed('glossary/batna.md');
      const card = page
        .getByRole('region')
        .or(page.locator('section'))
        .filter({ hasText: 'Short entry' })
        .first();
      for (const name of ['Slack', 'Discord'])
        await card.getByRole('article', { name }).getByRole('heading', { name: 'BATNA' }).waitFor();
      expect(complaints).toEqual([]);
    });

    test('shows what was saved, the mistake in it, and the card again once that is mended', async () => {
      const { page, file } = await previewed('glossary/batna.md');
      const good = await readFile(file, 'utf8');
      await page.getByText('What BATNA means').first().waitFor();
      await writeFile(file, good.replace('What BATNA means', 'Something better'));
      await page.getByText('Something better').first().waitFor();
      await writeFile(file, 'no term at all');
      await page.getByRole('alert').getByText('batna.md').waitFor();
      await writeFile(file, good);
      await page.getByText('What BATNA means').first().waitFor();
    });
  },
);
