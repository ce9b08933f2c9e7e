import type { Changes } from '../shared/changes.ts';
import type { Clocks } from '../shared/clock.ts';
import type { Fields } from '../shared/json.ts';
import type { Gateway } from './gateway.ts';
import type { Interactions } from './interactions.ts';
import type { Messages, Upload } from './messages.ts';
import type { World } from './world.ts';

/** What the routes work with. */
export interface Discord {
  world: World;
  gateway: Gateway;
  messages: Messages;
  interactions: Interactions;
  clocks: Clocks;
  /** Tells those who watch that something visible has changed. */
  changes: Changes;
  /** `http://127.0.0.1:PORT` */
  base: string;
}

/** One request of the bot, already read. */
export interface Ask {
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  /** The body, if it is an object. */
  fields: Fields;
  uploads: readonly Upload[];
}

export interface Answer {
  status: number;
  body?: unknown;
}

export interface Route {
  method: string;
  /** `:name` stands for any one segment. */
  path: string;
  /** Needs no bot token, and does not count towards the global limit. */
  open?: boolean;
  /** Requests per milliseconds for each value of the path's parameters named here. */
  limit?: { requests: number; ms: number; by: string };
  answer(ask: Ask, discord: Discord): Answer;
}

interface Matched {
  route: Route;
  params: Record<string, string>;
}

/** Finds the route of a request; the path alone may be known with other methods. */
export function matchRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): Matched | 'method' | undefined {
  const steps = path.split('/');
  let known = false;
  for (const route of routes) {
    const params = paramsOf(route.path.split('/'), steps);
    if (params === undefined) continue;
    if (route.method === method) return { route, params };
    known = true;
  }
  return known ? 'method' : undefined;
}

function paramsOf(pattern: readonly string[], steps: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== steps.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, want] of pattern.entries()) {
    const step = steps[index]!;
    if (want.startsWith(':')) params[want.slice(1)] = step;
    else if (want !== step) return undefined;
  }
  return params;
}
