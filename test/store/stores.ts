import { randomUUID } from 'node:crypto';
import { accessSync, constants, statfsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { KeptLog } from '../kept-log.ts';
import { HandClock } from './clock.ts';
import { copyTemplate, databaseUrl, onServer, SERVER, servedTemplate } from './template.ts';

export interface TestStore extends Store {
  readonly clock: HandClock;
  readonly log: KeptLog;
  /** Where its records are, for a second store on the same ones. */
  readonly place: { readonly url?: string; readonly directory: string };
}

/**
 * The same tests on both homes; on a server only where TEST_DATABASE_URL names one. `open` gives a new store, migrated
 * and empty, which is closed after the block: half a second each, so open one a file and make a fresh community a test.
 */
export function eachStore(title: string, tests: (open: () => Promise<TestStore>) => void): void {
  describe(`${title} (embedded)`, () => tests(opener(openEmbeddedStore)));
  describe.skipIf(SERVER === undefined)(`${title} (served${SERVER ? '' : '; needs TEST_DATABASE_URL'})`, () =>
    tests(opener(openServedStore)),
  );
}

/**
 * The same on one home, for the faces of a subject whose rules and queries are tested on both: on the server where
 * there is one, since that is the faster.
 */
export function oneStore(title: string, tests: (open: () => Promise<TestStore>) => void): void {
  describe(title, () => tests(opener(SERVER === undefined ? openEmbeddedStore : openServedStore)));
}

/** Closes and removes what was opened, and fails where a session of it is still held. */
function opener(open: () => Promise<Opened>): () => Promise<TestStore> {
  const opened: Opened[] = [];
  afterAll(async () => {
    for (const { store, remove } of opened.splice(0)) {
      await within(5_000, store.close(), 'the store does not close: something still holds a session of it');
      await remove();
    }
  });
  return async () => {
    const one = await open();
    opened.push(one);
    return one.store;
  };
}

interface Opened {
  readonly store: TestStore;
  readonly remove: () => Promise<void>;
}

/** Migrated records with nothing in them, of which nobody has opened anything yet. */
export interface EmptyRecords {
  readonly place: TestStore['place'];
  readonly remove: () => Promise<void>;
}

/** For the whole program, where the home is not the point: on the server where there is one, since that is the faster. */
export const emptyRecords = (): Promise<EmptyRecords> =>
  SERVER === undefined ? embeddedRecords() : servedRecords();

/** Enough for all workers; a container often has 64 MB. */
const ROOM = 4 * 2 ** 30;

/** In memory where there is room: copying a folder there takes a tenth. What a disk does, embedded.test.ts proves on one. */
export function roomiest(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    accessSync('/dev/shm', constants.W_OK);
    return bavail * bsize > ROOM ? '/dev/shm' : tmpdir();
  } catch {
    return tmpdir();
  }
}

export async function embeddedRecords(): Promise<EmptyRecords> {
  const directory = await mkdtemp(join(roomiest(), 'parley-store-'));
  await copyTemplate(directory);
  return { place: { directory }, remove: () => rm(directory, { recursive: true }) };
}

async function servedRecords(): Promise<EmptyRecords> {
  const name = `parley_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name} template ${await servedTemplate()}`);
  return {
    place: { url: databaseUrl(name), directory: '' },
    remove: () => onServer(`drop database ${name} with (force)`),
  };
}

export async function openEmbeddedStore(): Promise<Opened> {
  const { place, remove } = await embeddedRecords();
  return { store: await opened(place), remove };
}

export async function openServedStore(): Promise<Opened> {
  const { place, remove } = await servedRecords();
  return { store: await opened(place), remove };
}

async function opened(place: TestStore['place']): Promise<TestStore> {
  const log = new KeptLog();
  const store = openStore({ ...place, log });
  await store.ready;
  // Not spread: its `db` is another in each transaction.
  return Object.assign(Object.create(store, Object.getOwnPropertyDescriptors(store)), {
    clock: new HandClock(),
    log,
    place,
  });
}

async function within(ms: number, done: Promise<void>, otherwise: string): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(otherwise)), ms);
  try {
    await Promise.race([done, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
