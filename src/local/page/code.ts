import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What a browser loads, by path. */
export interface Asset {
  readonly type: string;
  readonly body: Uint8Array | string;
}

const STYLES = ['page', 'panels', 'composers', 'slack', 'discord'];

const fileIn = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The page's code in one module, its styles in one sheet: made when the page is started, so that nothing is built beforehand. */
export async function loadCode(): Promise<ReadonlyMap<string, Asset>> {
  const [bundle, html, ...sheets] = await Promise.all([
    build({
      entryPoints: [fileIn('browser/main.ts')],
      bundle: true,
      format: 'esm',
      target: 'es2023',
      write: false,
      sourcemap: 'inline',
      logLevel: 'silent',
      // Its own settings, whatever those of the rest are.
      tsconfigRaw: {},
    }),
    readFile(fileIn('static/index.html')),
    ...STYLES.map((name) => readFile(fileIn(`static/${name}.css`), 'utf8')),
  ]);
  const [code] = bundle.outputFiles;
  return new Map<string, Asset>([
    ['/', { type: 'text/html; charset=utf-8', body: html }],
    ['/page.js', { type: 'text/javascript; charset=utf-8', body: code!.contents }],
    ['/page.css', { type: 'text/css; charset=utf-8', body: sheets.join('\n') }],
  ]);
}
