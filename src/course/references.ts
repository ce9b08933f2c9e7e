import { didYouMean, fold } from './nearest.ts';
import type { Problem } from './problems.ts';
import type { ComparisonFile, TermFile } from './shapes.ts';
import type { Path, Written } from './yaml.ts';

// What only shows when the files are seen together: links, and names that two terms share.

/** The ids that content may refer to; a set that could not be read is missing and is not checked against. */
export interface Known {
  courses: ReadonlySet<string> | undefined;
  dimensions: ReadonlySet<string> | undefined;
  sources: ReadonlySet<string> | undefined;
  terms: ReadonlySet<string>;
  comparisons: ReadonlySet<string>;
  misconceptions: ReadonlySet<string> | undefined;
}

export function checkTerm(
  id: string,
  term: TermFile,
  written: Written,
  known: Known,
  problems: Problem[],
): void {
  const report = reporter(written, problems);
  [term, ...term.also].forEach((meaning, index) => {
    const place: Path = index === 0 ? [] : ['also', index - 1];
    checkLinks([...place, 'courses'], meaning.courses, known.courses, 'a course of course.yaml', report);
    checkLinks([...place, 'sources'], meaning.sources, known.sources, 'a source of sources.yaml', report);
  });
  checkLinks(['related'], term.related, known.terms, 'a term', report);
  const self = term.related.indexOf(id);
  if (self >= 0) report(['related', self], `"${id}" is this term itself; take it out`);
}

/** No two terms may answer to the same name, whatever its case, hyphens and spaces. */
export function checkNames(
  terms: readonly { id: string; value: TermFile; written: Written }[],
  problems: Problem[],
): void {
  const owners = new Map<string, { id: string; written: Written; path: Path }>();
  for (const { id, value, written } of terms) {
    const report = reporter(written, problems);
    const names: [Path, string][] = [[['term'], value.term]];
    value.aliases.forEach((alias, index) => {
      names.push([['aliases', index], alias]);
    });
    for (const [path, name] of names) {
      const owner = owners.get(fold(name));
      if (!owner) owners.set(fold(name), { id, written, path });
      else if (owner.id === id)
        report(path, `"${name}" is another spelling of a name that this term has; take it out`);
      else {
        const place = `${owner.written.file}:${owner.written.lineOf(owner.path)}`;
        report(path, `"${name}" is already a name of "${owner.id}" (${place}); keep it in one of the two`);
      }
    }
  }
}

export function checkComparison(
  id: string,
  comparison: ComparisonFile,
  written: Written,
  known: Known,
  problems: Problem[],
): void {
  const report = reporter(written, problems);
  const { terms, rows } = comparison;
  checkLinks(['terms'], terms, known.terms, 'a term', report);
  if (terms[0] === terms[1]) report(['terms', 1], 'is the first term again; name two different terms');
  const name = terms.join('-');
  if (id !== name) report(['terms'], `the file should be called ${name}.yaml, after its two terms`);

  const reverse = terms.toReversed().join('-');
  if (id > reverse && known.comparisons.has(reverse)) {
    report(['terms'], `${reverse}.yaml compares the same two terms; join the two files`);
  }

  const seen = new Set<string>();
  rows.forEach(({ dimension, cells, differ }, index) => {
    const path: Path = ['rows', index];
    checkLinks([...path, 'dimension'], [dimension], known.dimensions, 'a dimension of course.yaml', report);
    if (seen.has(dimension)) report([...path, 'dimension'], `"${dimension}" has a row already; join the two`);
    seen.add(dimension);
    const parts = { [terms[0]]: cells[0], [terms[1]]: cells[1], differ };
    for (const [part, cell] of Object.entries(parts)) {
      checkLinks(
        [...path, part, 'sources'],
        cell?.sources ?? [],
        known.sources,
        'a source of sources.yaml',
        report,
      );
    }
  });
}

export type Report = (path: Path, message: string) => void;

export function reporter(written: Written, problems: Problem[]): Report {
  return (path, message) => {
    const field = path.filter((step) => typeof step === 'string').at(-1);
    problems.push({ file: written.file, line: written.lineOf(path), message: `${field}: ${message}` });
  };
}

export function checkLinks(
  path: Path,
  ids: readonly string[],
  known: ReadonlySet<string> | undefined,
  what: string,
  report: Report,
): void {
  ids.forEach((id, index) => {
    if (!known || known.has(id)) return;
    report(
      [...path, index],
      `"${id}" is not ${what};${didYouMean(id, known) || ' see how the others are spelt'}`,
    );
  });
}
