import { setTimeout as pause } from 'node:timers/promises';
import type { Limits } from '../../src/jobs/lane-limits.ts';
import type { CallFault as DiscordFault } from '../../src/local/shared/faults.ts';
import type { CallFault as SlackFault } from '../../src/local/slack/faults.ts';
import { sum } from '../bench/statistics.ts';
import type { Row, SenderSettings } from './asks.ts';
import { type Platforms, type Size, startPlatforms } from './platforms.ts';
import { type Random, randomFrom } from './random.ts';
import { type Home, newRecords, type Sender, startSender } from './senders.ts';

/** How long a process lives: from its start, from when its store is open, or from when it sends, in ms. */
interface Life {
  /** Of all lives. */
  readonly share: number;
  readonly from: 'start' | 'open' | 'sending';
  readonly shortest: number;
  readonly longest: number;
}

/** Some are killed while they start, most soon after; only in long lives is taken up what a killed process left. */
export const LIVES: readonly Life[] = [
  { share: 0.2, from: 'start', shortest: 0, longest: 2_000 },
  { share: 0.6, from: 'open', shortest: 0, longest: 3_000 },
  { share: 0.2, from: 'open', shortest: 5_000, longest: 20_000 },
];
/** About what a process takes to start, in ms. */
const START = 1_000;

export interface CrashSize {
  readonly kills: number;
  readonly deliveries: number;
  readonly processes: number;
  /** False: the control. */
  readonly settling: boolean;
  /** The same seed makes the same choices, though not at the same instants. */
  readonly seed: number;
  readonly lives: readonly Life[];
  /** Shorter than in production, so that a run ends; in ms. */
  readonly settleAfter: number;
  /** How long after the call a platform carries out what it does late, in ms. */
  readonly late: number;
  /** On each platform. */
  readonly places: Size;
}

export interface Crash extends CrashSize {
  readonly kind: 'crash';
  readonly home: Home;
  /** Numbers of deliveries that members saw more than once. */
  readonly doubled: readonly number[];
  /** Said to be sent, and seen by nobody. */
  readonly lost: readonly number[];
  readonly doubtful: readonly number[];
  /** Those that ended in any other way, with how. */
  readonly otherwise: readonly string[];
  readonly seen: number;
  /** How many deliveries were being sent when the store was opened again after a kill, in order. */
  readonly sending: readonly number[];
  /** Kills before the store was open again. */
  readonly killedEarly: number;
  readonly faults: number;
  readonly seconds: number;
  /** From the last kill until all were settled. */
  readonly settledAfterSeconds: number;
}

/** How long Slack's answer is waited for, in ms: shorter than in production, so that a run ends. */
const ANSWER = 2_000;
/** Far above what platforms allow, for the same reason. */
const LIMITS: Limits = {
  discord: {
    platform: { count: 200, period: 1_000 },
    channel: { count: 20, period: 1_000 },
    open: { count: 20, period: 1_000 },
    find: { count: 50, period: 1_000 },
  },
  slack: {
    space: { count: 200, period: 1_000 },
    channel: { count: 20, period: 1_000 },
    open: { count: 20, period: 1_000 },
    find: { count: 50, period: 1_000 },
  },
};
/** How long all may take to be settled once nothing is killed and nothing fails any more. */
const END_WITHIN = 180_000;

/** Kills the first process again and again while deliveries run, then counts what members see. */
export async function crash(home: Home, size: CrashSize, told: (what: string) => void): Promise<Crash> {
  const began = performance.now();
  const random = randomFrom(size.seed);
  const [platforms, records] = await Promise.all([startPlatforms(size.places), newRecords(home)]);
  const settings: SenderSettings = {
    ...{ ...records.place, ...platforms.settings, words: 'Delivery' },
    ...{ settling: size.settling, settleAfterMs: size.settleAfter, limits: LIMITS, answerMs: ANSWER },
    logLevel: 'warn',
  };
  let first = startSender(settings);
  const others: Sender[] = [];
  try {
    await first.started;
    await first.place(platforms.places);
    await write(first, platforms, size, random);
    for (let n = 1; n < size.processes; n++) others.push(startSender(settings));
    await Promise.all(others.map(({ started }) => started));

    const trouble = new Trouble(platforms, random, size.late);
    const opened: (number | undefined)[] = [];
    for (let n = 0; n < size.kills; n++) {
      const life = lifeAt(size.lives, random());
      if (life.from === 'open') await first.opened;
      if (life.from === 'sending') await first.started;
      await pause(between(random, life.shortest, life.longest));
      if (n > 0) opened.push(await Promise.race([first.opened, undefined]));
      await first.kill();
      first = startSender(settings);
      if (n % 50 === 49) told(`${n + 1} kills`);
    }
    const ended = performance.now();
    opened.push(await first.opened);
    await trouble.stop();
    await first.started;
    do {
      await pause(500);
      if (performance.now() > ended + END_WITHIN) break;
    } while ((await first.open()) > 0);

    return {
      ...{ kind: 'crash', home, ...size },
      ...judged(await first.rows(), await platforms.seen(), size.deliveries),
      sending: opened.filter((count) => count !== undefined),
      killedEarly: opened.filter((count) => count === undefined).length,
      faults: trouble.count,
      seconds: (performance.now() - began) / 1_000,
      settledAfterSeconds: (performance.now() - ended) / 1_000,
    };
  } finally {
    await Promise.all([first, ...others].map((sender) => sender.kill()));
    await platforms.stop();
    await records.remove();
  }
}

