import { type Pick, pick } from './typed-values.ts';

/** What the app suggests, and what is said where there is nothing to show. */
export interface Completion {
  picks: readonly Pick[];
  /** Why there are none; '' where the list speaks for itself. */
  says: string;
}

export type Complete = () => Promise<{
  choices: readonly { name: string; value: string | number }[];
  failure?: string;
}>;

/** Milliseconds without a key before the app is asked. */
export const PAUSE = 150;

/** Asks once per pause, and shows only what answers the newest question. */
export class Completing {
  readonly #show: (completion: Completion) => void;
  #newest = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(show: (completion: Completion) => void) {
    this.#show = show;
  }

  ask(complete: Complete): void {
    this.stop();
    const mine = this.#newest;
    this.#timer = setTimeout(async () => {
      const completion = await answerOf(complete);
      if (mine === this.#newest) this.#show(completion);
    }, PAUSE);
  }

  /** Whatever is still to come is not shown. */
  stop(): void {
    this.#newest += 1;
    clearTimeout(this.#timer);
  }
}

async function answerOf(complete: Complete): Promise<Completion> {
  try {
    const { choices, failure } = await complete();
    if (failure) return { picks: [], says: failure };
    return {
      picks: choices.map(({ name, value }) => pick(name, value)),
      says: choices.length === 0 ? 'No suggestions' : '',
    };
  } catch {
    return { picks: [], says: 'The suggestions could not be loaded' };
  }
}
