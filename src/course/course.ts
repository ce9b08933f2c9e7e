/** The course as the rest of the program sees it: read from content/, checked, and never changed in memory. */

/** A work that a statement rests on; `title` and `from` are shown to members as they stand. */
export interface Source {
  id: string;
  title: string;
  from: string;
  year?: number;
  url?: string;
}

/** What a term means in some of the courses; a caution is shown wherever its definition is. */
export interface Meaning {
  courses: readonly string[];
  short: string;
  caution?: string;
  sources: readonly string[];
}

export interface Term {
  /** The file's name without `.md`, 1-36 of a-z, 0-9 and hyphen. */
  id: string;
  term: string;
  aliases: readonly string[];
  /** At least one; the first is the main meaning. */
  meanings: readonly Meaning[];
  /** Ids of other terms, each of which exists. */
  related: readonly string[];
  /** The long entry in Markdown; may be ''. */
  body: string;
  /** The day of the last change to the content, YYYY-MM-DD. */
  changed: string;
}

export interface ComparisonCell {
  text: string;
  sources: readonly string[];
}

export interface ComparisonRow {
  dimension: string;
  /** In the order of the comparison's terms. */
  cells: readonly [ComparisonCell, ComparisonCell];
  /** Where sources differ on this dimension: what each says. */
  differ?: ComparisonCell;
}

export interface Comparison {
  /** The file's name without `.yaml`: the two term ids joined by a hyphen. */
  id: string;
  terms: readonly [string, string];
  summary: string;
  rows: readonly ComparisonRow[];
}

export interface Course {
  title: string;
  /** Course id to its name, in the order of course.yaml. */
  courses: ReadonlyMap<string, string>;
  /** Dimension id to its name, in the order in which a comparison shows them. */
  dimensions: ReadonlyMap<string, string>;
  sources: ReadonlyMap<string, Source>;
  /** Sorted by the term's name. */
  terms: readonly Term[];
  comparisons: readonly Comparison[];
}
