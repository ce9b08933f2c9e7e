import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Occurrence } from '../../src/practice/session.ts';
import type { Player } from '../jobs/command-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { type PracticeWorld, practiceWorld, withRoles } from './practice-world.ts';

oneStore('turns', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  let session: Occurrence;
  let ana: Player;
  let ben: Player;
  let cleo: Player;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store);
    session = await world.opened();
    [ana, ben, cleo] = [await world.player(), await world.player(), await world.player()];
  });

  const turns = () => world.practice.turns;
  const three = () => ({ mediator: ana, gardener: ben, neighbour: cleo });
  const held = (
    occurrence: Occurrence = session,
    roles: Readonly<Record<string, Player>> = three(),
    caseId = 'hedge',
  ) => withRoles(world, store, occurrence.id, [{ caseId, roles }]);
  const over = ({ ends }: Occurrence = session) => store.clock.set(ends);
  const setOccurrence = (change: object, { id }: Occurrence = session) =>
    store.db.updateTable('practice_occurrence').set(change).where('id', '=', id).execute();
  const setSeat = (change: object, { identity }: Player, { id }: Occurrence = session) =>
    store.db
      .updateTable('practice_seat')
      .set(change)
      .where('occurrence_id', '=', id)
      .where('identity_id', '=', identity)
      .execute();
  const link = (from: Player, to: Player) =>
    store.db
      .updateTable('identity')
      .set({ person_id: to.identity })
      .where('id', '=', from.identity)
      .execute();
  /** How often each of the players came, and what as: `2: mediator 1, party 1`. */
  async function said(coming = false, except?: string): Promise<string[]> {
    const all = await turns().of(world.community, { coming, ...(except === undefined ? {} : { except }) });
    return [ana, ben, cleo].map(({ identity }) => {
      const { came, counts } = all.get(identity) ?? { came: 0, counts: {} };
      const kinds = Object.entries(counts).filter(([, count]) => count > 0);
      return `${came}: ${kinds.map(([kind, count]) => `${kind} ${count}`).join(', ')}`;
    });
  }
  const NONE = ['0: ', '0: ', '0: '];
  const ONCE = ['1: mediator 1', '1: party 1', '1: party 1'];

  test('count once the session is over, and before that only where what comes is asked for too', async () => {
    await held();
    expect(await said()).toEqual(NONE);
    expect(await said(true)).toEqual(ONCE);
    expect(await said(true, session.id)).toEqual(NONE);
    store.clock.set(session.ends.subtract({ seconds: 1 }));
    expect(await said()).toEqual(NONE);
    over();
    expect(await said()).toEqual(ONCE);
    expect((await turns().own(await world.who(ana))).get(session.id)?.over).toBe(true);
    expect(await said(false, session.id)).toEqual(NONE);
    expect(await said(false, randomUUID())).toEqual(ONCE);
    const { shares } = (await turns().of(world.community, { coming: false })).get(ben.identity)!;
    expect(shares).toMatchObject({ mediator: 1 / 3, party: 2 / 3, observer: 0 });
  });

  test('add up over sessions, and one is named as one was called last', async () => {
    const other = await world.opened({ starts: session.original.add({ days: -1 }) });
    await held();
    store.clock.advance({ hours: 1 });
    // A session that takes place earlier, but to which they came later.
    await world.practice.rosters.answer(await world.who(ana), 'Ana Maria', other.id, 'join', world.outgoing);
    await held(other, { mediator: ben, coach: ana, observer: cleo });
    over();
    expect(await said()).toEqual([
      '2: mediator 1, coach 1',
      '2: mediator 1, party 1',
      '2: observer 1, party 1',
    ]);
    expect((await turns().of(world.community, { coming: false })).get(ana.identity)?.name).toBe('Ana Maria');
  });

  test('of what was only proposed or was cancelled do not count', async () => {
    await withRoles(world, store, session.id, [{ roles: three() }], { confirmed: false });
    over();
    expect([await said(), await said(true)]).toEqual([NONE, NONE]);
    expect((await turns().at(session.id)).size + (await turns().own(await world.who(ana))).size).toBe(0);
    await store.db
      .updateTable('practice_role_plan')
      .set({ confirmed_at: store.clock.now().toString() })
      .where('occurrence_id', '=', session.id)
      .execute();
    expect(await said()).toEqual(ONCE);
    await setOccurrence({ state: 'cancelled' });
    expect([await said(), await said(true)]).toEqual([NONE, NONE]);
    expect((await turns().at(session.id)).size + (await turns().own(await world.who(ana))).size).toBe(0);
  });

  test('count for who did not check in, but neither for who was corrected to not there nor in the others’ shares', async () => {
    await held();
    over();
    await setSeat({ checked_in_at: session.starts.toString() }, ana);
    expect(await said()).toEqual(ONCE);
    await setSeat({ attended_minutes: 0 }, ana);
    expect(await said()).toEqual(['0: ', '1: party 1', '1: party 1']);
    const { shares } = (await turns().of(world.community, { coming: false })).get(ben.identity)!;
    expect(shares).toMatchObject({ mediator: 0, party: 1 });
    expect([...(await turns().at(session.id)).keys()].toSorted()).toEqual(
      [ben.identity, cleo.identity].toSorted(),
    );
    await setSeat({ attended_minutes: 5 }, ana);
    expect(await said()).toEqual(ONCE);
  });

  test('are of who has the role in the end: not of who was replaced, nor of who gave up their seat', async () => {
    await held();
    const dana = await world.player();
    await world.practice.rosters.answer(await world.who(dana), 'Dana', session.id, 'join', world.outgoing);
    await store.db
      .updateTable('practice_role')
      .set({ id: randomUUID(), identity_id: dana.identity })
      .where('identity_id', '=', ana.identity)
      .execute();
    await setSeat({ state: 'declined' }, cleo);
    over();
    expect(await said()).toEqual(['0: ', '1: party 1', '0: ']);
    expect((await turns().own(await world.who(dana))).get(session.id)?.kind).toBe('mediator');
  });

  test('of linked accounts are one person’s, once a session', async () => {
    const next = await world.opened({ starts: session.original.add({ days: 1 }) });
    await held();
    await held(next, { gardener: ana, mediator: cleo });
    over(next);
    // Both accounts had a role in the first session: that they mediated counts.
    await link(cleo, ana);
    expect(await said()).toEqual(['2: mediator 2', '1: party 1', '0: ']);
    const own = await turns().own(await world.who(cleo));
    expect([...own.values()].map(({ name }) => name)).toEqual(['Mediator', 'Mediator']);
    expect((await turns().at(session.id)).size).toBe(2);
    // What was corrected of one account holds for the person, and what says that they were there goes before.
    await setSeat({ attended_minutes: 0 }, cleo);
    expect((await said())[0]).toBe('1: mediator 1');
    await setSeat({ attended_minutes: 90 }, ana);
    expect((await said())[0]).toBe('2: mediator 2');
  });

  test('are seen in their own community only', async () => {
    await held();
    over();
    const elsewhere = randomUUID();
    expect((await turns().of(elsewhere, { coming: true })).size).toBe(0);
    expect((await turns().own({ ...(await world.who(ana)), community: elsewhere })).size).toBe(0);
    // The space of an account that has left the community takes its turns along.
    const there = await world.linkedSpace();
    await store.db.updateTable('identity').set({ space_id: there }).where('id', '=', cleo.identity).execute();
    expect(await said()).toEqual(ONCE);
    const home = await store.db
      .selectFrom('space')
      .select('home_id')
      .where('id', '=', there)
      .executeTakeFirst();
    await store.db
      .updateTable('space')
      .set({ community_id: home!.home_id })
      .where('id', '=', there)
      .execute();
    expect(await said()).toEqual(['1: mediator 1', '1: party 1', '0: ']);
    // What was corrected there says nothing of a linked account here, whose seat does not bring that turn back either.
    await link(cleo, ana);
    await setSeat({ attended_minutes: 0 }, cleo);
    expect(await said()).toEqual(['1: mediator 1', '1: party 1', '0: ']);
    await store.db.deleteFrom('practice_role').where('identity_id', '=', ana.identity).execute();
    expect(await said()).toEqual(['0: ', '1: party 1', '0: ']);
  });

  test('are named as the case names them, or kindly where the course has lost it', async () => {
    await held();
    const names = async () => [...(await turns().at(session.id)).values()].map(({ name }) => name).toSorted();
    expect(await names()).toEqual(['Gardener', 'Mediator', 'Neighbour']);
    expect((await turns().own(await world.who(ben))).get(session.id)).toEqual({
      ...{ kind: 'party', name: 'Gardener', over: false },
    });
    await store.db
      .updateTable('practice_cell')
      .set({ case_id: 'lost' })
      .where('occurrence_id', '=', session.id)
      .execute();
    expect(await names()).toEqual([
      'A part that the case no longer has',
      'A part that the case no longer has',
      'Mediator',
    ]);
    over();
    expect(await said()).toEqual(ONCE);
  });
});
