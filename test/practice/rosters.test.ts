import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SpaceId, Who } from '../../src/chat/request.ts';
import { createPractice } from '../../src/practice/practice.ts';
import { seatOf } from '../../src/practice/roster.ts';
import type { Answer, Answered } from '../../src/practice/rosters.ts';
import type { Occurrence, Plan } from '../../src/practice/session.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { type PracticeWorld, practiceWorld } from './practice-world.ts';

oneStore('rosters', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store);
  });

  /** New members of the community, one account each; `person`: of somebody who is there already. */
  async function members(count: number, space: SpaceId = world.space, person?: string): Promise<Who[]> {
    const rows = Array.from({ length: count }, () => {
      const id = randomUUID();
      return {
        id,
        space_id: space,
        external_id: `U${id.slice(0, 8)}`,
        person_id: person ?? id,
        first_seen_at: store.clock.now().toString(),
      };
    });
    await store.db.insertInto('identity').values(rows).execute();
    return rows.map((row) => ({
      community: world.community,
      space,
      identity: row.id,
      person: row.person_id,
    }));
  }
  const member = async (): Promise<Who> => (await members(1))[0]!;
  const answer = (who: Who, { id }: Occurrence, given: Answer = 'join'): Promise<Answered> =>
    world.practice.rosters.answer(who, 'Member', id, given, world.outgoing);
  const now = async (occurrence: Occurrence) =>
    world.practice.sessions.roster((await world.practice.sessions.occurrence(occurrence.id))!);
  const stateOf = async (who: Who, occurrence: Occurrence) =>
    seatOf(await now(occurrence), who.person)?.state;
  /** A session of one seat, which is taken, and so many who wait. */
  async function full(waiting: number, plan: Partial<Plan> = {}) {
    const session = await world.opened({ seats: 1, ...plan });
    const [first, ...others] = await members(1 + waiting);
    for (const who of [first!, ...others]) await answer(who, session);
    return { session, first: first!, others };
  }
  const sessionOf = async (id: string) => (await world.practice.sessions.occurrence(id))!;
  const minutesBefore = async ({ starts }: Occurrence, minutes: number) => {
    await world.pass({ seconds: store.clock.now().until(starts).total('seconds') - minutes * 60 });
  };

  test('200 joins at once on both platforms: six are seated, the others wait in order, nobody twice', async () => {
    const session = await world.opened({ seats: 6 });
    const there = await world.linkedSpace();
    const here = await members(90);
    const both = here.slice(0, 20);
    const linked = await Promise.all(both.map(async ({ person }) => (await members(1, there, person))[0]!));
    const clicks = [...here, ...linked, ...(await members(90, there))];
    const mixed = clicks.map((_, index) => clicks[(index * 67) % clicks.length]!);
    expect(new Set(mixed.map(({ identity }) => identity)).size).toBe(200);

    // As if half of them came to another process.
    const { preferences } = world.services.community;
    const other = createPractice({ store, clock: store.clock, wishes: preferences, cases: () => [] });
    const told = await Promise.all(
      mixed.map((who, index) =>
        index % 2 === 0
          ? answer(who, session)
          : other.rosters.answer(who, 'Member', session.id, 'join', world.outgoing),
      ),
    );

    const roster = await now(session);
    expect([roster.seated.length, roster.waiting.length, roster.free]).toEqual([6, 174, 0]);
    expect(new Set(roster.seats.map(({ person }) => person)).size).toBe(180);
    expect(roster.seats.map(({ rank }) => rank)).toEqual(
      Array.from({ length: 180 }, (_, index) => index + 1),
    );
    expect(roster.seated.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6]);
    // Everybody was told the place that they have.
    for (const { roster: then, seat } of told) {
      expect(
        roster[seat.state === 'seated' ? 'seated' : 'waiting'].findIndex(({ id }) => id === seat.id),
      ).toBe(then[seat.state === 'seated' ? 'seated' : 'waiting'].findIndex(({ id }) => id === seat.id));
    }
    const rows = await store.db
      .selectFrom('practice_seat')
      .where('occurrence_id', '=', session.id)
      .select('id')
      .execute();
    expect(rows).toHaveLength(180);
  });

  test('the same answer again changes nothing, by whichever account', async () => {
    const { session, others } = await full(2);
    const [second] = others;
    const before = await now(session);
    const there = await world.linkedSpace();
    const [again] = await members(1, there, second!.person);
    expect((await answer(again!, session)).seat).toEqual(seatOf(before, second!.person));
    expect(await now(session)).toEqual(before);
  });

  test('whoever leaves with one account has left with all', async () => {
    const session = await world.opened();
    const who = await member();
    const [other] = await members(1, await world.linkedSpace(), who.person);
    await answer(who, session, 'maybe');
    expect((await answer(other!, session)).seat).toMatchObject({
      state: 'seated',
      identity: other!.identity,
    });
    expect((await answer(who, session, 'leave')).roster.seated).toEqual([]);
    expect((await now(session)).maybe).toEqual([]);
  });

  test('two seats of accounts that were linked later are one, and are left together', async () => {
    const session = await world.opened({ seats: 3 });
    const [first, second] = await members(2);
    for (const who of [first!, second!]) await answer(who, session);
    await store.db
      .updateTable('identity')
      .set({ person_id: first!.person })
      .where('id', '=', second!.identity)
      .execute();
    expect((await now(session)).free).toBe(2);
    expect((await answer(first!, session, 'leave')).roster.free).toBe(3);
  });

  test('who comes again comes last', async () => {
    const { session, others } = await full(2);
    const [second, third] = others;
    await answer(second!, session, 'maybe');
    const { roster } = await answer(second!, session);
    expect(roster.waiting.map(({ person }) => person)).toEqual([third!.person, second!.person]);
  });

  test('who cannot come is known, though they had no seat', async () => {
    const session = await world.opened();
    const { seat, roster } = await answer(await member(), session, 'leave');
    expect(seat.state).toBe('declined');
    expect([...roster.seated, ...roster.maybe]).toEqual([]);
  });

  test('is of the own community, and not for what is cancelled or over', async () => {
    const session = await world.opened();
    const who = await member();
    const stranger = { ...who, community: randomUUID() };
    await expect(answer(stranger, session)).rejects.toThrow('That session is gone');
    await store.db
      .updateTable('practice_occurrence')
      .set({ state: 'cancelled' })
      .where('id', '=', session.id)
      .execute();
    await expect(answer(who, session)).rejects.toThrow('cancelled');
    const other = await world.opened();
    await minutesBefore(other, -89);
    expect((await answer(who, other)).seat.state).toBe('seated');
    await minutesBefore(other, -90);
    await expect(answer(await member(), other)).rejects.toThrow('over');
  });

  describe('a seat that frees', () => {
    test('is offered to the first who waits, by direct message, and taken by a click', async () => {
      const { session, first, others } = await full(2);
      const { roster } = await answer(first, session, 'leave');
      expect(roster.offered.map(({ person }) => person)).toEqual([others[0]!.person]);
      expect(roster.offered[0]?.offeredUntil).toEqual(store.clock.now().add({ minutes: 120 }));
      expect(roster.free).toBe(0);
      // Nobody goes before.
      expect((await answer(await member(), session)).seat.state).toBe('waiting');
      expect((await answer(others[0]!, session)).seat).toMatchObject({ state: 'seated', rank: 2 });
      await world.pass({ hours: 3 });
      expect(await stateOf(others[0]!, session)).toBe('seated');
      expect(await stateOf(others[1]!, session)).toBe('waiting');
    });

    test('goes to the next once the time to accept has passed, and to the next again', async () => {
      const { session, first, others } = await full(3);
      await answer(first, session, 'leave');
      await world.pass({ minutes: 119 });
      expect(await stateOf(others[0]!, session)).toBe('offered');
      await world.pass({ minutes: 1 });
      expect(await stateOf(others[0]!, session)).toBe('declined');
      expect(await stateOf(others[1]!, session)).toBe('offered');
      await world.pass({ minutes: 120 });
      expect(await stateOf(others[2]!, session)).toBe('offered');
      expect((await answer(others[0]!, session)).seat.state).toBe('waiting');
    });

    test('goes to the next at once where it is passed on', async () => {
      const { session, first, others } = await full(2);
      await answer(first, session, 'leave');
      await answer(others[0]!, session, 'leave');
      expect(await stateOf(others[1]!, session)).toBe('offered');
    });

    test('is taken in time only, though nobody has looked since', async () => {
      const { session, first, others } = await full(2);
      await answer(first, session, 'leave');
      store.clock.advance({ minutes: 121 });
      expect((await answer(others[0]!, session)).seat.state).toBe('waiting');
      expect(await stateOf(others[1]!, session)).toBe('offered');
    });

    test('is offered until five minutes before the beginning, and then whoever joins has it', async () => {
      const { session, first, others } = await full(2);
      await minutesBefore(session, 30);
      const { roster } = await answer(first, session, 'leave');
      expect(roster.offered[0]?.offeredUntil).toEqual(session.starts.subtract({ minutes: 5 }));
      await minutesBefore(session, 5);
      expect((await now(session)).free).toBe(1);
      expect(await stateOf(others[1]!, session)).toBe('waiting');
      const late = await member();
      expect((await answer(late, session)).seat.state).toBe('seated');
      await answer(late, session, 'leave');
      expect((await answer(others[1]!, session)).seat).toMatchObject({ state: 'seated', rank: 3 });
    });

    test('waits for the end of quiet hours, and is kept so much longer', async () => {
      const { session, first, others } = await full(1);
      const { preferences } = world.services.community;
      await preferences.set(others[0]!.identity, { zone: 'UTC', quiet: { from: '11:00', to: '15:00' } });
      const { roster } = await answer(first, session, 'leave');
      const ends = Temporal.Instant.from('2026-03-02T15:00:00Z');
      expect(roster.offered[0]?.offeredUntil).toEqual(ends.add({ minutes: 120 }));
      const offers = () => world.sent().filter((words) => words.includes('A seat is free'));
      await world.pass({ hours: 2, minutes: 59 });
      expect(offers()).toEqual([]);
      await world.pass({ minutes: 2 });
      expect(offers()).toHaveLength(1);
    });

    test('is offered where seats were added, to as many as there are', async () => {
      const { session, others } = await full(3);
      await store.db
        .updateTable('practice_occurrence')
        .set({ seats: 3 })
        .where('id', '=', session.id)
        .execute();
      await world.practice.sessions.keepUp(session.id, world.outgoing);
      const states = await Promise.all(others.map((who) => stateOf(who, session)));
      expect(states).toEqual(['offered', 'offered', 'waiting']);
    });

    test('is not given away before those who wait, where the one who had it was erased', async () => {
      const { session, first, others } = await full(1);
      await store.db.deleteFrom('identity').where('id', '=', first.identity).execute();
      expect((await answer(await member(), session)).seat.state).toBe('waiting');
      expect(await stateOf(others[0]!, session)).toBe('offered');
    });

    test('is offered nobody where the session is cancelled meanwhile, and the message is not sent', async () => {
      const { session, first, others } = await full(1);
      await answer(first, session, 'leave');
      await store.db
        .updateTable('practice_occurrence')
        .set({ state: 'cancelled' })
        .where('id', '=', session.id)
        .execute();
      await world.pass({ hours: 3 });
      expect(world.sent().filter((words) => words.includes('A seat is free'))).toEqual([]);
      expect(await stateOf(others[0]!, await sessionOf(session.id))).toBe('offered');
    });
  });
});
