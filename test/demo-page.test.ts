import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoConfig } from '../src/config.ts';
import { type PageDemo, startPageDemo } from '../src/demo-page.ts';
import { TOUR } from '../src/demo-tour.ts';
import { KeptLog } from './asking.ts';
import { CHROMIUM, launchBrowser, openPage } from './browser.ts';
import { copyTemplate } from './store/template.ts';

interface Finding {
  readonly impact: string;
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe-core finds that would keep somebody out. */
async function seriousFindings(page: Page): Promise<string[]> {
  // Through the browser's own door: the page's policy lets no other script in.
  await page.evaluate(axe.source);
  const found = await page.evaluate<Finding[]>(
    'axe.run().then(({ violations }) => violations.map(({ impact, id, nodes }) => ({ impact, id, nodes: nodes.map(({ html }) => ({ html })) })))',
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

type Name = 'Slack' | 'Discord';
const pane = (page: Page, name: Name): Locator => page.getByRole('region', { name, exact: true });
const messages = (page: Page, name: Name): Locator => pane(page, name).getByRole('log');

/** Presses Tab until what is focused is called so. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 300; presses += 1) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate<string>(
      "document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? ''",
    );
    if (label.trim() === name) return;
  }
  throw new Error(`Tab never comes to ${name}`);
}

describe.skipIf(CHROMIUM === undefined)(
  'the page in a browser (skipped without Chromium: apt install chromium)',
  () => {
    let demo: PageDemo;
    let browser: Browser;
    let dataDir: string;

    beforeAll(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'parley-page-'));
      await copyTemplate(dataDir);
      const config = { ...demoConfig({}), dataDir, port: 0 };
      [demo, browser] = await Promise.all([startPageDemo(config, new KeptLog()), launchBrowser()]);
    });

    afterAll(async () => {
      await Promise.all([demo?.stop(), browser?.close()]);
      await rm(dataDir, { recursive: true });
    });

    /** The page, once both platforms are on it, though a phone shows one at a time. */
    async function opened(how?: Parameters<typeof openPage>[2]) {
      const { page, complaints } = await openPage(browser, demo.url, how);
      await page.locator('[role=log]').nth(1).waitFor({ state: 'attached' });
      return { page, complaints };
    }

    test('the tour goes from a look-up to a reminder by keyboard alone, and the console stays empty', async () => {
      const { page, complaints } = await opened();
      await tabTo(page, 'Take the tour');
      await page.keyboard.press('Enter');
      for (const [index, { title, acts }] of TOUR.entries()) {
        await page.getByRole('heading', { name: `${index + 1} of ${TOUR.length}: ${title}` }).waitFor();
        if (acts.length > 0) {
          await tabTo(page, 'Show me');
          await page.keyboard.press('Enter');
          await page.getByText(/^Done/).waitFor({ timeout: 30_000 });
        }
        if (index < TOUR.length - 1) {
          await tabTo(page, 'Next');
          await page.keyboard.press('Enter');
        }
      }
      for (const name of ['Slack', 'Discord'] as const)
        await messages(page, name).getByText('Reminder: Caucus practice').last().waitFor();
      expect(complaints).toEqual([]);
    }, 120_000);

    test('who joins on Discord is seen on Slack at once', async () => {
      const { page } = await opened();
      await pane(page, 'Discord').getByLabel('You are').selectOption('Facilitator');
      await messages(page, 'Discord').getByRole('button', { name: 'Join' }).last().click();
      await messages(page, 'Slack').getByText('3 of 4 seats taken').last().waitFor();
    });

    test.each([
      ['desk, light', { width: 1400, colours: 'light' }],
      ['desk, dark', { width: 1400, colours: 'dark' }],
      ['phone, light', { width: 390, height: 800, colours: 'light' }],
      ['phone, dark', { width: 390, height: 800, colours: 'dark' }],
    ] as const)('axe-core finds nothing serious: %s', async (_, how) => {
      const { page } = await opened(how);
      await page.getByRole('button', { name: 'Take the tour' }).click();
      for (const panel of [/^Clock/, 'Faults']) {
        await page.getByRole('button', { name: panel }).first().click();
        expect(await seriousFindings(page)).toEqual([]);
      }
    });
  },
);
