// Measures the glossary search: node test/bench/search.ts
import { performance } from 'node:perf_hooks';
import { buildSearch, type SearchIndex } from '../../src/glossary/search.ts';
import { entriesAt, type QuestionSet, questions, unrelated, vocabulary } from './search-terms.ts';

/** One size of glossary. Times are microseconds for one question, `buildMs` milliseconds; hits are 0 to 1. */
export interface Row {
  entries: number;
  names: number;
  exactP50: number;
  exactP99: number;
  prefixP50: number;
  prefixP99: number;
  nearP50: number;
  nearP99: number;
  buildMs: number;
  tunedHit1: number;
  tunedHit3: number;
  heldOutHit1: number;
  heldOutHit3: number;
  unrelatedAnswered: string;
}

/** How often the meant term comes first, or among the first three. */
export function hitRates(
  index: SearchIndex,
  set: QuestionSet,
): { hit1: number; hit3: number; missed: string[] } {
  const missed: string[] = [];
  let first = 0;
  let third = 0;
  const asked = questions(set);
  for (const { typed, means } of asked) {
    const rank = index.near(typed, 3).findIndex((hit) => hit.id === means);
    if (rank === 0) first++;
    else missed.push(typed);
    if (rank >= 0) third++;
  }
  return { hit1: first / asked.length, hit3: third / asked.length, missed };
}

/** The unrelated texts of a set that are answered with a term all the same. */
export function answered(index: SearchIndex, set: QuestionSet): string[] {
  return unrelated[set].filter((text) => index.near(text, 1).length > 0);
}

/** How often each text is asked; the first third warms up. */
const ROUNDS = 30;

/** The median and the 99th percentile, in microseconds, of asking each text, in runs of `batch` calls. */
function time(
  texts: readonly string[],
  rounds: number,
  batch: number,
  ask: (text: string) => unknown,
): [number, number] {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const text of texts) {
      const from = performance.now();
      for (let i = 0; i < batch; i++) ask(text);
      if (round >= rounds / 3) taken.push(((performance.now() - from) * 1_000) / batch);
    }
  }
  taken.sort((a, b) => a - b);
  return [taken[Math.floor(taken.length * 0.5)]!, taken[Math.floor(taken.length * 0.99)]!];
}

export async function benchSearch(rounds = ROUNDS): Promise<Row[]> {
  const names = vocabulary.flatMap((entry) => entry.names);
  const starts = names.flatMap((name) => [name.slice(0, 1), name.slice(0, 3), name.slice(0, 6)]);
  const misspelt = (['tuned', 'heldOut'] as const).flatMap((set) => questions(set).map(({ typed }) => typed));
  return [150, 10_000].map((size) => {
    const entries = entriesAt(size);
    const builds = [1, 2, 3].map(() => {
      const from = performance.now();
      buildSearch(entries);
      return performance.now() - from;
    });
    const index = buildSearch(entries);
    // Hits are judged on all real terms, so the small glossary is the whole vocabulary there.
    const judged = size < vocabulary.length ? buildSearch(vocabulary) : index;
    const [exactP50, exactP99] = time(names, rounds, 50, (text) => index.exact(text));
    const [prefixP50, prefixP99] = time(starts, rounds, 20, (text) => index.prefix(text, 25));
    const [nearP50, nearP99] = time(misspelt, rounds, 1, (text) => index.near(text, 3));
    const [tuned, heldOut] = [hitRates(judged, 'tuned'), hitRates(judged, 'heldOut')];
    const wrong = (['tuned', 'heldOut'] as const).map(
      (set) => `${answered(judged, set).length} of ${unrelated[set].length}`,
    );
    return {
      entries: size,
      names: entries.reduce((sum, entry) => sum + entry.names.length, 0),
      exactP50,
      exactP99,
      prefixP50,
      prefixP99,
      nearP50,
      nearP99,
      buildMs: Math.min(...builds),
      tunedHit1: tuned.hit1,
      tunedHit3: tuned.hit3,
      heldOutHit1: heldOut.hit1,
      heldOutHit3: heldOut.hit3,
      unrelatedAnswered: wrong.join(', '),
    };
  });
}

if (import.meta.main) {
  const rounded = (row: Row): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === 'number' ? Number(value.toPrecision(3)) : value,
      ]),
    );
  console.table((await benchSearch()).map(rounded));
}
