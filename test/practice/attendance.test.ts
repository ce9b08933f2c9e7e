import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SpaceId, Who } from '../../src/chat/request.ts';
import { attendeesOf } from '../../src/practice/attendance-minutes.ts';
import type { Occurrence, Seat } from '../../src/practice/session.ts';
import { fresh, requestFrom } from '../community/asking.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { type PracticeWorld, practiceWorld } from './practice-world.ts';

describe('minutes', () => {
  const starts = Temporal.Instant.from('2026-03-12T23:00:00Z');
  const occurrence = {
    ...{ starts, ends: starts.add({ minutes: 90 }), minutes: 90 },
    ...{ state: 'planned' as const, seats: undefined },
  };
  const seat = (more: Partial<Seat>): Seat => ({
    ...{ id: 's1', identity: 'i1', person: 'p1', space: 'slack:T1' as SpaceId, member: 'U1', name: 'Ana' },
    ...{ state: 'seated', rank: 1, since: starts, offeredUntil: undefined },
    ...{ checkedIn: undefined, attendedMinutes: undefined },
    ...more,
  });
  const minutes = (...seats: Partial<Seat>[]) => attendeesOf(occurrence, seats.map(seat))[0]?.minutes;

  test('count from the check-in, or from the beginning where that is later, to the end', () => {
    expect(minutes({ checkedIn: starts.subtract({ minutes: 9 }) })).toBe(90);
    expect(minutes({ checkedIn: starts.add({ minutes: 30 }) })).toBe(60);
    expect(minutes({ checkedIn: starts.add({ minutes: 89, seconds: 59 }) })).toBe(1);
    expect(minutes({ checkedIn: starts.add({ hours: 3 }) })).toBe(0);
    expect(minutes({})).toBeUndefined();
  });

  test('that a facilitator corrected count instead, with a seat or without', () => {
    expect(minutes({ checkedIn: starts, attendedMinutes: 45 })).toBe(45);
    expect(minutes({ checkedIn: starts, attendedMinutes: 0 })).toBe(0);
    expect(minutes({ state: 'waiting', attendedMinutes: 90 })).toBe(90);
  });

  test('need a seat where they come of a check-in: who gave it up was not there', () => {
    expect(minutes({ state: 'declined', checkedIn: starts })).toBeUndefined();
  });

  test('of a person’s several accounts count once, from the first check-in', () => {
    const other = { id: 's2', identity: 'i2' };
    const late = { ...other, checkedIn: starts.add({ minutes: 60 }) };
    expect(minutes({ checkedIn: starts }, late)).toBe(90);
    expect(attendeesOf(occurrence, [seat({ checkedIn: starts }), seat(late)])).toHaveLength(1);
    expect(minutes({ checkedIn: starts }, { ...other, attendedMinutes: 20 })).toBe(20);
  });
});

