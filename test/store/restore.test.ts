import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OperatorError } from '../../src/chat/adapter.ts';
import { dump } from '../../src/store/dump.ts';
import { readLines, writeLines } from '../../src/store/file.ts';
import { load } from '../../src/store/load.ts';
import { start } from './programs.ts';
import { openEmbeddedStore } from './stores.ts';
import { copyTemplate } from './template.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-restore-'));
const whole = join(folder, 'whole.gz');
let opened: Awaited<ReturnType<typeof openEmbeddedStore>>;
const count = async () => (await opened.store.db.selectFrom('community').select('id').execute()).length;

beforeAll(async () => {
  opened = await openEmbeddedStore();
  const { store } = opened;
  for (let batch = 0; batch < 3; batch++) {
    const row = () => ({ id: crypto.randomUUID(), created_at: '2026-01-01T00:00:00Z', locale: 'de' });
    await store.db
      .insertInto('community')
      .values(Array.from({ length: 400 }, row))
      .execute();
  }
  await writeLines(whole, (write) => dump(store, store.clock, write, () => {}));
  await store.db.deleteFrom('community').execute();
});
afterAll(async () => {
  await opened.store.close();
  await opened.remove();
  rmSync(folder, { recursive: true });
});

/** What is left of the backup, under a name of its own. */
function partOf(name: string, change: (bytes: Buffer) => Buffer): string {
  const path = join(folder, `${name}.gz`);
  writeFileSync(path, change(readFileSync(whole)));
  return path;
}

describe('a backup that is not whole loads nothing, and says so', () => {
  test.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
    ['none of it is there', (bytes) => bytes.subarray(0, 0), /not whole\. Nothing was loaded/],
    ['its head is cut', (bytes) => bytes.subarray(0, 6), /not whole\. Nothing was loaded; take another/],
    ['half of it is there', (bytes) => bytes.subarray(0, bytes.length / 2), /not whole\. Nothing was loaded/],
    ['only its last byte is missing', (bytes) => bytes.subarray(0, -1), /not whole\. Nothing was loaded/],
    [
      'its own check of itself fails',
      (bytes) => bytes.with(-6, bytes.at(-6)! ^ 1) as Buffer,
      /not whole\. Nothing/,
    ],
    [
      'it ends within a line, packed again',
      (bytes) => gzipSync(gunzipSync(bytes).subarray(0, -30)),
      /not whole\. Nothing/,
    ],
    [
      'something follows its end',
      (bytes) => gzipSync(`${gunzipSync(bytes)}{"table":"lease","row":{}}\n`),
      /not whole\. Nothing/,
    ],
    ['it is something else', () => Buffer.from('<html>'), /not whole\. Nothing was loaded/],
  ])('%s', async (name, change, why) => {
    const loading = load(opened.store, readLines(partOf(name.replaceAll(' ', '-'), change)), () => {});
    await expect(loading).rejects.toThrow(OperatorError);
    await expect(loading).rejects.toThrow(why);
    expect(await count()).toBe(0);
  });

  test('as `npm run restore` says it', async () => {
    const data = join(folder, 'data');
    // Without tokens it is the demo's.
    await copyTemplate(join(data, 'demo'));
    const half = partOf('half', (bytes) => bytes.subarray(0, bytes.length / 2));
    const { code, out, error } = await start('src/restore.ts', [half], { DATA_DIR: data }).ended;
    expect([code, out]).toEqual([1, '']);
    expect(error).toMatch(
      /The file \S+half\.gz is damaged or not whole\. Nothing was loaded; take another one\.\n$/,
    );
    expect(error).not.toMatch(/^\s+at /m);
  });

  test('and keeps no whole one from being loaded there afterwards', async () => {
    await load(opened.store, readLines(whole), () => {});
    expect(await count()).toBe(1200);
  });
});
