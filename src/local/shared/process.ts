import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** From its second start on it need not be compiled again: a third of the time. */
const CACHE = new URL('../../cache.mjs', import.meta.url).href;

export interface Child<Ready> {
  ready: Ready;
  /** Ends the process and resolves when it is gone. */
  stop(): Promise<void>;
}

/** Starts a local platform in a process of its own and waits for the one JSON line that says it is ready. */
export async function startProcess<Ready>(main: URL, flags: readonly string[]): Promise<Child<Ready>> {
  const child = spawn(process.execPath, ['--import', CACHE, fileURLToPath(main), ...flags], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`the local platform ended with code ${code} before it was ready`)),
    );
  });
  // A process that is gone already cannot be told to end.
  child.stdin.on('error', () => undefined);
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await gone;
  };
  return { ready: JSON.parse(line) as Ready, stop };
}

/** Ends this process when its parent closes standard input, so that it never outlives it. */
export function endWithParent(): void {
  process.stdin.resume();
  process.stdin.once('end', () => process.exit(0));
  process.stdin.once('error', () => process.exit(0));
  // A terminal's Ctrl+C reaches the whole family: the parent says goodbye first, and then closes the input.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
}
