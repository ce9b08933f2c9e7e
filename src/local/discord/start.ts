import { callLocal } from '../shared/http.ts';
import { startProcess } from '../shared/process.ts';
import {
  CONTROLS,
  type GuildIds,
  HAND_ACTS,
  type Human,
  type Platform,
  READINGS,
  SCREEN_ACTS,
} from './human.ts';

/** What the process says when it listens. */
export interface Ready extends GuildIds {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** `http://127.0.0.1:PORT/api`, for discord.js's `rest.api`. */
  apiUrl: string;
  token: string;
  applicationId: string;
  /** Member ids by name: "Member", "Second member", "Facilitator", "Administrator". */
  members: Record<string, string>;
}

/** A running local Discord: the members' hands, and control of the platform. */
export interface LocalDiscord extends Ready, Human, Platform {
  stop(): Promise<void>;
}

type Methods = Human & Platform;

/**
 * Starts a Discord on loopback in a process of its own.
 * `port` is any free one unless told; `heartbeatMs` is the interval that the gateway asks for (41,250);
 * `rateLimits` counts the bot's requests as Discord does (no unless told, so that tests need not wait).
 */
export async function startLocalDiscord(
  options: { port?: number; heartbeatMs?: number; rateLimits?: boolean } = {},
): Promise<LocalDiscord> {
  const flags = ['--port', String(options.port ?? 0)];
  if (options.heartbeatMs !== undefined) flags.push('--heartbeat', String(options.heartbeatMs));
  if (options.rateLimits) flags.push('--rate-limits');
  const child = await startProcess<Ready>(new URL('main.ts', import.meta.url), flags);
  const names: readonly (keyof Methods)[] = [...HAND_ACTS, ...SCREEN_ACTS, ...READINGS, ...CONTROLS];
  const methods = Object.fromEntries(
    names.map((name) => [
      name,
      (...given: unknown[]) => callLocal(`${child.ready.url}/_local/${name}`, given),
    ]),
  ) as unknown as Methods;
  return { ...child.ready, ...methods, stop: child.stop };
}
