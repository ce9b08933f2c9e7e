import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, figuresOfLoad, figuresOfStarts } from './figures.ts';
import { measureLoad, type Plan } from './load.ts';
import type { PlatformName } from './platforms.ts';
import { machine, type Results } from './report.ts';
import { benchSearch } from './search.ts';
import { measureStarts } from './start.ts';

export const FULL: Plan = { pairs: 12, warmUp: 2_000, commands: 400, settleMs: 1_000 };
export const QUICK: Plan = { pairs: 2, warmUp: 50, commands: 50, settleMs: 200 };

type Tell = (what: string) => void;

const platforms: readonly PlatformName[] = ['discord', 'slack', 'slack-http'];

/** Everything, one thing after the other; `tell` hears what comes next. */
export async function runBench(plan: Plan, tell: Tell): Promise<Results> {
  const figures = await measurePrograms(plan, tell);
  tell('search');
  const search = await benchSearch();
  return { date: new Date().toISOString().slice(0, 10), machine: machine(), plan, figures, search };
}

/** Parley beside the bare clients: starting, and under load on each platform. */
export async function measurePrograms(plan: Plan, tell: Tell = () => {}): Promise<Figure[]> {
  // The programs run in an empty folder: a `.env` of the project must not connect them to a real platform.
  const cwd = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  try {
    tell('starting');
    const figures = figuresOfStarts(await measureStarts(plan.pairs, plan.settleMs, cwd));
    for (const name of platforms) {
      tell(`load on ${name}`);
      figures.push(...figuresOfLoad(name, await measureLoad(name, plan, cwd)));
    }
    return figures;
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
