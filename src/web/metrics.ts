import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the program tells about itself as it goes. */
export interface Meter {
  /** A command, click or form was answered. `ms`: from its arrival to the reply that is handed to the platform. */
  answered(event: {
    readonly platform: string;
    readonly kind: string;
    readonly failed: boolean;
    readonly ms: number;
  }): void;
  /** A delivery came to its end. `latenessMs`: after it was due; undefined where it was not sent. */
  settled(event: { readonly platform: string; readonly state: string; readonly latenessMs?: number }): void;
  reconnected(platform: string): void;
}

/** What is read when the figures are asked for. */
export interface Readings {
  /** Deliveries by state. */
  deliveries(): Promise<Readonly<Record<string, number>>>;
  /** Waiting wakes by queue. */
  depth(): Promise<Readonly<Record<string, number>>>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800];

/** Figures for Prometheus; times in seconds. */
export function createMetrics(readings: Readings): Meter & { text(): Promise<string> } {
  const registry = new Registry();
  const registers = [registry];
  const answers = new Histogram({
    name: 'parley_answer_seconds',
    help: 'From the arrival of a command, click or form to its reply.',
    labelNames: ['platform', 'kind', 'failed'],
    buckets: SECONDS.slice(0, 10),
    registers,
  });
  const settled = new Counter({
    name: 'parley_deliveries_settled_total',
    help: 'Deliveries that came to their end here.',
    labelNames: ['platform', 'state'],
    registers,
  });
  const lateness = new Histogram({
    name: 'parley_delivery_lateness_seconds',
    help: 'From when a delivery was due to when the platform took it.',
    labelNames: ['platform'],
    buckets: SECONDS,
    registers,
  });
  const reconnects = new Counter({
    name: 'parley_reconnects_total',
    help: 'Connections to a platform that were made anew.',
    labelNames: ['platform'],
    registers,
  });
  new Gauge({
    name: 'parley_deliveries',
    help: 'Deliveries in the store, by state.',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      for (const [state, count] of Object.entries(await readings.deliveries())) this.set({ state }, count);
    },
  });
  new Gauge({
    name: 'parley_queue_depth',
    help: 'Wakes that wait, by queue.',
    labelNames: ['queue'],
    registers,
    async collect() {
      this.reset();
      for (const [queue, count] of Object.entries(await readings.depth())) this.set({ queue }, count);
    },
  });
  new Gauge({
    name: 'parley_resident_memory_bytes',
    help: 'Memory of this process.',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  return {
    answered: ({ platform, kind, failed, ms }) =>
      answers.observe({ platform, kind, failed: String(failed) }, ms / 1_000),
    settled({ platform, state, latenessMs }) {
      settled.inc({ platform, state });
      if (latenessMs !== undefined) lateness.observe({ platform }, Math.max(0, latenessMs) / 1_000);
    },
    reconnected: (platform) => reconnects.inc({ platform }),
    text: () => registry.metrics(),
  };
}
