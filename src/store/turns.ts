/** Whose turn it is: one at a time, in the order of asking. */
export interface Turns {
  /** Resolves with the end of the turn. */
  take(): Promise<() => void>;
  /** Nobody has the turn, nobody waits for it. */
  readonly idle: boolean;
}

export function createTurns(): Turns {
  let taken = false;
  const waiting: (() => void)[] = [];
  const end = () => {
    const next = waiting.shift();
    if (next) next();
    else taken = false;
  };
  return {
    async take() {
      if (taken) await new Promise<void>((resolve) => waiting.push(resolve));
      taken = true;
      let ended = false;
      return () => {
        if (!ended) end();
        ended = true;
      };
    },
    get idle() {
      return !taken;
    },
  };
}
