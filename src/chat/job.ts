import type { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Services } from './context.ts';
import type { Outgoing } from './outgoing.ts';

export interface JobContext<S extends z.ZodObject> extends Outgoing {
  readonly subject: z.output<S>;
  /** When it was to be done: now, or earlier where the program was down. */
  readonly due: Temporal.Instant;
  readonly services: Services;
  readonly clock: Clock;
}

/** Something done at an instant or by a timetable. It may be run again after a crash, so it must be safe to repeat. */
export interface Job<S extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly says?: string;
  readonly subject: S;
  /** How late it is still worth doing, in minutes; later than that it is skipped, and facilitators are told. */
  readonly lateWithin: number;
  run(context: JobContext<S>): Promise<void> | void;
}

interface JobSpec<S extends z.ZodObject> {
  /** `command.verb`, unique among all jobs. */
  readonly name: string;
  /** What falls due, for whoever looks at what comes next: `a reminder`. */
  readonly says?: string;
  /** Ids only. */
  readonly subject: S;
  readonly lateWithin: number;
  run(context: JobContext<NoInfer<S>>): Promise<void> | void;
}

export function defineJob<S extends z.ZodObject>(spec: JobSpec<S>): Job<S> {
  return spec;
}
