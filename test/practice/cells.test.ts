import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { placeIn, type RolePlan } from '../../src/practice/cell.ts';
import { createPractice } from '../../src/practice/practice.ts';
import { markSeen } from '../../src/practice/seen-cases.ts';
import type { Occurrence, Plan } from '../../src/practice/session.ts';
import type { Player } from '../jobs/command-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { type PracticeWorld, practiceWorld, withRoles } from './practice-world.ts';
import { roleCases } from './role-cases.ts';

oneStore('cells', (open) => {
  let store: TestStore;
  let at: PracticeWorld;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    at = await practiceWorld(store);
  });

  const cellsOf = () => at.practice.cells;
  const answer = async (player: Player, { id }: Occurrence, given: 'join' | 'leave' = 'join') =>
    at.practice.rosters.answer(await at.who(player), 'Member', id, given, at.outgoing);
  /** A session to which so many come. */
  async function coming(count: number, plan: Partial<Plan> = {}) {
    const occurrence = await at.opened(plan);
    const players: Player[] = [];
    for (let each = 0; each < count; each += 1) {
      const player = await at.player();
      await answer(player, occurrence);
      players.push(player);
    }
    return { occurrence, players };
  }
  const NAMES = ['ada', 'bo', 'cy', 'di', 'ed', 'flo', 'gus'] as const;
  type Named = Readonly<Record<(typeof NAMES)[number], Player>>;
  const named = async (): Promise<Named> =>
    Object.fromEntries(
      await Promise.all(NAMES.map(async (name) => [name, await at.player()] as const)),
    ) as Named;
  /** A session with one confirmed cell in “The hedge”: Ada mediates, Bo and Cy are the parties. */
  async function cell(
    more: (people: Named) => Readonly<Record<string, Player>> = () => ({}),
    { caseId = 'hedge', confirmed = true } = {},
  ) {
    const people = await named();
    const { ada, bo, cy } = people;
    const organiser = await at.player();
    const occurrence = await at.opened({}, { organiser });
    const parties = caseId === 'hedge' ? { gardener: bo, neighbour: cy } : { manager: bo, nurse: cy };
    const [id] = await withRoles(
      at,
      store,
      occurrence.id,
      [{ caseId, roles: { mediator: ada, ...parties, ...more(people) } }],
      { confirmed },
    );
    return { ...people, people, organiser, occurrence, id: id! };
  }
  const rolesOf = (people: Partial<Named>, plan: RolePlan, number = 1): Record<string, string> => {
    const nameOf = (person: string) =>
      Object.entries(people).find(([, player]) => player?.identity === person)?.[0] ?? person;
    const roles: Record<string, string> = {};
    for (const { role, person } of plan.cells.find((each) => each.number === number)!.holders) {
      roles[role] = roles[role] === undefined ? nameOf(person) : `${roles[role]} ${nameOf(person)}`;
    }
    return roles;
  };
  const planOf = async ({ id }: Occurrence) => (await cellsOf().plan(id))!;
  const holdingOf = (plan: RolePlan, { identity }: Player) => placeIn(plan, identity)?.holder;
  const reads = ({ identity }: Player, caseId: string, part: string, occurrence?: Occurrence) =>
    markSeen(store, [identity], { caseId, part, occurrence: occurrence?.id }, store.clock.now());
  const until = (end: string) =>
    at.pass({ seconds: store.clock.now().until(Temporal.Instant.from(end)).total('seconds') });
  const [FACTS_OUT, BEGUN, OVER] = ['2026-03-11T23:00:00Z', '2026-03-12T23:05:00Z', '2026-03-13T00:30:00Z'];
  const factsTask = ({ id }: Occurrence) =>
    store.db.selectFrom('task').where('key', '=', `practice.facts:${id}`).select('due_at').executeTakeFirst();
  const vacancies = ({ asker }: Player) =>
    at.platform.messages.filter(
      ({ channel, words }) => channel === `dm-${asker.member}` && words.includes('A role is free'),
    );

  describe('a proposal', () => {
    test('gives everybody with a seat one role, and nobody else', async () => {
      const { occurrence, players } = await coming(8);
      const gone = players.pop()!;
      await answer(gone, occurrence, 'leave');
      const plan = await cellsOf().propose(occurrence.id, { cells: 2 });
      expect(plan).toMatchObject({ confirmed: undefined, factsLead: 'P1D' });
      expect(plan.cells.map(({ number }) => number)).toEqual([1, 2]);
      const persons = plan.cells.flatMap(({ holders }) => holders.map(({ person }) => person));
      expect(persons.toSorted()).toEqual(players.map(({ identity }) => identity).toSorted());
    });

    test('takes the place of an earlier one; when facts go out stays', async () => {
      const { occurrence } = await coming(4);
      const first = await cellsOf().propose(occurrence.id);
      await cellsOf().setLead(occurrence.id, 'PT2H', at.outgoing);
      const second = await cellsOf().propose(occurrence.id);
      expect(second.factsLead).toBe('PT2H');
      expect(second.cells).toHaveLength(1);
      expect(second.cells[0]?.id).not.toBe(first.cells[0]?.id);
      await expect(
        cellsOf().give(first.cells[0]!.id, 'mediator', first.cells[0]!.holders[1]!.person, at.outgoing),
      ).rejects.toThrow('Those roles are gone');
    });

    test('needs three with a seat, and none that is confirmed', async () => {
      const { occurrence } = await coming(2);
      await expect(cellsOf().propose(occurrence.id)).rejects.toThrow('Three people at least need a seat');
      const { occurrence: other } = await cell();
      await expect(cellsOf().propose(other.id)).rejects.toThrow('They are confirmed');
    });

    test('is not made for what is over or cancelled', async () => {
      const { occurrence } = await coming(3);
      await store.db
        .updateTable('practice_occurrence')
        .set({ state: 'cancelled' })
        .where('id', '=', occurrence.id)
        .execute();
      await expect(cellsOf().propose(occurrence.id)).rejects.toThrow('cancelled');
      const { occurrence: other } = await coming(3);
      await until(OVER);
      await expect(cellsOf().propose(other.id)).rejects.toThrow('over');
    });

    test('heeds wishes', async () => {
      const { occurrence, players } = await coming(3);
      for (const player of players) {
        await at.practice.roleWishes.set(await at.who(player), occurrence.id, 'mediator');
        const plan = await cellsOf().propose(occurrence.id);
        expect(holdingOf(plan, player)?.role).toBe('mediator');
        await at.practice.roleWishes.set(await at.who(player), occurrence.id, undefined);
      }
    });

    test('gives turns round: who mediated at a session that is confirmed does not mediate next', async () => {
      const { ada, bo, cy } = await cell();
      const next = await at.opened({ starts: Temporal.PlainDateTime.from('2026-03-19T19:00') });
      for (const player of [ada, bo, cy]) await answer(player, next);
      expect(holdingOf(await cellsOf().propose(next.id), ada)?.role).not.toBe('mediator');
    });

    test('has nobody play what they have read elsewhere', async () => {
      const { occurrence, players } = await coming(3);
      await reads(players[1]!, 'hedge', 'general');
      expect((await cellsOf().propose(occurrence.id)).cells[0]?.caseId).toBe('roster');
      await reads(players[0]!, 'roster', 'general');
      expect((await cellsOf().propose(occurrence.id)).cells[0]?.caseId).toBeUndefined();
    });

    test('lets them go on with the general facts and one role that they read here, not with more', async () => {
      const { occurrence, players } = await coming(3);
      for (const player of players) await reads(player, 'hedge', 'general');
      await reads(players[0]!, 'roster', 'general', occurrence);
      await reads(players[0]!, 'roster', 'manager', occurrence);
      for (const wish of ['mediator', 'party'] as const) {
        await at.practice.roleWishes.set(await at.who(players[0]!), occurrence.id, wish);
        const { cells } = await cellsOf().propose(occurrence.id);
        const role = cells[0]!.holders.find(({ identity }) => identity === players[0]!.identity)!.role;
        expect(cells[0]!.caseId === 'roster' ? role : 'manager').toBe('manager');
      }
      await reads(players[0]!, 'roster', 'nurse', occurrence);
      expect((await cellsOf().propose(occurrence.id)).cells[0]?.caseId).toBeUndefined();
    });

    test('has nobody play what they are to play at another session', async () => {
      const { ada, bo, cy, occurrence } = await cell();
      const next = await at.opened({ starts: Temporal.PlainDateTime.from('2026-03-19T19:00') });
      for (const player of [ada, bo, cy]) await answer(player, next);
      expect((await cellsOf().propose(next.id)).cells[0]?.caseId).toBe('roster');
      await cellsOf().reopen(occurrence.id, at.outgoing);
      await reads(ada, 'roster', 'all');
      expect((await cellsOf().propose(next.id)).cells[0]?.caseId).toBe('hedge');
    });

    test('has nobody play what they will have watched before; who watches later may play now', async () => {
      const { di, ed, flo } = await cell(({ di }) => ({ observer: di }));
      await reads(di, 'roster', 'all');
      for (const [starts, caseId] of [
        ['2026-03-19T19:00', undefined],
        ['2026-03-09T19:00', 'hedge'],
      ] as const) {
        const other = await at.opened({ starts: Temporal.PlainDateTime.from(starts) });
        for (const player of [di, ed, flo]) await answer(player, other);
        expect((await cellsOf().propose(other.id)).cells[0]?.caseId).toBe(caseId);
      }
    });

    test('is one, when two processes make it, confirm it and give its roles at once', async () => {
      const { occurrence, players } = await coming(6);
      const { preferences } = at.services.community;
      const other = createPractice({
        store,
        clock: store.clock,
        wishes: preferences,
        cases: () => roleCases,
      }).cells;
      const both = [cellsOf(), other, cellsOf(), other];
      await Promise.all(both.map((each) => each.propose(occurrence.id, { cells: 2 })));
      const made = await planOf(occurrence);
      expect(made.cells.map(({ holders }) => holders.length)).toEqual([3, 3]);

      const confirmed = await Promise.all(both.map((each) => each.confirm(occurrence.id, at.outgoing)));
      expect(new Set(confirmed.map(({ confirmed }) => confirmed?.toString())).size).toBe(1);

      // Everybody wants to mediate in the first cell.
      const [first] = made.cells;
      await Promise.all(
        players.map(({ identity }, index) =>
          both[index % 2]!.give(first!.id, 'mediator', identity, at.outgoing),
        ),
      );
      const now = await planOf(occurrence);
      const roles = now.cells.flatMap(({ holders }) => holders.map(({ role }) => role));
      expect(roles.toSorted()).toEqual(
        made.cells.flatMap(({ holders }) => holders.map(({ role }) => role)).toSorted(),
      );
      expect(new Set(now.cells.flatMap(({ holders }) => holders.map(({ person }) => person))).size).toBe(6);
    });

    test('and its confirmation: either the confirmed one stands or the new one waits', async () => {
      const { occurrence } = await coming(3);
      const first = await cellsOf().propose(occurrence.id);
      const results = await Promise.allSettled([
        cellsOf().confirm(occurrence.id, at.outgoing),
        cellsOf().propose(occurrence.id),
      ]);
      const now = await planOf(occurrence);
      expect(now.cells).toHaveLength(1);
      expect(now.confirmed).toBeDefined();
      if (results[1].status === 'rejected') expect(now.cells[0]?.id).toBe(first.cells[0]?.id);
    });
  });

  describe('confirming', () => {
    test('sets when facts go out; again, it changes nothing', async () => {
      const { occurrence } = await cell(undefined, { confirmed: false });
      expect(await factsTask(occurrence)).toBeUndefined();
      const plan = await cellsOf().confirm(occurrence.id, at.outgoing);
      expect(plan.confirmed?.toString()).toBe('2026-03-02T12:00:00Z');
      expect((await factsTask(occurrence))?.due_at.toString()).toBe(FACTS_OUT);
      await at.pass({ hours: 1 });
      expect(await cellsOf().confirm(occurrence.id, at.outgoing)).toEqual(plan);
    });

    test('names what each cell lacks', async () => {
      const { occurrence, ada, cy } = await cell(undefined, { confirmed: false });
      await answer(ada, occurrence, 'leave');
      await answer(cy, occurrence, 'leave');
      await expect(cellsOf().confirm(occurrence.id, at.outgoing)).rejects.toThrow(
        'Cell 1 lacks Mediator and Neighbour.',
      );
      expect((await planOf(occurrence)).confirmed).toBeUndefined();
    });

    test('is not possible in a case that the course has lost, or before anything was proposed', async () => {
      const { occurrence } = await cell(undefined, { caseId: 'lost', confirmed: false });
      await expect(cellsOf().confirm(occurrence.id, at.outgoing)).rejects.toThrow(
        'Cell 1: the course does not have the case any more',
      );
      const { occurrence: other } = await coming(3);
      await expect(cellsOf().confirm(other.id, at.outgoing)).rejects.toThrow('No roles have been proposed');
    });

    test('is not possible while somebody plays what they have read, or play elsewhere, since', async () => {
      const { occurrence, bo, ada, cy } = await cell(undefined, { confirmed: false });
      await reads(bo, 'hedge', 'neighbour');
      await expect(cellsOf().confirm(occurrence.id, at.outgoing)).rejects.toThrow('has read facts');

      const [twice, ...others] = [await at.player(), ada, cy];
      const [one, two] = [await at.opened(), await at.opened()];
      for (const { id } of [one, two]) {
        const [mediator, gardener, neighbour] = [twice, ...others] as [Player, Player, Player];
        await withRoles(at, store, id, [{ caseId: 'hedge', roles: { mediator, gardener, neighbour } }], {
          confirmed: false,
        });
      }
      await cellsOf().confirm(one.id, at.outgoing);
      await expect(cellsOf().confirm(two.id, at.outgoing)).rejects.toThrow('another session');
    });

    test('is taken back until facts are out', async () => {
      const { occurrence } = await cell();
      await at.pass({ hours: 1 });
      expect((await cellsOf().reopen(occurrence.id, at.outgoing)).confirmed).toBeUndefined();
      expect(await factsTask(occurrence)).toBeUndefined();
      await cellsOf().confirm(occurrence.id, at.outgoing);
      await until(FACTS_OUT);
      await expect(cellsOf().reopen(occurrence.id, at.outgoing)).rejects.toThrow('facts are out');
    });
  });

  describe('when facts go out', () => {
    test('is said anew; if that has come, they go out at once', async () => {
      const { occurrence, ada } = await cell();
      await cellsOf().setLead(occurrence.id, 'PT2H', at.outgoing);
      expect((await factsTask(occurrence))?.due_at.toString()).toBe('2026-03-12T21:00:00Z');
      expect(at.direct()).toEqual([]);
      expect((await cellsOf().setLead(occurrence.id, 'P3W', at.outgoing)).factsLead).toBe('P3W');
      await at.pass({ seconds: 1 });
      expect(at.direct()).toContain(`dm-${ada.asker.member}`);
    });
  });

  describe('a role that is given', () => {
    test('is changed with the former holder’s at once; both are new holdings, all others stay', async () => {
      const { id, occurrence, people, ada, bo, cy } = await cell();
      const before = await planOf(occurrence);
      await at.pass({ hours: 1 });
      const plan = await cellsOf().give(id, 'mediator', bo.identity, at.outgoing);
      expect(rolesOf(people, plan)).toEqual({ mediator: 'bo', gardener: 'ada', neighbour: 'cy' });
      expect(plan.confirmed).toEqual(before.confirmed);
      expect(holdingOf(plan, cy)).toEqual(holdingOf(before, cy));
      for (const player of [ada, bo]) {
        expect(holdingOf(plan, player)?.id).not.toBe(holdingOf(before, player)?.id);
        expect(holdingOf(plan, player)?.since).toEqual(store.clock.now());
      }
    });

    test('reaches who has it now when facts are out', async () => {
      const { id, occurrence, di } = await cell();
      await until(FACTS_OUT);
      await answer(di, occurrence);
      await cellsOf().give(id, 'mediator', di.identity, at.outgoing);
      await at.pass({ seconds: 1 });
      expect(at.direct()).toContain(`dm-${di.asker.member}`);
    });

    test('is none that they have read too much for; who is displaced then observes', async () => {
      const { id, occurrence, people, bo, di } = await cell(({ di }) => ({ observer: di }));
      await reads(di, 'hedge', 'general');
      await expect(cellsOf().give(id, 'gardener', di.identity, at.outgoing)).rejects.toThrow(
        'They have read facts of this case, so they cannot play it: coach or observer would do.',
      );
      // What Ada read of another's part stands in the way of that part.
      await reads(people.ada, 'hedge', 'neighbour', occurrence);
      const plan = await cellsOf().give(id, 'mediator', bo.identity, at.outgoing);
      expect(rolesOf(people, plan)).toMatchObject({ mediator: 'bo', neighbour: 'cy' });
      expect(rolesOf(people, plan).observer?.split(' ').toSorted()).toEqual(['ada', 'di']);
    });

    test('is none that they play at another session', async () => {
      const { id, occurrence, di } = await cell();
      const other = await at.opened();
      await withRoles(at, store, other.id, [{ caseId: 'hedge', roles: { mediator: di } }]);
      await answer(di, occurrence);
      await expect(cellsOf().give(id, 'gardener', di.identity, at.outgoing)).rejects.toThrow(
        'at another session',
      );
      const plan = await cellsOf().give(id, 'observer', di.identity, at.outgoing);
      expect(holdingOf(plan, di)?.role).toBe('observer');
    });

    test('goes only to who has a seat, and only where the case has it', async () => {
      const { id, bo, flo } = await cell();
      await expect(cellsOf().give(id, 'mediator', flo.identity, at.outgoing)).rejects.toThrow('no seat');
      await expect(cellsOf().give(id, 'nurse', bo.identity, at.outgoing)).rejects.toThrow('no such part');
    });

    test('can be had by everybody with a seat, and it is said who knows too much', async () => {
      const { id, occurrence, ada, bo, cy, di } = await cell();
      await answer(di, occurrence);
      await reads(bo, 'hedge', 'gardener', occurrence);
      const candidates = await cellsOf().candidates(id, 'neighbour');
      expect(candidates.map(({ seat, place, knows }) => [seat.person, place?.holder.role, knows])).toEqual([
        [ada.identity, 'mediator', false],
        [bo.identity, 'gardener', true],
        [cy.identity, 'neighbour', false],
        [di.identity, undefined, false],
      ]);
      expect((await cellsOf().candidates(id, 'coach')).some(({ knows }) => knows)).toBe(false);
    });
  });

  describe('another case', () => {
    test('has the parties follow in their order; every holding of the cell is a new one', async () => {
      const { id, occurrence, people, ada } = await cell(({ di }) => ({ observer: di }));
      const before = await planOf(occurrence);
      const plan = await cellsOf().setCase(id, 'roster', at.outgoing);
      expect(plan.cells[0]).toMatchObject({ id, caseId: 'roster' });
      expect(rolesOf(people, plan)).toEqual({ mediator: 'ada', manager: 'bo', nurse: 'cy', observer: 'di' });
      // Else who was told their facts would not be told the new ones.
      expect(holdingOf(plan, ada)?.id).not.toBe(holdingOf(before, ada)?.id);
      const own = await cellsOf().setCase(id, undefined, at.outgoing);
      expect(rolesOf(people, own)).toMatchObject({ 'party-1': 'bo', 'party-2': 'cy' });
    });

    test('is played by nobody who knows it', async () => {
      const { id, people, bo } = await cell(({ di }) => ({ observer: di }));
      await reads(bo, 'roster', 'manager');
      const plan = await cellsOf().setCase(id, 'roster', at.outgoing);
      expect(rolesOf(people, plan)).toEqual({ mediator: 'ada', manager: 'di', nurse: 'cy', observer: 'bo' });
    });

    test('is not chosen any more once somebody has read theirs, or all is revealed', async () => {
      const { id, occurrence, ada } = await cell();
      await until(FACTS_OUT);
      const { db } = store;
      await db.deleteFrom('practice_case_seen').where('occurrence_id', '=', occurrence.id).execute();
      await cellsOf().setCase(id, 'roster', at.outgoing);
      await db.deleteFrom('practice_case_seen').where('occurrence_id', '=', occurrence.id).execute();
      await reads(ada, 'roster', 'general', occurrence);
      await expect(cellsOf().setCase(id, 'hedge', at.outgoing)).rejects.toThrow('has read their facts');

      const { id: other } = await cell(undefined, { caseId: 'roster' });
      await db
        .updateTable('practice_cell')
        .set({ revealed_at: store.clock.now().toString() })
        .where('id', '=', other)
        .execute();
      await expect(cellsOf().setCase(other, 'hedge', at.outgoing)).rejects.toThrow('open already');
    });

    test('is one of the course; the same again changes nothing', async () => {
      const { id, occurrence } = await cell();
      const before = await planOf(occurrence);
      await expect(cellsOf().setCase(id, 'lost', at.outgoing)).rejects.toThrow('does not have that case');
      expect(await cellsOf().setCase(id, 'hedge', at.outgoing)).toEqual(before);
    });
  });

  describe('a no-show', () => {
    test('keeps their seat and nothing else; who observes takes over', async () => {
      const { occurrence, people, bo, di } = await cell(({ di }) => ({ observer: di }));
      const { plan, by } = await cellsOf().replace(holdingOf(await planOf(occurrence), bo)!.id, at.outgoing);
      expect(rolesOf(people, plan)).toEqual({ mediator: 'ada', gardener: 'di', neighbour: 'cy' });
      expect(by).toEqual(holdingOf(plan, di));
      const left = await cellsOf().unplaced(occurrence.id);
      expect(left.map(({ person, state }) => [person, state])).toEqual([[bo.identity, 'seated']]);
    });

    test('of several observers that one takes over who is there, then who wishes to, then whose turn it is', async () => {
      const { occurrence, people, ada, di, ed, flo } = await cell(
        ({ di, ed, flo }) => ({ observer: di, 'observer 2': ed, 'observer 3': flo }),
        { confirmed: false },
      );
      const mediator = async () => holdingOf(await planOf(occurrence), ada)!.id;
      const back = async (id: string) => cellsOf().give(id, 'mediator', ada.identity, at.outgoing);
      const { id } = (await planOf(occurrence)).cells[0]!;

      // Flo observed when somebody else mediated, so more turns are due to her.
      const other = await at.opened();
      await withRoles(at, store, other.id, [{ roles: { mediator: di, 'party-1': ed, observer: flo } }]);
      await at.practice.roleWishes.set(await at.who(ed), occurrence.id, 'not-mediator');
      const turn = await cellsOf().replace(await mediator(), at.outgoing);
      expect(rolesOf(people, turn.plan).mediator).toBe('flo');
      await back(id);
      await cellsOf().give(id, 'observer', flo.identity, at.outgoing);

      await at.practice.roleWishes.set(await at.who(di), occurrence.id, 'mediator');
      const wish = await cellsOf().replace(await mediator(), at.outgoing);
      expect(rolesOf(people, wish.plan).mediator).toBe('di');
      await back(id);
      await cellsOf().give(id, 'observer', di.identity, at.outgoing);

      await until(BEGUN);
      await at.practice.attendance.checkIn(await at.who(ed), occurrence.id);
      const here = await cellsOf().replace(await mediator(), at.outgoing);
      expect(rolesOf(people, here.plan).mediator).toBe('ed');
    });

    test('is not asked to stand in for another; who came later is', async () => {
      const { occurrence, people, ada, bo, di } = await cell();
      const plan = await planOf(occurrence);
      expect((await cellsOf().replace(holdingOf(plan, bo)!.id, at.outgoing)).by).toBeUndefined();
      expect((await cellsOf().replace(holdingOf(plan, ada)!.id, at.outgoing)).by).toBeUndefined();
      await at.pass({ hours: 1 });
      await answer(di, occurrence);
      const { cy } = people;
      const { plan: now, by } = await cellsOf().replace(holdingOf(plan, cy)!.id, at.outgoing);
      expect(by?.person).toBe(di.identity);
      expect(rolesOf(people, now)).toEqual({ neighbour: 'di' });
    });

    test('is not replaced by somebody who is known to be away', async () => {
      const { occurrence, bo, di } = await cell(({ di }) => ({ observer: di }));
      await until(BEGUN);
      const { seated } = await at.practice.sessions.roster(occurrence);
      const seat = seated.find(({ identity }) => identity === di.identity)!;
      await at.practice.attendance.correct(occurrence.id, seat.id, 0);
      const out = holdingOf(await planOf(occurrence), bo)!;
      expect((await cellsOf().replace(out.id, at.outgoing)).by).toBeUndefined();
    });

    test('that has no role any more is said to have none', async () => {
      const { occurrence, bo } = await cell();
      const { id } = holdingOf(await planOf(occurrence), bo)!;
      await cellsOf().replace(id, at.outgoing);
      await expect(cellsOf().replace(id, at.outgoing)).rejects.toThrow('gone');
    });
  });

  describe('a late-comer', () => {
    test('takes what is empty, or observes; again, it changes nothing', async () => {
      const { occurrence, people, bo, di, ed } = await cell();
      await answer(bo, occurrence, 'leave');
      for (const player of [di, ed]) await answer(player, occurrence);
      expect((await cellsOf().unplaced(occurrence.id)).map(({ person }) => person)).toEqual([
        di.identity,
        ed.identity,
      ]);
      await cellsOf().place(occurrence.id, di.identity, at.outgoing);
      const plan = await cellsOf().place(occurrence.id, ed.identity, at.outgoing);
      expect(rolesOf(people, plan)).toEqual({
        ...{ mediator: 'ada', gardener: 'di', neighbour: 'cy', observer: 'ed' },
      });
      expect(await cellsOf().place(occurrence.id, di.identity, at.outgoing)).toEqual(plan);
      expect(await cellsOf().unplaced(occurrence.id)).toEqual([]);
    });

    test('plays nothing that they have read, and needs a seat', async () => {
      const { occurrence, people, bo, di } = await cell();
      await answer(bo, occurrence, 'leave');
      await expect(cellsOf().place(occurrence.id, di.identity, at.outgoing)).rejects.toThrow('no seat');
      await answer(di, occurrence);
      await reads(di, 'hedge', 'all');
      const plan = await cellsOf().place(occurrence.id, di.identity, at.outgoing);
      expect(rolesOf(people, plan)).toEqual({ mediator: 'ada', neighbour: 'cy', observer: 'di' });
    });
  });

  describe('one’s own place', () => {
    test('is seen by who has it, when it is confirmed, by any of their accounts', async () => {
      const { occurrence, ada, ed } = await cell(undefined, { confirmed: false });
      const who = await at.who(ada);
      expect(await cellsOf().own(who, occurrence.id)).toBeUndefined();
      await cellsOf().confirm(occurrence.id, at.outgoing);
      expect(await cellsOf().own(who, occurrence.id)).toMatchObject({
        ...{ cell: { number: 1 }, holder: { role: 'mediator', person: ada.identity } },
      });
      const linked = await at.who(ed);
      expect(await cellsOf().own(linked, occurrence.id)).toBeUndefined();
      expect(await cellsOf().own({ ...linked, person: who.person }, occurrence.id)).toBeDefined();
      const elsewhere = await practiceWorld(store);
      expect(await cellsOf().own({ ...who, community: elsewhere.community }, occurrence.id)).toBeUndefined();
    });

    test('of somebody who linked two accounts with a role each is the one that stands first', async () => {
      const { id, occurrence, people, ada, bo, di } = await cell();
      await store.db
        .updateTable('identity')
        .set({ person_id: ada.identity })
        .where('id', '=', bo.identity)
        .execute();
      expect(rolesOf(people, await planOf(occurrence))).toEqual({ mediator: 'ada', neighbour: 'cy' });
      await answer(di, occurrence);
      const plan = await cellsOf().give(id, 'gardener', di.identity, at.outgoing);
      expect(rolesOf(people, plan)).toEqual({ mediator: 'ada', gardener: 'di', neighbour: 'cy' });
    });

    test('is in a cell of this community', async () => {
      const { id, occurrence } = await cell();
      expect(await cellsOf().cell(id, at.community)).toMatchObject({
        ...{ occurrence: { id: occurrence.id }, cell: { id }, plan: { occurrence: occurrence.id } },
      });
      expect(await cellsOf().cell(id, (await practiceWorld(store)).community)).toBeUndefined();
    });
  });

  describe('whoever gives up their seat', () => {
    test('has no role any more, and who opened the session is told once what is free', async () => {
      const { occurrence, people, bo, di, organiser } = await cell(({ di }) => ({ observer: di }));
      for (const player of [bo, di]) await answer(player, occurrence, 'leave');
      // Also when they come again.
      await answer(bo, occurrence);
      expect(rolesOf(people, await planOf(occurrence))).toEqual({ mediator: 'ada', neighbour: 'cy' });
      await at.practice.sessions.keepUp(occurrence.id, at.outgoing);
      await at.pass({ seconds: 1 });
      const told = vacancies(organiser);
      expect(told).toHaveLength(1);
      expect(told[0]?.words).toContain('Gardener');
      expect(told[0]?.words).toContain('Roles');
    });

    test('is not spoken of where somebody has the role meanwhile, or the plan is a proposal', async () => {
      const { occurrence, people, bo, di, organiser } = await cell(({ di }) => ({ observer: di }));
      await answer(bo, occurrence, 'leave');
      const { id } = (await planOf(occurrence)).cells[0]!;
      await cellsOf().give(id, 'gardener', di.identity, at.outgoing);
      const proposed = await cell(undefined, { confirmed: false });
      await answer(proposed.bo, proposed.occurrence, 'leave');
      const asked = await store.db
        .selectFrom('delivery')
        .where('post', '=', 'practice.vacancy')
        .where('community_id', '=', at.community)
        .select('identity_id')
        .execute();
      expect(asked).toEqual([{ identity_id: organiser.identity }]);
      await at.pass({ seconds: 1 });
      expect([...vacancies(organiser), ...vacancies(proposed.organiser)]).toEqual([]);
      expect(rolesOf(people, await planOf(occurrence)).gardener).toBe('di');
      expect(rolesOf(proposed.people, await planOf(proposed.occurrence)).gardener).toBeUndefined();
    });

    test('keeps what they played once the session is over', async () => {
      const { occurrence, people, bo } = await cell();
      await until(OVER);
      await store.db
        .updateTable('practice_seat')
        .set({ state: 'declined' })
        .where('identity_id', '=', bo.identity)
        .execute();
      await at.practice.sessions.keepUp(occurrence.id, at.outgoing);
      await store.db
        .updateTable('practice_seat')
        .set({ state: 'seated' })
        .where('identity_id', '=', bo.identity)
        .execute();
      expect(rolesOf(people, await planOf(occurrence)).gardener).toBe('bo');
    });

    test('has facts wait for the new time where the session is moved', async () => {
      const { occurrence } = await cell();
      await store.db
        .updateTable('practice_occurrence')
        .set({ starts_at: '2026-03-13T23:00:00Z' })
        .where('id', '=', occurrence.id)
        .execute();
      await at.practice.sessions.keepUp(occurrence.id, at.outgoing);
      expect((await factsTask(occurrence))?.due_at.toString()).toBe('2026-03-12T23:00:00Z');
    });
  });
});
