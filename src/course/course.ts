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

/** A belief that wrong answers betray, and what is so instead. */
export interface Misconception {
  /** M and two digits or more, as in M07. */
  id: string;
  belief: string;
  dimension: string;
  correction: string;
}

/**
 * - `single`, `scenario`, `true-false`: one option is right; a scenario asks which process it is; the options of
 *   true-false start with True or False and give the reason
 * - `several`: at least two are right, and exactly these are to be chosen
 * - `match`: each prompt has its term
 * - `typed`: one of the accepted answers, in the member's own spelling
 */
export type QuestionKind = 'single' | 'several' | 'true-false' | 'scenario' | 'match' | 'typed';

export interface QuestionOption {
  /** a, b, c … in the order of the file. */
  key: string;
  text: string;
  right: boolean;
  /** Why it is right, or why it tempts and is not. */
  feedback: string;
  /** Whoever chooses it holds this belief; never on a right option. */
  misconception?: string;
}

/** A prompt and the term that it describes. */
export interface QuestionPair {
  /** 1, 2, 3 … in the order of the file. */
  key: string;
  prompt: string;
  /** The id of a term of the glossary. */
  term: string;
}

export interface Question {
  /** Unique in the whole course, 1-36 of a-z, 0-9 and hyphen; it never changes, since answers refer to it. */
  id: string;
  /** The file's name without `.yaml`. */
  topic: string;
  kind: QuestionKind;
  /** 1: an obvious cue; 2: one competing cue; 3: several, or a legal qualifier. */
  difficulty: 1 | 2 | 3;
  dimension: string;
  stem: string;
  /** Two to five; empty for `match` and `typed`. */
  options: readonly QuestionOption[];
  /** Two to five for `match`, else empty. */
  pairs: readonly QuestionPair[];
  /** For `match`: terms that are offered and fit no prompt. */
  others: readonly string[];
  /** For `typed`: what is right, the best spelling first; else empty. */
  accept: readonly string[];
  /** What in the question decides it. */
  fact: string;
  /** What holds in general. */
  rule: string;
  /** Ids of glossary terms involved, each of which exists. */
  terms: readonly string[];
  sources: readonly string[];
  /** Where sources differ: what each says. */
  differ?: ComparisonCell;
  /** Options may stand in any order. */
  shuffle: boolean;
  /** Another one once what is asked, offered or right has changed: answers to two revisions are not counted together. Eight hex digits. */
  revision: string;
}

/** One file of questions. */
export interface Topic {
  /** The file's name without `.yaml`. */
  id: string;
  title: string;
}

/** Who holds confidential facts in a case. */
export interface CaseRole {
  /** Unique in its case, 1-36 of a-z, 0-9 and hyphen. */
  id: string;
  /** As members read it, as in "Tenant"; 40 characters at most. */
  name: string;
}

/**
 * The steps of a debrief, in their order: everybody leaves the part they played; the mediator assesses themself; what
 * worked, said by those who saw it; what else could have been tried, which the coach offers; and the critique that
 * the mediator asks for.
 */
export type DebriefStep = 'out-of-role' | 'mediator' | 'positives' | 'options' | 'critique';

export interface DebriefQuestion {
  step: DebriefStep;
  /** Markdown of one paragraph. */
  text: string;
}

/** A role-play. Texts called Markdown are read as a term's long entry is. */
export interface Case {
  /** The file's name without `.md`; it never changes, since who has seen the case is kept under it. */
  id: string;
  /** No other case has it. */
  title: string;
  courses: readonly string[];
  /** Where and how the mediation takes place, for all. */
  setting: string;
  /** What to know before taking a part in it, where its subject may weigh on somebody; shown before roles are given. */
  caution?: string;
  minutes: { preparation: number; mediation: number; debrief: number };
  /** Markdown, for everybody in the cell. */
  general: string;
  /** Two at least. */
  parties: readonly CaseRole[];
  /**
   * Further roles with facts of their own that are no parties. Of these `mediator`, `co-mediator`, `coach` and
   * `observer` are the cell's; any other is one more seat.
   */
  roles: readonly CaseRole[];
  /**
   * Markdown by the id of a party or further role, each of which has one: for whoever holds that role alone. Apart
   * from the roles, so that showing a role cannot show its facts.
   */
  confidential: ReadonlyMap<string, string>;
  /**
   * What the mediator should notice, each point Markdown of one paragraph. It gives away what the roles keep to
   * themselves: for the coach, for the facilitator who opens the case, and for all once the facts are revealed.
   */
  notices: readonly string[];
  /** When to meet whom alone, in Markdown, for the mediator before and during; it gives nothing away. */
  caucusPlan?: string;
  /** In the order of their steps, at least one for each. */
  debrief: readonly DebriefQuestion[];
  sources: readonly string[];
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
  misconceptions: ReadonlyMap<string, Misconception>;
  /** In the order of their files' names. */
  topics: readonly Topic[];
  /** By topic, in the order of the files. */
  questions: readonly Question[];
  /** In the order of their files' names. */
  cases: readonly Case[];
}
