import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { OperatorError } from '../chat/adapter.ts';
import type { Log } from '../chat/failure.ts';
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
    const patient = homeOf(makePool(driver, url, false), driver, log);
    try {
      await checkVersion(patient);
      await prepare(patient);
      return homeOf(makePool(driver, url, true), driver, log);
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

function homeOf(pool: Pool, { types }: typeof pg, log: Log): Home {
  const watch = createWatch(log);
  const sessions = new WeakMap<PoolClient, Session>();
  // Without these, a connection that breaks while nobody waits for it would end the process.
  pool.on('error', (error) => void watch.told(error));
  pool.on('connect', (client) => client.on('error', (error) => void watch.told(error)));
  return {
    async connect() {
      try {
        const client = await pool.connect();
        watch.well();
        const session = sessions.get(client) ?? sessionOf(client, types, watch);
        sessions.set(client, session);
        return session;
      } catch (error) {
        throw watch.told(error);
      }
    },
    close: () => pool.end(),
  };
}

function sessionOf(client: PoolClient, types: typeof pg.types, watch: Watch): Session {
  let broken = false;
  async function ask<R>(asked: Promise<R>): Promise<R> {
    try {
      return await asked;
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

async function checkVersion(home: Home): Promise<void> {
  const session = await home.connect();
  try {
    const { rows } = await session.query<{ server_version_num: string }>('show server_version_num');
    const major = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
    if (major >= OLDEST) return;
    throw new OperatorError(
      `The PostgreSQL server in DATABASE_URL is version ${major}; Parley needs ${OLDEST} or later.`,
    );
  } finally {
    session.release();
  }
}

const CURES: readonly { readonly what: RegExp; readonly cure: string }[] = [
  {
    what: /^28P01$|SASL|password/i,
    cure: 'The database server refused the user or the password in DATABASE_URL. Correct them; a sign such as @ or / in a password is written %40 or %2F.',
  },
  {
    what: /^28000$/,
    cure: 'The database server does not let the user in DATABASE_URL in from here: see its pg_hba.conf; it may also want an encrypted connection (?sslmode=require at the end of DATABASE_URL).',
  },
  {
    what: /^3D000$/,
    cure: 'The database named in DATABASE_URL is not on that server. Create it (createdb NAME), or correct the name.',
  },
  {
    what: /^42501$/,
    cure: 'The user in DATABASE_URL may not make tables in that database. Make that user its owner (alter database NAME owner to USER).',
  },
  {
    what: /does not support SSL/,
    cure: 'The database server has no encrypted connections: take sslmode out of DATABASE_URL, or set it to disable.',
  },
  {
    what: /CERT|UNABLE_TO_VERIFY/,
    cure: 'The database server’s certificate is not trusted here. Name its authority in DATABASE_URL (&sslrootcert=FILE).',
  },
  {
    what: /^ERR_INVALID_URL$|^URI malformed$/,
    cure: 'DATABASE_URL cannot be read: it looks like postgres://user:password@host/database, with signs such as @ or / in the password written %40 or %2F.',
  },
];

/** What the operator can mend, in words that show nothing of the address; any other error as it is. */
function operatorError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof OperatorError) return error;
  const known = CURES.find(({ what }) => what.test(errorCode(error)) || what.test(error.message));
  return known ? new OperatorError(known.cure) : error;
}
