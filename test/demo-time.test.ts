import { beforeEach, describe, expect, test } from 'vitest';
import { createDemoTime, type DemoTime } from '../src/demo-time.ts';
import { type MovableClock, movableClock, runningClock } from '../src/jobs/movable-clock.ts';
import type { ClockMove } from '../src/local/page/wire.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Waiting {
  readonly name: string;
  readonly at: number;
  /** How often it is looked at before it is done; it never is where that is endless. */
  looks: number;
}

const words = new Map([
  ['remind', 'a reminder'],
  ['close', 'a question closes'],
]);

let clock: MovableClock;
let start: number;
let waiting: Waiting[];
/** What was done, and how many ms after it was due the clock stood then. */
let done: { name: string; late: number }[];
let looked: number;
let ahead: number;
let time: DemoTime;

const now = (): number => clock.now().epochMilliseconds;
const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms);

/** What is due is done after it was looked at so often, as a program does that takes its time. */
async function upcoming() {
  looked += 1;
  for (const one of waiting.filter(({ at }) => at <= now())) one.looks -= 1;
  const ready = waiting.filter(({ at, looks }) => at <= now() && looks < 0);
  done.push(...ready.map(({ name, at }) => ({ name, late: now() - at })));
  waiting = waiting.filter((one) => !ready.includes(one));
  return waiting.toSorted((a, b) => a.at - b.at).map(({ name, at }) => ({ name, at: instant(at) }));
}

const parts = {
  words,
  upcoming,
  platforms: async (ms: number) => {
    ahead += ms;
  },
  changed: () => {},
};

const falls = (name: string, inMs: number, looks = 1) => waiting.push({ name, at: start + inMs, looks });
const moved = (): number => now() - start;

beforeEach(() => {
  clock = movableClock();
  start = now();
  waiting = [];
  done = [];
  [looked, ahead] = [0, 0];
  time = createDemoTime({ ...parts, clock: { ...clock, stop: async () => {} } });
});

describe('on its way the clock', () => {
  test('arrives where it is sent, the platforms with it', async () => {
    await time.move({ kind: 'by', minutes: 90 });
    expect([moved(), ahead]).toEqual([90 * MINUTE, 90 * MINUTE]);
  });

  test('arrives at an instant', async () => {
    await time.move({ kind: 'to', at: start + DAY });
    expect([moved(), ahead]).toEqual([DAY, DAY]);
  });

  test('stops at each instant at which something is due, and lets it be done before it goes on', async () => {
    falls('close', 2 * HOUR, 3);
    falls('remind', HOUR, 2);
    falls('remind', DAY, 2);
    await time.move({ kind: 'by', minutes: (2 * DAY) / MINUTE });
    expect(done).toEqual([
      { name: 'remind', late: 250 },
      { name: 'close', late: 250 },
      { name: 'remind', late: 250 },
    ]);
    expect(moved()).toBe(2 * DAY);
  });

  test('has the platforms in step at each stop', async () => {
    const apart: number[] = [];
    falls('remind', HOUR);
    falls('remind', 2 * HOUR);
    time = createDemoTime({
      ...parts,
      clock: { ...clock, stop: async () => {} },
      changed: () => void apart.push(moved() - ahead),
    });
    await time.move({ kind: 'by', minutes: 180 });
    expect(new Set(apart)).toEqual(new Set([0]));
  });

  test('lets be what is due only after its end', async () => {
    falls('remind', DAY);
    await time.move({ kind: 'to', at: start + DAY - 1_000 });
    expect([moved(), done]).toEqual([DAY - 1_000, []]);
  });

  test('lets be done at its end what is due there', async () => {
    falls('remind', DAY, 3);
    await time.move({ kind: 'to', at: start + DAY });
    expect(done).toEqual([{ name: 'remind', late: 250 }]);
  });

  test('waits first for what is under way already', async () => {
    falls('remind', -HOUR, 2);
    await time.move({ kind: 'by', minutes: 60 });
    expect(done).toEqual([{ name: 'remind', late: HOUR }]);
  });

  test('stops for what came up on the way', async () => {
    falls('close', HOUR);
    const both = async () => {
      const before = done.length;
      const coming = await upcoming();
      if (before === 0 && done.length === 1) falls('remind', 3 * HOUR);
      return coming;
    };
    time = createDemoTime({ ...parts, upcoming: both, clock: { ...clock, stop: async () => {} } });
    await time.move({ kind: 'by', minutes: DAY / MINUTE });
    expect(done.map(({ name }) => name)).toEqual(['close', 'remind']);
  });

  test('says of each stop that it changed, and of the end that it arrived', async () => {
    const said: boolean[] = [];
    falls('remind', HOUR);
    const told = createDemoTime({
      ...parts,
      clock: { ...clock, stop: async () => {} },
      changed: () => void told.state().then(({ moving }) => said.push(moving)),
    });
    await told.move({ kind: 'by', minutes: 120 });
    await told.state();
    expect(said).toEqual([true, true, true, false]);
  });

  test('is said to be on its way, until it arrived', async () => {
    falls('remind', HOUR, 2);
    const arrived = time.move({ kind: 'by', minutes: 120 });
    const during = await time.state();
    await arrived;
    expect([during.moving, (await time.state()).moving]).toEqual([true, false]);
  });

  test('refuses to be sent elsewhere, and arrives', async () => {
    falls('remind', HOUR, 2);
    const arrived = time.move({ kind: 'by', minutes: 120 });
    await expect(time.move({ kind: 'by', minutes: 1 })).rejects.toThrow('on its way already');
    await arrived;
    expect(moved()).toBe(2 * HOUR);
  });

  test('can be sent on once it arrived', async () => {
    for (let hour = 0; hour < 3; hour += 1) await time.move({ kind: 'by', minutes: 60 });
    expect(moved()).toBe(3 * HOUR);
  });
});

