import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { OperatorError } from '../chat/adapter.ts';
import type { Log } from '../chat/failure.ts';
import { cureOf, NO_RIGHTS, operatorError } from './refusal.ts';
import { type Home, SESSION, type Session } from './session.ts';
import { createWatch, errorCode, isUnreachable, type Watch } from './unreachable.ts';
import { READERS } from './values.ts';

const OLDEST = 15;
/** Milliseconds: for a connection, for a statement on the server, and for its answer to be read. */
const LIMITS = { connection: 3_000, statement: 15_000, answer: 20_000 };
const RETRY = { first: 1_000, last: 30_000 };

/**
 * PostgreSQL on a server: tried until it is reached (or `stop` says no more), then made ready by `prepare`, which may
 * take its time. Rejects with an OperatorError where trying again would not help.
 */
export async function openServed(
  url: string,
  log: Log,
  prepare: (home: Home) => Promise<void>,
  stop: AbortSignal,
): Promise<Home> {
  // Loaded only where it is used: without a server it would be memory for nothing.
  const { default: driver } = await import('pg');
  for (let wait = RETRY.first; ; wait = Math.min(wait * 2, RETRY.last)) {
    const patient = homeOf(makePool(driver, url, false), driver, createWatch(log), false);
    try {
      await checkServer(patient);
      await prepare(patient);
      return homeOf(makePool(driver, url, true), driver, createWatch(log), true);
    } catch (error) {
      if (!isUnreachable(error) || stop.aborted) throw operatorError(error);
      log.warn({ again: wait }, 'the database cannot be reached yet (DATABASE_URL); it is tried again');
    } finally {
      await patient.close();
    }
    await pause(wait * (0.75 + Math.random() / 2), undefined, { signal: stop });
  }
}

function makePool({ Pool, types }: typeof pg, url: string, hurried: boolean): Pool {
  // Not what its types say.
  const lists = types.arrayParser as unknown as {
    create(text: string, read: (text: string) => unknown): { parse(): unknown[] };
  };
  const readers = new Map<number, (text: string) => unknown>(
    READERS.flatMap(({ type, list, read }): [number, (text: string) => unknown][] => [
      [type, read],
      [list, (text) => lists.create(text, read).parse()],
    ]),
  );
  return new Pool({
    connectionString: url,
    max: 10,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: LIMITS.connection,
    ...(hurried ? { query_timeout: LIMITS.answer } : {}),
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'parley',
    types: {
      getTypeParser: (type: number) => readers.get(type) ?? types.getTypeParser(type, 'text'),
    },
    onConnect: (client) =>
      client.query(`${SESSION}; set statement_timeout to ${hurried ? LIMITS.statement : 0}`),
  });
}

/** With `running`, a server that refuses what it let in before is only out of reach: its operator may mend that. */
function homeOf(pool: Pool, { types }: typeof pg, watch: Watch, running: boolean): Home {
  const sessions = new WeakMap<PoolClient, Session>();
  // Without these, a connection that breaks while nobody waits for it would end the process.
  pool.on('error', (error) => void watch.told(error));
  pool.on('connect', (client) => client.on('error', (error) => void watch.told(error)));
  return {
    async connect() {
      try {
        const client = await pool.connect();
        const session = sessions.get(client) ?? sessionOf(client, types, watch);
        sessions.set(client, session);
        return session;
      } catch (error) {
        const told = watch.told(error);
        const cure = running && told === error ? cureOf(error) : undefined;
        throw cure === undefined ? told : watch.refused(cure, errorCode(error));
      }
    },
    close: () => pool.end(),
  };
}

function sessionOf(client: PoolClient, types: typeof pg.types, watch: Watch): Session {
  let broken = false;
  async function ask<R>(asked: Promise<R>): Promise<R> {
    try {
      const answer = await asked;
      watch.well();
      return answer;
    } catch (error) {
      const told = watch.told(error);
      broken ||= told !== error;
      throw told;
    }
  }
  return {
    query: (text: string, values: readonly unknown[] = []) => ask(client.query(text, [...values])) as never,
    async raw(text, values = []) {
      const result: QueryResult | QueryResult[] = await ask(
        client.query({ text, values: [...values], types }),
      );
      return { rows: [result].flat().flatMap(({ rows }) => rows) };
    },
    release: (discard = false) => client.release(discard || broken),
  };
}

/** Throws an OperatorError for what would fail only half-way. */
async function checkServer(home: Home): Promise<void> {
  const session = await home.connect();
  try {
    const { rows } = await session.query<{ version: number; queue: boolean }>(
      `select current_setting('server_version_num')::int / 10000 as version,
        to_regnamespace('pgboss') is not null or has_database_privilege(current_database(), 'create') as queue`,
    );
    const [{ version, queue } = { version: 0, queue: false }] = rows;
    if (version < OLDEST)
      throw new OperatorError(
        `The PostgreSQL server in DATABASE_URL is version ${version}; Parley needs ${OLDEST} or later.`,
      );
    // The job queue keeps its tables in a schema of its own, which it makes after ours.
    if (!queue) throw new OperatorError(NO_RIGHTS);
  } finally {
    session.release();
  }
}