/** The life at this place, from 0 to 1, where each takes up its share. */
function lifeAt(lives: readonly Life[], place: number): Life {
  let left = place;
  for (const life of lives) {
    if (left < life.share) return life;
    left -= life.share;
  }
  return lives[0]!;
}

const between = (random: Random, low: number, high: number): number => low + random() * (high - low);

/** Half for Discord and half for Slack, due by handfuls all the while. */
async function write(sender: Sender, platforms: Platforms, size: CrashSize, random: Random): Promise<void> {
  const { community } = platforms.places;
  const { kills, deliveries, lives } = size;
  // They are all written by then, also on a busy machine.
  const begin = Date.now() + 1_000 + 10 * deliveries;
  const life = lives.map(({ share, shortest, longest }) => (share * (shortest + longest)) / 2);
  const length = kills * (START + sum(life));
  const wishes = Array.from({ length: deliveries }, (_, n) => {
    const all = platforms.recipients[n % 2 === 0 ? 'discord' : 'slack'];
    const due = begin + Math.floor((random() * length) / 500) * 500;
    return {
      ...{ n, community, to: all[Math.floor(random() * all.length)]! },
      due: Temporal.Instant.fromEpochMilliseconds(due).toString(),
    };
  });
  await sender.send(wishes);
  await pause(begin - Date.now());
}

/** What goes wrong with calls, from now until it is stopped. */
class Trouble {
  count = 0;
  readonly #platforms: Platforms;
  readonly #random: Random;
  readonly #late: number;
  #over = false;
  readonly #run: Promise<void>;

  constructor(platforms: Platforms, random: Random, late: number) {
    this.#platforms = platforms;
    this.#random = random;
    this.#late = late;
    this.#run = this.#go();
  }

  async stop(): Promise<void> {
    this.#over = true;
    await this.#run;
    await this.#platforms.discord.clearFaults();
    await this.#platforms.slack.clearFaults();
  }

  async #go(): Promise<void> {
    while (!this.#over) {
      await pause(between(this.#random, 100, 500));
      // What nobody called for while the process was down would all come at once.
      if (this.count % 20 === 0) {
        await this.#platforms.discord.clearFaults();
        await this.#platforms.slack.clearFaults();
      }
      await this.#platforms.discord.fault(this.#one(onDiscord(this.#late)));
      await this.#platforms.slack.fault(this.#one(onSlack(this.#late)));
      this.count += 2;
    }
  }

  #one<Fault>(faults: readonly Fault[]): Fault {
    return faults[Math.floor(this.#random() * faults.length)]!;
  }
}

// Answers that are long in coming are three times as many, so that a kill finds something under way.
const onDiscord = (late: number): readonly DiscordFault[] => [
  { kind: 'slow', ms: 400, times: 3 },
  { kind: 'slow', ms: 1_500, times: 3 },
  { kind: 'status', status: 500, commit: 'after' },
  { kind: 'status', status: 503, commit: 'before' },
  { kind: 'late', status: 502, ms: late },
  { kind: 'late', status: 'reset', ms: late },
  { kind: 'late', status: 'hang', ms: late },
  { kind: 'reset', commit: 'before' },
  { kind: 'reset', commit: 'after' },
  { kind: 'rate-limit', scope: 'user', retryAfterMs: 300 },
  { kind: 'rate-limit', scope: 'shared', retryAfterMs: 600 },
];

const onSlack = (late: number): readonly SlackFault[] => [
  { kind: 'slow', ms: 400, times: 3 },
  { kind: 'slow', ms: 1_500, times: 3 },
  { kind: 'status', status: 500, commit: 'after' },
  { kind: 'status', status: 503, commit: 'before' },
  { kind: 'late', status: 502, ms: late },
  { kind: 'hang', commit: late },
  { kind: 'reset', commit: late },
  { kind: 'reset', commit: 'before' },
  { kind: 'reset', commit: 'after' },
  { kind: 'rate-limit', retryAfter: 1 },
  { kind: 'internal-error' },
];

type Judgement = Pick<Crash, 'doubled' | 'lost' | 'doubtful' | 'otherwise' | 'seen'>;

/** What members saw, beside what the rows say. */
export function judged(
  rows: readonly Row[],
  seen: ReadonlyMap<number, number>,
  deliveries: number,
): Judgement {
  const states = new Map(rows.map((row) => [Number(row.key), row]));
  const numbers = Array.from({ length: deliveries }, (_, n) => n);
  const times = (n: number): number => seen.get(n) ?? 0;
  const state = (n: number) => states.get(n)?.state;
  return {
    doubled: numbers.filter((n) => times(n) > 1),
    lost: numbers.filter((n) => state(n) === 'sent' && times(n) === 0),
    doubtful: numbers.filter((n) => state(n) === 'doubtful'),
    otherwise: numbers
      .filter((n) => state(n) !== 'sent' && state(n) !== 'doubtful')
      .map((n) => `${n} ${state(n) ?? 'without a row'} ${states.get(n)?.reason ?? ''}`.trim()),
    seen: numbers.filter((n) => times(n) > 0).length,
  };
}
