import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Phase } from '../../src/practice/cell.ts';
import { REVEALED_FOR } from '../../src/practice/debriefs.ts';
import type { Occurrence } from '../../src/practice/session.ts';
import type { Player } from '../jobs/command-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { type PracticeWorld, practiceWorld, withRoles } from './practice-world.ts';

const ROLES = ['mediator', 'gardener', 'neighbour', 'coach', 'observer'] as const;

oneStore('a cell', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  let session: Occurrence;
  let cell: string;
  let cast: Record<(typeof ROLES)[number], Player>;
  let other: Player;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store);
    const roles: Record<string, Player> = {};
    for (const role of ROLES) roles[role] = await world.player();
    cast = roles as typeof cast;
    other = await world.player();
    session = await world.opened({ leads: [] });
    [cell = ''] = await withRoles(world, store, session.id, [
      { caseId: 'hedge', roles: cast },
      { caseId: 'roster', roles: { mediator: other } },
    ]);
  });

  const of = ({ asker }: Player) =>
    world.platform.messages
      .filter(({ channel }) => channel === `dm-${asker.member}`)
      .map(({ words }) => words);
  const until = (end: Temporal.Instant) =>
    world.pass({ milliseconds: end.epochMilliseconds - store.clock.now().epochMilliseconds });
  const after = (minutes: number) => session.starts.add({ minutes });
  const start = async (player: Player, phase: Phase) =>
    world.practice.debriefs.startPhase(await world.who(player), cell, phase, world.outgoing);
  const stop = async (player: Player) =>
    world.practice.debriefs.stopPhase(await world.who(player), cell, world.outgoing);
  const reveal = async (player: Player, leads = false) =>
    world.practice.debriefs.reveal(await world.who(player), cell, leads, world.outgoing);
  const revealed = async (player: Player) => world.practice.debriefs.revealed(await world.who(player), cell);
  const said = (words: string, ratings: Record<string, number> = {}) => ({ words, ratings });
  const give = async (player: Player, words: string, ratings?: Record<string, number>) =>
    world.practice.debriefs.give(await world.who(player), cell, said(words, ratings), world.outgoing);
  const read = async (player: Player) => world.practice.debriefs.feedback(await world.who(player), cell);
  const bells = (player: Player) => of(player).filter((words) => words.includes('is over"'));
  const loses = async (role: string) => {
    await store.db.deleteFrom('practice_role').where('cell_id', '=', cell).where('role', '=', role).execute();
  };

  describe('whose timer runs', () => {
    test('hears of its end once, each of them, and nobody else', async () => {
      await until(after(0));
      await start(cast.observer, 'preparation');
      await until(after(10).subtract({ seconds: 1 }));
      // A task that wakes early.
      await world.practice.debriefs.ring(cell, world.outgoing);
      const { cell: now } = await world.practice.debriefs.place(await world.who(cast.coach), cell);
      expect(now.timer).toEqual({ phase: 'preparation', ends: after(10) });
      expect(Object.values(cast).flatMap(bells)).toEqual([]);
      await until(after(60));
      for (const player of Object.values(cast)) {
        expect(bells(player)).toHaveLength(1);
        expect(bells(player)[0]).toContain('Preparation is over');
        expect(bells(player)[0]).toContain('Start mediation (60 min)');
      }
      expect(bells(other)).toEqual([]);
    });

    test('hears nothing where it is stopped, and of the new end where it is started again', async () => {
      await until(after(0));
      await start(cast.mediator, 'preparation');
      await until(after(5));
      await stop(cast.gardener);
      await until(after(20));
      expect(bells(cast.coach)).toEqual([]);
      await start(cast.mediator, 'preparation');
      await until(after(29));
      expect(bells(cast.coach)).toEqual([]);
      await until(after(90));
      expect(bells(cast.coach)).toHaveLength(1);
    });

    test('hears one end where two pressed for the same phase, and where another phase takes its place', async () => {
      await until(after(0));
      await start(cast.mediator, 'preparation');
      await until(after(1));
      await start(cast.gardener, 'preparation');
      await until(after(10));
      expect(bells(cast.coach)).toHaveLength(1);
      await start(cast.coach, 'preparation');
      await until(after(15));
      await start(cast.mediator, 'mediation');
      await until(after(74));
      expect(bells(cast.coach)).toHaveLength(1);
      await until(after(75));
      expect(bells(cast.coach)).toHaveLength(2);
      expect(bells(cast.coach)[1]).toContain('Mediation is over');
    });

    test('hears of it once after a restart within half an hour; later nobody is told', async () => {
      await until(after(0));
      await start(cast.mediator, 'preparation');
      store.clock.set(after(35));
      await world.pass({ seconds: 1 });
      expect(bells(cast.coach)).toHaveLength(1);
      await world.practice.debriefs.ring(cell, world.outgoing);
      await world.pass({ minutes: 5 });
      expect(bells(cast.coach)).toHaveLength(1);
      await start(cast.mediator, 'debrief');
      store.clock.set(after(150));
      await world.pass({ minutes: 1 });
      expect(bells(cast.coach)).toHaveLength(1);
      const { cell: now } = await world.practice.debriefs.place(await world.who(cast.coach), cell);
      expect(now.timer).toBeUndefined();
    });

    test('no longer tells who lost their role meanwhile', async () => {
      await until(after(0));
      await start(cast.observer, 'preparation');
      await loses('gardener');
      await until(after(30));
      expect(bells(cast.gardener)).toEqual([]);
      expect(bells(cast.neighbour)).toHaveLength(1);
    });

    test('is started and stopped by those in it, from ten minutes before the beginning on', async () => {
      await expect(start(cast.mediator, 'preparation')).rejects.toThrow('too early');
      await until(after(-10));
      await start(cast.mediator, 'preparation');
      await expect(start(other, 'mediation')).rejects.toThrow('those who are in this cell');
      await expect(stop(other)).rejects.toThrow('those who are in this cell');
      await until(after(90 + 120));
      await expect(start(cast.mediator, 'debrief')).rejects.toThrow('over');
    });
  });

  describe('whose facts are revealed', () => {
    test('is told without the facts, and reads them for seven days', async () => {
      await until(after(70));
      const before = of(cast.observer).length;
      await expect(revealed(cast.observer)).rejects.toThrow('not open yet');
      await reveal(cast.mediator);
      await world.pass({ seconds: 1 });
      const [told = ''] = of(cast.observer).slice(before);
      expect(told).toContain('for seven days');
      expect(told).toContain('Who are you when you are yourself?');
      expect(told).toContain('"discreet":true');
      expect(told).not.toMatch(/SECRET|NOTICE|CAUCUS|GENERAL|hedge/);
      expect((await revealed(cast.observer)).played?.id).toBe('hedge');
      const closes = after(70).add(REVEALED_FOR);
      await until(closes.subtract({ seconds: 1 }));
      await revealed(cast.gardener);
      await until(closes);
      await expect(revealed(cast.gardener)).rejects.toThrow('closed again');
    });

    test('counts from the first click, and is told once', async () => {
      await until(after(70));
      await reveal(cast.mediator);
      await until(after(100));
      const count = of(cast.coach).length;
      await reveal(cast.mediator);
      await world.pass({ minutes: 1 });
      expect(of(cast.coach)).toHaveLength(count);
      expect((await revealed(cast.coach)).until).toEqual(after(70).add(REVEALED_FOR));
    });

    test('has all of the case on everybody’s record', async () => {
      await until(after(70));
      await reveal(cast.mediator);
      const rows = await store.db
        .selectFrom('practice_case_seen')
        .where('occurrence_id', '=', session.id)
        .where('part', '=', 'all')
        .select(['identity_id', 'case_id'])
        .execute();
      expect(rows.map(({ identity_id }) => identity_id).toSorted()).toEqual(
        Object.values(cast)
          .map(({ identity }) => identity)
          .toSorted(),
      );
      expect(new Set(rows.map(({ case_id }) => case_id))).toEqual(new Set(['hedge']));
    });

    test('is opened by its mediator or who leads, not before it begins', async () => {
      await expect(reveal(cast.mediator)).rejects.toThrow('once the session has begun');
      await until(after(0));
      for (const player of [cast.coach, cast.gardener, other]) {
        await expect(reveal(player)).rejects.toThrow('The mediator of the cell opens the facts');
      }
      await reveal(other, true);
      await revealed(cast.gardener);
      await expect(revealed(other)).rejects.toThrow('those who are in this cell');
    });

    test('is closed to who lost their role, and to another community', async () => {
      await until(after(70));
      await reveal(cast.mediator);
      await loses('gardener');
      await expect(revealed(cast.gardener)).rejects.toThrow('those who are in this cell');
      const foreign = { ...(await world.who(cast.mediator)), community: crypto.randomUUID() };
      await expect(world.practice.debriefs.revealed(foreign, cell)).rejects.toThrow('gone');
    });

    test('stays shut while the roles are a proposal', async () => {
      await store.db.updateTable('practice_role_plan').set({ confirmed_at: null }).execute();
      await until(after(70));
      await expect(reveal(cast.mediator, true)).rejects.toThrow('gone');
    });
  });

  describe('whose mediator is given feedback', () => {
    beforeEach(async () => {
      await until(after(70));
      await reveal(cast.mediator);
    });

    test('has it read by the mediator and the coach alone', async () => {
      await give(cast.observer, 'Well asked', { listening: 4 });
      const expected = [
        { name: `Member ${cast.observer.asker.member}`, words: 'Well asked', ratings: { listening: 4 } },
      ];
      expect(await read(cast.mediator)).toEqual(expected);
      expect(await read(cast.coach)).toEqual(expected);
      for (const player of [cast.observer, cast.gardener]) {
        await expect(read(player)).rejects.toThrow('Only the mediator and the coach');
      }
      await expect(read(other)).rejects.toThrow('those who are in this cell');
    });

    test('is changed, not added to, by who gives it again', async () => {
      await give(cast.observer, 'First', { listening: 4 });
      await give(cast.observer, 'Second', { process: 2 });
      store.clock.advance({ minutes: 1 });
      await give(cast.gardener, 'Third');
      expect((await read(cast.mediator)).map(({ words }) => words)).toEqual(['Second', 'Third']);
      const { own } = await world.practice.debriefs.given(await world.who(cast.observer), cell);
      expect(own).toMatchObject({ words: 'Second', ratings: { process: 2 } });
    });

    test('is told of it once, without its words', async () => {
      const before = of(cast.mediator).length;
      await give(cast.observer, 'FEEDBACKWORD');
      await give(cast.gardener, 'FEEDBACKWORD');
      await world.pass({ minutes: 1 });
      const told = of(cast.mediator)
        .slice(before)
        .filter((words) => words.includes('Feedback has come'));
      expect(told).toHaveLength(1);
      expect(told[0]).not.toContain('FEEDBACKWORD');
    });

    test('gives none to themself, by a second account neither', async () => {
      await expect(give(cast.mediator, 'Great')).rejects.toThrow('You were the mediator');
      await store.db
        .updateTable('identity')
        .set({ person_id: cast.mediator.identity })
        .where('id', '=', cast.observer.identity)
        .execute();
      await expect(give(cast.observer, 'Great')).rejects.toThrow('You were the mediator');
    });

    test('gets none before the reveal or after it is closed, and keeps what there is', async () => {
      await give(cast.observer, 'In time');
      await until(after(70).add(REVEALED_FOR));
      await expect(give(cast.observer, 'Late')).rejects.toThrow('over');
      expect(await read(cast.mediator)).toHaveLength(1);
      await expect(read(cast.coach)).rejects.toThrow('closed');
      await store.db.updateTable('practice_cell').set({ revealed_at: null }).where('id', '=', cell).execute();
      await expect(give(cast.observer, 'Early')).rejects.toThrow('comes with the debrief');
    });

    test('does not get what was meant for another who mediated before', async () => {
      await give(cast.observer, 'For the first');
      const { mediator } = await world.practice.debriefs.given(await world.who(cast.gardener), cell);
      await loses('mediator');
      await store.db
        .updateTable('practice_role')
        .set({ role: 'mediator', id: crypto.randomUUID() })
        .where('cell_id', '=', cell)
        .where('role', '=', 'neighbour')
        .execute();
      expect(await read(cast.neighbour)).toEqual([]);
      expect(await read(cast.coach)).toEqual([]);
      const late = { ...said('For the first'), mediator: mediator.id };
      await expect(
        world.practice.debriefs.give(await world.who(cast.gardener), cell, late, world.outgoing),
      ).rejects.toThrow('Somebody else mediates');
    });
  });
});
