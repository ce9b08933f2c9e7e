import type { Course, Term } from '../course/course.ts';

/** Ways to narrow the list of terms: all, one course, or the letters that names begin with. */
export interface TermFilter {
  readonly label: string;
  /** `all`, `course:<id>` or `letters:<from>-<to>`. */
  readonly value: string;
}

/** At most 25 in all, so letters are taken together where there would be more. */
const MOST_LETTERS = 12;

export function termFilters(course: Course): TermFilter[] {
  const used = new Set(course.terms.flatMap((term) => term.meanings.flatMap(({ courses }) => courses)));
  const courses = [...course.courses].filter(([id]) => used.has(id)).slice(0, 24 - MOST_LETTERS);
  const letters = [...new Set(course.terms.map(initial))].sort();
  const width = Math.ceil(letters.length / MOST_LETTERS);
  const groups = Array.from({ length: Math.ceil(letters.length / width) }, (_, index) =>
    letters.slice(index * width, (index + 1) * width),
  );
  return [
    { label: 'all terms', value: 'all' },
    ...courses.map(([id, name]) => ({ label: name, value: `course:${id}` })),
    ...groups.map((group) => ({
      label: group.length > 1 ? `${group[0]} to ${group.at(-1)}` : `${group[0]}`,
      value: `letters:${group[0]}-${group.at(-1)}`,
    })),
  ];
}

export function filterTerms(course: Course, filter: string): readonly Term[] {
  const [, id] = /^course:(.+)$/.exec(filter) ?? [];
  if (id !== undefined)
    return course.terms.filter(({ meanings }) => meanings.some(({ courses }) => courses.includes(id)));
  const [, from, to] = /^letters:(.)-(.)$/u.exec(filter) ?? [];
  if (from === undefined || to === undefined) return course.terms;
  return course.terms.filter((term) => initial(term) >= from && initial(term) <= to);
}

/** A name's first letter without its accent; what begins with none stands under `#`. */
function initial({ term }: Term): string {
  const letter = term.normalize('NFD').charAt(0).toUpperCase().charAt(0);
  return /\p{L}/u.test(letter) ? letter : '#';
}
