import { OperatorError } from './chat/adapter.ts';
import { loadCourse } from './course/load.ts';
import { ContentError } from './course/problems.ts';
import { runProgram } from './program.ts';

// `npm run content:check`: node src/content-check.ts [directory]
await runProgram(async () => {
  const directory = process.argv[2] ?? 'content';
  const { terms, comparisons, questions, cases, sources } = await loadCourse(directory).catch(countProblems);
  const counts = [
    count(terms.length, 'term'),
    count(comparisons.length, 'comparison'),
    count(questions.length, 'question'),
    count(cases.length, 'case'),
    count(sources.size, 'source'),
  ];
  process.stdout.write(`${directory}: ${counts.join(', ')}, no problems\n`);
});

function countProblems(error: unknown): never {
  if (!(error instanceof ContentError)) throw error;
  throw new OperatorError(`${error.message}\n${count(error.problems.length, 'problem')} to put right`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
