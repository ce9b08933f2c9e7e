/** One mistake in a content file; `line` counts from 1, and `file` is relative to where the program runs. */
export interface Problem {
  file: string;
  line: number;
  message: string;
}

/** All mistakes found in the content at once, in the order of file and line. */
export class ContentError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = problems.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
    super(sorted.map(formatProblem).join('\n'));
    this.name = 'ContentError';
    this.problems = sorted;
  }
}

/** `content/glossary/batna.md:7 "related": …`, the form that editors and terminals turn into a link. */
export function formatProblem(problem: Problem): string {
  return `${problem.file}:${problem.line} ${problem.message}`;
}
