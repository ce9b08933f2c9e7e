import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { contentDirectory, type Files, term } from './course/content-directory.ts';

const program = join(import.meta.dirname, '../src/content-check.ts');

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

async function check(files: Files, ...words: string[]): Promise<Ended> {
  const directory = await contentDirectory(files);
  onTestFinished(() => directory.remove());
  const cwd = dirname(directory.path);
  return promisify(execFile)(process.execPath, [program, ...words], { cwd }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: Ended) => ({ code, stdout, stderr }),
  );
}

describe('the content check', () => {
  test('counts what it found in the content folder and ends with 0', async () => {
    expect(await check({})).toEqual({
      code: 0,
      stdout: 'content: 2 terms, 1 comparison, 1 question, 0 cases, 1 source, no problems\n',
      stderr: '',
    });
  });

  test('names each problem on a line of its own and ends with 1', async () => {
    expect(await check({ 'glossary/batna.md': term('BATNA', 'related: [cacus, batna]') })).toEqual({
      code: 1,
      stdout: '',
      stderr: [
        'content/glossary/batna.md:7 related: "cacus" is not a term; did you mean "caucus"?',
        'content/glossary/batna.md:7 related: "batna" is this term itself; take it out',
        '2 problems to put right',
        '',
      ].join('\n'),
    });
  });

  test('looks into another folder when told so', async () => {
    expect(await check({}, 'elsewhere')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('elsewhere/course.yaml:1 is missing'),
    });
  });
});
