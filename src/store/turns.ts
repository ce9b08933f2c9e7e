/** Whose turn it is: so many at a time, in the order of asking. */
export interface Turns {
  /** Resolves with the end of the turn. */
  take(): Promise<() => void>;
  /** Nobody has the turn, nobody waits for it. */
  readonly idle: boolean;
}

export function createTurns(atOnce = 1): Turns {
  let taken = 0;
  const waiting: (() => void)[] = [];
  const end = () => {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  };
  return {
    async take() {
      if (taken < atOnce) taken += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      let ended = false;
      return () => {
        if (!ended) end();
        ended = true;
      };
    },
    get idle() {
      return taken === 0;
    },
  };
}
