import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What is measured: the program as `npm start` runs it, or the bare clients. */
export type ProgramName = 'parley' | 'bare';

export interface Usage {
  /** Processor time since the start of the process, all its threads, user and system; ms. */
  readonly cpuMs: number;
  readonly rssMiB: number;
}

export interface Program {
  /** From spawn to the line that says `ready`; ms. */
  readonly readyMs: number;
  /** performance.now() at the spawn. */
  readonly spawnedAt: number;
  usage(): Promise<Usage>;
  /** The same work; rejects with what the program said where it ends before that is done. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Asks it to end, and resolves when it is gone. */
  stop(): Promise<void>;
}

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** What `npm start` gives to Node, flags and all; paths from the project's folder. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(path('../../package.json'), 'utf8'));
  const [node, ...given] = String(scripts.start).split(' ');
  if (node !== 'node') throw new Error(`npm start does not run node, but ${node}`);
  return given.map((each) => (each.startsWith('-') ? each : path(`../../${each}`)));
}

const given: Record<ProgramName, readonly string[]> = {
  parley: startArguments(),
  bare: [path('./bare.mjs')],
};

/** Only what a process needs to run: no token of a real platform reaches a measured program. */
const inherited = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => /^(?:PATH|HOME|TMPDIR|TEMP|SystemRoot|LANG|TZ)$/.test(name)),
);
/** An empty database for Parley's records; without it they are in the folder that it is started in. */
const { BENCH_DATABASE_URL } = process.env;
const records = BENCH_DATABASE_URL ? { DATABASE_URL: BENCH_DATABASE_URL } : {};

/** Starts a program in a process of its own. `cwd` is a folder without a `.env`. Rejects where it ends instead. */
export async function startProgram(
  name: ProgramName,
  env: Readonly<Record<string, string>>,
  cwd: string,
): Promise<Program> {
  const spawnedAt = performance.now();
  const child = spawn(process.execPath, ['--import', path('./probe.mjs'), ...given[name]], {
    cwd,
    env: { ...inherited, ...records, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const said: string[] = [];
  child.stderr!.on('data', (chunk) => said.push(String(chunk)));
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line.includes('"msg":"ready"')) resolve();
      // Of Parley's log only warnings and errors matter where it ends too early.
      if (!/"level":[123]0/.test(line)) said.push(`${line}\n`);
    });
  });
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}:\n${said.join('')}`)));
  });
  // An end that nobody waits for is how it stops.
  ended.catch(() => {});
  await Promise.race([ready, ended]);
  const readyMs = performance.now() - spawnedAt;
  return {
    readyMs,
    spawnedAt,
    async usage() {
      child.send('usage');
      const [usage] = (await once(child, 'message')) as [Usage];
      return usage;
    },
    during: (work) => Promise.race([work, ended]),
    async stop() {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
