import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, PostgresDialect, type PostgresPoolClient, sql, type Transaction } from 'kysely';
import { describeError, type Log } from '../chat/failure.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import type { Home, Session } from './session.ts';
import { type Store, StoreUnreachable } from './store.ts';

export interface StoreSettings {
  /** A PostgreSQL server; without it, the records are in `directory`. */
  readonly url?: string;
  readonly directory: string;
  readonly log: Log;
}

/** A transaction under way, in the asynchronous context of whoever began it. */
interface Scope {
  session?: Session;
  db?: Transaction<Database>;
  ended: boolean;
  /** Why a part of it that joined was given up: then the whole is. */
  failure?: { readonly error: unknown };
  readonly after: (() => void)[];
}

/** Opens the store in the background; `ready` tells when, or why not. */
export function openStore({ url, directory, log }: StoreSettings): Store {
  const scopes = new AsyncLocalStorage<Scope>();
  const stop = new AbortController();
  let statements: readonly string[] = [];
  const prepared = new WeakMap<Session, readonly string[]>();
  let opened: { readonly home: Home; readonly db: Kysely<Database> } | undefined;

  const under = () => {
    const scope = scopes.getStore();
    return scope?.ended === false ? scope : undefined;
  };
  const reached = () => {
    if (!opened) throw new StoreUnreachable();
    return opened;
  };

  async function connect(home: Home): Promise<Session> {
    const session = await home.connect();
    if (prepared.get(session) !== statements) {
      const wanted = statements;
      try {
        for (const statement of wanted) await session.raw(statement);
      } catch (error) {
        session.release(true);
        throw error;
      }
      prepared.set(session, wanted);
    }
    const scope = under();
    if (scope) scope.session ??= session;
    return session;
  }

  // A session has what kysely uses of a pool's client; cancelling and cursors are not asked for.
  const kyselyOn = (home: Home) =>
    new Kysely<Database>({
      dialect: new PostgresDialect({
        pool: {
          connect: () => connect(home) as Promise<unknown> as Promise<PostgresPoolClient>,
          end: async () => {},
          options: {},
        },
      }),
    });

  async function open(): Promise<void> {
    const prepare = (home: Home) => migrate(kyselyOn(home));
    const home =
      url === undefined
        ? await (await import('./embedded.ts')).openEmbedded(directory, log, prepare)
        : await (await import('./served.ts')).openServed(url, log, prepare, stop.signal);
    opened = { home, db: kyselyOn(home) };
  }

  async function begin<T>(run: () => Promise<T>): Promise<T> {
    const { db } = reached();
    const scope: Scope = { ended: false, after: [] };
    const result = await scopes.run(scope, () =>
      db.transaction().execute(async (transaction) => {
        scope.db = transaction;
        try {
          const value = await run();
          if (scope.failure) throw scope.failure.error;
          return value;
        } finally {
          scope.ended = true;
        }
      }),
    );
    for (const after of scope.after) {
      try {
        after();
      } catch (error) {
        log.error(describeError(error), 'what follows a transaction failed; the transaction stands');
      }
    }
    return result;
  }

  const ready = open();
  // Whoever asks for it is told; nobody needs to.
  ready.catch(() => {});
  let closing: Promise<void> | undefined;

  return {
    home: url === undefined ? 'embedded' : 'served',
    ready,
    get db() {
      return under()?.db ?? reached().db;
    },
    async transaction(run) {
      const outer = under();
      if (!outer) return begin(run);
      try {
        return await run();
      } catch (error) {
        outer.failure ??= { error };
        throw error;
      }
    },
    afterCommit(run) {
      const scope = under();
      if (scope) scope.after.push(run);
      else run();
    },
    sql: {
      async executeSql(text, values) {
        const scope = under();
        if (scope?.session) {
          if (/^\s*begin\b/i.test(text))
            throw new Error('a transaction of the job queue inside one of the store');
          return scope.session.raw(text, values);
        }
        const session = await connect(reached().home);
        try {
          return await session.raw(text, values);
        } catch (error) {
          // Several statements may have begun a transaction, which the next user of the session must not find.
          await session.raw('rollback').catch(() => {});
          throw error;
        } finally {
          session.release();
        }
      },
      async setSessionStatements(list) {
        statements = list;
      },
    },
    async ping() {
      await sql`select 1`.execute(this.db);
    },
    close() {
      closing ??= (async () => {
        stop.abort();
        await ready.catch(() => {});
        const home = opened?.home;
        opened = undefined;
        await home?.close();
      })();
      return closing;
    },
  };
}
