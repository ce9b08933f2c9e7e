import { OperatorError } from './chat/adapter.ts';
import { loadConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/store.ts';

interface Records {
  readonly store: Store;
  /** Where they are, in words without a secret. */
  readonly place: string;
  /** The file named on the command line. */
  readonly file: string;
  readonly progress: (rows: number) => void;
}

/** Opens the configured store for a command-line program that is given one file, and closes it after. */
export async function withRecords(usage: string, work: (records: Records) => Promise<void>): Promise<void> {
  const [file, ...more] = process.argv.slice(2);
  if (file === undefined || more.length > 0) throw new OperatorError(`Name one file: ${usage}`);
  const config = loadConfig();
  const { databaseUrl, dataDir } = config;
  const store = openStore({
    ...(databaseUrl ? { url: databaseUrl } : {}),
    directory: dataDir,
    log: createLogger(config, 'stderr'),
  });
  try {
    await store.ready;
    await work({
      store,
      place: databaseUrl ? 'the database in DATABASE_URL' : `the folder ${dataDir}`,
      file,
      progress: (rows) => process.stderr.write(`${rows} rows\n`),
    });
  } finally {
    await store.close();
  }
}
