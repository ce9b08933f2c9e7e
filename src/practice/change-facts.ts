import type { Occurrence } from './session.ts';

/** This occurrence alone, or it and all that follow. */
export type Scope = 'one' | 'following';

/** What is to be changed; undefined stays, null takes away. */
export interface Edit {
  readonly title?: string | undefined;
  readonly about?: string | null | undefined;
  readonly place?: string | null | undefined;
  readonly link?: string | null | undefined;
  readonly seats?: number | null | undefined;
  readonly minutes?: number | undefined;
  /** The new wall time of this occurrence, in the session's zone. */
  readonly starts?: Temporal.PlainDateTime | undefined;
  /** For all that follow, counted from this one on; null: no more after this one. */
  readonly rule?: string | null | undefined;
}

/** What those concerned are told of where it changes: all but the seats. */
export interface Facts {
  readonly title: string;
  readonly about: string | null;
  readonly place: string | null;
  readonly link: string | null;
  /** An instant. */
  readonly starts: string;
  readonly minutes: number;
}

export const factsOf = ({ title, about, place, link, starts, minutes }: Occurrence): Facts => ({
  ...{ title, minutes, starts: starts.toString() },
  ...{ about: about ?? null, place: place ?? null, link: link ?? null },
});

const NAMES = ['title', 'starts', 'minutes', 'place', 'link', 'about'] as const satisfies (keyof Facts)[];

/** Which facts differ, in the order in which they are told. */
export const changedFacts = (before: Facts, after: Facts): (keyof Facts)[] =>
  NAMES.filter((name) => before[name] !== after[name]);

/** Up to when somebody may still want to know of it. */
export const endOf = ({ starts, minutes }: Pick<Facts, 'starts' | 'minutes'>): Temporal.Instant =>
  Temporal.Instant.from(starts).add({ minutes });

const set = <T>(old: T | undefined, wish: T | null | undefined): T | undefined =>
  wish === undefined ? old : (wish ?? undefined);

/** An occurrence as it is to be; its start is given apart. */
export function edited(occurrence: Occurrence, edit: Edit, starts: Temporal.Instant): Occurrence {
  const { title = occurrence.title, minutes = occurrence.minutes } = edit;
  return {
    ...occurrence,
    ...{ title, minutes, starts, ends: starts.add({ minutes }) },
    about: set(occurrence.about, edit.about),
    place: set(occurrence.place, edit.place),
    link: set(occurrence.link, edit.link),
    seats: set(occurrence.seats, edit.seats),
  };
}
