/** The figures' arithmetic. Every function takes at least one number, in any order, and changes nothing. */

/** The value below which the share `p` (0 to 1) of the numbers lies, interpolated between neighbours. */
export function percentile(numbers: readonly number[], p: number): number {
  const sorted = Float64Array.from(numbers).sort();
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new Error('there is no percentile of no numbers');
  return below + (above - below) * (place - Math.floor(place));
}

export const median = (numbers: readonly number[]): number => percentile(numbers, 0.5);

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** A median, and the interval in which it lies with 95 % confidence. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 5_000;

/** The median with its bootstrap interval (percentile method). The same numbers always give the same interval. */
export function estimate(numbers: readonly number[]): Estimate {
  const random = randomFrom(1);
  const medians = Array.from({ length: RESAMPLES }, () =>
    median(numbers.map(() => numbers[Math.floor(random() * numbers.length)] ?? 0)),
  );
  return { value: median(numbers), low: percentile(medians, 0.025), high: percentile(medians, 0.975) };
}

/** Numbers from 0 to 1 (exclusive), always the same for a seed: the multiplicative generator of Park and Miller. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
