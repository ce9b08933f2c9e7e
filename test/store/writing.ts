import { openStore } from '../../src/store/open.ts';
import { KeptLog } from '../kept-log.ts';

// A process that writes rows in a folder's store until it is killed, and says the id of each one that was acknowledged.
const store = openStore({ directory: process.argv[2] ?? '', log: new KeptLog() });
await store.ready;
for (;;) {
  const id = crypto.randomUUID();
  await store.transaction(async () => {
    await store.db.insertInto('community').values({ id, created_at: '2026-01-01T00:00:00Z' }).execute();
    await store.db.updateTable('community').where('id', '=', id).set({ locale: 'de' }).execute();
  });
  process.stdout.write(`${id}\n`);
}
