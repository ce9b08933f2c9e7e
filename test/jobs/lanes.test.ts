import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/jobs/lane-limits.ts';
import {
  AHEAD,
  allot,
  type Lane,
  type Places,
  type Rate,
  type Window,
  type Wish,
  withoutPast,
} from '../../src/jobs/lanes.ts';

const NOW = Date.UTC(2026, 2, 2, 12);

/** A platform's own counting: a window opens with the first call that arrives. */
class Counter {
  readonly #rate: Rate;
  #window: Window = { end: 0, taken: 0 };

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  takes(at: number): boolean {
    if (at >= this.#window.end) this.#window = { end: at + this.#rate.period, taken: 0 };
    this.#window = { ...this.#window, taken: this.#window.taken + 1 };
    return this.#window.taken <= this.#rate.count;
  }
}

/** Looks at wishes when they are due or were told to come again, and returns when each was granted. */
function share(wishes: readonly Wish[], lateBy: () => number = () => 0): Map<string, number> {
  let windows: ReadonlyMap<string, Window> = new Map();
  let waiting: Places = new Map();
  const granted = new Map<string, number>();
  let asks = wishes.map((wish) => ({ wish, at: wish.due }));
  while (asks.length > 0) {
    const now = Math.min(...asks.map(({ at }) => at)) + lateBy();
    const asking = asks.filter(({ at }) => at <= now).slice(0, 200);
    asks = asks.filter((ask) => !asking.includes(ask));
    const result = allot(
      windows,
      asking.map(({ wish }) => wish),
      now,
      waiting,
    );
    windows = new Map([...windows, ...result.windows]);
    waiting = withoutPast(result.waiting, now);
    for (const { id, at } of result.granted) granted.set(id, at);
    const byId = new Map(asking.map(({ wish }) => [wish.id, wish]));
    asks.push(...result.deferred.map(({ id, at }) => ({ wish: byId.get(id)!, at })));
  }
  return granted;
}

const rates = fc.record({
  count: fc.integer({ min: 1, max: 20 }),
  period: fc.integer({ min: 200, max: 6_000 }),
});

const wish = (id: number, lanes: readonly Lane[], more: Partial<Wish> = {}): Wish => ({
  id: String(id).padStart(6, '0'),
  lanes,
  urgency: 0,
  due: NOW,
  ...more,
});

describe('lanes', () => {
  test('are never given more than the platform takes, whenever who asks comes, early or late', () => {
    fc.assert(
      fc.property(
        rates,
        rates,
        fc.array(
          fc.record({ due: fc.integer({ min: 0, max: 20_000 }), channel: fc.integer({ min: 0, max: 3 }) }),
          {
            minLength: 1,
            maxLength: 120,
          },
        ),
        fc.infiniteStream(fc.integer({ min: 0, max: 300 })),
        (all, each, calls, lateness) => {
          const wishes = calls.map(({ due, channel }, n) =>
            wish(
              n,
              [
                { key: 'all', rate: all },
                { key: `channel:${channel}`, rate: each },
              ],
              { due: NOW + due },
            ),
          );
          const granted = share(wishes, () => lateness.next().value ?? 0);
          expect(granted.size).toBe(wishes.length);
          const counters = new Map([['all', new Counter(all)]]);
          for (const [id, at] of [...granted].sort((a, b) => a[1] - b[1])) {
            const { lanes, due } = wishes[Number(id)]!;
            expect(at).toBeGreaterThanOrEqual(due);
            for (const { key } of lanes) {
              const counter = counters.get(key) ?? new Counter(each);
              counters.set(key, counter);
              expect(counter.takes(at)).toBe(true);
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each([
    ['50 a second', { count: 48, period: 1_020 }, { count: 50, period: 1_000 }, 2_000],
    ['5 in 5 seconds', { count: 5, period: 5_100 }, { count: 5, period: 5_000 }, 203],
    ['1 a second', { count: 1, period: 1_020 }, { count: 1, period: 1_000 }, 60],
  ])(
    'are used up: %s takes at most a tenth longer than it must, though looks come late',
    (_, ours, theirs, calls) => {
      const wishes = Array.from({ length: calls }, (_each, n) => wish(n, [{ key: 'lane', rate: ours }]));
      let n = 0;
      const granted = share(wishes, () => (n++ % 7) * 40);
      const took = Math.max(...granted.values()) - NOW;
      const must = (Math.ceil(calls / theirs.count) - 1) * theirs.period;
      expect(took).toBeLessThanOrEqual(must * 1.1);
      expect(took).toBeGreaterThanOrEqual(must);
    },
  );

  test.each([
    ['100 channels with 20 each', 100, 20, LIMITS.discord!.platform!, LIMITS.discord!.channel!, 39_000],
    ['15 channels with 40 each', 15, 40, LIMITS.slack!.space!, LIMITS.slack!.channel!, 39_000],
    [
      'one channel with 60 beside 40 with 10 each',
      41,
      10,
      LIMITS.discord!.platform!,
      LIMITS.discord!.channel!,
      55_000,
    ],
  ])('are used up where each call passes two: %s', (_, channels, each, all, own, must) => {
    const wishes = Array.from({ length: channels }, (_none, channel) =>
      Array.from({ length: channels === 41 && channel === 40 ? 60 : each }, (_nothing, n) =>
        wish(channel * 100 + n, [
          { key: 'all', rate: all },
          { key: `channel:${channel}`, rate: own },
        ]),
      ),
    ).flat();
    let n = 0;
    const took = Math.max(...share(wishes, () => (n++ % 7) * 40).values()) - NOW;
    expect(took / must).toBeLessThanOrEqual(1.15);
  });

  test('let the urgent go first, then what was due first', () => {
    const lanes = [{ key: 'lane', rate: { count: 1, period: 1_000 } }];
    const wishes = [
      wish(1, lanes),
      wish(2, lanes, { due: NOW - 5 }),
      wish(3, lanes, { urgency: 1 }),
      wish(4, lanes, { due: NOW - 9 }),
    ];
    const { granted, deferred } = allot(new Map(), wishes, NOW);
    expect([...granted, ...deferred].map(({ id }) => Number(id))).toEqual([3, 4, 2, 1]);
    expect(deferred.map(({ at }) => at - NOW)).toEqual([1_500, 2_500]);
  });

  test('that are busy hold up nobody who goes elsewhere', () => {
    const all = { key: 'all', rate: { count: 10, period: 1_000 } };
    const busy = { key: 'busy', rate: { count: 1, period: 1_000 } };
    const wishes = [0, 1, 2, 3, 4].map((n) => wish(n, [all, busy], { urgency: 1 }));
    const { granted, deferred } = allot(new Map(), [...wishes, wish(5, [all, { key: 'free' }])], NOW);
    expect(granted).toContainEqual({ id: '000005', at: NOW });
    expect(granted.every(({ at }) => at <= NOW + AHEAD)).toBe(true);
    expect(deferred).toHaveLength(3);
    expect(new Set(deferred.map(({ at }) => at)).size).toBe(3);
  });

  test('without a rate are free, except while they are closed', () => {
    const lanes = [{ key: 'lane' }];
    expect(allot(new Map(), [wish(1, lanes)], NOW).granted).toEqual([{ id: '000001', at: NOW }]);
    const closed = new Map([['lane', { end: NOW + 60_000, taken: 999 }]]);
    expect(allot(closed, [wish(1, lanes)], NOW)).toMatchObject({
      granted: [],
      deferred: [{ id: '000001', at: NOW + 59_500 }],
    });
  });
});
