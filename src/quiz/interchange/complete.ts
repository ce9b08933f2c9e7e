import { shorten } from '../../chat/clean.ts';
import type { Course } from '../../course/course.ts';
import { foldPlural, splitWords } from '../../course/fold.ts';
import { didYouMean, fold } from '../../course/nearest.ts';
import { lengthOf } from '../../course/text.ts';
import type { Draft } from './draft.ts';

/** What stands in the file for a text that nobody has written; members would read it as it is. */
export const TO_WRITE = 'Not written yet.';

/** What questions get that say nothing themselves. */
export interface Defaults {
  readonly dimension?: string | undefined;
  readonly sources: readonly string[];
  readonly terms: readonly string[];
}

/** A question as a file of content/quiz holds it, its fields in their usual order. */
export interface Entry {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Where something is still to be written: the names that lead to a field. */
  readonly open: readonly (readonly string[])[];
  readonly notes: readonly string[];
  /** Why it cannot be taken, as far as the course tells. */
  readonly faults: readonly string[];
}

/** Fills what a draft lacks, as far as the course and the defaults tell; nothing is checked yet. */
export function complete(draft: Draft, id: string, course: Course, defaults: Defaults): Entry {
  const open: string[][] = [];
  const notes: string[] = [...draft.notes];
  const known = namesOf(course);
  const missing = <Value>(field: string[], value: Value): Value => {
    open.push(field);
    return value;
  };
  const explain = (field: string[], text: string | undefined): string => {
    if (text === undefined || text === '') return missing(field, TO_WRITE);
    if (lengthOf(text) <= EXPLAINED) return text;
    notes.push(`${field.at(-1)} was cut to ${EXPLAINED} characters`);
    return shorten(text, EXPLAINED);
  };
  const linked = (what: 'terms' | 'sources', written: readonly string[], others: readonly string[]) => {
    const ids = [...written, ...draft.tags].flatMap((name) => known[what].get(fold(name)) ?? []);
    const unknown = written.filter((name) => !known[what].has(fold(name)));
    notes.push(...unknown.map((name) => `“${name}” is none of the course’s ${what}`));
    const found = [...new Set(ids.length > 0 ? ids : others)].slice(0, 6);
    return found.length > 0 ? found : missing([what], []);
  };
  const termId = (name: string): string => known.terms.get(fold(name)) ?? name;

  const dimensions = [draft.dimension, ...draft.tags, defaults.dimension];
  const dimension = dimensions.flatMap((name) => known.dimensions.get(fold(name ?? '')) ?? [])[0];
  if (draft.dimension !== undefined && !known.dimensions.has(fold(draft.dimension))) {
    notes.push(
      `“${draft.dimension}” is no dimension;${didYouMean(draft.dimension, course.dimensions.keys()) || ' it was left out'}`,
    );
  }
  const right = draft.options.find((option) => option.right)?.feedback;
  const sources = linked('sources', draft.sources, defaults.sources);
  const differ = draft.differ && {
    text: draft.differ.text,
    sources:
      draft.differ.sources.length > 0
        ? draft.differ.sources.map((name) => known.sources.get(fold(name)) ?? name)
        : sources,
  };
  const fields = {
    id,
    kind: draft.kind,
    difficulty:
      draft.difficulty === undefined
        ? missing(['difficulty'], 1)
        : Number(draft.difficulty) || draft.difficulty,
    dimension: dimension ?? missing(['dimension'], ''),
    stem: draft.stem,
    ...(draft.kind === 'match'
      ? {
          pairs: draft.pairs.map(({ prompt, term }) => ({ prompt, term: termId(term) })),
          ...(draft.others.length > 0 ? { others: draft.others.map(termId) } : {}),
        }
      : draft.kind === 'typed'
        ? { accept: draft.accept }
        : optionFields(draft, explain)),
    fact: explain(['fact'], draft.fact ?? right),
    rule: explain(['rule'], draft.rule),
    terms: linked('terms', draft.terms, termsIn(draft, course, defaults)),
    sources,
    ...(differ ? { differ } : {}),
    ...(draft.shuffle ? {} : { shuffle: false }),
  };
  const places = Object.keys(fields);
  const faults = [...draft.pairs.map(({ term }) => term), ...draft.others]
    .filter((name) => !known.terms.has(fold(name)))
    .map((name) => `“${name}” is no term of the glossary; give it an entry first`);
  return {
    id,
    fields,
    open: open.toSorted(([a = ''], [b = '']) => places.indexOf(a) - places.indexOf(b)),
    notes,
    faults,
  };
}

/** The longest explanation, in characters. */
const EXPLAINED = 400;

function optionFields(
  { options, kind }: Draft,
  explain: (field: string[], text: string | undefined) => string,
) {
  const lettered = options.map((option, place) => [String.fromCharCode(97 + place), option] as const);
  const keys = lettered.filter(([, { right }]) => right).map(([letter]) => letter);
  return {
    options: Object.fromEntries(
      lettered.map(([letter, { text, misconception, feedback }]) => [
        letter,
        {
          text,
          ...(misconception === undefined ? {} : { misconception }),
          feedback: explain(['options', letter, 'feedback'], feedback),
        },
      ]),
    ),
    key: kind === 'several' ? keys : (keys[0] ?? ''),
  };
}

/** Terms that the question offers or names, or else those that all questions get. */
function termsIn({ stem, options, pairs }: Draft, { terms }: Course, defaults: Defaults): readonly string[] {
  const key = (text: string): string => ` ${splitWords(text).map(foldPlural).join(' ')} `;
  const said = [stem, ...options.map(({ text }) => text), ...pairs.map(({ term }) => term)].map(key);
  const named = terms.filter(({ id, term, aliases }) =>
    [id, term, ...aliases].some((name) => said.some((text) => text.includes(key(name)))),
  );
  return named.length > 0 ? named.map(({ id }) => id) : defaults.terms;
}

/** Every name of what the course has, folded, to its id. */
function namesOf({ terms, dimensions, sources }: Course) {
  const table = (pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string> =>
    new Map(pairs.map(([name, id]) => [fold(name), id]));
  return {
    terms: table(
      terms.flatMap(({ id, term, aliases }) => [id, term, ...aliases].map((name) => [name, id] as const)),
    ),
    dimensions: table([...dimensions].flatMap(([id, name]) => [[name, id] as const, [id, id] as const])),
    sources: table(
      [...sources.values()].flatMap(({ id, title }) => [[title, id] as const, [id, id] as const]),
    ),
  };
}
