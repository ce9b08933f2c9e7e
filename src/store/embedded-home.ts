import { closeSync } from 'node:fs';
import { type PGlite, type Results, types } from '@electric-sql/pglite';
import type { PostgresQueryResult } from 'kysely';
import type { Log } from '../chat/failure.ts';
import { type Home, SESSION, type Session } from './session.ts';
import { StoreUnreachable } from './store.ts';
import { createTurns } from './turns.ts';
import { createWatch, isPanic } from './unreachable.ts';
import { keepUp } from './upkeep.ts';
import { READERS } from './values.ts';

/** Milliseconds between two tries to open the database again: each holds up the program. */
const PAUSE = 5_000;

export interface EmbeddedHome extends Home {
  /** As `connect`, but rejects with what went wrong. */
  open(): Promise<Session>;
}

/**
 * PostgreSQL in this process: one session, taken in turns. After a panic, which a server would answer by starting
 * anew, what is in its memory is thrown away and it is opened again from what is on the disk.
 */
export function createEmbeddedHome(openLite: () => Promise<PGlite>, log: Log): EmbeddedHome {
  const turns = createTurns();
  const watch = createWatch(log);
  let end = () => {};
  let current: { readonly lite: PGlite; readonly session: Session } | undefined;
  let tried = Number.NEGATIVE_INFINITY;

  function sessionOf(lite: PGlite): Session {
    const own = { ...lite.parsers };
    // A list's own parser keeps the reader that its elements had when the store was opened.
    const readers = {
      ...own,
      ...Object.fromEntries(
        READERS.flatMap(({ type, list, read }) => [
          [type, read],
          [list, (text: string) => types.arrayParser(text, read, list)],
        ]),
      ),
    };
    const statements = createTurns();
    async function ask<R>(parsers: typeof own, asked: () => Promise<R>): Promise<R> {
      const done = await statements.take();
      try {
        // The rest of a transaction that a panic ended must not go on by itself.
        if (current?.lite !== lite) throw new StoreUnreachable();
        // Given with a statement they would be merged with hundreds of others, which takes longer than the statement.
        lite.parsers = parsers;
        return await asked().catch(fail);
      } finally {
        done();
      }
    }
    function fail(error: unknown): never {
      if (isPanic(error)) {
        current = undefined;
        abandon(lite);
      }
      throw watch.told(error);
    }
    return {
      async query<R>(text: string, values: readonly unknown[] = []) {
        const asked = () => lite.query<R>(text, [...values]);
        const { command, rowCount, rows }: Results<R> = await ask(readers, asked);
        return { command, rowCount: rowCount ?? 0, rows } as PostgresQueryResult<R>;
      },
      async raw(text, values) {
        if (values?.length) return ask(own, () => lite.query(text, [...values]));
        return { rows: (await ask(own, () => lite.exec(text))).flatMap(({ rows }) => rows) };
      },
      release: () => end(),
    };
  }

  async function open(): Promise<Session> {
    const done = await turns.take();
    try {
      if (!current) {
        if (performance.now() - tried < PAUSE) throw new StoreUnreachable();
        tried = performance.now();
        const lite = await openLite();
        await lite.exec(SESSION);
        current = { lite, session: sessionOf(lite) };
        watch.well();
      }
      end = done;
      return current.session;
    } catch (error) {
      done();
      throw error;
    }
  }

  async function connect(): Promise<Session> {
    try {
      return await open();
    } catch {
      throw new StoreUnreachable();
    }
  }

  const upkeep = keepUp(
    {
      get idle() {
        return turns.idle;
      },
      async run(statement) {
        const session = await connect();
        try {
          return await session.raw(statement);
        } finally {
          session.release();
        }
      },
    },
    log,
  );
  return {
    open,
    connect,
    async close() {
      upkeep.stop();
      await turns.take();
      await current?.lite.close();
    },
  };
}

/** Lets go of a database's files without writing anything more to them. */
function abandon(lite: PGlite): void {
  const { streams } = lite.Module.FS as unknown as { streams: ({ nfd?: number } | null)[] };
  for (const stream of streams) if (stream?.nfd !== undefined) closeSync(stream.nfd);
}
