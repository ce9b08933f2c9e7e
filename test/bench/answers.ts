import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

/** What Parley answers on each platform, for the bare clients to give. */
export interface Answers {
  readonly discord?: unknown;
  readonly slack?: unknown;
}

/** Writes them where a bare client reads them; gives the setting that tells it so. */
export function bareEnv(folder: string, answers: Answers): Record<string, string> {
  const file = join(folder, 'answers.json');
  writeFileSync(file, JSON.stringify(answers));
  return { BARE_ANSWERS: file };
}

/** Two fields that discord.js's `reply` adds to whatever it sends: `"tts":false,"enforce_nonce":false`. */
function withoutDefaults(answer: unknown): unknown {
  const { tts, enforce_nonce, ...rest } = (answer ?? {}) as Record<string, unknown>;
  return { ...(tts ? { tts } : {}), ...(enforce_nonce ? { enforce_nonce } : {}), ...rest };
}

/** A comparison is only worth something while all give the same answer. */
export function checkSameAnswer(given: unknown, expected: unknown): void {
  if (expected !== undefined && isDeepStrictEqual(withoutDefaults(given), withoutDefaults(expected))) return;
  throw new Error(
    `the programs do not answer alike:\n${JSON.stringify(given)}\ninstead of\n${JSON.stringify(expected)}`,
  );
}
