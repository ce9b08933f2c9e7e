import type { Question } from '../../course/course.ts';

/** A question as another program wrote it: what it did not say is missing, and nothing is checked yet. */
export interface Draft {
  /** Where it begins in its file; the first line is 1. */
  readonly line: number;
  readonly id?: string | undefined;
  /** A name from which an id can be made where there is none. */
  readonly name?: string | undefined;
  /** The id of the topic. */
  readonly topic?: string | undefined;
  readonly topicTitle?: string | undefined;
  readonly kind: string;
  readonly difficulty?: string | undefined;
  /** An id or a name, as are terms, sources, and the terms of pairs. */
  readonly dimension?: string | undefined;
  readonly stem: string;
  readonly options: readonly DraftOption[];
  readonly pairs: readonly { readonly prompt: string; readonly term: string }[];
  readonly others: readonly string[];
  readonly accept: readonly string[];
  readonly fact?: string | undefined;
  readonly rule?: string | undefined;
  readonly terms: readonly string[];
  readonly sources: readonly string[];
  readonly differ?: Question['differ'] | undefined;
  /** Words by which it was filed: perhaps a dimension, terms or sources of the course. */
  readonly tags: readonly string[];
  readonly shuffle: boolean;
  /** What of it could not be taken over; each a sentence about the question, without its end. */
  readonly notes: readonly string[];
}

export interface DraftOption {
  readonly text: string;
  readonly right: boolean;
  readonly feedback?: string | undefined;
  readonly misconception?: string | undefined;
}

/** What of a file is no question that can be taken, and why. */
export interface Refusal {
  readonly line: number;
  readonly why: string;
}

/** A file as read: each of its questions is in one of the two. */
export interface ReadDrafts {
  readonly drafts: readonly Draft[];
  readonly refusals: readonly Refusal[];
}
