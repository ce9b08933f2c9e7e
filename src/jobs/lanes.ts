/**
 * Rate limits as the platforms count them: a window opens with the first call, takes so many, and the next opens with
 * the first call after its end. All times are in ms since the epoch.
 */
export interface Rate {
  readonly count: number;
  /** In ms. */
  readonly period: number;
}

/** What a call must pass. Without a rate it passes freely, except while the platform has said to wait. */
export interface Lane {
  readonly key: string;
  readonly rate?: Rate;
}

/** A lane's latest window: when it ends, and how many calls it has taken. */
export interface Window {
  readonly end: number;
  readonly taken: number;
}

export type Windows = ReadonlyMap<string, Window>;

export interface Wish {
  readonly id: string;
  readonly lanes: readonly Lane[];
  /** Higher goes first. */
  readonly urgency: number;
  /** Not before this. */
  readonly due: number;
}

export interface Allotment {
  /** To be called at `at`, which is now or at most `AHEAD` away. */
  readonly granted: readonly { readonly id: string; readonly at: number }[];
  /** To be asked for again at `at`: nothing is kept for them, but they are told different times. */
  readonly deferred: readonly { readonly id: string; readonly at: number }[];
  /** The windows that were changed. */
  readonly windows: Windows;
  /** Where those who wait will probably stand; only a hint for the next allotment. */
  readonly waiting: Windows;
}

/** How far ahead a call is granted, so that a late look leaves no window unused. In ms. */
export const AHEAD = 1_000;

/** Who must wait longer asks again by then, since much changes meanwhile. In ms. */
const FARTHEST = 10 * 60_000;

/** More than any rate's count. */
export const FULL = 999;

/** Shares out the lanes: urgent first, then what was due first. */
export function allot(
  windows: Windows,
  wishes: readonly Wish[],
  now: number,
  waiting: Windows = new Map(),
): Allotment {
  const open = new Map(windows);
  const changed = new Map<string, Window>();
  const granted: { id: string; at: number }[] = [];
  const grant = (wish: Wish, at: number) => {
    for (const [key, window] of takenAt(open, wish.lanes, at)) {
      open.set(key, window);
      changed.set(key, window);
    }
    granted.push({ id: wish.id, at });
  };

  // What must wait for one lane must not take the place of others in the next, so those who can go now go first.
  const later: { wish: Wish; at: number }[] = [];
  for (const wish of wishes.toSorted(byUrgency)) {
    const at = earliest(open, wish.lanes, Math.max(now, wish.due));
    if (at <= now) grant(wish, at);
    else later.push({ wish, at });
  }
  const queue = new Map(waiting);
  const deferred: { id: string; at: number }[] = [];
  for (const { wish } of later.toSorted((a, b) => a.at - b.at)) {
    const at = earliest(open, wish.lanes, Math.max(now, wish.due));
    if (at <= now + AHEAD) {
      grant(wish, at);
      continue;
    }
    for (const { key } of wish.lanes) {
      const window = latest(open.get(key), queue.get(key));
      if (window) queue.set(key, window);
    }
    // Each lane's queue by itself: one who waits long for a channel must not hold up all who share the space with it.
    let slot = now;
    for (const lane of wish.lanes) {
      const at = earliest(queue, [lane], Math.max(now, wish.due));
      for (const [key, window] of takenAt(queue, [lane], at)) queue.set(key, window);
      slot = Math.max(slot, at);
    }
    deferred.push({ id: wish.id, at: Math.min(slot - AHEAD / 2, now + FARTHEST) });
  }
  return { granted, deferred, windows: changed, waiting: queue };
}

function byUrgency(a: Wish, b: Wish): number {
  return b.urgency - a.urgency || a.due - b.due || (a.id < b.id ? -1 : 1);
}

/** The first moment at which all lanes are free. */
function earliest(windows: Windows, lanes: readonly Lane[], from: number): number {
  let at = from;
  for (;;) {
    const free = lanes.reduce((time, lane) => Math.max(time, freeAt(windows.get(lane.key), lane, at)), at);
    if (free === at) return at;
    at = free;
  }
}

function freeAt(window: Window | undefined, { rate }: Lane, from: number): number {
  if (!window || from >= window.end) return from;
  if (!rate || window.taken >= rate.count) return window.end;
  return Math.max(from, window.end - rate.period);
}

function* takenAt(windows: Windows, lanes: readonly Lane[], at: number): Generator<[string, Window]> {
  for (const { key, rate } of lanes) {
    if (!rate) continue;
    const window = windows.get(key);
    const same = window !== undefined && at < window.end;
    yield [key, same ? { ...window, taken: window.taken + 1 } : { end: at + rate.period, taken: 1 }];
  }
}

function latest(a: Window | undefined, b: Window | undefined): Window | undefined {
  if (!a || !b) return a ?? b;
  return a.end > b.end || (a.end === b.end && a.taken > b.taken) ? a : b;
}
