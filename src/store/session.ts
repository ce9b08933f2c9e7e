import type { PostgresQueryResult } from 'kysely';

/** Statements of the session itself, once before its first use: what is read back must not depend on the server. */
export const SESSION = "set timezone to 'UTC'; set datestyle to 'ISO, MDY'; set bytea_output to 'hex'";

/** One connection to PostgreSQL, held by one user at a time until it is released. */
export interface Session {
  /** Values as src/store/values.ts reads them. Rejects with StoreUnreachable where the connection is lost. */
  query<R>(text: string, values?: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  /** The driver's own types; without values there may be several statements, whose rows come in one list. */
  // biome-ignore lint/suspicious/noExplicitAny: rows as the job queue takes them
  raw(text: string, values?: readonly unknown[]): Promise<{ rows: any[] }>;
  /** With `discard` it is not used again. */
  release(discard?: boolean): void;
}

/** Where the sessions come from: the program's own folder, or a server. */
export interface Home {
  /** Waits for a free session. Rejects with StoreUnreachable. */
  connect(): Promise<Session>;
  /** Resolves once every session was released and closed. */
  close(): Promise<void>;
}
