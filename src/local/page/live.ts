import type { LocalDiscord } from '../discord/start.ts';
import type { Call } from '../shared/human.ts';
import { fields, list, text } from '../shared/json.ts';
import type { LocalSlackClient } from '../slack/start.ts';
import { FAULTS, faultsOnOffer } from './faults.ts';
import type { Shown } from './server.ts';
import {
  type CallLine,
  type ClockMove,
  type ClockState,
  type Ledger,
  SIDES,
  type Side,
  type TourStep,
} from './wire.ts';

/** The two platforms, and what else the page shows of the program that is connected to them. */
export interface Stage {
  readonly slack: LocalSlackClient;
  readonly discord: LocalDiscord;
  /** Who one is to begin with, by name. */
  readonly first: Readonly<Record<Side, string>>;
  readonly tour: readonly TourStep[];
  /** Resolves once the app is there to answer: what a member does waits for it. */
  readonly ready: Promise<unknown>;
  clock(): Promise<ClockState>;
  /** Begins to move the clock; rejects with a sentence where it cannot go there. */
  move(to: ClockMove): Promise<void>;
  /** What the app still has to send. */
  waiting(): Promise<Ledger['waiting']>;
}

/** What a page may do as a member: all else that the local platforms can do is not for it. */
const ACTS: {
  readonly slack: readonly (keyof LocalSlackClient)[];
  readonly discord: readonly (keyof LocalDiscord)[];
} = {
  slack: [
    ...(['slash', 'say', 'offers', 'openHome', 'click', 'select', 'submit', 'close'] as const),
    ...(['suggest', 'shortcut', 'dismiss'] as const),
  ],
  discord: [
    ...(['slash', 'complete', 'say', 'offers', 'click', 'select', 'submit', 'closeForm'] as const),
    ...(['shortcut', 'dismiss'] as const),
  ],
};

/** Where a platform has the files of messages: nothing else of it is handed on. */
const FILES: Readonly<Record<Side, string>> = { slack: 'files', discord: 'attachments' };

/** Calls shown of each platform. */
const CALLS = 30;

export function liveRoutes(stage: Stage): Shown {
  const sides = { slack: stage.slack, discord: stage.discord };
  const each = async <Value>(ask: (side: Side) => Promise<Value>): Promise<Record<Side, Value>> => {
    const [slack, discord] = await Promise.all(SIDES.map(ask));
    return { slack: slack!, discord: discord! };
  };

  return {
    get: {
      start: async () => ({
        mode: 'live',
        members: { slack: sides.slack.members, discord: sides.discord.members },
        places: { slack: sides.slack.conversations, discord: sides.discord.conversations },
        first: stage.first,
        tour: stage.tour,
      }),
      screen: async (query) =>
        sides[sideOf(query.get('side'))].screen(query.get('member') ?? '', query.get('place') ?? undefined),
      clock: () => stage.clock(),
      ledger: async (): Promise<Ledger> => ({
        posts: await each(async (side) => counted(await sides[side].posts())),
        waiting: [...(await stage.waiting())],
      }),
      calls: async (): Promise<CallLine[]> => {
        const { slack, discord } = await each(async (side) =>
          (await sides[side].calls())
            .filter(({ method }) => method !== 'ack')
            .slice(-CALLS)
            .map((call) => lineOf(side, call)),
        );
        return [...slack, ...discord].toSorted((a, b) => b.at - a.at).slice(0, CALLS);
      },
      faults: async () => faultsOnOffer(),
    },
    post: {
      act: async (body) => {
        const { side, act, args } = fields(body);
        const at = sideOf(side);
        const name = ACTS[at].find((known) => known === act);
        if (name === undefined) throw new Error('a member cannot do that here');
        if (name !== 'offers') await stage.ready;
        const platform = sides[at] as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
        return platform[name]!(...list(args));
      },
      fault: async (body) => {
        const { side, id } = fields(body);
        if (id === undefined) return void (await each((at) => sides[at].clearFaults()));
        const fault = FAULTS[sideOf(side)].find((known) => known.id === id)?.fault;
        if (fault === undefined) throw new Error('there is no such fault');
        await (sides[sideOf(side)].fault as (given: unknown) => Promise<void>)(fault);
      },
      clock: async (body) => stage.move(moveIn(body)),
      usage: async (body) => {
        const { side, kind, payload } = fields(body);
        const usage = {
          slack: () => import('../slack/usage.ts'),
          discord: () => import('../discord/usage.ts'),
        };
        return sideOf(side) === 'slack'
          ? (await usage.slack()).usageOf(payload, kind === 'view' ? 'view' : 'message')
          : (await usage.discord()).usageOf(payload, kind === 'view' ? 'modal' : 'message');
      },
    },
    file: async (path) => {
      const [, name, folder, ...rest] = path.split('/');
      const side = SIDES.find((known) => known === name);
      if (side === undefined || folder !== FILES[side]) return undefined;
      return fetch(`${sides[side].url}/${folder}/${rest.join('/')}`);
    },
  };
}

function sideOf(value: unknown): Side {
  const side = SIDES.find((known) => known === value);
  if (side === undefined) throw new Error(`there is no platform ${text(value)} here`);
  return side;
}

function moveIn(body: unknown): ClockMove {
  const { kind, minutes, at, says } = fields(body);
  if (kind === 'by' && typeof minutes === 'number') return { kind, minutes };
  if (kind === 'to' && typeof at === 'number') return { kind, at };
  if (kind === 'next' && says === undefined) return { kind };
  if (kind === 'next' && typeof says === 'string') return { kind, says };
  throw new Error('a clock cannot be moved like that');
}

/** How many posts there are, and how many of them stand more than once. */
function counted(posts: readonly { readonly place: string; readonly content: string }[]): {
  count: number;
  twice: number;
} {
  const different = new Set(posts.map(({ place, content }) => `${place} ${content}`));
  return { count: posts.length, twice: posts.length - different.size };
}

/** A call in one line; long secrets in a path are shortened. */
function lineOf(side: Side, { method, path, status, at, ...more }: Call): CallLine {
  const says = side === 'slack' ? method : `${method} ${path.replaceAll(/[\w-]{40,}/g, '…')}`;
  const { error } = fields(more);
  return { side, at, status, says, ...(typeof error === 'string' && { error }) };
}
