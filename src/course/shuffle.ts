import { createHash } from 'node:crypto';

/** Items in an order that follows from the seed alone: the same after a restart, another one for another seed. */
export function shuffled<T>(items: readonly T[], seed: string, keyOf: (item: T) => string): T[] {
  return items
    .map((item) => ({
      item,
      rank: createHash('sha256')
        .update(`${seed} ${keyOf(item)}`)
        .digest('hex'),
    }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .map(({ item }) => item);
}
