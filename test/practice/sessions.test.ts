import { beforeAll, beforeEach, expect, test } from 'vitest';
import { UserError } from '../../src/chat/errors.ts';
import type { Occurrence } from '../../src/practice/session.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { type PracticeWorld, practiceWorld, THURSDAY } from './practice-world.ts';

oneStore('sessions', (open) => {
  let store: TestStore;
  let world: PracticeWorld;

  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store);
  });

  const made = (session: string): Promise<readonly Occurrence[]> =>
    world.practice.sessions.occurrences(session);
  const daysOf = (occurrences: readonly Occurrence[]): string[] =>
    occurrences.map(({ original }) => original.toPlainDate().toString());

  test('one that takes place once has one occurrence, announced in its channel', async () => {
    const first = await world.opened();
    expect(daysOf(await made(first.session))).toEqual(['2026-03-12']);
    expect(first.announced).toBe(true);
    await world.pass({ seconds: 5 });
    expect(world.platform.messages.filter(({ channel }) => channel === 'C1')).toHaveLength(1);
  });

  test('a weekly one is made eight weeks ahead, and only its next occurrence is announced', async () => {
    const first = await world.opened({ rule: 'FREQ=WEEKLY' });
    const occurrences = await made(first.session);
    expect(daysOf(occurrences)).toEqual([
      ...['2026-03-12', '2026-03-19', '2026-03-26', '2026-04-02'],
      ...['2026-04-09', '2026-04-16', '2026-04-23'],
    ]);
    expect(occurrences.map(({ announced }) => announced)).toEqual([true, ...Array(6).fill(false)]);
  });

  test('keeps its time on the wall over a change of the clocks', async () => {
    const first = await world.opened({ zone: 'Europe/Berlin', rule: 'FREQ=WEEKLY' });
    const instants = (await made(first.session)).map(({ starts }) => starts.toString());
    expect(instants.slice(2, 4)).toEqual(['2026-03-26T18:00:00Z', '2026-04-02T17:00:00Z']);
  });

  test('however far away the next occurrence is, it is there', async () => {
    const first = await world.opened({
      starts: Temporal.PlainDateTime.from('2027-01-07T19:00'),
      rule: 'FREQ=YEARLY',
    });
    expect(daysOf(await made(first.session))).toEqual(['2027-01-07']);
  });

  test('days that are left out are not made', async () => {
    const first = await world.opened({ rule: 'FREQ=WEEKLY;COUNT=4', leftOut: ['2026-03-19'] });
    expect(daysOf(await made(first.session))).toEqual(['2026-03-12', '2026-03-26', '2026-04-02']);
  });

  test('when one has ended its post says so, and the next is announced; once', async () => {
    const first = await world.opened({ rule: 'FREQ=WEEKLY' });
    await world.pass({ hours: 11 * 24 });
    const occurrences = await made(first.session);
    expect(occurrences.slice(0, 3).map(({ announced }) => announced)).toEqual([true, true, false]);
    const posts = world.platform.messages.filter(({ channel }) => channel === 'C1');
    expect(posts).toHaveLength(2);
    expect(posts[0]?.words).toContain('over');
    expect(posts[1]?.words).toContain('Join');
  });

  test('what fell into a time when the program was down is not announced afterwards', async () => {
    const first = await world.opened({ rule: 'FREQ=WEEKLY' });
    store.clock.set('2026-06-01T12:00:00Z');
    await world.pass({ minutes: 1 });
    const coming = await world.practice.sessions.coming(world.community);
    expect(daysOf(coming)[0]).toBe('2026-06-04');
    const posts = world.platform.messages.filter(({ channel }) => channel === 'C1');
    expect(posts.filter(({ words }) => words.includes('Join'))).toHaveLength(1);
    expect(first.announced).toBe(true);
  });

  test('one whose times have all passed cannot be opened', async () => {
    const passed = world.opened({ starts: Temporal.PlainDateTime.from('2026-02-26T19:00') });
    await expect(passed).rejects.toThrow(UserError);
    expect(await world.practice.sessions.coming(world.community)).toEqual([]);
  });

  test('of another community is not there', async () => {
    const { id, session } = await world.opened();
    const { sessions } = (await practiceWorld(store)).practice;
    expect(await sessions.occurrence(id, 'b7a7f1de-0000-4000-8000-000000000000')).toBeUndefined();
    expect(await sessions.session(session, 'b7a7f1de-0000-4000-8000-000000000000')).toBeUndefined();
    expect((await sessions.session(session))?.title).toBe(THURSDAY.title);
  });

  test('a space that was unlinked is not written to any more', async () => {
    const other = await world.linkedSpace();
    const { session } = await world.opened(
      {},
      {
        places: [
          { space: world.space, channel: 'C1' },
          { space: other, channel: 'C2' },
        ],
      },
    );
    expect(await world.practice.sessions.places(session)).toHaveLength(2);
    const alone = await practiceWorld(store);
    await store.db
      .updateTable('space')
      .set({ community_id: alone.community })
      .where('id', '=', other)
      .execute();
    expect(await world.practice.sessions.places(session)).toEqual([{ space: world.space, channel: 'C1' }]);
  });
});
