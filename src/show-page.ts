import open from 'open';
import { OperatorError } from './chat/adapter.ts';
import { type Page, type Shown, startPage } from './local/page/server.ts';

/**
 * Serves the page, says where, and opens it where somebody sits at a terminal. Rejects with an OperatorError where the
 * port cannot be listened on.
 */
export async function showPage(says: string, port: number, shown: Promise<Shown>): Promise<Page> {
  const page = await startPage(port, shown).catch((error: NodeJS.ErrnoException) => {
    throw new OperatorError(
      `The page cannot be shown at http://localhost:${port} (${error.code ?? 'unknown'}). Choose a free port, as in PORT=3001 npm start, or end what runs there.`,
    );
  });
  process.stdout.write(`${says}: ${page.url} (Ctrl+C ends)\n`);
  // Where no browser can be opened, the address is there to be copied.
  if (process.stdout.isTTY) void open(page.url).catch(() => {});
  return page;
}

/** Resolves at SIGINT or SIGTERM; a second one ends the program at once. */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    let told = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (told) process.exit(1);
        told = true;
        resolve();
      });
    }
  });
}
