import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { copyTemplate } from '../store/template.ts';
import { type Estimate, estimate, median, percentile } from './statistics.ts';

export interface PracticeSettings {
  /** Sessions whose reminders wait for a later day. */
  readonly sessions: number;
  /** With a seat in each, all reminded at one instant. */
  readonly seated: number;
  /** Members in all. */
  readonly people: number;
  /** Of an empty database; without it the records are in `directory`. */
  readonly url?: string;
  readonly directory: string;
}

export type PracticeAsked = { readonly ask: 'remind' | 'join'; readonly seats: number };

/** What one session's reminders cost: from due until the last is sent. */
export interface Due {
  readonly wallMs: number;
  readonly cpuMs: number;
}

export interface Joined {
  /** From the first click to each answer, in ms. */
  readonly times: readonly number[];
  readonly cpuMs: number;
  readonly answered: number;
  readonly seated: number;
  readonly waiting: number;
  readonly persons: number;
}

export interface PracticePlan {
  readonly few: number;
  readonly many: number;
  readonly seated: number;
  /** Rounds before the first that counts. */
  readonly warmUp: number;
  readonly rounds: number;
}

/** The same session's reminders where few or many others wait. */
export interface Compared {
  readonly few: number;
  readonly many: number;
  readonly compared: Estimate;
}

export interface PracticeFigures {
  readonly home: 'embedded' | 'served';
  readonly plan: PracticePlan;
  readonly wall: Compared;
  readonly cpu: Compared;
  readonly joins: Omit<Joined, 'times'> & { readonly p50: number; readonly longest: number };
}

/** How many can take part where all members of a session press Join at once. */
export const SEATS = 6;

/** In the program's own folder, and on a server where BENCH_DATABASE_URL names one. */
export async function measurePractice(plan: PracticePlan): Promise<PracticeFigures[]> {
  const server = process.env.BENCH_DATABASE_URL;
  return [await measureAt(plan), ...(server ? [await measureAt(plan, server)] : [])];
}

async function measureAt(plan: PracticePlan, server?: string): Promise<PracticeFigures> {
  const { seated, rounds, warmUp } = plan;
  // Both have the same members: the sessions alone differ.
  const people = seated * 10;
  const programs = await Promise.all(
    [plan.few, plan.many].map((sessions) => start({ sessions, seated, people }, server)),
  );
  const [few, many] = programs as [Program, Program];
  try {
    const costs: { few: Due; many: Due }[] = [];
    for (let round = 0; round < warmUp + rounds; round++) {
      const cost = {} as { few: Due; many: Due };
      const order = [['few', few] as const, ['many', many] as const];
      for (const [name, program] of round % 2 === 0 ? order : order.toReversed()) {
        cost[name] = await program.ask<Due>('remind');
      }
      if (round >= warmUp) costs.push(cost);
    }
    const compare = (key: keyof Due): Compared => ({
      few: median(costs.map((cost) => cost.few[key])),
      many: median(costs.map((cost) => cost.many[key])),
      compared: estimate(costs.map((cost) => cost.many[key] / cost.few[key])),
    });
    const { times, ...joined } = await few.ask<Joined>('join');
    return {
      home: server ? 'served' : 'embedded',
      plan,
      wall: compare('wallMs'),
      cpu: compare('cpuMs'),
      joins: { ...joined, p50: percentile(times, 0.5), longest: Math.max(...times) },
    };
  } finally {
    await Promise.all(programs.map((program) => program.stop()));
  }
}

interface Program {
  ask<Answer>(what: PracticeAsked['ask']): Promise<Answer>;
  stop(): Promise<void>;
}

/** A process with records of its own, once all its sessions are there. */
async function start(
  settings: Omit<PracticeSettings, 'url' | 'directory'>,
  server: string | undefined,
): Promise<Program> {
  const records = await newRecords(server);
  const given = JSON.stringify({ ...settings, ...records.place } satisfies PracticeSettings);
  const program = fileURLToPath(new URL('practice-program.ts', import.meta.url));
  const child = spawn(process.execPath, [program, given], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the program with the sessions ended with ${code}`);
  });
  ended.catch(() => {});
  async function answer<Answer>(): Promise<Answer> {
    const [{ value, error }] = await Promise.race([once(child, 'message'), ended]);
    if (error !== undefined) throw new Error(error);
    return value;
  }
  async function stop(): Promise<void> {
    const gone = ended.catch(() => {});
    child.kill('SIGKILL');
    await gone;
    await records.remove();
  }
  try {
    await answer();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    async ask(what) {
      const answered = answer();
      child.send({ ask: what, seats: SEATS } satisfies PracticeAsked);
      return answered as Promise<never>;
    },
    stop,
  };
}

/** New records: in a folder, or in a database beside the one that is named. */
async function newRecords(server: string | undefined) {
  const directory = await mkdtemp(join(tmpdir(), 'parley-practice-'));
  const remove = (): Promise<void> => rm(directory, { recursive: true });
  if (server === undefined) {
    await copyTemplate(directory);
    return { place: { directory }, remove };
  }
  const name = `parley_bench_${randomUUID().replaceAll('-', '')}`;
  await run(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    place: { directory, url: url.href },
    async remove() {
      await run(server, `drop database ${name} with (force)`);
      await remove();
    },
  };
}

async function run(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
