import { setTimeout as pause } from 'node:timers/promises';
import { median, percentile } from '../bench/statistics.ts';
import type { Sent } from './asks.ts';
import { type Platforms, startPlatforms } from './platforms.ts';
import { type Home, newRecords, type Sender, startSender } from './senders.ts';

/** In ms, from due to received. */
interface Spread {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Many due at the same instant. */
interface Rush extends Spread {
  /** The longest that the sender's event loop stood still meanwhile, in ms. */
  readonly stallMs: number;
  /** Processor time of the sender, from shortly before it was due until all were settled, in ms. */
  readonly cpuMs: number;
}

export interface Lateness {
  readonly kind: 'lateness';
  readonly home: Home;
  /** Deliveries that wait for a later day meanwhile. */
  readonly pending: number;
  readonly rushOf: number;
  readonly alone: Spread;
  /** One after another: the first one finds a process that has hardly sent anything. */
  readonly rushes: readonly Rush[];
  /** Resident memory of the sender before it had sent anything, in MiB. */
  readonly idleMiB: number;
}

export interface LatenessSize {
  readonly alone: number;
  readonly rushes: number;
  readonly rushOf: number;
  readonly pending: number;
}

/** How late deliveries are where no limit holds them up. */
export async function measureLateness(home: Home, size: LatenessSize): Promise<Lateness> {
  const [platforms, records] = await Promise.all([
    startPlatforms({ channels: 50, members: 100 }),
    newRecords(home),
  ]);
  const sender = startSender({
    ...{ ...records.place, ...platforms.settings, limits: {}, words: 'Delivery' },
    ...{ settling: true, logLevel: 'warn' },
  });
  try {
    await sender.started;
    const { community, spaces } = platforms.places;
    await sender.place(platforms.places);
    await pause(2_000);
    const idleMiB = await sender.memory();
    if (size.pending > 0) await sender.later({ community, space: spaces[0]!, count: size.pending });
    const run = new Run(platforms, sender);
    // Direct conversations are opened once, before any time is taken.
    await run.rush(2 * platforms.recipients.slack.length);
    const alone: number[] = [];
    for (let n = 0; n < size.alone; n++) alone.push(...(await run.due(1)).late);
    const rushes: Rush[] = [];
    for (let n = 0; n < size.rushes; n++) rushes.push(await run.rush(size.rushOf));
    const { pending, rushOf } = size;
    return { kind: 'lateness', home, pending, rushOf, alone: spreadOf(alone), rushes, idleMiB };
  } finally {
    await sender.kill();
    await platforms.stop();
    await records.remove();
  }
}

export const medianP99 = ({ rushes }: Lateness): number => median(rushes.map(({ p99 }) => p99));

class Run {
  readonly #platforms: Platforms;
  readonly #sender: Sender;
  #count = 0;

  constructor(platforms: Platforms, sender: Sender) {
    this.#platforms = platforms;
    this.#sender = sender;
  }

  async rush(count: number): Promise<Rush> {
    const { late, stallMs, cpuMs } = await this.due(count);
    return { ...spreadOf(late), stallMs, cpuMs };
  }

  /** Has so many due at one instant; how late each was received, in ms. */
  async due(count: number): Promise<{ late: number[]; stallMs: number; cpuMs: number }> {
    const { places, recipients } = this.#platforms;
    const all = recipients.discord.flatMap((each, at) => [each, recipients.slack[at]!]);
    // They must all be written before: as slow as this, and slower on a busy machine.
    for (let each = 8; ; each *= 2) {
      const numbers = Array.from({ length: count }, (_, at) => this.#count + at);
      this.#count += count;
      const due = Math.ceil(Date.now() + 500 + each * count + Math.random() * 200);
      const at = Temporal.Instant.fromEpochMilliseconds(due).toString();
      const wishes = numbers.map((n): Sent => {
        return { n, community: places.community, to: all[n % all.length]!, due: at };
      });
      await this.#platforms.clearCalls();
      await this.#sender.send(wishes);
      const early = due - Date.now();
      if (early > 200) await pause(early - 200);
      await this.#sender.watch();
      // Seldom, since to be asked costs the sender time.
      do await pause(count > 1 ? 500 : 50);
      while ((await this.#sender.open()) > 0);
      if (early < 250) continue;
      const { stallMs, cpuMs } = await this.#sender.watched();
      const received = await this.#platforms.received();
      const late = numbers.map((n) => (received.get(n) ?? Number.NaN) - due);
      if (late.some(Number.isNaN)) throw new Error('a delivery is settled that was never received');
      return { late, stallMs, cpuMs };
    }
  }
}

function spreadOf(late: readonly number[]): Spread {
  return { p50: median(late), p99: percentile(late, 0.99), max: Math.max(...late) };
}
