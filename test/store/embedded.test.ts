import { execFileSync } from 'node:child_process';
import fs, {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { OperatorError } from '../../src/chat/adapter.ts';
import { makeOnce } from '../../src/store/folder.ts';
import { openStore } from '../../src/store/open.ts';
import { type Store, StoreUnreachable } from '../../src/store/store.ts';
import { keepUp } from '../../src/store/upkeep.ts';
import { KeptLog } from '../asking.ts';
import { until } from '../until.ts';
import { start } from './programs.ts';
import { copyTemplate } from './template.ts';

const folders: string[] = [];
const stores: Store[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own; with records where `filled`. */
async function folder(filled: boolean): Promise<string> {
  const made = mkdtempSync(join(tmpdir(), 'parley-data-'));
  folders.push(made);
  if (filled) await copyTemplate(made);
  return made;
}

function openIn(directory: string, log = new KeptLog()): Store {
  const store = openStore({ directory, log });
  stores.push(store);
  return store;
}

const found = (store: Store, locale = '', id = crypto.randomUUID()) =>
  store.db
    .insertInto('community')
    .values({ id, created_at: '2026-01-01T00:00:00Z', locale })
    .returning('id')
    .executeTakeFirstOrThrow();
const idsIn = async (store: Store) =>
  new Set((await store.db.selectFrom('community').select('id').execute()).map(({ id }) => id));

describe('what is committed', () => {
  test('is on the disk: each commit waits for it', async () => {
    const store = openIn(await folder(true));
    await store.ready;
    const { fsyncSync } = fs;
    let calls = 0;
    fs.fsyncSync = (file) => {
      calls++;
      fsyncSync(file);
    };
    syncBuiltinESMExports();
    try {
      for (let time = 0; time < 20; time++) await found(store);
      expect(calls).toBeGreaterThanOrEqual(20);
    } finally {
      fs.fsyncSync = fsyncSync;
      syncBuiltinESMExports();
    }
  });

  test('is not said to be where the disk fails; then all is read anew from what is there', async () => {
    const store = openIn(await folder(true));
    await store.ready;
    const kept = await found(store);
    const { fsyncSync } = fs;
    fs.fsyncSync = () => {
      throw Object.assign(new Error('EIO'), { code: 'EIO' });
    };
    syncBuiltinESMExports();
    const unsure = crypto.randomUUID();
    try {
      const work = store.transaction(async () => {
        await found(store, '', unsure);
      });
      await expect(work).rejects.toThrow(StoreUnreachable);
    } finally {
      fs.fsyncSync = fsyncSync;
      syncBuiltinESMExports();
    }
    await until('the records to be opened again', () =>
      store.ping().then(
        () => true,
        () => false,
      ),
    );
    const ids = await idsIn(store);
    ids.delete(unsure);
    expect(ids).toEqual(new Set([kept.id]));
    await found(store);
  });

  test('is there after the process was killed while writing, again and again', {
    timeout: 180_000,
  }, async () => {
    const directory = await folder(true);
    const acknowledged: string[] = [];
    for (let time = 0; time < 2; time++) {
      const { child, ended } = start('test/store/writing.ts', [directory]);
      const lines = createInterface({ input: child.stdout! });
      lines.on('line', (line) => acknowledged.push(line));
      const before = acknowledged.length;
      const wanted = 1 + Math.floor(Math.random() * 60);
      await until(
        'the writer to write',
        () => acknowledged.length >= before + wanted || child.exitCode !== null,
        60_000,
      );
      child.kill('SIGKILL');
      await ended;
      expect(child.signalCode).toBe('SIGKILL');
    }
    const store = openIn(directory);
    await store.ready;
    const kept = await idsIn(store);
    expect(acknowledged.length).toBeGreaterThanOrEqual(2);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    // Of one that was on its way at the kill, all or nothing is there.
    const half = store.db.selectFrom('community').where('locale', 'is', null).select('id');
    expect(await half.execute()).toEqual([]);
  });
});

describe('the folder', () => {
  test('is for its owner alone', async () => {
    const directory = await folder(true);
    chmodSync(join(directory, 'store'), 0o755);
    const deeper = join(directory, 'new', 'folder');
    const store = openIn(directory);
    await store.ready;
    expect(statSync(join(directory, 'store')).mode & 0o777).toBe(0o700);
    mkdirSync(join(directory, 'new'));
    await makeOnce(join(directory, 'new', 'store'), async (made) => {
      expect(statSync(made).mode & 0o777).toBe(0o700);
    });
    expect(existsSync(deeper)).toBe(false);
  });

  test('has records only once they are whole', async () => {
    const directory = await folder(false);
    const records = join(directory, 'store');
    const fail = async (made: string) => {
      writeFileSync(join(made, 'half'), '');
      throw new Error('killed');
    };
    await expect(makeOnce(records, fail)).rejects.toThrow('killed');
    expect(existsSync(records)).toBe(false);
    await makeOnce(records, async (made) => writeFileSync(join(made, 'whole'), ''));
    expect(readdirSync(directory)).toEqual(['store']);
    expect(readdirSync(records)).toEqual(['whole']);
    await makeOnce(records, fail);
  });

  test('is held by one process: another says so and ends, and changes nothing', async () => {
    const directory = await folder(true);
    const store = openIn(directory);
    await store.ready;
    const { out } = await start('test/store/opening.ts', [directory]).ended;
    expect(out).toMatch(/^OperatorError: Another Parley is running on the same DATA_DIR/);
    await expect(openIn(directory).ready).rejects.toThrow(/Another Parley/);
    await found(store);
    await store.close();
    expect((await start('test/store/opening.ts', [directory]).ended).out).toBe('open\n');
  });

  test('of another PostgreSQL is left alone, with the way out', async () => {
    const directory = await folder(true);
    writeFileSync(join(directory, 'store', 'PG_VERSION'), '17\n');
    const { ready } = openIn(directory);
    await expect(ready).rejects.toThrow(OperatorError);
    await expect(ready).rejects.toThrow(/DATA_DIR .*PostgreSQL 17.*npm run backup.*npm run restore/);
  });

  test.each([
    ['its version', 'PG_VERSION'],
    ['its control file', 'global/pg_control'],
  ])('that lacks %s is said to be damaged', async (_, file) => {
    const directory = await folder(true);
    rmSync(join(directory, 'store', file));
    const { ready } = openIn(directory);
    await expect(ready).rejects.toThrow(OperatorError);
    await expect(ready).rejects.toThrow(/missing or damaged.*npm run restore/);
  });

  test('that may not be written to is named, with the cure', async () => {
    const directory = await folder(true);
    // What root may, root is not refused: then somebody else tries.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
    chmodSync(directory, 0o555);
    const { out } = await start('test/store/opening.ts', [directory], {}, nobody).ended;
    chmodSync(directory, 0o700);
    expect(out).toMatch(/^OperatorError: DATA_DIR .* cannot be written to\. Give the user/);
  });
});

const tiny = mkdtempSync(join(tmpdir(), 'parley-tiny-'));
folders.push(tiny);
const mounted = mountTiny();
afterAll(() => {
  if (mounted) execFileSync('umount', ['-l', tiny]);
});

function mountTiny(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=100m', 'tmpfs', tiny], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!mounted)(`a full disk${mounted ? '' : ' (needs the right to mount one)'}`, () => {
  test('loses nothing that was acknowledged, is told of, and is over once there is room', async () => {
    await copyTemplate(tiny);
    const { bavail, bsize } = fs.statfsSync(tiny);
    writeFileSync(join(tiny, 'filler'), Buffer.alloc(bavail * bsize - 2 * 2 ** 20));
    const log = new KeptLog();
    const store = openIn(tiny, log);
    await store.ready;
    const acknowledged: string[] = [];
    const write = async () => {
      const noise = crypto.getRandomValues(Buffer.alloc(30_000)).toString('base64');
      acknowledged.push((await found(store, noise)).id);
    };
    const writing = async () => {
      for (let time = 0; time < 500; time++) await write();
    };
    await expect(writing()).rejects.toThrow(StoreUnreachable);
    await expect(write()).rejects.toThrow(StoreUnreachable);
    expect(log.lines.filter(({ message }) => message.includes('make room'))).toHaveLength(1);
    expect(acknowledged.length).toBeGreaterThan(0);
    rmSync(join(tiny, 'filler'));
    await until('room to be found', () =>
      write().then(
        () => true,
        () => false,
      ),
    );
    await store.close();
    const again = openIn(tiny);
    await again.ready;
    expect(await idsIn(again)).toEqual(new Set(acknowledged));
    await again.close();
  });

  test('leaves no room for a start, which says so', async () => {
    rmSync(join(tiny, 'store'), { recursive: true, force: true });
    const { bavail, bsize } = fs.statfsSync(tiny);
    writeFileSync(join(tiny, 'filler'), Buffer.alloc(bavail * bsize - 2 ** 20));
    const { ready } = openIn(tiny);
    await expect(ready).rejects.toThrow(OperatorError);
    await expect(ready).rejects.toThrow(/disk that holds DATA_DIR .* is full\. Make room/);
  });
});

test('worn tables are cleaned and the log of changes is cut, without a server to do it', async () => {
  const store = openIn(await folder(true));
  await store.ready;
  const run = (statement: string) => store.sql.executeSql(statement);
  const state = async () =>
    (
      await run(`select n_dead_tup::int as dead, last_vacuum, (select checkpoint_lsn::text from pg_control_checkpoint()) as cut
      from pg_stat_all_tables where relname = 'community'`)
    ).rows[0];
  await run(
    `insert into community (id, created_at) select gen_random_uuid(), '2026-01-01' from generate_series(1, 500)`,
  );
  await run('delete from community');
  await run('select pg_stat_force_next_flush()');
  const worn = await state();
  expect(worn.dead).toBe(500);
  let idle = false;
  const log = new KeptLog();
  const upkeep = keepUp(
    {
      get idle() {
        return idle;
      },
      run,
    },
    log,
    5,
  );
  try {
    // A few ticks: nothing is done while others are at it.
    await run('select 1');
    expect(await state()).toEqual(worn);
    idle = true;
    await until('the upkeep', async () => log.lines.length > 0 || (await state()).cut !== worn.cut);
    expect(log.lines).toEqual([]);
    expect((await state()).dead).toBe(0);
  } finally {
    upkeep.stop();
  }
});
