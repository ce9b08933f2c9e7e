import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { MUTANTS, sabotage } from './mutants.ts';

test.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
  'the sabotage still finds its place: %s',
  async (_, mutant) => {
    const text = await readFile(new URL(`../../${mutant.file}`, import.meta.url), 'utf8');
    expect(sabotage(mutant, text)).not.toBe(text);
  },
);
