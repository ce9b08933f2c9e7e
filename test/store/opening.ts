import { openStore } from '../../src/store/open.ts';
import { KeptLog } from '../kept-log.ts';

// A process that opens the store at an address, or in a folder, says so, and closes it.
const [place = ''] = process.argv.slice(2);
const store = openStore({
  ...(place.startsWith('postgres') ? { url: place, directory: '' } : { directory: place }),
  log: new KeptLog(),
});
try {
  await store.ready;
  process.stdout.write('open\n');
} catch (error) {
  process.stdout.write(`${error instanceof Error ? `${error.name}: ${error.message}` : error}\n`);
} finally {
  await store.close();
}
