/** One person's answer to a post; options by their keys. */
export interface Vote {
  /** What counts in statistics. */
  readonly first: string;
  readonly latest: string;
  /** 0 or 1: one change is theirs. */
  readonly changes: number;
}

/** What became of a click: `same` and `stays` change nothing, the one by choice, the other since the change is used up. */
export interface Voted {
  readonly kind: 'first' | 'changed' | 'same' | 'stays';
  readonly vote: Vote;
}

/** What a click on an option makes of the vote that there was before. */
export function voteFor(key: string, before: Vote | undefined): Voted {
  if (!before) return { kind: 'first', vote: { first: key, latest: key, changes: 0 } };
  if (before.latest === key) return { kind: 'same', vote: before };
  if (before.changes > 0) return { kind: 'stays', vote: before };
  return { kind: 'changed', vote: { first: before.first, latest: key, changes: 1 } };
}

/** A vote as one account of a person gave it. */
export interface AccountVote extends Vote {
  readonly first_at: Temporal.Instant;
  readonly latest_at: Temporal.Instant;
}

/** One vote of all that a person's accounts gave; two given before the accounts were linked leave no change. */
export function votesAsOne(votes: readonly AccountVote[]): Vote | undefined {
  const [first] = votes.toSorted((a, b) => Temporal.Instant.compare(a.first_at, b.first_at));
  const latest = votes.toSorted((a, b) => Temporal.Instant.compare(a.latest_at, b.latest_at)).at(-1);
  if (!first || !latest) return undefined;
  const changes = votes.length > 1 ? 1 : first.changes;
  return { first: first.first, latest: latest.latest, changes };
}

/** How many must have answered before numbers are told, so that nobody can be singled out. */
export const TOLD_FROM = 5;
