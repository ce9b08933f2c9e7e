import { loadCourse } from './load.ts';
import { ContentError, formatProblem } from './problems.ts';

// The command line behind `npm run content:check`: node src/course/check.ts [directory]

const directory = process.argv[2] ?? 'content';
try {
  const { terms, comparisons, sources } = await loadCourse(directory);
  const counts = [
    count(terms.length, 'term'),
    count(comparisons.length, 'comparison'),
    count(sources.size, 'source'),
  ];
  console.log(`${directory}: ${counts.join(', ')}, no problems`);
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  for (const problem of error.problems) console.error(formatProblem(problem));
  console.error(`${count(error.problems.length, 'problem')} to put right`);
  process.exitCode = 1;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
