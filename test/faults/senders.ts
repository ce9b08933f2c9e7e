import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyTemplate, databaseUrl, onServer, servedTemplate } from '../store/template.ts';
import type { Asks, SenderSettings } from './asks.ts';

const PROGRAM = fileURLToPath(new URL('sender.ts', import.meta.url));
const CACHE = fileURLToPath(new URL('../../src/cache.mjs', import.meta.url));

type Answer =
  | { readonly id: number; readonly value?: unknown; readonly error?: string }
  | { readonly opened: number }
  | { readonly started: true };

/** A running sender. What it is asked rejects once it has ended. */
export interface Sender extends Asks {
  /** When its store was open: how many deliveries were being sent then. Undefined where it was killed before. */
  readonly opened: Promise<number | undefined>;
  /** Resolves once it sends; rejects where it ended before. */
  readonly started: Promise<void>;
  /** All that it logged so far. */
  logged(): string;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

export function startSender(settings: SenderSettings): Sender {
  const given = ['--max-semi-space-size=8', '--import', CACHE, PROGRAM, JSON.stringify(settings)];
  const child = spawn(process.execPath, given, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  }
  const asked = new Map<number, PromiseWithResolvers<unknown>>();
  const opened = Promise.withResolvers<number | undefined>();
  const started = Promise.withResolvers<void>();
  // Whoever waits for it is told; a killed one is not waited for.
  started.promise.catch(() => {});
  child.on('message', (answer: Answer) => {
    if ('opened' in answer) opened.resolve(answer.opened);
    else if ('started' in answer) started.resolve();
    else if (answer.error === undefined) asked.get(answer.id)?.resolve(answer.value);
    else asked.get(answer.id)?.reject(new Error(answer.error));
  });
  child.once('exit', (code, signal) => {
    const ended = new Error(`the sender ended with ${code ?? signal}:\n${said.slice(-4_000)}`);
    opened.resolve(undefined);
    started.reject(ended);
    for (const { reject } of asked.values()) reject(ended);
  });
  const ask = (name: keyof Asks) => (what?: unknown) => {
    const answered = Promise.withResolvers<unknown>();
    const id = asked.size;
    asked.set(id, answered);
    child.send({ id, ask: name, given: what }, (error) => error && answered.reject(error));
    return answered.promise;
  };
  const names: readonly (keyof Asks)[] = [
    ...(['place', 'send', 'later', 'rows', 'open', 'records', 'watch', 'watched', 'memory', 'stop'] as const),
  ];
  return {
    ...(Object.fromEntries(names.map((name) => [name, ask(name)])) as unknown as Asks),
    opened: opened.promise,
    started: started.promise,
    logged: () => said,
    async kill() {
      if (ended(child)) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

const ended = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

export type Home = 'embedded' | 'served';

export interface Records {
  /** Where they are, as a sender is told. */
  readonly place: Pick<SenderSettings, 'url' | 'directory'>;
  remove(): Promise<void>;
}

/** New records, migrated and empty. */
export async function newRecords(home: Home): Promise<Records> {
  const directory = await mkdtemp(join(tmpdir(), 'parley-faults-'));
  const remove = (): Promise<void> => rm(directory, { recursive: true });
  if (home === 'embedded') {
    await copyTemplate(directory);
    return { place: { directory }, remove };
  }
  const name = `parley_faults_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name} template ${await servedTemplate()}`);
  return {
    place: { directory, url: databaseUrl(name) },
    async remove() {
      await onServer(`drop database ${name} with (force)`);
      await remove();
    },
  };
}