oneStore('attendance', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store);
  });

  async function member(space: SpaceId = world.space, person?: string): Promise<Who> {
    const id = randomUUID();
    const row = {
      ...{ id, space_id: space, external_id: `U${id.slice(0, 8)}`, person_id: person ?? id },
      first_seen_at: store.clock.now().toString(),
    };
    await store.db.insertInto('identity').values(row).execute();
    return { community: world.community, space, identity: id, person: row.person_id };
  }
  const attendance = () => world.practice.attendance;
  const join = (who: Who, { id }: Occurrence) =>
    world.practice.rosters.answer(who, 'Ana', id, 'join', world.outgoing);
  const at = ({ starts }: Occurrence, minutes: number) => store.clock.set(starts.add({ minutes }));
  const record = async (who: Who) => (await attendance().record(who)).map(({ minutes }) => minutes);

  test('one checks in from ten minutes before to the end, and a second click changes nothing', async () => {
    const session = await world.opened();
    const ana = await member();
    await join(ana, session);
    at(session, -11);
    await expect(attendance().checkIn(ana, session.id)).rejects.toThrow('too early');
    at(session, -10);
    const { seat } = await attendance().checkIn(ana, session.id);
    at(session, 30);
    expect((await attendance().checkIn(ana, session.id)).seat?.checkedIn).toEqual(seat?.checkedIn);
    at(session, 90);
    await expect(attendance().checkIn(ana, session.id)).rejects.toThrow('over');
    expect(await record(ana)).toEqual([90]);
  });

  test('only those with a seat check in, of this community', async () => {
    const session = await world.opened({ seats: 1 });
    const [ana, ben] = [await member(), await member()];
    await join(ana, session);
    await join(ben, session);
    at(session, 0);
    expect((await attendance().checkIn(ben, session.id)).seat).toMatchObject({
      ...{ state: 'waiting', checkedIn: undefined },
    });
    expect((await attendance().checkIn(await member(), session.id)).seat).toBeUndefined();
    const stranger = { ...ana, community: randomUUID() };
    await expect(attendance().checkIn(stranger, session.id)).rejects.toThrow('gone');
    await store.db
      .updateTable('practice_occurrence')
      .set({ state: 'cancelled' })
      .where('id', '=', session.id)
      .execute();
    await expect(attendance().checkIn(ana, session.id)).rejects.toThrow('cancelled');
  });

  test('a correction stands for the person, whichever account they had used, and can be taken back', async () => {
    const session = await world.opened();
    const there = `slack:T${fresh()}` as SpaceId;
    await world.services.community.members.who(requestFrom({ space: there, member: 'first' }));
    await store.db
      .updateTable('space')
      .set({ community_id: world.community })
      .where('id', '=', there)
      .execute();
    const ana = await member();
    await join(ana, session);
    const twin = await member(there);
    await join(twin, session);
    // Both had joined before they were linked.
    await store.db
      .updateTable('identity')
      .set({ person_id: ana.person })
      .where('id', '=', twin.identity)
      .execute();
    at(session, 0);
    await attendance().checkIn(ana, session.id);
    at(session, 200);
    expect(await record(ana)).toEqual([90]);
    const [first] = await attendance().of(session);
    await attendance().correct(session.id, first!.seat.id, 40);
    expect(await record({ ...twin, person: ana.person })).toEqual([40]);
    // It was said of the seat that counts: unlinked, the other account has none of it.
    const linkTo = (person: string) =>
      store.db.updateTable('identity').set({ person_id: person }).where('id', '=', twin.identity).execute();
    await linkTo(twin.person);
    expect(await record(twin)).toEqual([]);
    await linkTo(ana.person);
    await attendance().correct(session.id, first!.seat.id, undefined);
    expect(await record(ana)).toEqual([90]);
  });

  test('is not corrected before it begins, nor by a seat of another session', async () => {
    const [session, other] = [await world.opened(), await world.opened()];
    const ana = await member();
    await join(ana, session);
    const [first] = await attendance().of(session);
    await expect(attendance().correct(session.id, first!.seat.id, 90)).rejects.toThrow('ten minutes before');
    at(session, 0);
    await expect(attendance().correct(other.id, first!.seat.id, 90)).rejects.toThrow('not on the list');
  });

  test('a record is one’s own: what is over and took place, the latest first', async () => {
    const weekly = await world.opened({ rule: 'FREQ=WEEKLY' });
    const [first, second, third] = await world.practice.sessions.occurrences(weekly.session);
    const [ana, ben] = [await member(), await member()];
    for (const each of [first!, second!, third!]) {
      await join(ana, each);
      at(each, 60);
      await attendance().checkIn(ana, each.id);
    }
    // The third is still under way.
    expect(await record(ana)).toEqual([30, 30]);
    const [latest] = await attendance().record(ana);
    expect(latest?.occurrence.id).toBe(second!.id);
    expect(await record(ben)).toEqual([]);
    await store.db
      .updateTable('practice_occurrence')
      .set({ state: 'cancelled' })
      .where('id', '=', second!.id)
      .execute();
    expect(await record(ana)).toEqual([30]);
    await store.db.deleteFrom('identity').where('id', '=', ana.identity).execute();
    expect(await attendance().of(first!)).toEqual([]);
  });

  test('sessions that were held are named by words or by their id, one’s own or everyone’s', async () => {
    const { asker, ...led } = await world.player();
    const who = await world.who({ ...led, asker });
    const mine = await world.opened(
      { title: 'Caucus 100%', rule: 'FREQ=WEEKLY' },
      { organiser: { ...led, asker } },
    );
    const theirs = await world.opened({ title: 'Caucus of others' });
    const held = async (typed: string, all = false) =>
      (await attendance().held(who, { typed, all })).map(({ title }) => title);
    expect(await held('caucus', true)).toEqual([]);
    at(mine, 7 * 24 * 60);
    expect(await held('CAUCUS')).toEqual(['Caucus 100%', 'Caucus 100%']);
    expect(await held('caucus', true)).toHaveLength(3);
    expect(await held('%')).toHaveLength(2);
    expect(await held('_', true)).toEqual([]);
    expect(await held(mine.id)).toHaveLength(1);
    expect(await held(theirs.id)).toEqual([]);
    // One that is still to come stands for those of its session that were held.
    const coming = (await world.practice.sessions.occurrences(mine.session)).at(-1)!;
    expect(await held(coming.id)).toHaveLength(2);
  });
});
