import type { Clock } from './clock.ts';
import type { Command } from './command.ts';
import type { Outgoing } from './outgoing.ts';
import type { Request, Who } from './request.ts';

/**
 * What the commands work with, one entry a subject. Empty here: each command file adds the subject that it uses
 * (`declare module`), so that this layer knows none of them.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging in the command files
export interface Services {}

/** What every run gets beside its own options, state or values. */
export interface Context extends Outgoing {
  readonly request: Request;
  readonly services: Services;
  readonly clock: Clock;
  /** Who asks. Rejects with a UserError where they belong to no community, or have to say to which. */
  who(): Promise<Who>;
  /** All commands there are, for help. */
  readonly commands: readonly Command[];
}
