import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { asPicked } from '../src/demo.ts';
import { roomiest } from './store/stores.ts';
import { copyTemplate } from './store/template.ts';
import { until } from './until.ts';

/** Compiled once, as all programs that tests start. */
const { NODE_COMPILE_CACHE = '' } = process.env;
const COMPILED = { NODE_COMPILE_CACHE };

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Starts a program with records of its own. */
async function started(program: string, flags: readonly string[]) {
  const DATA_DIR = await mkdtemp(join(roomiest(), 'parley-demo-'));
  onTestFinished(() => rm(DATA_DIR, { recursive: true }));
  await copyTemplate(join(DATA_DIR, 'demo'));
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL(`../src/${program}.ts`, import.meta.url)), ...flags],
    { env: { ...COMPILED, DATA_DIR, LOG_LEVEL: 'info', PORT: '0' } },
  );
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, output, errors }));
  });
  return { child, ended, errors: () => errors };
}

/** Runs a program with these lines at its standard input, as a pipe would. */
async function piped(program: string, flags: readonly string[], lines: readonly string[]): Promise<Ended> {
  const { child, ended } = await started(program, flags);
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  return ended;
}

test('with --json each command gives one line for each platform, and the end of the input ends it', async () => {
  const { code, output } = await piped(
    'try',
    ['--json'],
    ['/glossary batna', 'slack /parley help glossary', '/nothing'],
  );
  const lines = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(code).toBe(0);
  expect(lines.map(({ platform, command }) => `${platform} ${command}`)).toEqual([
    'discord /glossary batna',
    'slack /glossary batna',
    'slack /parley help glossary',
    'discord /nothing',
    'slack /nothing',
  ]);
  for (const { text, visibility, payload, ms } of lines.slice(0, 2)) {
    expect(text.split('\n')[0]).toBe('BATNA');
    expect(visibility).toBe('private');
    expect(payload).toBeTypeOf('object');
    expect(ms).toBeGreaterThan(0);
  }
  expect(lines[3]).toMatchObject({ visibility: 'none', payload: null });
});

test('npm start without tokens shows both answers as text, and says ready', async () => {
  const { code, output, errors } = await piped(
    'main',
    [],
    ['/glossary mediation vs negotiation', 'click Negotiation'],
  );
  expect(code).toBe(0);
  expect(output.match(/^Mediation and Negotiation$/gm)).toHaveLength(2);
  expect(output.match(/^Negotiation$/gm)?.length).toBeGreaterThanOrEqual(2);
  expect(errors).toContain('"msg":"ready"');
});

test('npm start without tokens ends at SIGINT, also where its input stays open', async () => {
  const { child, ended, errors } = await started('main', []);
  await until('the page', () => errors().includes('the page is shown'), 60_000);
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 0 });
});

test('a flag that is not there is refused in words', async () => {
  const { code, errors } = await piped('try', ['--yaml'], []);
  expect(code).toBe(1);
  expect(errors.trim()).toBe('There is no --yaml here; there is --json.');
});

test.each([
  ['/glossary shuttle mediation', '/glossary term:shuttle mediation'],
  ['/glossary term:batna', '/glossary term:batna'],
  ['/glossary', '/glossary'],
  ['/HELP glossary', '/HELP command:glossary'],
  ['/unknown words', '/unknown words'],
])('as Discord’s client does, words after a command go into its first option: %s', (typed, picked) => {
  expect(asPicked(typed)).toBe(picked);
});
