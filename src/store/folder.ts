import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { OperatorError } from '../chat/adapter.ts';
import { StoreUnreachable } from './store.ts';
import { isPanic } from './unreachable.ts';

/** The major version of PostgreSQL that the pinned PGlite is; its files are of no other. */
const MAJOR = '18';

const UNFINISHED = 'store.unfinished-';

/** The records' folder in DATA_DIR, for its owner alone. */
export const recordsIn = (directory: string): string => join(directory, 'store');

export function prepareFolder(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
}

/** For the records' owner alone, however the folder came here. */
export const makePrivate = (records: string): void => chmodSync(records, 0o700);

/** Throws an OperatorError where the records were written by a PostgreSQL that this program cannot read. */
export function checkVersion(records: string): void {
  const file = join(records, 'PG_VERSION');
  if (!existsSync(file)) throw damaged(records);
  const written = readFileSync(file, 'utf8').trim();
  if (written === MAJOR) return;
  throw new OperatorError(
    `The records in DATA_DIR (${records}) were written by another version of Parley (PostgreSQL ${written}; this one reads ${MAJOR}). Start the version that wrote them and make a backup with it (npm run backup FILE); then move this folder away and load the backup here (npm run restore FILE).`,
  );
}

export const damaged = (records: string): OperatorError =>
  new OperatorError(
    `The records in DATA_DIR (${records}) cannot be opened: files are missing or damaged. Move this folder away and load the latest backup (npm run restore FILE).`,
  );

/**
 * Makes the records' folder where there is none: `fill` gets another name, and the folder has its own only once all
 * of it is on the disk, so that a crash on the way leaves nothing half made.
 */
export async function makeOnce(records: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const parent = dirname(records);
  for (const name of readdirSync(parent)) if (name.startsWith(UNFINISHED)) clear(join(parent, name));
  if (existsSync(records)) return;
  // A new name each time: what an earlier try still writes, its program killed, must not get in here.
  const unfinished = mkdtempSync(join(parent, UNFINISHED));
  await fill(unfinished);
  syncTree(unfinished);
  renameSync(unfinished, records);
  sync(parent);
}

/** What an earlier try left behind; where that still writes there, it is left to the next start. */
function clear(unfinished: string): void {
  try {
    rmSync(unfinished, { recursive: true, force: true });
  } catch {
    // In nobody's way: the next try has another name.
  }
}

function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else sync(path);
  }
  sync(folder);
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

const FULL = /^(?:ENOSPC|EDQUOT|53100)$/;
const SHUT = /^(?:EACCES|EPERM|EROFS|ENOTDIR|EEXIST)$/;
/** SQLite's numbers: read-only, disk full, cannot open. */
const SQLITE: Readonly<Record<number, string>> = { 8: 'EROFS', 13: 'ENOSPC', 14: 'EACCES' };
/** Bytes: with less than this free, PostgreSQL cannot begin another file of its log of changes and close in order. */
const ROOM = 48 * 2 ** 20;

/** What the operator can do about a folder that cannot be used. */
export function folderError(error: unknown, directory: string): unknown {
  if (!(error instanceof Error) || error instanceof OperatorError) return error;
  const code = codeOf(error) ?? codeOf(triedOn(recordsIn(directory))) ?? '';
  if (FULL.test(code) || error instanceof StoreUnreachable) {
    return new OperatorError(
      `The disk that holds DATA_DIR (${directory}) is full. Make room, or set DATA_DIR to a folder on another disk; then start again.`,
    );
  }
  if (SHUT.test(code)) {
    return new OperatorError(
      `DATA_DIR (${directory}) cannot be written to. Give the user that runs Parley the right to write there, or set DATA_DIR to another folder.`,
    );
  }
  // PGlite's words for whatever PostgreSQL would not start with.
  return isPanic(error) || /failed to initialize/.test(error.message) ? damaged(recordsIn(directory)) : error;
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errcode } = error as { code?: unknown; errcode?: number };
  return code === 'ERR_SQLITE_ERROR'
    ? SQLITE[(errcode ?? 0) & 0xff]
    : typeof code === 'string'
      ? code
      : undefined;
}

/** PostgreSQL in WebAssembly says only that it failed: what the system says of the folder. */
function triedOn(records: string): unknown {
  try {
    for (const path of [dirname(records), records, join(records, 'PG_VERSION'), join(records, 'pg_wal')]) {
      if (existsSync(path)) accessSync(path, constants.R_OK | constants.W_OK);
    }
    const { bavail, bsize } = statfsSync(dirname(records));
    return bavail * bsize < ROOM ? Object.assign(new Error('no room'), { code: 'ENOSPC' }) : undefined;
  } catch (error) {
    return error;
  }
}