describe('what is never done', () => {
  const STOPS = 20;

  beforeEach(() => {
    falls('stuck', HOUR, Number.POSITIVE_INFINITY);
    for (let stop = 2; stop < STOPS; stop += 1) falls('remind', stop * HOUR, 0);
  });
  const patient = (patience: { first: number; again: number }) =>
    createDemoTime({ ...parts, patience, clock: { ...clock, stop: async () => {} } });
  const go = (by: DemoTime) => by.move({ kind: 'by', minutes: DAY / MINUTE });

  test('does not hold the way up for ever', async () => {
    await go(patient({ first: 0, again: 0 }));
    expect([moved(), done.length]).toEqual([DAY, STOPS - 2]);
  });

  test('is waited for long at one stop only', async () => {
    await go(patient({ first: 200, again: 0 }));
    // Two looks a stop, and as many more as go into 200 ms.
    expect(looked).toBeLessThanOrEqual(2 * STOPS + 2 + 200 / 25 + 2);
  });

  test('is given a chance at each stop all the same', async () => {
    // More than the two looks that each stop takes anyhow.
    waiting[0]!.looks = 50;
    await go(patient({ first: 0, again: 30 }));
    expect(done.map(({ name }) => name)).toContain('stuck');
  });

  test('does not keep the next way from being gone', async () => {
    const by = patient({ first: 0, again: 0 });
    await go(by);
    await go(by);
    expect(moved()).toBe(2 * DAY);
  });
});

