import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { createQueue } from '../../src/jobs/queue.ts';
import { schedulingClock } from '../../src/jobs/time.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { KeptLog } from '../kept-log.ts';

/** The PostgreSQL server on which tests may make databases; without it, the tests that need one skip by name. */
export const SERVER = process.env.TEST_DATABASE_URL;

const root = new URL('../../', import.meta.url).pathname;

/** A name for the records as the migrations make them now, so that a template of yesterday is not taken for it. */
async function version(): Promise<string> {
  const hash = createHash('sha256');
  const folder = join(root, 'src/store/migrations');
  for (const name of (await readdir(folder)).toSorted()) hash.update(await readFile(join(folder, name)));
  hash.update(await readFile(join(root, 'src/store/durable.ts')));
  for (const library of ['@electric-sql/pglite', 'pg-boss']) {
    hash.update(await readFile(join(root, 'node_modules', library, 'package.json')));
  }
  hash.update(await readFile(join(root, 'src/jobs/queue.ts')));
  return hash.digest('hex').slice(0, 12);
}

/** The job queue's own tables, which take a second to make. */
async function makeQueues(store: Store): Promise<void> {
  const queue = createQueue({ store, clock: schedulingClock, log: new KeptLog() });
  await queue.start();
  await queue.stop();
}

/** A folder with migrated records in it, made once and kept: the first boot takes seconds. */
export async function embeddedTemplate(): Promise<string> {
  const folder = join(root, 'node_modules/.cache/parley', await version());
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${randomUUID()}`;
  await mkdir(unfinished, { recursive: true });
  const store = openStore({ directory: unfinished, log: new KeptLog() });
  await store.ready;
  await makeQueues(store);
  await store.close();
  // Where two made it at once, the first one's stays.
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true }));
  return folder;
}

/** A folder of its own with migrated records. */
export async function copyTemplate(to: string): Promise<void> {
  await cp(await embeddedTemplate(), to, { recursive: true });
}

/** The address of a database on the tests' server. */
export function databaseUrl(name: string): string {
  const url = new URL(SERVER ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs one statement on the tests' server itself. */
export async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: SERVER });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The name of a migrated database to copy, made once a server. */
export async function servedTemplate(): Promise<string> {
  const name = `parley_template_${await version()}`;
  const client = new Client({ connectionString: SERVER });
  await client.connect();
  try {
    // Held until the connection ends: others wait for the template to be whole.
    await client.query('select pg_advisory_lock(7275)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      const unfinished = `parley_${randomUUID().replaceAll('-', '')}`;
      await client.query(`create database ${unfinished}`);
      const store = openStore({ url: databaseUrl(unfinished), directory: '', log: new KeptLog() });
      await store.ready;
      await makeQueues(store);
      await store.close();
      await client.query(`alter database ${unfinished} rename to ${name}`);
    }
  } finally {
    await client.end();
  }
  return name;
}
