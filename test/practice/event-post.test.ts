import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { EventEntry } from '../../src/chat/reply.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { type PracticeWorld, practiceWorld, THURSDAY } from './practice-world.ts';

oneStore('a session in the list of events', (open) => {
  let store: TestStore;
  let at: PracticeWorld;

  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    at = await practiceWorld(store);
    at.platform.listsEvents = true;
  });

  const entries = (): EventEntry[] =>
    at.platform.messages
      .filter(({ channel }) => channel === 'events')
      .map(({ words }) => JSON.parse(words).event);

  /** As a change would: the occurrence says something else, and what shows it follows. */
  async function changed(id: string, change: object): Promise<void> {
    await store.db.updateTable('practice_occurrence').set(change).where('id', '=', id).execute();
    await at.practice.sessions.keepUp(id, at.outgoing);
    await at.pass({ minutes: 1 });
  }

  test('says what, when and where', async () => {
    const { starts, ends } = await at.opened();
    await at.pass({ minutes: 1 });
    expect(entries()).toEqual([
      {
        title: 'Shuttle mediation',
        starts: starts.toString(),
        ends: ends.toString(),
        where: expect.stringContaining('Room 2'),
        about: expect.stringContaining('Moving between two rooms'),
        cancelled: false,
      },
    ]);
  });

  test('stands there once for each time that is coming', async () => {
    await at.opened({ rule: 'FREQ=WEEKLY;COUNT=3' });
    await at.pass({ minutes: 1 });
    expect(entries()).toHaveLength(3);
  });

  test('never shows the link, with a place or without', async () => {
    await at.opened();
    await at.opened({ place: undefined });
    await at.opened({ place: undefined, link: undefined });
    await at.pass({ minutes: 1 });
    expect(JSON.stringify(entries())).not.toContain('video.example');
    expect(entries().map(({ where }) => where)).toContain('To be announced');
  });

  test('follows a move', async () => {
    const { id, starts } = await at.opened();
    await at.pass({ minutes: 1 });
    const later = starts.add({ hours: 24 }).toString();
    await changed(id, { starts_at: later, title: 'Caucus' });
    expect(entries()).toMatchObject([{ title: 'Caucus', starts: later }]);
  });

  test('goes with a cancellation', async () => {
    const { id } = await at.opened();
    await at.pass({ minutes: 1 });
    await changed(id, { state: 'cancelled' });
    expect(entries()).toMatchObject([{ cancelled: true }]);
  });

  test('goes with a cancellation after it began, and is left alone otherwise', async () => {
    const { id } = await at.opened();
    await at.pass({ hours: 24 * 10 });
    store.clock.set('2026-03-12T23:30:00Z');
    await changed(id, { title: 'Caucus' });
    expect(entries()).toMatchObject([{ title: THURSDAY.title }]);
    await changed(id, { state: 'cancelled' });
    expect(entries()).toMatchObject([{ cancelled: true }]);
  });

  test('is not made of one that is over', async () => {
    await at.opened();
    store.clock.set('2026-03-13T12:00:00Z');
    await at.pass({ minutes: 1 });
    expect(entries()).toEqual([]);
  });
});
