import { readMarkdown } from '../chat/markdown.ts';
import { foldText } from '../chat/pages.ts';
import type { RichText } from '../chat/text.ts';
import type { Comparison, Course, Meaning, Source, Term } from '../course/course.ts';
import { buildSearch, type Hit } from './search.ts';

export type LookUp =
  /** Entries of this very name: usually one, several where they share a name. */
  | { readonly kind: 'found'; readonly terms: readonly Term[] }
  /** One entry clearly meant, though written otherwise. */
  | { readonly kind: 'meant'; readonly term: Term; readonly others: readonly Term[] }
  /** None, or none clearly: the nearest there are, best first. */
  | { readonly kind: 'missed'; readonly near: readonly Term[] };

/** The course's terms, ready to be looked up; built anew when the content changes. */
export interface Glossary {
  readonly course: Course;
  term(id: string): Term | undefined;
  lookUp(words: string): LookUp;
  /** For autocomplete, at most `limit`; a misspelt beginning is completed too. */
  complete(words: string, limit: number): readonly Term[];
  /** The terms that stand in a longer text, in order of appearance, each once. */
  within(text: string, limit: number): readonly Term[];
  /** The long entry, folded into pages; none where there is none. */
  longEntry(term: Term): readonly RichText[];
  comparison(a: string, b: string): Comparison | undefined;
  /** The terms compared with this one in a file of their own, the widest comparison first. */
  comparedWith(id: string): readonly Term[];
  sourcesOf(ids: Iterable<string>): readonly Source[];
  courseNames(meaning: Meaning): readonly string[];
}

/** How much better than the next the nearest name must be before it is taken as meant; scores are 0 to 1. */
const CLEARLY = 0.02;

/** Characters of an entry on one page: with its small print it stays well inside a card. */
export const PAGE_BUDGET = 1_800;

export function createGlossary(course: Course): Glossary {
  const byId = new Map(course.terms.map((term) => [term.id, term]));
  const index = buildSearch(course.terms.map(({ id, term, aliases }) => ({ id, names: [term, ...aliases] })));
  const longEntries = new WeakMap<Term, readonly RichText[]>();
  const termsOf = (hits: readonly Hit[]): Term[] => hits.map(({ id }) => byId.get(id)!);

  return {
    course,
    term: (id) => byId.get(id),

    lookUp(words) {
      const exact = index.exact(words);
      if (exact.length > 0) return { kind: 'found', terms: termsOf(exact) };
      // A choice of the autocomplete carries an id, which need not be a name: agent, of “Agent (in negotiation)”.
      const chosen = byId.get(words.trim().toLowerCase());
      if (chosen) return { kind: 'found', terms: [chosen] };
      const hits = index.near(words, 6);
      const [first, second] = hits;
      const near = termsOf(hits);
      const [term, ...others] = near;
      if (term && first && (!second || first.score - second.score >= CLEARLY))
        return { kind: 'meant', term, others };
      // Nothing is written alike: names that begin so, or that stand in the words, may still be what is sought.
      const akin = near.length > 0 ? near : termsOf([...index.prefix(words, 5), ...index.within(words, 5)]);
      return { kind: 'missed', near: [...new Set(akin)] };
    },

    complete(words, limit) {
      const starting = index.prefix(words, limit);
      return termsOf(starting.length > 0 ? starting : index.near(words, limit));
    },

    within: (text, limit) => [...new Set(termsOf(index.within(text, limit)))],

    longEntry(term) {
      // Read when first asked for: to read them all would be felt at the start, and to read one at every look-up as well.
      const known = longEntries.get(term);
      if (known) return known;
      const pages = foldText(readMarkdown(term.body), PAGE_BUDGET);
      longEntries.set(term, pages);
      return pages;
    },

    comparison: (a, b) =>
      course.comparisons.find(
        ({ terms }) => (terms[0] === a && terms[1] === b) || (terms[0] === b && terms[1] === a),
      ),

    comparedWith: (id) =>
      course.comparisons
        .filter(({ terms }) => terms.includes(id))
        .sort((a, b) => b.rows.length - a.rows.length)
        .flatMap(({ terms: [a, b] }) => byId.get(a === id ? b : a) ?? []),

    sourcesOf: (ids) => [...new Set(ids)].flatMap((id) => course.sources.get(id) ?? []),
    courseNames: (meaning) => meaning.courses.map((id) => course.courses.get(id) ?? id),
  };
}
