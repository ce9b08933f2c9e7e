import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Outgoing } from '../../src/chat/outgoing.ts';
import type { Who } from '../../src/chat/request.ts';
import { BLANK } from '../../src/practice/draft-reading.ts';
import { createDrafts, type DraftPlan, type Drafts } from '../../src/practice/drafts.ts';
import type { Occurrence } from '../../src/practice/session.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { type PracticeWorld, practiceWorld } from './practice-world.ts';

const PLAN: DraftPlan = {
  ...BLANK,
  title: 'Shuttle mediation',
  about: 'Two rooms',
  place: 'Room 2',
  link: 'https://video.example/secret-room',
  zone: 'America/Toronto',
  starts: Temporal.PlainDateTime.from('2026-03-12T19:00'),
  rule: 'FREQ=WEEKLY',
  leftOut: ['2026-03-19'],
  seats: 6,
};

oneStore('drafts of sessions', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  let drafts: Drafts;
  let who: Who;
  let begun: string[];
  const outgoing = {} as Outgoing;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store);
    who = await world.who(await world.player());
    begun = [];
    const began = { id: 'first' } as Occurrence;
    const sessions = {
      begin: async (id: string) => {
        begun.push(id);
        await store.db.updateTable('practice_session').set({ state: 'open' }).where('id', '=', id).execute();
        return began;
      },
      occurrences: async () => [{ ...began, ends: store.clock.now().add({ hours: 1 }) }],
    };
    drafts = createDrafts({ store, clock: store.clock, sessions });
  });

  const places = () => [{ space: world.space, channel: 'C1' }];
  const make = (plan: Partial<DraftPlan> = {}) => drafts.make(who, { ...PLAN, ...plan }, places());

  test('hold all that is known, also nothing', async () => {
    const made = await make();
    const { id, community, ...rest } = made;
    expect(JSON.stringify(rest)).toBe(JSON.stringify({ ...rest, ...PLAN, places: places() }));
    expect(await drafts.find(who, id)).toEqual(made);
    expect(community).toBe(world.community);
    const empty = await drafts.make(who, BLANK, []);
    expect(empty).toMatchObject({ title: undefined, starts: undefined, places: [] });
  });

  test('are changed in part', async () => {
    const { id } = await make();
    const changed = await drafts.change(who, id, { title: 'Caucus', seats: undefined, link: undefined });
    expect(changed).toMatchObject({ title: 'Caucus', seats: undefined, link: undefined, place: 'Room 2' });
    const moved = await drafts.change(who, id, {}, [{ space: world.space, channel: 'C2' }]);
    expect(moved.places).toEqual([{ space: world.space, channel: 'C2' }]);
    expect(moved.title).toBe('Caucus');
  });

  test('are seen, changed, opened and thrown away by who makes them only', async () => {
    const { id } = await make();
    const other = await world.who(await world.player());
    expect(await drafts.find(other, id)).toBeUndefined();
    await expect(drafts.change(other, id, { title: 'Mine' })).rejects.toThrow('That draft is gone');
    await expect(drafts.open(other, id, outgoing)).rejects.toThrow('That draft is gone');
    await drafts.discard(other, id);
    expect(await drafts.find(who, id)).toMatchObject({ title: PLAN.title });
    await drafts.discard(who, id);
    expect(await drafts.find(who, id)).toBeUndefined();
    expect(begun).toEqual([]);
  });

  test('are the same for every account of a person', async () => {
    const { id } = await make();
    const linked = await world.player();
    await store.db
      .updateTable('identity')
      .set({ person_id: who.person })
      .where('id', '=', linked.identity)
      .execute();
    expect(await drafts.find(await world.who(linked), id)).toMatchObject({ title: PLAN.title });
  });

  test('are ten at most: the oldest goes', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 11; count += 1) {
      store.clock.set(store.clock.now().add({ minutes: 1 }).toString());
      ids.push((await make()).id);
    }
    const left = await Promise.all(ids.map((id) => drafts.find(who, id)));
    expect(left.map((draft) => draft !== undefined)).toEqual([false, ...Array<boolean>(10).fill(true)]);
  });

  test('are opened once, however often it is asked', async () => {
    const { id } = await make();
    const [first, second] = await Promise.all([
      drafts.open(who, id, outgoing),
      drafts.open(who, id, outgoing),
    ]);
    expect([first?.id, second?.id]).toEqual(['first', 'first']);
    expect(begun).toEqual([id]);
    await expect(drafts.change(who, id, { title: 'Late' })).rejects.toThrow('That draft is gone');
    await drafts.discard(who, id);
    expect((await drafts.open(who, id, outgoing)).id).toBe('first');
  });

  test.each<[string, Partial<DraftPlan>]>([
    ['a title', { title: undefined }],
    ['a time', { starts: undefined, rule: undefined, leftOut: [] }],
    ['a title and a time', { title: undefined, starts: undefined }],
    ['a day that is not left out', { rule: 'FREQ=WEEKLY;COUNT=1', leftOut: ['2026-03-12'] }],
  ])('are not opened without %s', async (missing, plan) => {
    const { id } = await make(plan);
    await expect(drafts.open(who, id, outgoing)).rejects.toThrow(`it needs ${missing}.`);
    expect(begun).toEqual([]);
  });

  test('are not opened without a channel, nor once their time has come, in their zone', async () => {
    const nowhere = await drafts.make(who, PLAN, []);
    await expect(drafts.open(who, nowhere.id, outgoing)).rejects.toThrow('a channel');
    const { id } = await make({ rule: undefined, leftOut: [] });
    store.clock.set('2026-03-12T23:00:00Z');
    await expect(drafts.open(who, id, outgoing)).rejects.toThrow('That time has passed');
    store.clock.set('2026-03-12T22:59:00Z');
    expect((await drafts.open(who, id, outgoing)).id).toBe('first');
  });
});
