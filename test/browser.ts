import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

/** Where Debian, Ubuntu and others put a Chromium. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser on this machine; the tests that need one skip by name without it. */
export const CHROMIUM = PLACES.find((path) => existsSync(path));

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox', '--disable-dev-shm-usage'] });

export interface Opened {
  readonly page: Page;
  /** What the browser complained of: errors in its console, faults in the page's code, requests that were refused. */
  readonly complaints: string[];
}

/** A page of a browser: another window would load the browser's own interface anew, a second of processor time. */
const pages = new WeakMap<Browser, Page>();

async function pageOf(browser: Browser): Promise<Page> {
  const known = pages.get(browser);
  if (known && !known.isClosed()) return known;
  const page = await browser.newPage();
  pages.set(browser, page);
  return page;
}

/** Opens an address as a member of the public would, in a browser that knows of no test before; left when the test ends. */
export async function openPage(
  browser: Browser,
  url: string,
  how: { readonly width?: number; readonly height?: number; readonly colours?: 'light' | 'dark' } = {},
): Promise<Opened> {
  const { width = 1400, height = 900, colours = 'light' } = how;
  const page = await pageOf(browser);
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: colours });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  onTestFinished(async () => {
    page.removeAllListeners('console').removeAllListeners('pageerror');
    await page.evaluate('localStorage.clear()');
    await page.goto('about:blank');
  });
  await page.goto(url);
  return { page, complaints };
}
