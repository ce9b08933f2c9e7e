import type { Log } from '../chat/failure.ts';
import { StoreUnreachable } from './store.ts';

const LOST =
  /^(?:E(?:CONN\w+|PIPE|TIMEDOUT|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH|NETDOWN|ADDRNOTAVAIL)|08\w{3}|57P0[1235]|53300|25006)$/;
const LOST_IN_WORDS =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query read timeout|Cannot use a pool after calling end|terminating connection)/;
const DISK_FULL = '53100';

/** A lost, refused or late connection, or a full disk: nothing that the operator would have to mend in the settings. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Several addresses of one host, each refused.
  if (error instanceof AggregateError && error.errors.some(isUnreachable)) return true;
  const code = errorCode(error);
  return (
    error instanceof StoreUnreachable ||
    code === DISK_FULL ||
    isPanic(error) ||
    LOST.test(code) ||
    LOST_IN_WORDS.test(error.message)
  );
}

/** PostgreSQL gave up, or WebAssembly did: what it has in memory can no longer be trusted. */
export const isPanic = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'RuntimeError' || ('severity' in error && error.severity === 'PANIC'));

/** A driver's or the system's code for an error; empty where it has none. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

export interface Watch {
  /** The same error, or StoreUnreachable for one that says that the records cannot be had; the log is told at times. */
  told(error: unknown): unknown;
  /** StoreUnreachable for a server that refuses the program; the log is told the cure at times. */
  refused(cure: string, code: string): StoreUnreachable;
  /** It answers. */
  well(): void;
}

const QUIET = 60_000;
const FULL = 'the disk that holds the records is full: make room; nothing is kept until then';
const GONE = 'the database cannot be reached; it is tried again when next needed';

export function createWatch(log: Log): Watch {
  const last = new Map<string, number>();
  let lost = false;
  const seldom = (message: string, code: string) => {
    if (performance.now() - (last.get(message) ?? Number.NEGATIVE_INFINITY) < QUIET) return;
    last.set(message, performance.now());
    log.warn({ code }, message);
  };
  return {
    told(error) {
      if (error instanceof StoreUnreachable || !isUnreachable(error)) return error;
      const code = errorCode(error);
      if (code === DISK_FULL) {
        seldom(FULL, code);
      } else {
        lost = true;
        seldom(GONE, code);
      }
      return new StoreUnreachable();
    },
    refused(cure, code) {
      lost = true;
      seldom(`${cure} Until then it is tried again when next needed.`, code);
      return new StoreUnreachable();
    },
    well() {
      if (!lost) return;
      lost = false;
      for (const message of last.keys()) if (message !== FULL) last.delete(message);
      log.info({}, 'the database is reached again');
    },
  };
}
