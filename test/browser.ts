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

/** Opens an address as a member of the public would; closed when the test ends. */
export async function openPage(
  browser: Browser,
  url: string,
  how: { readonly width?: number; readonly height?: number; readonly colours?: 'light' | 'dark' } = {},
): Promise<Opened> {
  const { width = 1400, height = 900, colours = 'light' } = how;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: colours });
  onTestFinished(() => page.close());
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, complaints };
}
