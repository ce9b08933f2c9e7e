import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Log } from '../chat/failure.ts';
import { createEmbeddedHome } from './embedded-home.ts';
import { checkVersion, folderError, makeOnce, makePrivate, prepareFolder, recordsIn } from './folder.ts';
import { holdLock } from './lock.ts';
import type { Home } from './session.ts';

/** PostgreSQL in the program's own folder, made ready by `prepare`. Rejects with an OperatorError that names DATA_DIR where it cannot be had. */
export async function openEmbedded(
  directory: string,
  log: Log,
  prepare: (home: Home) => Promise<void>,
): Promise<Home> {
  try {
    prepareFolder(directory);
    const home = await openLocked(directory, log);
    try {
      await prepare(home);
      return home;
    } catch (error) {
      await home.close();
      throw error;
    }
  } catch (error) {
    throw folderError(error, directory);
  }
}

async function openLocked(directory: string, log: Log): Promise<Home> {
  const lock = holdLock(join(directory, 'store.lock'));
  try {
    return await openRecords(recordsIn(directory), lock, log);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openRecords(records: string, lock: { release(): void }, log: Log): Promise<Home> {
  await makeOnce(records, (folder) => {
    log.info({}, 'the records are set up for the first time, which takes a few seconds');
    return makeDatabase(folder);
  });
  makePrivate(records);
  checkVersion(records);
  // Loaded only where it is used: with a server it would be memory for nothing.
  const { openLite } = await import('./durable.ts');
  const home = createEmbeddedHome(() => openLite(records), log);
  // Whether it opens at all is told here, by what is wrong with it.
  (await home.open()).release();
  return {
    connect: home.connect,
    async close() {
      await home.close();
      lock.release();
    },
  };
}

async function makeDatabase(folder: string): Promise<void> {
  const program = new URL('./make.ts', import.meta.url).pathname;
  // Its input ends with this process, however that ends.
  const child = spawn(process.execPath, [program, folder], { stdio: ['pipe', 'ignore', 'pipe'] });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  if (code !== 0) throw new Error(`The database could not be made (${code}):\n${said}`);
}
