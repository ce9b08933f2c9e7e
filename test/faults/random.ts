/** Numbers from 0 to 1 (exclusive). */
export type Random = () => number;

/** Always the same for a seed: the multiplicative generator of Park and Miller. */
export function randomFrom(seed: number): Random {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
