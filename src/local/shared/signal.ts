/** Wakes whoever waits for something to have changed. */
export class Signal {
  #waiting: (() => void)[] = [];

  notify(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  /** Resolves at the next change. */
  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** Resolves with true as soon as `condition` holds, or with false after `ms`. */
export async function until(
  signals: readonly Signal[],
  condition: () => boolean,
  ms: number,
): Promise<boolean> {
  if (condition()) return true;
  let timer: NodeJS.Timeout | undefined;
  let late = false;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      late = true;
      resolve();
    }, ms);
  });
  try {
    for (;;) {
      await Promise.race([timeout, ...signals.map((signal) => signal.next())]);
      if (condition()) return true;
      if (late) return false;
    }
  } finally {
    clearTimeout(timer);
  }
}
