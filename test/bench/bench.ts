import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyTemplate } from '../store/template.ts';
import { measureCrowd } from './crowd.ts';
import { type Figure, figuresOfLoad, figuresOfStarts, type Unanswered, unansweredOfLoad } from './figures.ts';
import { measureLoad, type Plan } from './load.ts';
import type { PlatformName } from './platforms.ts';
import { measurePractice, type PracticePlan } from './practice.ts';
import { machine, type Results } from './report.ts';
import { benchSearch } from './search.ts';
import { measureStarts } from './start.ts';

interface BenchPlan extends Plan {
  readonly practice: PracticePlan;
}

export const FULL: BenchPlan = {
  pairs: 12,
  warmUp: 2_000,
  commands: 400,
  settleMs: 1_000,
  members: 1_000,
  seconds: 60,
  practice: { few: 10, many: 1_000, seated: 200, warmUp: 3, rounds: 12 },
};
export const QUICK: BenchPlan = {
  ...{ pairs: 2, warmUp: 50, commands: 50, settleMs: 200, members: 40, seconds: 4 },
  practice: { few: 2, many: 20, seated: 20, warmUp: 1, rounds: 2 },
};

type Tell = (what: string) => void;

const all: readonly PlatformName[] = ['discord', 'slack', 'slack-http'];

/** Everything, one thing after the other; `tell` hears what comes next. */
export async function runBench(plan: BenchPlan, tell: Tell): Promise<Results> {
  const measured = await measurePrograms(plan, tell);
  tell('a crowd');
  const crowd = await inEmptyFolder((cwd) => measureCrowd(plan.members, plan.seconds, cwd));
  tell('practice sessions');
  const practice = await measurePractice(plan.practice);
  tell('search');
  const search = await benchSearch();
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    plan,
    ...measured,
    crowd,
    practice,
    search,
  };
}

interface Measured {
  readonly figures: readonly Figure[];
  readonly unanswered: readonly Unanswered[];
}

/** Parley beside the bare clients: starting, and under load on each platform. */
export async function measurePrograms(plan: Plan, tell: Tell = () => {}, platforms = all): Promise<Measured> {
  return inEmptyFolder(async (cwd) => {
    tell('starting');
    const unanswered: Unanswered[] = [];
    const figures = figuresOfStarts(await measureStarts(plan.pairs, plan.settleMs, cwd));
    for (const name of platforms) {
      tell(`load on ${name}`);
      const pairs = await measureLoad(name, plan, cwd);
      figures.push(...figuresOfLoad(name, pairs));
      unanswered.push(unansweredOfLoad(name, pairs));
    }
    return { figures, unanswered };
  });
}

/** The programs run in an empty folder: a `.env` of the project must not connect them to a real platform. */
async function inEmptyFolder<T>(measure: (cwd: string) => Promise<T>): Promise<T> {
  const cwd = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  try {
    // So that no first set-up is measured.
    await copyTemplate(join(cwd, 'data'));
    return await measure(cwd);
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
