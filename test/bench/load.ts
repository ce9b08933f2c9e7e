import { setTimeout as wait } from 'node:timers/promises';
import { bareEnv, checkSameAnswer } from './answers.ts';
import { type Platform, type PlatformName, startPlatform } from './platforms.ts';
import { type Program, type ProgramName, startProgram } from './programs.ts';
import { median, percentile, sum } from './statistics.ts';

/** How much is measured. */
export interface Plan {
  readonly pairs: number;
  /** Commands before the first sample, at both concurrencies. */
  readonly warmUp: number;
  /** Commands in one visit; a program is visited twice in a pair, at each concurrency. */
  readonly commands: number;
  /** From ready to the reading of idle memory; ms. */
  readonly settleMs: number;
  /** How many members answer one posted question, and within how many seconds. */
  readonly members: number;
  readonly seconds: number;
}

/** Many at once, for the throughput. */
export const MANY = 16;

/** What one program showed in one pair. Times in ms, memory in MiB. */
export interface LoadSample {
  readonly p50: number;
  readonly p99: number;
  /** Processor time per 1,000 commands, one at a time. */
  readonly cpu: number;
  /** Commands a second, MANY at once. */
  readonly throughput: number;
  readonly p50Many: number;
  readonly p99Many: number;
  readonly cpuMany: number;
  readonly idle: number;
  readonly loaded: number;
  /** Commands, and those of them that had no answer. */
  readonly given: number;
  readonly unanswered: number;
}

/** `twin` is a second bare client: how far it stands from the first is what the machine cannot tell apart. */
export interface LoadPair {
  readonly parley: LoadSample;
  readonly bare: LoadSample;
  readonly twin: LoadSample;
}

/** The share of commands without an answer from which on a program fails, rather than being slow. */
const FAILING = 0.01;

/** Rejects what is no measurement any more. */
export function checkAnswered(unanswered: number, given: number): void {
  if (unanswered > given * FAILING)
    throw new Error(`${unanswered} of ${given} commands were not answered, more than 1 in 100`);
}

const seats = ['parley', 'bare', 'twin'] as const;
type Seat = (typeof seats)[number];

/**
 * Pairs on one platform. In each, all programs are fresh processes beside one another, each on a platform process of
 * its own, and are visited in turn and back again (A B C C B A), so that what drifts meets all alike. From pair to
 * pair the programs change places, so that no platform process always serves the same one.
 */
export async function measureLoad(name: PlatformName, plan: Plan, cwd: string): Promise<LoadPair[]> {
  const platforms = await Promise.all(seats.map(() => startPlatform(name)));
  try {
    const expected = await parleysAnswer(platforms[0]!, cwd);
    const env = bareEnv(cwd, { [name === 'discord' ? 'discord' : 'slack']: expected });
    const pairs: LoadPair[] = [];
    for (let pair = 0; pair < plan.pairs; pair++) {
      const places = seats.map((seat, index) => ({
        seat,
        platform: platforms[(index + pair) % platforms.length]!,
      }));
      pairs.push(
        await measurePair(pair % 2 === 0 ? places : places.toReversed(), { plan, cwd, env, expected }),
      );
    }
    return pairs;
  } finally {
    await Promise.all(platforms.map((platform) => platform.stop()));
  }
}

interface Place {
  readonly seat: Seat;
  readonly platform: Platform;
}

interface Setting {
  readonly plan: Plan;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** What each program must answer. */
  readonly expected: unknown;
}

