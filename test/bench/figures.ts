import type { LoadPair, LoadSample } from './load.ts';
import type { PlatformName } from './platforms.ts';
import type { StartPair, StartSample } from './start.ts';
import { type Estimate, estimate, median, sum } from './statistics.ts';

/** One line of the report. */
export interface Figure {
  /** On which platform; `both`: one process connected to Discord and Slack. */
  readonly on: PlatformName | 'both';
  readonly what: string;
  readonly unit: 'ms' | 'MiB' | '/s';
  /** Medians over the pairs. */
  readonly parley: number;
  readonly bare: number;
  /** Parley's to the bare client's, pair by pair: how many times as much, or how many units more. */
  readonly by: 'ratio' | 'difference';
  readonly compared: Estimate;
  /** The second bare client's to the first one's: what the machine alone makes of two equal programs. */
  readonly noise?: Estimate;
  /** The most that `compared` should be. */
  readonly target?: number;
}

/** Within the target or not; `unsure` where the interval reaches to the other side of it. */
export type Verdict = 'met' | 'missed' | 'met, unsure' | 'missed, unsure';

export function verdict({ compared, target }: Pick<Figure, 'compared' | 'target'>): Verdict | undefined {
  if (target === undefined) return undefined;
  if (compared.value <= target) return compared.high <= target ? 'met' : 'met, unsure';
  return compared.low > target ? 'missed' : 'missed, unsure';
}

type Kind = Pick<Figure, 'what' | 'unit' | 'by' | 'target'>;

/** How many commands had no answer, in all pairs together. */
export interface Unanswered {
  readonly on: PlatformName;
  /** How many each program was given. */
  readonly given: number;
  readonly parley: number;
  readonly bare: number;
  readonly twin: number;
}

export function unansweredOfLoad(on: PlatformName, pairs: readonly LoadPair[]): Unanswered {
  const of = (seat: keyof LoadPair): number => sum(pairs.map((pair) => pair[seat].unanswered));
  const given = sum(pairs.map(({ parley }) => parley.given));
  return { on, given, parley: of('parley'), bare: of('bare'), twin: of('twin') };
}

const loadFigures: Readonly<Record<Exclude<keyof LoadSample, 'given' | 'unanswered'>, Kind>> = {
  p50: { what: 'p50 to the answer, one at a time', unit: 'ms', by: 'ratio', target: 1.1 },
  p99: { what: 'p99 to the answer, one at a time', unit: 'ms', by: 'ratio' },
  cpu: { what: 'CPU per 1,000 commands, one at a time', unit: 'ms', by: 'ratio', target: 1.15 },
  throughput: { what: 'throughput, 16 at once', unit: '/s', by: 'ratio' },
  p50Many: { what: 'p50 to the answer, 16 at once', unit: 'ms', by: 'ratio' },
  p99Many: { what: 'p99 to the answer, 16 at once', unit: 'ms', by: 'ratio' },
  cpuMany: { what: 'CPU per 1,000 commands, 16 at once', unit: 'ms', by: 'ratio' },
  idle: { what: 'memory, idle', unit: 'MiB', by: 'difference' },
  loaded: { what: 'memory, after the load', unit: 'MiB', by: 'difference' },
};

const startFigures: Readonly<Record<keyof StartSample, Kind>> = {
  ready: { what: 'time to ready', unit: 'ms', by: 'ratio', target: 1.1 },
  firstAnswer: { what: 'time to the first answer on both', unit: 'ms', by: 'ratio' },
  idle: { what: 'memory, idle', unit: 'MiB', by: 'difference', target: 15 },
};

export function figuresOfLoad(on: PlatformName, pairs: readonly LoadPair[]): Figure[] {
  return entries(loadFigures).map(([key, kind]) => {
    const of = (seat: keyof LoadPair): number[] => pairs.map((pair) => pair[seat][key]);
    const noise = compare(kind.by, of('twin'), of('bare'));
    return { on, ...figure(kind, of('parley'), of('bare')), noise };
  });
}

export function figuresOfStarts(pairs: readonly StartPair[]): Figure[] {
  return entries(startFigures).map(([key, kind]) => {
    const of = (seat: keyof StartPair): number[] => pairs.map((pair) => pair[seat][key]);
    return { on: 'both', ...figure(kind, of('parley'), of('bare')) };
  });
}

const entries = <K extends string>(kinds: Readonly<Record<K, Kind>>): [K, Kind][] =>
  Object.entries(kinds) as [K, Kind][];

function figure(
  kind: Kind,
  parley: readonly number[],
  bare: readonly number[],
): Omit<Figure, 'on' | 'noise'> {
  return { ...kind, parley: median(parley), bare: median(bare), compared: compare(kind.by, parley, bare) };
}

function compare(by: Figure['by'], ours: readonly number[], theirs: readonly number[]): Estimate {
  return estimate(
    ours.map((each, pair) => (by === 'ratio' ? each / (theirs[pair] ?? 0) : each - (theirs[pair] ?? 0))),
  );
}
