import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OperatorError } from './chat/adapter.ts';
import { systemClock } from './chat/clock.ts';
import { type Asker, createAsker, InputEnded } from './content-asking.ts';
import { askCase } from './content-new-case.ts';
import type { NewFile } from './content-new-file.ts';
import { askQuestion } from './content-new-question.ts';
import { askTerm } from './content-new-term.ts';
import type { Course } from './course/course.ts';
import { loadCourse } from './course/load.ts';
import { ContentError, formatProblem } from './course/problems.ts';
import { runProgram } from './program.ts';

const DIRECTORY = 'content';

const USAGE = `npm run content:new term       asks for a term, and writes its file
npm run content:new question   asks for a question, and puts it at the end of its topic
npm run content:new case       asks for the head of a case, and writes the rest to be filled in`;

type Ask = (asker: Asker, course: Course) => Promise<NewFile>;

const ASKS: ReadonlyMap<string, Ask> = new Map<string, Ask>([
  ['term', (asker, course) => askTerm(asker, course, today())],
  [
    'question',
    (asker, course) => askQuestion(asker, course, (path) => readFile(join(DIRECTORY, path), 'utf8')),
  ],
  ['case', askCase],
]);

/** An ISO day. */
const today = (): string => systemClock.now().toString().slice(0, 10);

// `npm run content:new`: node src/content-new.ts term|question|case
await runProgram(async () => {
  const [kind, ...more] = process.argv.slice(2);
  const ask = ASKS.get(kind ?? '');
  if (!ask || more.length > 0) throw new OperatorError(USAGE);
  const course = await loadCourse(DIRECTORY).catch(refuse);
  const asker = createAsker(process.stdin, process.stdout);
  asker.say('Answer line by line. Ctrl-D ends it, and nothing is written before the last answer.');
  try {
    const file = await ask(asker, course);
    await write(file);
    for (const line of await left(file)) asker.say(line);
  } catch (error) {
    if (!(error instanceof InputEnded)) throw error;
    asker.say('\nNothing was written. Come back when you like.');
  } finally {
    asker.close();
  }
});

/** What is new is checked against all that is there. */
function refuse(error: unknown): never {
  if (!(error instanceof ContentError)) throw error;
  throw new OperatorError(`${error.message}\nPut this right first; then there is room for something new.`);
}

/** A new file, or more of one that is there; over nothing that stands already. */
async function write({ path, text, appended }: NewFile): Promise<void> {
  const file = join(DIRECTORY, path);
  if (appended) return appendFile(file, text);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${text.trimEnd()}\n`, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST')
      throw new OperatorError(`${file} is there already, and nothing was written.`);
    throw error;
  });
}

/** What the check says now, and what to do next. */
async function left({ path }: NewFile): Promise<string[]> {
  const file = join(DIRECTORY, path);
  const problems = await loadCourse(DIRECTORY).then(
    () => [],
    (error: unknown) => {
      if (error instanceof ContentError) return error.problems;
      throw error;
    },
  );
  if (problems.length === 0) {
    return [
      `\n${file} is written, and the check has nothing against it.`,
      `See it: npm run content -- preview ${file}`,
    ];
  }
  return [
    `\n${file} is written. What remains:`,
    ...problems.map((problem) => `  ${formatProblem(problem)}`),
    `Then see it: npm run content -- preview ${file}`,
  ];
}
