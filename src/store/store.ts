import type { Kysely } from 'kysely';
import { UserError } from '../chat/errors.ts';
import type { Database } from './database.ts';

/** PostgreSQL, in the program's own folder or on a server: the same queries on both. */
export interface Store {
  readonly home: 'embedded' | 'served';
  /** Resolves once opened and migrated, however long that takes; rejects with an OperatorError. */
  readonly ready: Promise<void>;
  /** The transaction under way where there is one, else the store itself. Throws StoreUnreachable before `ready`. */
  readonly db: Kysely<Database>;
  /** Commits when `run` resolves, rolls back when it rejects; joins the transaction under way. Never wait for a platform in it. */
  transaction<T>(run: () => Promise<T>): Promise<T>;
  /** Runs once the transaction under way is committed, never if it is rolled back; at once outside of one. */
  afterCommit(run: () => void): void;
  /** As the job queue speaks to it: through the transaction under way, with the driver's own types. */
  readonly sql: SqlRunner;
  /** Resolves where the store answers; rejects with StoreUnreachable. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface SqlRunner {
  // biome-ignore lint/suspicious/noExplicitAny: rows as the job queue takes them
  executeSql(text: string, values?: unknown[]): Promise<{ rows: any[] }>;
  /** Statements that must have run on each session before it is used; replaces the former ones. */
  setSessionStatements(statements: string[]): Promise<void>;
}

/** The store cannot be reached just now: what needs it says so, all else goes on. */
export class StoreUnreachable extends UserError {
  constructor() {
    super(
      'Parley cannot reach its records at the moment. Please look again in a minute whether this took effect, and try again if not; looking up terms works meanwhile.',
    );
    this.name = 'StoreUnreachable';
  }
}
