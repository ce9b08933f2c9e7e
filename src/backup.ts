import { systemClock } from './chat/clock.ts';
import { runProgram } from './program.ts';
import { withRecords } from './records.ts';
import { dump } from './store/dump.ts';
import { writeLines } from './store/file.ts';

// `npm run backup FILE`: all records in one file, which `npm run restore` loads, also into the other kind of store.
await runProgram(() =>
  withRecords('npm run backup backup.gz', async ({ store, place, file, progress }) => {
    await writeLines(file, (write) => dump(store, systemClock, write, progress));
    process.stderr.write(`The records of ${place} are in ${file}. Keep it as private as they are.\n`);
  }),
);
