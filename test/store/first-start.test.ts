import { once } from 'node:events';
import fs, { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeOnce } from '../../src/store/folder.ts';
import { until } from '../until.ts';
import { start } from './programs.ts';

/** Milliseconds: a first start takes a few seconds, and far longer where many share a machine. */
const LIMIT = 120_000;

const directory = mkdtempSync(join(tmpdir(), 'parley-first-'));
const open = () => start('test/store/opening.ts', [directory]);

const moments: readonly [string, () => boolean][] = [
  ['before anything is made', () => existsSync(join(directory, 'store.lock'))],
  ['while its records are made', () => beingMade().some((path) => existsSync(join(path, 'base')))],
  ['before its tables are made', () => existsSync(join(directory, 'store'))],
];

const beingMade = (): string[] =>
  readdirSync(directory)
    .filter((name) => name.startsWith('store.unfinished-'))
    .map((name) => join(directory, name));

// One folder for all, since a first start takes seconds: each of them begins with what the one before left behind.
test('a program killed at any time of its very first start opens the next time, and nothing is left lying about', {
  timeout: 4 * LIMIT,
}, async () => {
  try {
    for (const [when, come] of moments) {
      const { child } = open();
      await until(when, () => come() || child.exitCode !== null, LIMIT);
      child.kill('SIGKILL');
      if (child.signalCode === null) await once(child, 'exit');
      expect([when, child.signalCode]).toEqual([when, 'SIGKILL']);
    }
    expect((await open().ended).out).toBe('open\n');
    expect(readdirSync(directory).toSorted()).toEqual(['store', 'store.lock']);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('a killed try that still writes its part holds up no start, and a later one clears it away', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-first-'));
  const part = join(folder, 'store.unfinished-former');
  mkdirSync(part);
  const fill = async (made: string) => writeFileSync(join(made, 'whole'), '');
  const remove = fs.rmSync;
  fs.rmSync = () => {
    throw Object.assign(new Error('ENOTEMPTY'), { code: 'ENOTEMPTY' });
  };
  syncBuiltinESMExports();
  try {
    await makeOnce(join(folder, 'store'), fill);
  } finally {
    fs.rmSync = remove;
    syncBuiltinESMExports();
  }
  expect(readdirSync(folder).toSorted()).toEqual(['store', 'store.unfinished-former']);
  await makeOnce(join(folder, 'store'), fill);
  expect(readdirSync(folder)).toEqual(['store']);
  rmSync(folder, { recursive: true });
});