describe('the clock refuses', () => {
  test.each<[string, ClockMove, string]>([
    ['to go back', { kind: 'by', minutes: -1 }, 'not back'],
    ['to go back to an instant', { kind: 'to', at: 0 }, 'not back'],
    ['to go back without end', { kind: 'by', minutes: Number.NEGATIVE_INFINITY }, 'not back'],
    ['to go further than a year and a month', { kind: 'by', minutes: 401 * 24 * 60 }, 'too far'],
    ['to go without end', { kind: 'by', minutes: Number.POSITIVE_INFINITY }, 'too far'],
    ['to go beyond all dates', { kind: 'to', at: 1e300 }, 'too far'],
    ['to go by what is no number', { kind: 'by', minutes: Number.NaN }, 'not back'],
    ['to go to what is no number', { kind: 'to', at: Number.NaN }, 'not back'],
    ['to go to the next where nothing is due', { kind: 'next' }, 'Nothing is due.'],
    ['to go to what is not due', { kind: 'next', says: 'a reminder' }, 'a reminder'],
  ])('%s', async (_what, to, sentence) => {
    await expect(time.move(to)).rejects.toThrow(sentence);
    expect([moved(), ahead, (await time.state()).moving]).toEqual([0, 0, false]);
  });

  test('nothing that comes after it refused', async () => {
    await time.move({ kind: 'by', minutes: -1 }).catch(() => {});
    await time.move({ kind: 'by', minutes: 400 * 24 * 60 });
    expect(moved()).toBe(400 * DAY);
  });
});

describe('to the next', () => {
  beforeEach(() => {
    falls('upkeep', MINUTE);
    falls('close', HOUR);
    falls('remind', 2 * HOUR);
    falls('remind', 3 * HOUR);
  });

  test('is to what has a name, past what has none', async () => {
    await time.move({ kind: 'next' });
    expect([moved(), done.map(({ name }) => name)]).toEqual([HOUR + 250, ['upkeep', 'close']]);
  });

  test('of one name is past all others', async () => {
    await time.move({ kind: 'next', says: 'a reminder' });
    expect([moved(), done.map(({ name }) => name)]).toEqual([2 * HOUR + 250, ['upkeep', 'close', 'remind']]);
  });
});

describe('what is due next', () => {
  const agenda = async () =>
    (await time.state()).agenda.map(({ at, says }) => `${says} in ${(at - start) / HOUR} h`);

  test('is told in words, the soonest first; what has none, and what is under way, is not', async () => {
    falls('close', -HOUR, 9);
    falls('upkeep', HOUR);
    falls('remind', 2 * HOUR);
    falls('close', 3 * HOUR);
    expect(await agenda()).toEqual(['a reminder in 2 h', 'a question closes in 3 h']);
  });

  test('is told once where many wait for the same instant', async () => {
    for (let one = 0; one < 4; one += 1) falls('remind', HOUR);
    falls('close', HOUR);
    expect(await agenda()).toEqual(['a reminder in 1 h', 'a question closes in 1 h']);
  });

  test('is five at the most', async () => {
    for (let hour = 1; hour < 9; hour += 1) falls('remind', hour * HOUR);
    expect((await agenda()).length).toBe(5);
  });
});

test('where a platform fails on the way, that is told, and the clock can be moved again', async () => {
  const failing = createDemoTime({
    ...parts,
    clock: { ...clock, stop: async () => {} },
    platforms: async () => {
      throw new Error('the platform is gone');
    },
  });
  await expect(failing.move({ kind: 'by', minutes: 1 })).rejects.toThrow('the platform is gone');
  expect((await failing.state()).moving).toBe(false);
});

test('the clock that runs by itself goes the same way, and the platforms as far', async () => {
  const running = runningClock();
  const from = running.now().epochMilliseconds;
  const passed = () => running.now().epochMilliseconds - from;
  let reminded = false;
  const at = running.now().add({ hours: 24 });
  const own = createDemoTime({
    ...parts,
    clock: running,
    upcoming: async () => {
      reminded ||= passed() >= DAY;
      return reminded ? [] : [{ name: 'remind', at }];
    },
  });
  await own.move({ kind: 'by', minutes: (2 * DAY) / MINUTE });
  const [apart, ran] = [passed() - ahead, passed()];
  await running.stop();
  expect(reminded).toBe(true);
  expect(ran).toBeGreaterThanOrEqual(2 * DAY);
  // What the machine's own time went on meanwhile.
  expect(Math.abs(apart)).toBeLessThan(5_000);
});
