import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAsker, InputEnded } from '../src/content-asking.ts';
import { askCase } from '../src/content-new-case.ts';
import type { NewFile } from '../src/content-new-file.ts';
import { askQuestion } from '../src/content-new-question.ts';
import { askTerm } from '../src/content-new-term.ts';
import type { Course } from '../src/course/course.ts';
import { contentDirectory, courseWith, problemsIn, sound } from './course/content-directory.ts';

const course = await courseWith();

/** Lets somebody answer these lines, and keeps what they were told. */
async function answered(
  ask: (asker: ReturnType<typeof createAsker>, course: Course) => Promise<NewFile>,
  ...answers: readonly string[]
): Promise<{ file: NewFile; told: string }> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const told: string[] = [];
  output.on('data', (chunk) => told.push(String(chunk)));
  const asker = createAsker(input, output);
  input.end(answers.map((answer) => `${answer}\n`).join(''));
  try {
    const file = await ask(asker, course);
    return { file, told: told.join('') };
  } finally {
    asker.close();
  }
}

const term = (...answers: string[]) => answered((asker) => askTerm(asker, course, '2026-11-22'), ...answers);
const question = (...answers: string[]) =>
  answered((asker) => askQuestion(asker, course, async () => sound['quiz/talks.yaml']), ...answers);

describe('a new term', () => {
  const answers = ['ZOPA', '', 'Where limits overlap.', 'law', 'bargaining range', 'batna, caucus', 'a book'];

  test('is asked for line by line, and its file is sound', async () => {
    const body = ['It may be "empty": then there is no deal.', '**Example.** A seller and a buyer.', ''];
    const { file } = await term(...answers, 'Hard to see.', ...body);
    expect(file.path).toBe('glossary/zopa.md');
    expect(file.text).toBe(
      [
        '---',
        'term: ZOPA',
        'short: Where limits overlap.',
        'courses: [law]',
        'aliases: [bargaining range]',
        'related: [batna, caucus]',
        'sources: [book]',
        'caution: Hard to see.',
        'changed: 2026-11-22',
        '---',
        'It may be "empty": then there is no deal.',
        '',
        '**Example.** A seller and a buyer.',
      ].join('\n'),
    );
    expect(await problemsIn({ [file.path]: `${file.text}\n` })).toEqual([]);
  });

  test('is told at once what is wrong, and asked again', async () => {
    const { file, told } = await term(
      ...['Batna', 'ZOPA', 'Zone!', 'batna', 'zone', 'x'.repeat(301), 'Short.', 'laws', 'law'],
      ...['', 'zopaa', '', 'film', '?', 'book', '', '', 'Long.', ''],
    );
    expect(file.path).toBe('glossary/zone.md');
    for (const words of [
      'Term “Batna” is already a name of content/glossary/batna.md',
      'Id may hold 1 to 36 of a-z',
      'Id “batna” is taken',
      'Short definition is 301 characters long; shorten it to 300 or fewer',
      'Courses “laws” is not there; did you mean "law"?',
      'Related terms “zopaa” is not there',
      'Sources “film” is not there; type ? to see all',
      'Sources is one of these:\n    book: A book (An author)',
      'Paragraph 1 needs an answer',
    ]) {
      expect(told).toContain(words);
    }
  });

  test('is wrapped so that it can be read in any editor', async () => {
    const { file } = await term(...answers, '', 'word '.repeat(100), '');
    const lines = file.text.split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(115);
    expect(lines.join(' ').match(/word/g)).toHaveLength(100);
  });
});

