import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { commands } from '../commands/index.ts';
import { withTable } from '../src/readme.ts';

const text = (file: string): Promise<string> => readFile(new URL(`../${file}`, import.meta.url), 'utf8');

test('the README’s table of commands is the one derived from the definitions (npm run readme writes it)', async () => {
  const readme = await text('README.md');
  expect(readme).toBe(withTable(readme, commands));
});

test('every npm script that the README names is there', async () => {
  const scripts = Object.keys(JSON.parse(await text('package.json')).scripts);
  const named = [...(await text('README.md')).matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(
    ([, name]) => name,
  );
  expect(named.length).toBeGreaterThan(5);
  expect(scripts).toEqual(expect.arrayContaining(named));
});
