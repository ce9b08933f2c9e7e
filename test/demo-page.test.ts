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
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  const found = await page.evaluate<Finding[]>(
    // What is in order need not be told.
    "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ impact, id, nodes }) => ({ impact, id, nodes: nodes.map(({ html }) => ({ html })) })))",
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

type Name = 'Slack' | 'Discord';
const pane = (page: Page, name: Name): Locator => page.getByRole('region', { name, exact: true });
const messages = (page: Page, name: Name): Locator => pane(page, name).getByRole('log');

const newest = (page: Page, name: Name): Locator => messages(page, name).getByRole('article').last();
const composer = (page: Page, name: Name): Locator => pane(page, name).locator('.p-composer input').first();

async function become(page: Page, name: Name, member: string): Promise<void> {
  await pane(page, name).getByLabel('You are').selectOption({ label: member });
}

/** Types a line at once, as if it were pasted, and sends it; resolves once an answer stands there. */
async function run(page: Page, name: Name, line: string): Promise<void> {
  const before = await messages(page, name).getByRole('article').count();
  await composer(page, name).focus();
  // The space ends the last word, so that a command is taken for what it is.
  await page.keyboard.insertText(`${line} `);
  await page.keyboard.press('Enter');
  await messages(page, name).getByRole('article').nth(before).waitFor();
}

/** Resolves once the clock stands on this day and goes on from there. */
async function arrived(page: Page, day: RegExp): Promise<void> {
  await page.getByText(day).first().waitFor({ timeout: 60_000 });
  await page.getByText('On the way…').waitFor({ state: 'detached', timeout: 60_000 });
}

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
      await demo.setUp;
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

    test('who joins on Discord is seen on Slack without doing anything there', async () => {
      const { page } = await opened();
      await become(page, 'Slack', 'Facilitator');
      await run(page, 'Slack', '/practice create in 5 days 18:00 "Open circle" 60m seats:3');
      await newest(page, 'Slack').getByRole('button', { name: 'Open it' }).click();
      const posted = (name: Name): Locator =>
        messages(page, name).getByRole('article').filter({ hasText: 'Open circle' });
      await posted('Discord').getByRole('button', { name: 'Join' }).last().click();
      await posted('Slack').filter({ hasText: '1 of 3 seats taken' }).last().waitFor();
    });

    test('a slash command is completed and run by keyboard on Discord, and its answer is private', async () => {
      const { page, complaints } = await opened();
      await composer(page, 'Discord').focus();
      await page.keyboard.type('/glos');
      await pane(page, 'Discord')
        .getByRole('option', { name: /glossary/ })
        .waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.type('batn');
      await pane(page, 'Discord').getByRole('option', { name: 'BATNA' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      const answer = newest(page, 'Discord');
      await answer.getByRole('heading', { name: 'BATNA' }).waitFor();
      expect(await answer.textContent()).toContain('Only you can see this');
      expect(complaints).toEqual([]);
    });

    test('a line is typed on Slack with its command completed, and the answer is private', async () => {
      const { page } = await opened();
      await composer(page, 'Slack').focus();
      await page.keyboard.type('/glos');
      await pane(page, 'Slack')
        .getByRole('option', { name: /glossary/ })
        .waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.type('zopa');
      await page.keyboard.press('Enter');
      const answer = newest(page, 'Slack');
      await answer.getByRole('heading', { name: 'ZOPA' }).waitFor();
      expect(await answer.textContent()).toContain('Only visible to you');
    });

    test.each(['Slack', 'Discord'] as const)(
      'on %s a form takes the focus, keeps the rest still, and what is filled in stands on the card',
      async (name) => {
        const { page } = await opened();
        await become(page, name, 'Facilitator');
        await run(page, name, '/practice create');
        await newest(page, name).getByRole('button', { name: 'What', exact: true }).click();
        const form = pane(page, name).getByRole('dialog', { name: 'What' });
        await form.getByLabel(/Title/).waitFor();
        await form.locator(':focus').waitFor();
        await form.getByLabel(/Title/).fill(`Circle on ${name}`);
        await page.keyboard.press('Enter');
        await newest(page, name).getByText(`Circle on ${name}`).waitFor();
        await form.waitFor({ state: 'detached' });
      },
    );

    test('a form is left by Escape, and the focus goes back to the button that opened it', async () => {
      const { page } = await opened();
      await become(page, 'Discord', 'Facilitator');
      await run(page, 'Discord', '/practice create');
      const button = newest(page, 'Discord').getByRole('button', { name: 'What', exact: true });
      await button.click();
      await pane(page, 'Discord').getByRole('dialog').locator(':focus').waitFor();
      await page.keyboard.press('Escape');
      await pane(page, 'Discord').getByRole('dialog').waitFor({ state: 'detached' });
      await page.waitForFunction("document.activeElement?.textContent === 'What'");
    });

    test('a value is chosen in a list by keyboard', async () => {
      const { page } = await opened();
      await run(page, 'Slack', '/glossary mediation vs negotiation');
      const list = newest(page, 'Slack').getByRole('combobox');
      const last = (await list.locator('option').last().textContent()) ?? '';
      await list.selectOption({ label: last });
      await newest(page, 'Slack').getByText(last.replace(/ —.*/, ''), { exact: false }).first().waitFor();
      await newest(page, 'Slack')
        .getByText(/Page 10 of 10/)
        .waitFor();
    });

    test('what others said is looked through for terms from a message’s own menu', async () => {
      const { page } = await opened();
      await run(page, 'Discord', 'We spoke of ATNA in a caucus.');
      const said = messages(page, 'Discord').getByRole('article').filter({ hasText: 'We spoke of' }).last();
      await said.getByRole('button', { name: 'More actions for this message' }).click();
      await page.getByRole('menuitem', { name: 'Terms in this message' }).click();
      await newest(page, 'Discord').getByRole('heading', { name: 'Terms in this message' }).waitFor();
    });

    test('Slack’s Home tab shows what the app put there for this member', async () => {
      const { page } = await opened();
      await pane(page, 'Slack')
        .getByRole('button', { name: /Parley/ })
        .click();
      await pane(page, 'Slack').getByRole('button', { name: 'Home' }).click();
      await pane(page, 'Slack').getByRole('button', { name: 'Browse the glossary' }).waitFor();
    });

    test('the inspector tells the payload and how much of each limit it uses', async () => {
      const { page } = await opened();
      await run(page, 'Slack', '/glossary batna');
      await newest(page, 'Slack').getByRole('button', { name: 'More actions for this message' }).click();
      await page.getByRole('menuitem', { name: 'Inspect the payload' }).click();
      const inspector = page.getByRole('dialog', { name: 'Message by Parley, Slack' });
      await inspector.getByText(/of 50 \(\d+ %\), at blocks/).waitFor();
      expect(await inspector.locator('pre').textContent()).toContain('"type": "header"');
      await page.keyboard.press('Escape');
      await inspector.waitFor({ state: 'detached' });
    });

    test('with the reply lost after the fact and the gateway dropped, a post stands once on each side', async () => {
      const { page } = await opened();
      const question = 'agreed-by-email';
      const posted = (name: Name): Locator =>
        messages(page, name)
          .getByRole('article')
          .filter({ hasText: 'Two printers settle a quarrel' })
          .filter({ has: page.getByRole('heading', { name: 'A question for everyone' }) });
      await page.getByRole('button', { name: 'Faults' }).click();
      for (const button of await page.getByRole('button', { name: /^Lose the reply/ }).all())
        await button.click();
      await page.getByRole('button', { name: 'Drop the gateway' }).click();
      await become(page, 'Slack', 'Facilitator');
      await run(page, 'Slack', `/quiz post question:${question}`);
      for (const name of ['Slack', 'Discord'] as const) await posted(name).first().waitFor();
      // Whether it arrived is read back half a minute later.
      await page.getByRole('button', { name: /^Clock/ }).click();
      await page.getByRole('button', { name: '+1 minute' }).click();
      await page.getByRole('button', { name: 'Faults' }).click();
      await page.getByText('Nothing waits to be sent').waitFor();
      for (const name of ['Slack', 'Discord'] as const) expect(await posted(name).count()).toBe(1);
      expect(await page.getByText(/Posted by itself on \w+: \d+, twice: 0/).count()).toBe(2);
      expect(await page.getByText('The app is connected.').count()).toBe(2);
    });

    test('over a change of the clocks a weekly session stays at 19:00', async () => {
      const { page } = await opened();
      await become(page, 'Slack', 'Facilitator');
      await page.getByRole('button', { name: /^Clock/ }).click();
      await page.locator('input[type=datetime-local]').fill('2027-03-20T12:00');
      await page.getByRole('button', { name: 'Go', exact: true }).click();
      await arrived(page, /Sat 20 Mar 2027/);
      await run(page, 'Slack', '/practice create Thursday 19:00 "Weekly circle" repeat:weekly');
      await newest(page, 'Slack').getByRole('button', { name: 'Open it' }).click();
      await page.getByLabel('Zone').selectOption({ label: 'London' });
      await page.getByRole('button', { name: 'Over the next change of the clocks' }).click();
      await arrived(page, /Sun 28 Mar 2027/);
      await run(page, 'Slack', '/practice list');
      expect(await newest(page, 'Slack').textContent()).toMatch(/Thu 1 Apr 2027, 19:00/);
    }, 120_000);

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
