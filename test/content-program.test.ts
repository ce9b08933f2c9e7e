import { execFile } from 'node:child_process';
import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { importQuestions } from '../src/content-import.ts';
import { contentDirectory } from './course/content-directory.ts';

const program = join(import.meta.dirname, '../src/content.ts');

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with a small course in `content`, and ways to work in it. */
async function folder(files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const directory = await contentDirectory();
  onTestFinished(() => directory.remove());
  const cwd = dirname(directory.path);
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text);
  return {
    cwd,
    /** As the program does it, without starting one. */
    gift: (file: string, more: { readonly topic?: string; readonly source?: string } = {}) =>
      importQuestions(
        {
          format: 'gift',
          file: join(cwd, file),
          topic: more.topic,
          dimension: undefined,
          sources: more.source === undefined ? [] : [more.source],
          terms: [],
        },
        directory.path,
      ),
    content: (...words: readonly string[]): Promise<Ended> =>
      promisify(execFile)(process.execPath, [program, ...words], { cwd }).then(
        ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
        ({ code, stdout, stderr }: Ended) => ({ code, stdout, stderr }),
      ),
  };
}

const GIFT =
  '::Unit 1::Who listens to BATNA talk? {=Both ~Nobody}\n\nHow many? {#2}\n\n::Unit 2::Who walks? {=Both ~Nobody\n';

describe('the content program', () => {
  test('imports what it can, reports each question by its line, and the course takes it up', async () => {
    const { cwd, content } = await folder({ 'quiz.gift': GIFT });
    const defaults = ['--dimension', 'role', '--source', 'book'];
    const { code, stdout } = await content('import', 'gift', 'quiz.gift', ...defaults);
    expect(stdout.split('\n')).toEqual([
      'quiz.gift:1 taken as unit-1; to be written: difficulty, feedback of a, feedback of b, fact, rule',
      'quiz.gift:3 not taken: asks for a number; typed answers are words here',
      expect.stringMatching(/^quiz\.gift:5 not taken: is not GIFT/),
      '1 taken, 2 not',
      'content/quiz/quiz.yaml is written',
      expect.stringContaining('To be written'),
      expect.stringContaining('The course is whole'),
      '',
    ]);
    expect(code).toBe(0);
    expect(await readFile(join(cwd, 'content/quiz/quiz.yaml'), 'utf8')).toContain('terms: [batna]');
    expect((await content('check')).stdout).toContain('2 questions');
  });

  test.each(['gift', 'csv'])('exports what it imports again, as %s', async (format) => {
    const { cwd, content } = await folder();
    const path = join(cwd, 'content/quiz/talks.yaml');
    expect(await content('export', format, `out.${format}`)).toMatchObject({ code: 0, stdout: '' });
    await rm(path);
    expect((await content('import', format, `out.${format}`)).stdout).toContain('1 taken, 0 not');
    expect(await readFile(path, 'utf8')).toContain('id: who-talks');
  });

  test('exports to wherever the output goes, and over no file', async () => {
    const { content } = await folder({ 'there.xml': 'mine' });
    expect((await content('export', 'anki')).stdout).toMatch(/^#separator:tab\n/);
    expect(await content('export', 'moodle-glossary', 'there.xml')).toMatchObject({
      code: 1,
      stderr: 'there.xml is there already; choose another name, or delete it first.\n',
    });
  });

  test('shows how it is used', async () => {
    const { content } = await folder();
    const usage = { code: 1, stderr: expect.stringContaining('import gift FILE') };
    expect(await content('import', 'moodle', 'quiz.gift')).toMatchObject(usage);
    expect(await content('import', 'gift', 'quiz.gift', '--all')).toMatchObject(usage);
  });
});

describe('an import of a file', () => {
  test('names what keeps the course from being whole, by line', async () => {
    const { gift } = await folder({ 'quiz.gift': GIFT });
    const report = await gift('quiz.gift', { topic: 'My unit' });
    expect(report).toContain('quiz/my-unit.yaml is written');
    expect(report).toMatch(/quiz\/my-unit\.yaml:\d+ questions 1, sources: is empty/);
    expect(report).toContain('--source');
  });

  test('writes over no file', async () => {
    const { cwd, gift } = await folder({ 'talks.gift': GIFT });
    const path = join(cwd, 'content/quiz/talks.yaml');
    const before = await readFile(path, 'utf8');
    await expect(gift('talks.gift')).rejects.toThrow(`${path} is there already, and nothing was written`);
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  test('says kindly why it cannot read it', async () => {
    const { cwd, gift } = await folder({
      'empty.gift': '',
      'blank.gift': '\n \n',
      'latin.gift': Buffer.from('Caf\xe9? {=a ~b}', 'latin1'),
      'huge.gift': '',
    });
    await truncate(join(cwd, 'huge.gift'), 50 * 2 ** 20);
    await expect(gift('empty.gift')).rejects.toThrow('empty.gift is empty; export the questions once more.');
    await expect(gift('blank.gift')).rejects.toThrow('holds only empty lines');
    await expect(gift('latin.gift')).rejects.toThrow('latin.gift:1 is not saved as UTF-8');
    await expect(gift('huge.gift')).rejects.toThrow('huge.gift holds 50 MB');
    await expect(gift('none.gift')).rejects.toThrow('none.gift is not there');
    await expect(gift('content')).rejects.toThrow('content is no file');
  });

  test('names a default that does not exist, before it writes anything', async () => {
    const { cwd, gift } = await folder({ 'quiz.gift': GIFT });
    await expect(gift('quiz.gift', { source: 'bok' })).rejects.toThrow('“bok” is no source');
    await expect(readFile(join(cwd, 'content/quiz/quiz.yaml'))).rejects.toThrow('ENOENT');
  });
});

test('whoever reads an export may stop early', async () => {
  const command = `"${process.execPath}" "${program}" export moodle-glossary | head -c 5`;
  const { stdout, stderr } = await promisify(execFile)('sh', ['-c', command], {
    cwd: join(import.meta.dirname, '..'),
  });
  expect({ stdout, stderr }).toEqual({ stdout: '<?xml', stderr: '' });
});
