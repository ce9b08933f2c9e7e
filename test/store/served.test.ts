import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { OperatorError } from '../../src/chat/adapter.ts';
import { openStore } from '../../src/store/open.ts';
import { type Store, StoreUnreachable } from '../../src/store/store.ts';
import { KeptLog } from '../asking.ts';
import { until } from '../until.ts';
import { openServedStore } from './stores.ts';
import { databaseUrl, SERVER } from './template.ts';

/** A way to the tests' server that can be cut. */
class Way {
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  async open(): Promise<void> {
    const { hostname, port } = new URL(SERVER ?? '');
    this.#server = createServer((here) => {
      const there = connect(Number(port || 5432), hostname);
      for (const [one, other] of [
        [here, there],
        [there, here],
      ] as const) {
        this.#sockets.add(one);
        one.pipe(other).on('error', () => {});
        one.on('error', () => {}).on('close', () => other.destroy());
      }
    }).listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async cut(): Promise<void> {
    const closed = once(this.#server!, 'close');
    this.#server?.close();
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    await closed;
  }

  through(url: string): string {
    const way = new URL(url);
    way.host = `127.0.0.1:${this.#port}`;
    return way.href;
  }
}

const ended: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

function openAt(url: string, log = new KeptLog()): Store {
  const store = openStore({ url, directory: '', log });
  ended.push(() => store.close());
  return store;
}

async function place(): Promise<{ way: Way; url: string }> {
  const { store, remove } = await openServedStore();
  await store.close();
  ended.push(remove);
  const way = new Way();
  await way.open();
  ended.push(() => way.cut().catch(() => {}));
  return { way, url: way.through(store.place.url ?? '') };
}

const inserted = (store: Store, id: string = crypto.randomUUID()) =>
  store.db
    .insertInto('community')
    .values({ id: id as never, created_at: '2026-01-01T00:00:00Z' })
    .execute();

describe.skipIf(!SERVER)(`a store on a server${SERVER ? '' : ' (needs TEST_DATABASE_URL)'}`, () => {
  test('says so while the server is gone, and goes on once it is back', async () => {
    const { way, url } = await place();
    const log = new KeptLog();
    const store = openAt(url, log);
    await store.ready;
    await Promise.all(Array.from({ length: 5 }, () => store.ping()));
    await way.cut();
    await expect(inserted(store)).rejects.toThrow(StoreUnreachable);
    await expect(store.ping()).rejects.toThrow(StoreUnreachable);
    await expect(store.sql.executeSql('select 1')).rejects.toThrow(StoreUnreachable);
    await expect(store.transaction(() => inserted(store))).rejects.toThrow(StoreUnreachable);
    await way.open();
    await inserted(store);
    const said = log.lines.map(({ message }) => message);
    expect(said.filter((line) => line.includes('cannot be reached'))).toHaveLength(1);
    expect(said.at(-1)).toContain('reached again');
  });

  test('keeps nothing of a transaction whose connection broke, and says so', async () => {
    const { way, url } = await place();
    const store = openAt(url);
    await store.ready;
    const id = crypto.randomUUID();
    const work = store.transaction(async () => {
      await inserted(store, id);
      await way.cut();
      await inserted(store);
    });
    await expect(work).rejects.toThrow(StoreUnreachable);
    await way.open();
    expect(await store.db.selectFrom('community').select('id').execute()).toEqual([]);
  });

  test('waits for a server that is not there yet, saying so each time', async () => {
    const { way, url } = await place();
    await way.cut();
    const log = new KeptLog();
    const store = openAt(url, log);
    await until('a try', () => log.lines.some(({ message }) => message.includes('cannot be reached yet')));
    expect(() => store.db).toThrow(StoreUnreachable);
    await way.open();
    await store.ready;
    await store.ping();
  });

  test('can be closed while it waits', async () => {
    const store = openStore({ url: 'postgres://u:secret@127.0.0.1:1/d', directory: '', log: new KeptLog() });
    await store.close();
    await expect(store.ready).rejects.toThrow();
  });

  test.each([
    ['a database that is not there', () => databaseUrl('parley_none'), /not on that server.*createdb/],
    ['a server without encryption', () => `${SERVER}?sslmode=require`, /no encrypted connections/],
  ])('names %s, with the cure', async (_, url, cure) => {
    const { ready } = openAt(url());
    await expect(ready).rejects.toThrow(OperatorError);
    await expect(ready).rejects.toThrow(cure);
  });
});