describe('a new question', () => {
  const start = ['talks', 'single', '1', 'role', 'Who sees one side alone?'];
  const end = ['The mediator does.', 'A caucus is private.', 'caucus', 'book'];
  const options = [
    'The mediator',
    'The judge',
    '',
    'a',
    'That is a caucus.',
    'nobody',
    'A judge hears both.',
  ];

  test('goes to the end of its topic, which stays sound', async () => {
    const { file } = await question(...start, '', ...options, ...end);
    expect(file).toMatchObject({ path: 'quiz/talks.yaml', appended: true });
    expect(file.text).toContain('\n  - id: who-sees-one-side\n    kind: single\n');
    expect(file.text).toContain('      b:\n        text: The judge\n        misconception: M01\n');
    expect(await problemsIn({ [file.path]: sound['quiz/talks.yaml'] + file.text })).toEqual([]);
  });

  test('of a new topic makes a file', async () => {
    const { file } = await question('New things', ...start.slice(1), '', ...options, ...end);
    expect(file.path).toBe('quiz/new-things.yaml');
    expect(file.text).toMatch(/^title: New things\nquestions:\n {2}- id: /);
    expect(await problemsIn({ [file.path]: file.text })).toEqual([]);
  });

  test.each([
    ['several', ['One', 'Two', 'Three', '', 'a, c', 'So.', '', 'Not so.', 'So, too.'], 'key: [a, c]'],
    ['true-false', ['True: it is', 'Perhaps', 'False: no', '', 'b', '', 'No.', 'Yes.'], 'text: "False: no"'],
    ['match', ['A meeting', 'caucus', 'A plan', 'caucus', 'batna', '', ''], 'term: batna'],
    ['typed', ['caucus, private session'], 'accept: [caucus, private session]'],
  ])('to %s has what its kind needs', async (kind, answers, written) => {
    const { file } = await question('talks', kind, '2', 'cost', 'What is it?', 'x', ...answers, ...end);
    expect(file.text).toContain(written);
    expect(await problemsIn({ [file.path]: sound['quiz/talks.yaml'] + file.text })).toEqual([]);
  });

  test('has an id that no other has', async () => {
    const { told } = await question(...start.with(4, 'Who talks?'), 'who-talks', '', ...options, ...end);
    expect(told).toContain('Id (Enter for who-talks-2)');
    expect(told).toContain('Id “who-talks” is taken: Who talks?');
  });
});

describe('a new case', () => {
  test('has every section, and the check names what is to be written', async () => {
    const head = ['The shared van', '', 'law', 'A quiet room.', 'Baker', 'Baker, Florist', '4', '', '', ''];
    const { file, told } = await answered(askCase, ...head);
    expect(told).toContain('Parties should be two to six');
    expect(told).toContain('Minutes of preparation should be a whole number from 5 to 20');
    expect(file.path).toBe('cases/the-shared-van.md');
    const problems = await problemsIn({ [file.path]: `${file.text}\n` });
    expect(problems.filter((problem) => !problem.endsWith('still to be written'))).toEqual([]);
    expect(problems).toHaveLength(file.text.split('To be written').length - 1);
    expect(problems).toContain(
      'cases/the-shared-van.md:21 "Confidential facts: baker" is still to be written',
    );
  });
});

test('without an answer left there is no file', async () => {
  await expect(term('ZOPA')).rejects.toThrow(InputEnded);
});

/** Runs the program in a folder with a small course, with these lines at its input. */
async function program(words: readonly string[], answers: readonly string[]) {
  const directory = await contentDirectory();
  onTestFinished(() => directory.remove());
  const cwd = dirname(directory.path);
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/content-new.ts'), ...words], {
    cwd,
  });
  const [out, errors]: string[][] = [[], []];
  child.stdout.on('data', (chunk) => out?.push(String(chunk)));
  child.stderr.on('data', (chunk) => errors?.push(String(chunk)));
  child.stdin.end(answers.map((answer) => `${answer}\n`).join(''));
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { cwd, code, output: out?.join('') ?? '', errors: errors?.join('') ?? '' };
}

describe('npm run content:new', () => {
  test('writes the file, and says what the check has to say', async () => {
    const answers = ['ZOPA', '', 'Where limits overlap.', 'law', '', 'batna', 'book', '', 'Long.', ''];
    const { cwd, code, output } = await program(['term'], answers);
    expect(code).toBe(0);
    expect(output).toContain('content/glossary/zopa.md is written, and the check has nothing against it.');
    expect(output).toContain('npm run content -- preview content/glossary/zopa.md');
    expect(await readFile(join(cwd, 'content/glossary/zopa.md'), 'utf8')).toMatch(/\nLong\.\n$/);
  });

  test('ends kindly where there are no more answers', async () => {
    const { code, output, errors } = await program(['case'], ['The van']);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toMatch(/Nothing was written\. Come back when you like\.\n$/);
  });

  test('says how it is used', async () => {
    expect(await program(['quiz'], [])).toMatchObject({
      code: 1,
      errors: expect.stringContaining('content:new term'),
    });
  });
});