async function measurePair(places: readonly Place[], setting: Setting): Promise<LoadPair> {
  const { plan, cwd, env, expected } = setting;
  const running = await Promise.all(
    places.map(async ({ seat, platform }) => ({
      seat,
      visitor: new Visitor(
        await startProgram(programOf(seat), { ...platform.env, ...env }, cwd),
        platform,
        plan,
      ),
    })),
  );
  const visitors = running.map(({ visitor }) => visitor);
  const backAndForth = [...visitors, ...visitors.toReversed()];
  try {
    await wait(plan.settleMs);
    for (const visitor of visitors) await visitor.readIdle();
    for (const visitor of visitors) {
      await visitor.warmUp();
      checkSameAnswer(await visitor.platform.lastAnswer(), expected);
    }
    for (const visitor of backAndForth) await visitor.visit(1);
    for (const visitor of backAndForth) await visitor.visit(MANY);
    const samples = await Promise.all(
      running.map(async ({ seat, visitor }) => [seat, await visitor.sample()] as const),
    );
    return Object.fromEntries(samples) as unknown as LoadPair;
  } finally {
    await Promise.all(visitors.map((visitor) => visitor.program.stop()));
  }
}

const programOf = (seat: Seat): ProgramName => (seat === 'parley' ? 'parley' : 'bare');

/** What Parley answers there. */
async function parleysAnswer(platform: Platform, cwd: string): Promise<unknown> {
  const parley = await startProgram('parley', platform.env, cwd);
  try {
    await parley.during(platform.ask());
    return await platform.lastAnswer();
  } finally {
    await parley.stop();
  }
}

interface Visit {
  readonly ms: readonly number[];
  readonly cpuMs: number;
  readonly elapsedMs: number;
}

/** One program on its platform, and what has been measured of it. */
class Visitor {
  readonly program: Program;
  readonly platform: Platform;
  readonly #plan: Plan;
  readonly #visits = new Map<number, Visit[]>();
  /** Commands of all visits: two at each of two concurrencies. */
  readonly #given: number;
  #unanswered = 0;
  #idle = 0;

  constructor(program: Program, platform: Platform, plan: Plan) {
    this.program = program;
    this.platform = platform;
    this.#plan = plan;
    this.#given = 4 * plan.commands;
  }

  async readIdle(): Promise<void> {
    this.#idle = (await this.program.usage()).rssMiB;
  }

  async warmUp(): Promise<void> {
    const { warmUp } = this.#plan;
    // One that fails at once says why; a burst would wait three seconds for each command.
    await this.program.during(this.platform.ask());
    for (const concurrency of [1, MANY]) {
      const { unanswered } = await this.program.during(this.platform.burst(warmUp, concurrency));
      checkAnswered(unanswered, warmUp);
    }
  }

  async visit(concurrency: number): Promise<void> {
    const before = await this.program.usage();
    const started = performance.now();
    const { ms, unanswered } = await this.program.during(
      this.platform.burst(this.#plan.commands, concurrency),
    );
    this.#unanswered += unanswered;
    checkAnswered(this.#unanswered, this.#given);
    const elapsedMs = performance.now() - started;
    const after = await this.program.usage();
    const visits = this.#visits.get(concurrency) ?? [];
    this.#visits.set(concurrency, [...visits, { ms, elapsedMs, cpuMs: after.cpuMs - before.cpuMs }]);
  }

  async sample(): Promise<LoadSample> {
    const [one, many] = [this.#summary(1), this.#summary(MANY)];
    return {
      p50: one.p50,
      p99: one.p99,
      cpu: one.cpu,
      throughput: many.throughput,
      p50Many: many.p50,
      p99Many: many.p99,
      cpuMany: many.cpu,
      idle: this.#idle,
      loaded: (await this.program.usage()).rssMiB,
      given: this.#given,
      unanswered: this.#unanswered,
    };
  }

  #summary(concurrency: number) {
    const visits = this.#visits.get(concurrency) ?? [];
    const ms = visits.flatMap((visit) => visit.ms);
    return {
      p50: median(ms),
      p99: percentile(ms, 0.99),
      cpu: (sum(visits.map(({ cpuMs }) => cpuMs)) / ms.length) * 1_000,
      throughput: (ms.length / sum(visits.map(({ elapsedMs }) => elapsedMs))) * 1_000,
    };
  }
}
