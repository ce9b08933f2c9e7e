import { runProgram } from './program.ts';
import { withRecords } from './records.ts';
import { readLines } from './store/file.ts';
import { load } from './store/load.ts';

// `npm run restore FILE`: loads a backup into a store that has no records yet.
await runProgram(() =>
  withRecords('npm run restore backup.gz', async ({ store, place, file, progress }) => {
    await load(store, readLines(file), progress);
    process.stderr.write(`The records of ${file} are in ${place} now.\n`);
  }),
);
