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
}

/** The demo's time: it goes with the machine's, and can be moved on, past everything that falls due on the way. */
export interface DemoTime {
  state(): Promise<ClockState>;
  /** Resolves once it has arrived; rejects with a sentence where it cannot. */
  move(to: ClockMove): Promise<void>;
}

/** Longest way, in ms: beyond it lie thousands of reminders. */
const FARTHEST = 400 * 86_400_000;
/** How long what is due at one instant may take, in real ms, before the way goes on without it. */
const PATIENCE = 15_000;
const LOOK = 25;
/** What falls due is looked at a moment after its time, in ms. */
const MOMENT = 250;
const SHOWN = 5;

export function createDemoTime({ clock, platforms, upcoming, words, changed }: Parts): DemoTime {
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

  /** Until nothing is due any more: what has an instant ahead waits for it. */
  const settled = async (): Promise<void> => {
    const until = performance.now() + PATIENCE;
    while (performance.now() < until && (await coming()).some(({ at }) => at <= now())) await wait(LOOK);
  };

  const journey = async (target: number): Promise<void> => {
    for (;;) {
      await settled();
      const next = (await coming()).find(({ at }) => at > now());
      if (next === undefined || next.at > target) break;
      await to(next.at + MOMENT);
    }
    await to(target);
    await settled();
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
        if (!Number.isFinite(target) || target < now())
          throw new Error('The clock can only be moved on, not back.');
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
