import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practice as command } from '../../commands/practice.ts';
import { createDue } from '../../src/chat/due.ts';
import { EVENTS } from '../../src/chat/outbox.ts';
import type { Message } from '../../src/chat/reply.ts';
import { createUnreached } from '../../src/jobs/unreached.ts';
import { createFacts } from '../../src/practice/facts.ts';
import { factsKey } from '../../src/practice/facts-cards.ts';
import type { Occurrence, Plan } from '../../src/practice/session.ts';
import type { Store } from '../../src/store/store.ts';
import { wordsOf } from '../asking.ts';
import { labelsOf, requestFrom } from '../community/asking.ts';
import type { Player } from '../jobs/command-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { type PracticeWorld, practiceWorld, withRoles } from './practice-world.ts';

const instant = Temporal.Instant.from;
/** Of the session on Thursday at 19:00 in Toronto: a day before, its beginning and its end. */
const [OUT, START, END] = ['2026-03-11T23:00:00Z', '2026-03-12T23:00:00Z', '2026-03-13T00:30:00Z'].map(
  instant,
) as [Temporal.Instant, Temporal.Instant, Temporal.Instant];

oneStore('facts', (open) => {
  let store: TestStore;
  let at: PracticeWorld;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    at = await practiceWorld(store);
  });

  const until = (end: Temporal.Instant) =>
    at.pass({ milliseconds: end.epochMilliseconds - store.clock.now().epochMilliseconds });
  const look = async ({ id }: Occurrence) => {
    await at.practice.facts.send(id, at.outgoing);
    await at.pass({ seconds: 1 });
  };
  const of = ({ asker }: Player) =>
    at.platform.messages.filter(
      ({ channel, words }) => channel === `dm-${asker.member}` && words.includes('Your part in'),
    );
  const messagesOf = (player: Player): Message[] => of(player).map(({ words }) => JSON.parse(words));
  const textOf = (player: Player) => messagesOf(player).map(wordsOf).join('\n');
  const task = ({ id }: Occurrence) =>
    store.db.selectFrom('task').select('due_at').where('key', '=', factsKey(id)).execute();
  const change = (table: 'practice_occurrence' | 'practice_role_plan', id: string, set: object) =>
    store.db
      .updateTable(table)
      .set(set)
      .where(table === 'practice_occurrence' ? 'id' : 'occurrence_id', '=', id)
      .execute();
  const seen = async ({ identity }: Player) =>
    (
      await store.db
        .selectFrom('practice_case_seen')
        .where('identity_id', '=', identity)
        .selectAll()
        .orderBy('part')
        .execute()
    ).map(({ case_id, part }) => `${case_id} ${part}`);
  const roleOf = ({ identity }: Player) =>
    store.db
      .selectFrom('practice_role')
      .where('identity_id', '=', identity)
      .selectAll()
      .executeTakeFirstOrThrow();
  /** Takes a role from its holder for another, as the service of cells does: always a new row. */
  const move = async (from: Player, to: Player) => {
    const { id, ...row } = await roleOf(from);
    await store.db
      .deleteFrom('practice_role')
      .where('identity_id', 'in', [from.identity, to.identity])
      .execute();
    await store.db
      .insertInto('practice_role')
      .values({ ...row, id: crypto.randomUUID(), identity_id: to.identity, since: row.since.toString() })
      .execute();
  };

  async function cell(plan: Partial<Plan> = {}, { whole = false, confirmed = true } = {}) {
    const occurrence = await at.opened(plan);
    const names = ['mediator', 'manager', 'nurse', 'observer', ...(whole ? ['companion', 'coach'] : [])];
    const players: Player[] = [];
    for (const _ of names) players.push(await at.player());
    const roles = Object.fromEntries(names.map((name, index) => [name, players[index]!]));
    await withRoles(at, store, occurrence.id, [{ caseId: 'roster', roles }], { confirmed });
    await look(occurrence);
    type Usual = Record<'mediator' | 'manager' | 'nurse' | 'observer', Player>;
    return { occurrence, players, ...(roles as Usual & { companion?: Player; coach?: Player }) };
  }

  test('come a day before, each to their holder alone, and are kept as read', async () => {
    const all = await cell({}, { whole: true });
    await until(OUT.subtract({ seconds: 1 }));
    expect(all.players.flatMap(of)).toEqual([]);
    await until(OUT);
    expect(all.players.map((player) => of(player).length)).toEqual([1, 1, 1, 1, 1, 1]);
    const marks = (player: Player) => [...new Set(textOf(player).match(/[A-Z]{8,}/g))].sort();
    expect(marks(all.mediator)).toEqual(['GENERALROSTER']);
    expect(marks(all.manager)).toEqual(['GENERALROSTER', 'SECRETMANAGER']);
    expect(marks(all.nurse)).toEqual(['GENERALROSTER', 'SECRETNURSE']);
    expect(marks(all.companion!)).toEqual(['GENERALROSTER', 'SECRETCOMPANION']);
    expect(marks(all.coach!)).toEqual(['GENERALROSTER', 'NOTICEROSTER', 'SECRETCOACH']);
    expect(marks(all.observer)).toEqual(['GENERALROSTER']);
    expect(await seen(all.mediator)).toEqual(['roster general']);
    expect(await seen(all.nurse)).toEqual(['roster general', 'roster nurse']);
    // What the mediator should notice gives away the rest.
    expect(await seen(all.coach!)).toEqual(['roster all', 'roster coach', 'roster general']);
    expect(await seen(all.observer)).toEqual(['roster general']);
    await until(END);
    expect(all.players.map((player) => of(player).length)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('say the role, who plays with them, when and where; their title is neutral, and they hold no link', async () => {
    const { nurse } = await cell();
    await until(OUT);
    const [message] = messagesOf(nurse);
    const said = textOf(nurse);
    expect(said).toContain('You are: Nurse');
    expect(said).toContain('(Manager)');
    expect(said).toContain('When: 2026-03-12T23:00:00.000Z, 1 hour 30 minutes');
    expect(said).toContain('Room 2');
    expect(said).not.toContain('secret-room');
    expect(said.indexOf('It is about an illness.')).toBeLessThan(said.indexOf('GENERALROSTER'));
    expect(said).toContain('10 minutes to prepare, 1 hour of mediation, 45 minutes of debrief');
    expect(message).toMatchObject({ title: 'Your part in Shuttle mediation', discreet: true });
    expect(labelsOf(message!)).toEqual(['Show me my facts', 'My cell', 'Can’t make it after all']);
  });

  test('come silently in quiet hours', async () => {
    const { nurse, manager } = await cell();
    await at.services.community.preferences.set(nurse.identity, {
      zone: 'America/Toronto',
      quiet: { from: '18:50', to: '07:00' },
    });
    await until(OUT);
    expect([nurse, manager].map((player) => messagesOf(player)[0]?.silent)).toEqual([true, false]);
  });

  test('bring the mediator the caucus plan, and nobody else', async () => {
    const occurrence = await at.opened();
    const [mediator, gardener, neighbour] = [await at.player(), await at.player(), await at.player()];
    await withRoles(at, store, occurrence.id, [
      { caseId: 'hedge', roles: { mediator, gardener, neighbour } },
    ]);
    await look(occurrence);
    await until(OUT);
    expect([mediator, gardener, neighbour].map((player) => textOf(player).includes('CAUCUSHEDGE'))).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('of a cell without a case, or whose case the course has lost, say what to do', async () => {
    const occurrence = await at.opened();
    const [one, two] = [await at.player(), await at.player()];
    await withRoles(at, store, occurrence.id, [
      { roles: { mediator: one } },
      { caseId: 'lost', roles: { tenant: two } },
    ]);
    await look(occurrence);
    await until(OUT);
    expect(textOf(one)).toContain('nothing in it leads to real people');
    expect(textOf(one)).toContain('in cell 1 of 2');
    expect(textOf(two)).toContain('no longer has the case');
    expect([await seen(one), await seen(two)]).toEqual([[], []]);
  });

  test('are one task an occurrence, which follows its time and how long before they come', async () => {
    const { occurrence } = await cell();
    expect(await task(occurrence)).toEqual([{ due_at: OUT }]);
    await change('practice_role_plan', occurrence.id, { facts_lead: 'PT2H' });
    await look(occurrence);
    expect(await task(occurrence)).toEqual([{ due_at: START.subtract({ hours: 2 }) }]);
    await change('practice_occurrence', occurrence.id, { starts_at: START.add({ hours: 5 }).toString() });
    await look(occurrence);
    expect(await task(occurrence)).toEqual([{ due_at: START.add({ hours: 3 }) }]);
    await change('practice_occurrence', occurrence.id, { state: 'cancelled' });
    await look(occurrence);
    expect(await task(occurrence)).toEqual([]);
  });

  test('of a proposal go nowhere', async () => {
    const { occurrence, players } = await cell({}, { confirmed: false });
    expect(await task(occurrence)).toEqual([]);
    await until(END);
    expect(players.flatMap(of)).toEqual([]);
    expect((await Promise.all(players.map(seen))).flat()).toEqual([]);
  });

  test('that are due already come at once, also to who gets a role later', async () => {
    const all = await cell();
    await until(OUT.add({ hours: 1 }));
    const late = await at.player();
    await at.practice.rosters.answer(await at.who(late), 'Late', all.occurrence.id, 'join', at.outgoing);
    await move(all.nurse, late);
    await look(all.occurrence);
    expect(textOf(late)).toContain('SECRETNURSE');
    expect(of(all.nurse)).toHaveLength(1);
    await look(all.occurrence);
    expect(of(late)).toHaveLength(1);
  });

  test('do not come to who gave up their seat, or whose role went to another, while they were on their way', async () => {
    const all = await cell();
    store.clock.set(OUT);
    await at.practice.facts.send(all.occurrence.id, at.outgoing);
    await at.practice.rosters.answer(await at.who(all.nurse), 'N', all.occurrence.id, 'leave', at.outgoing);
    await move(all.manager, all.observer);
    await at.pass({ minutes: 1 });
    expect([all.nurse, all.manager].flatMap(of)).toEqual([]);
    expect([await seen(all.nurse), await seen(all.manager)]).toEqual([[], []]);
    expect(of(all.mediator)).toHaveLength(1);
  });

  test.each([
    ['the session was cancelled', 'practice_occurrence', { state: 'cancelled' }],
    ['roles became a proposal again', 'practice_role_plan', { confirmed_at: null }],
    ['they were to come later', 'practice_role_plan', { facts_lead: 'PT1H' }],
  ] as const)('are not sent where, while they were on their way, %s', async (_what, table, set) => {
    const { occurrence, nurse } = await cell({ leads: [] });
    store.clock.set(OUT);
    await at.practice.facts.send(occurrence.id, at.outgoing);
    await change(table, occurrence.id, set);
    await at.pass({ minutes: 1 });
    expect(of(nurse)).toEqual([]);
    expect(await seen(nurse)).toEqual([]);
  });

  test('that came to nothing since the session was moved in the meantime come at their new time, once', async () => {
    const { occurrence, nurse } = await cell();
    store.clock.set(OUT);
    await at.practice.facts.send(occurrence.id, at.outgoing);
    await change('practice_occurrence', occurrence.id, { starts_at: START.add({ hours: 48 }).toString() });
    await look(occurrence);
    expect(of(nurse)).toEqual([]);
    await until(OUT.add({ hours: 48 }));
    expect(of(nurse)).toHaveLength(1);
    await change('practice_occurrence', occurrence.id, { starts_at: START.add({ hours: 96 }).toString() });
    await look(occurrence);
    await until(END.add({ hours: 96 }));
    expect(of(nurse)).toHaveLength(1);
  });

  test('go out however late, and not at all once the session is over', async () => {
    const late = await cell();
    const over = await cell({ starts: Temporal.PlainDateTime.from('2026-03-12T17:00'), minutes: 60 });
    store.clock.set(START.subtract({ minutes: 5 }));
    await at.pass({ seconds: 1 });
    expect(of(late.nurse)).toHaveLength(1);
    expect(of(over.nurse)).toEqual([]);
  });

  test('cost one query where nobody proposed anything', async () => {
    const occurrence = await at.opened();
    let queries = 0;
    const counting = new Proxy(store as Store, {
      get(target, name) {
        if (name === 'db') queries += 1;
        return Reflect.get(target, name);
      },
    });
    const parts = { clock: store.clock, wishes: at.services.community.preferences, cases: () => [] };
    await createFacts({ ...parts, store: counting }).plan(occurrence, at.outgoing);
    expect(queries).toBe(1);
  });

  describe('of a person with two accounts', () => {
    const link = (first: Player, second: Player) =>
      store.db
        .updateTable('identity')
        .set({ person_id: first.identity })
        .where('id', '=', second.identity)
        .execute();

    test('are shown whichever account asks', async () => {
      const all = await cell();
      const other = await at.player();
      await link(all.nurse, other);
      await until(OUT);
      const facts = await at.practice.facts.own(await at.who(other), all.occurrence.id);
      expect(facts.holder.role).toBe('nurse');
      expect(await seen(other)).toContain('roster nurse');
    });

    test('are those of one role, where they had two before they linked', async () => {
      const all = await cell();
      await link(all.manager, all.nurse);
      await until(OUT);
      expect([of(all.manager).length, of(all.nurse).length]).toEqual([1, 0]);
    });
  });

  describe('to who takes no direct messages', () => {
    function telling() {
      const { services, outgoing } = at;
      const { clock, log } = store;
      const due = createDue({ commands: [command], services, clock, outgoing });
      return createUnreached({ store, clock, log, due: () => due, known: services.community.members.known });
    }

    test('are told beside their own next private answer, and to nobody else', async () => {
      const all = await cell();
      at.platform.opens = () =>
        at.platform.opened.at(-1) === all.nurse.asker.member
          ? { kind: 'refused', reason: 'direct-closed' }
          : undefined;
      await until(OUT);
      expect(of(all.nurse)).toEqual([]);
      const unreached = telling();
      for (const other of all.players.filter((player) => player !== all.nurse)) {
        expect(await unreached.tell(requestFrom(other.asker))).toEqual([]);
      }
      const told = await unreached.tell(requestFrom(all.nurse.asker));
      expect(told.map(wordsOf).join()).toContain('SECRETNURSE');
      expect(await unreached.tell(requestFrom(all.nurse.asker))).toEqual([]);
    });

    test('are not told any more once the role went to another', async () => {
      const all = await cell({ leads: [] });
      at.platform.opens = () => ({ kind: 'refused', reason: 'direct-closed' });
      await until(OUT);
      await move(all.nurse, all.observer);
      const unreached = telling();
      expect(await unreached.tell(requestFrom(all.nurse.asker))).toEqual([]);
      expect(await unreached.tell(requestFrom(all.manager.asker))).toHaveLength(1);
    });
  });

  test('stand in no table, log, export, feed, event or channel', async () => {
    at = await practiceWorld(store, 'https://bot.example');
    at.platform.listsEvents = true;
    const all = await cell({ remindsChannel: true }, { whole: true });
    const feed = await at.practice.feeds.renew(await at.who(all.nurse), 'own');
    await until(START.add({ minutes: 5 }));
    expect(textOf(all.nurse)).toContain('SECRETNURSE');
    const secret = /SECRET|NOTICE|CAUCUS|GENERAL(?:ROSTER|HEDGE)/;
    const { rows: tables } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = current_schema() and table_type = 'BASE TABLE'`.execute(store.db);
    expect(tables.length).toBeGreaterThan(30);
    for (const { name } of tables) {
      const { rows } = await sql<object>`select to_jsonb(each) from ${sql.table(name)} each`.execute(
        store.db,
      );
      expect(`${name} ${JSON.stringify(rows)}`).not.toMatch(secret);
    }
    expect(JSON.stringify(store.log.lines)).not.toMatch(secret);
    for (const player of all.players) {
      const who = await at.who(player);
      const data = await at.services.community.data.export(who, store.clock.now());
      expect(JSON.stringify(data)).toContain(all.occurrence.id);
      expect(JSON.stringify(data)).not.toMatch(secret);
    }
    const elsewhere = at.platform.messages.filter(({ channel }) => !channel.startsWith('dm-'));
    expect(elsewhere.map(({ channel }) => channel)).toEqual(expect.arrayContaining(['C1', EVENTS]));
    expect(JSON.stringify(elsewhere)).not.toMatch(secret);
    const calendar = await at.practice.feeds.calendar(/[\w-]+(?=\.ics|$)/.exec(feed)?.[0] ?? '');
    expect(Buffer.from(calendar!).toString()).toContain('Shuttle mediation');
    expect(Buffer.from(calendar!).toString()).not.toMatch(secret);
    const others = at.platform.messages.filter(({ channel }) => channel !== `dm-${all.nurse.asker.member}`);
    expect(JSON.stringify(others)).not.toContain('SECRETNURSE');
  });
});
