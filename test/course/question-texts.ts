import { expect } from 'vitest';
import { lines, problemsIn, sound } from './content-directory.ts';

export const FILE = 'quiz/talks.yaml';
/** A sound question of each kind, alone in its file. */
export const single = sound[FILE];
const kindOf = (kind: string, text: string) => text.replace('kind: single', `kind: ${kind}`);
const options = / {4}options:[\s\S]*key: a\n/;

export const several = kindOf('several', single).replace(
  '    key: a\n',
  '      c: { text: Some, feedback: They do }\n    key: [a, c]\n',
);
export const verdicts = kindOf('true-false', single)
  .replace('text: Both', 'text: "True, both do"')
  .replace('text: Nobody', 'text: "False, nobody does"');
export const match = kindOf('match', single).replace(
  options,
  lines(
    '    pairs:',
    '      - { prompt: A plan, term: batna }',
    '      - { prompt: A meeting, term: caucus }',
  ),
);
export const typed = kindOf('typed', single).replace(options, '    accept: [caucus, private meeting]\n');
export const scenario = kindOf('scenario', single);

export const long = (length: number): string => 'x'.repeat(length);

/** What the loader says about `text` once `from` in it is replaced, without the file's name. */
export async function problemsOf(text: string, from: string | RegExp, to: string): Promise<string[]> {
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  const found = await problemsIn({ [FILE]: changed });
  return found.map((problem) => problem.replace(FILE, ''));
}
