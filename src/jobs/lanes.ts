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

/**
 * Where those who wait will probably stand: of each lane its windows to come, in their order. Only a hint, so that
 * those who wait ask again at different times, and no window is left unused.
 */
export type Places = ReadonlyMap<string, readonly Window[]>;

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
  /** For the next allotment. */
  readonly waiting: Places;
}

/** How far ahead a call is granted, so that a late look leaves no window unused. In ms. */
export const AHEAD = 1_000;

/** Who must wait longer asks again by then, since much changes meanwhile. In ms. */
const FARTHEST = 10 * 60_000;

/**
 * In lanes that many share more are told to ask than there will be room for: who has the longest queue behind them is
 * granted, and no window stays unused for one who is held up elsewhere.
 */
const OVERBOOKED = 1.5;

/** More than any rate's count. */
export const FULL = 999;

/**
 * Shares out the lanes: urgent first, then what was due first, then where most wait for the narrowest lane, since the
 * longest queue is what takes longest.
 */
export function allot(
  windows: Windows,
  wishes: readonly Wish[],
  now: number,
  waiting: Places = new Map(),
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
  const queued = (wish: Wish): number => queuedIn(waiting, narrowest(wish.lanes)?.key);
  for (const wish of wishes.toSorted((a, b) => byUrgency(a, b) || queued(b) - queued(a) || byId(a, b))) {
    const at = earliest(open, wish.lanes, Math.max(now, wish.due));
    if (at <= now) grant(wish, at);
    else later.push({ wish, at });
  }
  const places = new Map(waiting);
  const deferred: { id: string; at: number }[] = [];
  for (const { wish } of later.toSorted((a, b) => a.at - b.at)) {
    const at = earliest(open, wish.lanes, Math.max(now, wish.due));
    if (at <= now + AHEAD) grant(wish, at);
    else {
      const place = takePlace(places, open, wish.lanes, at);
      deferred.push({ id: wish.id, at: Math.min(place - AHEAD / 2, now + FARTHEST) });
    }
  }
  return { granted, deferred, windows: changed, waiting: places };
}

const byUrgency = (a: Wish, b: Wish): number => b.urgency - a.urgency || a.due - b.due;
const byId = (a: Wish, b: Wish): number => (a.id < b.id ? -1 : 1);

const perSecond = ({ rate }: Lane): number => (rate ? (rate.count * 1_000) / rate.period : 0);

/** The lane with the lowest rate. */
const narrowest = (lanes: readonly Lane[]): Lane | undefined =>
  lanes.filter(({ rate }) => rate).toSorted((a, b) => perSecond(a) - perSecond(b))[0];

const queuedIn = (waiting: Places, lane: string | undefined): number =>
  (lane === undefined ? [] : (waiting.get(lane) ?? [])).reduce((sum, { taken }) => sum + taken, 0);

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

/** Takes the first moment from then on at which all lanes will have room, and returns it. */
function takePlace(
  places: Map<string, readonly Window[]>,
  open: Windows,
  lanes: readonly Lane[],
  from: number,
): number {
  const own = narrowest(lanes);
  const rated = lanes.flatMap((lane) => {
    const { key, rate } = lane;
    if (!rate) return [];
    const count = lane === own ? rate.count : rate.count * OVERBOOKED;
    const window = open.get(key);
    const known = places.get(key) ?? [];
    const now = window && window.end > from - rate.period && !known.some(({ end }) => end === window.end);
    const windows = now ? [...known, window].toSorted((a, b) => a.end - b.end) : known;
    return [{ key, rate: { ...rate, count }, windows }];
  });
  let at = from;
  for (;;) {
    const free = rated.reduce((time, { rate, windows }) => Math.max(time, roomAt(windows, rate, at)), at);
    if (free === at) break;
    at = free;
  }
  for (const { key, rate, windows } of rated) places.set(key, withOneMore(windows, rate, at));
  return at;
}

/** The first moment from then on at which a call finds room in one of these windows, or opens one between them. */
function roomAt(windows: readonly Window[], { count, period }: Rate, from: number): number {
  let at = from;
  for (const { end, taken } of windows) {
    const start = end - period;
    if (at >= end) continue;
    if (at + period <= start) return at;
    if (taken < count) return Math.max(at, start);
    at = end;
  }
  return at;
}

function withOneMore(windows: readonly Window[], { period }: Rate, at: number): readonly Window[] {
  const index = windows.findIndex(({ end }) => at < end && at >= end - period);
  const window = windows[index];
  if (window) return windows.with(index, { ...window, taken: window.taken + 1 });
  return [...windows, { end: at + period, taken: 1 }].toSorted((a, b) => a.end - b.end);
}

/** Windows that have ended are forgotten. */
export const withoutPast = (places: Places, now: number): Places =>
  new Map(
    [...places].flatMap(([key, windows]): [string, readonly Window[]][] => {
      const left = windows.filter(({ end }) => end > now);
      return left.length === 0 ? [] : [[key, left]];
    }),
  );
