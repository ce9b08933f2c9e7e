import { setTimeout as wait } from 'node:timers/promises';
import type { Upcoming } from './jobs/agenda.ts';
import type { RunningClock } from './jobs/movable-clock.ts';
import type { ClockMove, ClockState } from './local/page/wire.ts';

interface Parts {
  readonly clock: RunningClock;
  /** Moves the clock that members see by so many ms. */
  readonly platforms: (ms: number) => Promise<unknown>;
  /** What the program will do by itself, the soonest first; what is under way or overdue stands first. */
  readonly upcoming: () => Promise<readonly Upcoming[]>;
  /** What falls due, in words, by its name. */
  readonly words: ReadonlyMap<string, string>;
  /** The clock moved on, or arrived. */
  readonly changed: () => void;
  readonly patience?: Patience;
}

/** How long what is due at one instant may take, in real ms, before the way goes on without it. */
interface Patience {
  readonly first: number;
  /** The same where it was waited for in vain at an earlier stop. */
  readonly again: number;
}

/** The demo's time: it goes with the machine's, and can be moved on, past everything that falls due on the way. */
export interface DemoTime {
  state(): Promise<ClockState>;
  /** Resolves once it has arrived; rejects with a sentence where it cannot. */
  move(to: ClockMove): Promise<void>;
}

/** Longest way, in ms: beyond it lie thousands of reminders. */
const FARTHEST = 400 * 86_400_000;
const PATIENCE: Patience = { first: 15_000, again: 500 };
const LOOK = 25;
/** What falls due is looked at a moment after its time, in ms. */
const MOMENT = 250;
const SHOWN = 5;

export function createDemoTime({
  clock,
  platforms,
  upcoming,
  words,
  changed,
  patience = PATIENCE,
}: Parts): DemoTime {
  let moving = false;
  const now = (): number => clock.now().epochMilliseconds;

  const coming = async (): Promise<readonly { readonly at: number; readonly name: string }[]> =>
    (await upcoming()).map(({ name, at }) => ({ name, at: at.epochMilliseconds }));

  const to = async (instant: number): Promise<void> => {
    const ms = Math.round(instant - now());
    if (ms <= 0) return;
    await platforms(ms);
    await clock.advance({ milliseconds: ms });
    changed();
  };

  /** Until nothing is due any more, or all that is outlasted the patience: then it is among the `slow`. */
  const settled = async (slow: Set<string>): Promise<void> => {
    const began = performance.now();
    for (;;) {
      const due = (await coming()).filter(({ at }) => at <= now()).map(({ name, at }) => `${name} ${at}`);
      const waited = performance.now() - began;
      if (due.every((one) => waited >= (slow.has(one) ? patience.again : patience.first))) {
        for (const one of due) slow.add(one);
        return;
      }
      await wait(LOOK);
    }
  };

  const journey = async (target: number): Promise<void> => {
    const slow = new Set<string>();
    for (;;) {
      await settled(slow);
      const next = (await coming()).find(({ at }) => at > now());
      if (next === undefined || next.at > target) break;
      await to(next.at + MOMENT);
    }
    await to(target);
    await settled(slow);
  };

  const agenda = async (): Promise<ClockState['agenda']> => {
    const seen = new Set<string>();
    return (await coming()).flatMap(({ name, at }) => {
      const says = words.get(name);
      // Many wait for the same instant; one line says it.
      if (at <= now() || says === undefined || seen.has(`${says} ${at}`)) return [];
      seen.add(`${says} ${at}`);
      return [{ at, says }];
    });
  };

  async function targetOf(move: ClockMove): Promise<number> {
    if (move.kind === 'by') return now() + move.minutes * 60_000;
    if (move.kind === 'to') return move.at;
    const next = (await agenda()).find(({ says }) => move.says === undefined || says === move.says);
    if (!next) throw new Error(move.says ? `Nothing of that kind is due: ${move.says}.` : 'Nothing is due.');
    return next.at + MOMENT;
  }

  return {
    state: async () => ({ now: now(), moving, agenda: (await agenda()).slice(0, SHOWN) }),
    async move(given) {
      if (moving) throw new Error('The clock is on its way already.');
      moving = true;
      try {
        const target = await targetOf(given);
        // Also what is no number.
        if (!(target >= now())) throw new Error('The clock can only be moved on, not back.');
        if (target - now() > FARTHEST)
          throw new Error('That is too far: at most a year and a month at once.');
        changed();
        await journey(target);
      } finally {
        moving = false;
        changed();
      }
    },
  };
}
