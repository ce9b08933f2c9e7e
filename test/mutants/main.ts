import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MUTANTS, type Mutant, sabotage } from './mutants.ts';

// `npm run test:mutants`: sabotages a copy of the project, one way at a time; each must turn a test red.

const ROOT = new URL('../..', import.meta.url).pathname;
const COPIED = [
  'commands',
  'content',
  'src',
  'test',
  'package.json',
  'tsconfig.json',
  'README.md',
  '.env.example',
];

async function copyProject(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'parley-mutant-'));
  await Promise.all(COPIED.map((name) => cp(join(ROOT, name), join(directory, name), { recursive: true })));
  await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  return directory;
}

interface Run {
  readonly failed: boolean;
  /** The first test that went red, or what else was printed last. */
  readonly witness: string;
}

function runTests(directory: string, tests: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    const vitest = join(directory, 'node_modules/vitest/vitest.mjs');
    const args = [vitest, 'run', '--config', 'test/vitest.config.ts', '--bail', '1', ...tests];
    const child = spawn(process.execPath, args, { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
      });
    }
    child.on('close', (code) => {
      // Without its colours.
      const plain = output.replace(/\u001b\[[0-9;]*m/g, '');
      const [, red] = /FAIL\s+(.+)/.exec(plain) ?? [];
      resolve({
        failed: code !== 0 && red !== undefined,
        witness: red ?? plain.trim().split('\n').at(-1) ?? '',
      });
    });
  });
}

async function tryMutant(directory: string, mutant: Mutant): Promise<Run> {
  const file = join(directory, mutant.file);
  const original = await readFile(file, 'utf8');
  await writeFile(file, sabotage(mutant, original));
  try {
    return await runTests(directory, mutant.tests);
  } finally {
    await writeFile(file, original);
  }
}

const directory = await copyProject();
let survived = 0;
try {
  const untouched = await runTests(directory, [...new Set(MUTANTS.flatMap(({ tests }) => tests))]);
  if (untouched.failed) throw new Error(`The tests are red without any sabotage: ${untouched.witness}`);
  for (const mutant of MUTANTS) {
    const { failed, witness } = await tryMutant(directory, mutant);
    if (!failed) survived += 1;
    process.stdout.write(`${failed ? 'caught  ' : 'SURVIVED'} ${mutant.name}\n         ${witness}\n`);
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}
process.stdout.write(`${MUTANTS.length - survived} of ${MUTANTS.length} caught\n`);
process.exitCode = survived > 0 ? 1 : 0;
